"""An export of a partner's bookkeeping becomes expenses: columns named once, doubles told, categories of the books mapped."""
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets import permissions
from budgets.actions import accounting as actions
from budgets.actions.expenses import archive_expense
from budgets.actions.locks import lock_budgets
from budgets.forms.accounting import AccountingForm, AccountingSheet, CategoryLinesForm, ColumnsForm, headings_of
from budgets.models import Budget, BudgetLine, Expense
from budgets.summaries.accounting import (
    VAT_IS_COST,
    documents_known,
    format_of,
    key_of,
    own_categories_of,
    without_a_line,
)
from budgets.views.tab import MoneyTab
from portal.shared.imports import verbs as importing
from portal.shared.imports.preview import MOST_SHOWN
from portal.shared.models import ImportBatch
from portal.shared.ui import Action, Crumb
from portal.shared.views.base import ShowPage, find
from portal.shared.views.edit import FormPage
from portal.shared.views.imports import BATCH, WRONG, ImportPage
from portal.shared.ways import reverse
from projects.views.rows import NestedMixin

MOST_NAMED = 10


def keeps_books_of(user, budget):
    return permissions.keeps_money_of(user, budget.project, budget.partnership.organisation_id)


class OfBooks(NestedMixin, MoneyTab):
    """Pages about one partner's books; the rule is asked about his budget."""

    part = "expenses"
    owner_model = Budget
    owner_field = "budget"
    owner_related = ("partnership__organisation",)
    about_owner = True
    rule = staticmethod(keeps_books_of)

    def to(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.parent.slug, self.owner.pk, *args])

    @property
    def expenses_url(self):
        query = urlencode({"partner": self.owner.partnership_id})
        return f"{reverse('budgets:expense-list', args=[self.parent.slug])}?{query}"

    def get_success_url(self):
        return self.expenses_url

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(self.owner, self.expenses_url)]

    @cached_property
    def lines(self):
        return list(BudgetLine.objects.filter(budget=self.owner).order_by("number", "pk"))

    @cached_property
    def format(self):
        return format_of(self.owner.partnership.organisation_id)

    def make_sheet(self):
        period = (self.parent.starts_on, self.parent.ends_on)
        return AccountingSheet(self.format, self.lines, own_categories_of(self.owner), period)

    def my_batches(self):
        mine = ImportBatch.objects.filter(user_pk=str(self.request.user.pk), kind=ExpenseImport.kind)
        return mine.filter(about=self.about())

    def about(self):
        return f"budgets.budget:{self.kwargs['owner_pk']}"


class ExpenseImport(OfBooks, ImportPage):
    kind = "expenses"
    route = "budgets:expense-import"
    page_title = gettext_lazy("Bring in an export of the bookkeeping")

    @property
    def page_lead(self):
        return _("Expenses of %(partner)s. Nothing is added before you have looked at it.") % {"partner": self.owner}

    def sheet(self, parent, user):
        return self.make_sheet()

    def get_form(self, data=None, files=None):
        return AccountingForm(data, files, user=self.request.user, parent=self.parent, sheet=self.table)

    def keep(self):
        """Headings nobody has explained yet are explained first."""
        form = self.get_form(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            batch = importing.keep_batch(form.cells, by=self.request.user, kind=self.kind, about=self.about())
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(WRONG, form=form)
        unexplained = form.needs_columns or (form.parsed.ignored_columns and not self.format)
        return HttpResponseRedirect(self.to("expense-import-columns", batch.pk) if unexplained else self.address(BATCH, batch))

    # --- rows ---

    def duplicates(self, rows):
        """{row number: sentence}: the same supplier, number and total stands in the portal, or twice in the table."""
        known = documents_known((row.values["total"] for row in rows), self.request.user)
        first, found = {}, {}
        for row in rows:
            key = key_of(*(row.values[name] for name in ("supplier", "number", "total", "issued_on")))
            if key in known:
                found[row.number] = _("The same document stands already: %(where)s. Tick it if it is another one.") % {
                    "where": known[key]
                }
            elif key in first:
                found[row.number] = _("It is the same as row %(number)d.") % {"number": first[key]}
            first.setdefault(key, row.number)
        self.doubles, self.known = found, own_categories_of(self.owner)
        return found

    def create(self, row, by):
        values = row.values
        expense = Expense(
            project=self.parent, payer=self.owner.partnership, vat_eligible=self.format.get(VAT_IS_COST, True) is not False,
            **{name: values[name] or "" for name in ("supplier", "supplier_code", "number", "description")},
            **{name: values[name] for name in ("issued_on", "paid_on", "total", "vat")},
        )
        if row.number in self.doubles:
            expense.double_reason = _("Ticked as another document when an export was brought in.")
        return actions.bring_in(
            expense, self.owner, by=by, line=values["line"], own_name=values["own_category"] or "", known=self.known
        )

    def take_back(self, instance, by):
        instance.project = self.parent
        archive_expense(instance, by=by)

    @transaction.atomic
    def undo(self):
        # Budgets are locked before expenses, here as everywhere.
        lock_budgets(self.parent)
        return super().undo()

    # --- what is shown ---

    def tell(self, preview, outcome):
        super().tell(preview, outcome)
        names = [row.name for row in without_a_line(self.owner)]
        if names:
            said = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
            messages.info(self.request, _("No budget line yet for these categories of the books: %(names)s.") % {"names": said})

    def actions(self):
        if self.batch is not None and self.batch.status == "waiting":
            return [Action(_("Columns of the export"), self.to("expense-import-columns", self.batch.pk))]
        if self.step == BATCH and self.batch.status == "done" and without_a_line(self.owner):
            return [*super().actions(), Action(_("Say which line"), self.to("owncategory-lines"), primary=True)]
        return super().actions()

    def show_result(self):
        self.template_name = "imports/result.html"
        made = importing.made_by(self.batch, MOST_SHOWN)
        for row in made:
            row.project = self.parent
        count = importing.count_made(self.batch)
        return self.show(made=[self.crumb_of(row) for row in made], count=count, hidden=max(0, count - MOST_SHOWN))


class PlainFormPage(OfBooks, FormPage):
    """A form of no model: each page says what `save(form)` does and where it leads."""

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            return self.save(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(WRONG, form=form)


class ExpenseColumns(PlainFormPage):
    """What the headings of an export mean: asked the first time, remembered for the organisation."""

    page_title = gettext_lazy("Columns of the export")
    submit_label = gettext_lazy("Look at the rows")

    @property
    def page_lead(self):
        return _("Say once which column holds what; it is remembered for %(partner)s.") % {"partner": self.owner}

    @cached_property
    def batch(self):
        return find(self.my_batches(), pk=self.kwargs["pk"])

    def load(self):
        subject = super().load()
        self.batch  # noqa: B018 - somebody else's table is not there
        return subject

    def get_form(self, data=None, files=None):
        return ColumnsForm(
            data, user=self.request.user, parent=self.parent, headings=headings_of(importing.cells_of(self.batch)),
            remembered=self.format, usual=self.make_sheet().usual,
        )

    def save(self, form):
        actions.remember_format(self.owner.partnership.organisation, form.columns, by=self.request.user)
        return HttpResponseRedirect(self.to("expense-import-batch", self.batch.pk))


class CategoryLines(PlainFormPage):
    """Which line each category of the partner's books belongs to; its expenses move there."""

    page_title = gettext_lazy("Lines of the categories in the books")
    page_lead = gettext_lazy("Expenses of a category that are on no line yet move to the line you choose.")

    def get_form(self, data=None, files=None):
        return CategoryLinesForm(
            data, user=self.request.user, parent=self.parent, categories=without_a_line(self.owner), lines=self.lines
        )

    def save(self, form):
        moved = actions.place_categories(self.owner, form.lines, by=self.request.user)
        text = ngettext("%(count)d expense is on its line now.", "%(count)d expenses are on their lines now.", moved)
        messages.success(self.request, text % {"count": moved})
        return HttpResponseRedirect(self.expenses_url)


class ChooseBooks(MoneyTab, ShowPage):
    """Whose books are brought in: straight on when there is one choice."""

    part = "expenses"
    rule = staticmethod(permissions.can_keep_spending)
    page_title = ExpenseImport.page_title
    page_lead = gettext_lazy("Whose bookkeeping is it?")
    template_name = "budgets/choose_books.html"

    def get(self, request, *args, **kwargs):
        if len(self.choices) == 1:
            return HttpResponseRedirect(self.choices[0].url)
        return super().get(request, *args, **kwargs)

    @cached_property
    def choices(self):
        rows = Budget.objects.filter(project=self.parent).open_to(self.request.user).select_related("partnership__organisation")
        found = []
        for budget in rows.order_by("partnership__order", "pk"):
            budget.project = self.parent
            if keeps_books_of(self.request.user, budget):
                url = reverse("budgets:expense-import", args=[self.parent.slug, budget.pk])
                found.append(Action(str(budget), url))
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(choices=self.choices, **kwargs)

"""The table of an amendment: every line and source of the approved budgets, what is in force and what it shall be."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from budgets.actions.amendments import AmountsMoved, set_changes
from budgets.choices import AmendmentState, BudgetState
from budgets.forms.amendments import AmendmentTableForm
from budgets.models import Budget
from budgets.summaries.amendments import AmountChange, changes_of
from budgets.summaries.outcome import outcome_of
from budgets.summaries.rules import categories_of
from budgets.summaries.versions import content_of
from budgets.views.amendments import AmendmentRows
from portal.shared.money import format_money
from portal.shared.views import Page
from portal.shared.ways import reverse
from projects.models import Programme

WRONG, CONFLICT = 422, 409


class AmendmentTable(AmendmentRows, Page):
    """GET shows it, POST saves what differs from what stood there; "Try it" shows the sums and writes nothing."""

    template_name = "budgets/amendment_table.html"
    has_object = True
    page_title = _("Amounts before and after")
    page_lead = _("Write beside what is in force what it shall be. Only what differs is part of the amendment.")

    @cached_property
    def content(self):
        return content_of(self.parent)

    def get_form(self, data=None):
        rows = Budget.objects.filter(project=self.parent, state=BudgetState.APPROVED)
        budgets = {budget.pk: budget for budget in rows}
        return AmendmentTableForm(
            data, user=self.request.user, parent=self.parent, content=self.content, changes=changes_of(self.object),
            budgets=budgets, categories=list(categories_of(list(budgets.values()))) if budgets else (),
            programmes=list(Programme.objects.order_by("pk")),
        )

    def get(self, request, *args, **kwargs):
        if self.object.state != AmendmentState.DRAFT:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return self.show(form=self.get_form(), is_tried=False)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(WRONG, form=form, is_tried=False)
        if "try" in request.POST:
            return self.show(form=form, is_tried=True)
        try:
            set_changes(self.object, form.wanted(), by=request.user)
        except AmountsMoved as moved:
            return self.show_moved(form, moved.amounts)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.show(WRONG, form=form, is_tried=False)
        messages.success(request, _("Saved."))
        if "done" in request.POST:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return HttpResponseRedirect(self.to("amendment-table"))

    def show_moved(self, form, amounts):
        """Both amounts stand at the box: his in it, the other below; saving once more takes his."""
        form.data = form.data.copy()
        for name, amount in amounts.items():
            text = _("Somebody else wrote %(amount)s here meanwhile. Save again to keep yours.")
            form.add_error(name, text % {"amount": format_money(amount)})
            form.data[f"was_{name}"] = "" if amount is None else f"{amount:.2f}"
        return self.show(CONFLICT, form=form, is_tried=False)

    def get_context_data(self, **kwargs):
        form = kwargs["form"]
        changes = form.proposed() if form.is_bound and form.is_valid() else form.changes
        outcome = outcome_of(self.parent, self.content, changes)
        partners = {budget.pk: budget for budget in outcome.comparison.budgets}
        meters = {partner.pk: partner for partner in outcome.meters}
        return super().get_context_data(
            outcome=outcome, asked=[str(partnership) for partnership in outcome.asked], errors=errors_of(form),
            tables=[table_of(form, budget, rows, partners[budget.pk], meters.get(budget.pk)) for budget, rows in form.partners],
            done_url=self.object.get_absolute_url(), **kwargs,
        )

    def get_cancel_url(self):
        return reverse("budgets:amendment-detail", args=[self.parent.slug, self.object.pk])


def table_of(form, budget, rows, change, meters):
    """What a partner's part of the page shows: boxes, sums and meters."""
    new = [form[f"{name}_{budget.pk}"] for name in ("title", "category", "amount")]
    source = [form[f"{name}_{budget.pk}"] for name in ("source", "programme", "from")]
    amounts = {row.key: row for row in (*change.lines, *change.shares, *change.cells)} | {f"total-{budget.pk}": change.total}
    pairs = [(row, added_by(form, row) if row.is_new else amounts.get(row.name.replace("_", "-"))) for row in rows]
    sums = [row for row in (change.lines_total, change.shares_total) if row.before is not None or row.after is not None]
    return {
        "partner": budget.partner, "rows": pairs, "sums": [*sums, change.total], "change": change, "meters": meters,
        "new": new, "source": source,
        "is_open": form.is_bound and any(field.value() for field in (*new, *source)),
    }


def added_by(form, row):
    """The whole of a line or source that the amendment adds, as it is typed now."""
    after = form.cleaned_data.get(row.name) if form.is_bound and form.is_valid() else row.after
    return AmountChange(row.name, row.label, None, after, "added")


def errors_of(form):
    """[(id of the box or "", sentence)] of everything that is wrong, the first thing to read."""
    if not form.is_bound:
        return []
    found = [("", text) for text in form.non_field_errors()]
    for field in form:
        where = "" if field.is_hidden else field.id_for_label
        found += [(where, f"{field.field.label}: {text}" if field.field.label else text) for text in field.errors]
    return found

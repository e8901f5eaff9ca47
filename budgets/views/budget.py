"""One partner's budget: its lines, its sources with their history, and what the coordinator writes down."""
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from budgets import actions, permissions
from budgets.forms import BudgetForm, BudgetLineForm, FundingShareForm, StatedTotalForm
from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from budgets.summaries import earlier_amounts, partner_budget
from budgets.views.project import BudgetTab, bar_of
from portal.shared.money import format_money
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import CreatePage, DetailPage, UpdatePage
from portal.shared.ways import reverse
from projects.views.parts import RemoveRow
from projects.views.rows import NestedMixin, RowMixin

LINE_LINKS = ("activity", "category", "event", "trip__event", "equipment", "flat_of")


class BudgetRows(RowMixin, BudgetTab):
    """Pages about one budget of the project."""

    model = Budget
    rule = staticmethod(permissions.can_edit_budget)

    def get_queryset(self):
        return super().get_queryset().select_related("partnership__organisation")


class BudgetDetail(BudgetRows, DetailPage):
    rule = staticmethod(permissions.can_view_budget)
    template_name = "budgets/budget_detail.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related(
            Prefetch("lines", BudgetLine.objects.select_related(*LINE_LINKS).order_by("number", "pk")),
            Prefetch("shares", FundingShare.objects.select_related("programme").order_by("pk")),
        )

    def to(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.parent.slug, self.object.pk, *args])

    def actions(self):
        if not self.may.edit_money:
            return []
        if self.object.is_approved:
            amend = reverse("budgets:amendment-create", args=[self.parent.slug])
            return [Action(_("Open an amendment"), amend, primary=True), Action(_("Edit"), self.to("budget-edit"))]
        return [
            Action(_("Add a line"), self.to("budgetline-create"), primary=True, icon="plus"),
            Action(_("Add a source"), self.to("fundingshare-create")), Action(_("Edit"), self.to("budget-edit")),
        ]

    def get_context_data(self, **kwargs):
        budget, edits = self.object, self.may.edit_money
        for line in budget.lines.all():
            for part in (line.activity, line.event, line.trip and line.trip.event, line.equipment):
                if part is not None:
                    part.project = self.parent
        sums = partner_budget(budget)
        shares = list(budget.shares.all())
        earlier = earlier_amounts(budget)
        return super().get_context_data(
            sums=sums, lead=budget.get_basis_display(),
            lines=[(row, self.to("budgetline-edit", row.pk) if edits else "") for row in budget.lines.all()],
            sources=[
                (source, share, earlier.get(share.pk, ()), self.to("fundingshare-edit", share.pk) if edits else "")
                for source, share in zip(sums.sources, shares, strict=True)
            ],
            bars=[bar_of(sums.partner, sums.total, [(s.source, s.label, s.amount) for s in sums.sources])]
            if sums.total and sums.split_is_known else [],
            differences=differences_of(sums), **kwargs,
        )


def differences_of(sums):
    """Where lines or sources do not make the total, in words and to the cent; [] when they do or are not known."""
    pairs = (
        (sums.line_difference, sums.lines_total,
         _("The lines make %(sum)s, the total is %(total)s: the difference is %(by)s.")),
        (sums.source_difference, sums.sources_total,
         _("The sources make %(sum)s, the total is %(total)s: the difference is %(by)s.")),
    )
    return [
        text % {"sum": format_money(total), "total": format_money(sums.total), "by": format_money(abs(by))}
        for by, total, text in pairs if by
    ]


class BudgetCreate(BudgetRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_edit_budgets)
    form_class = BudgetForm
    verb = staticmethod(spread(actions.add_budget))
    page_title = _("Add a partner's budget")


class BudgetEdit(BudgetRows, UpdatePage):
    form_class = BudgetForm
    verb = staticmethod(spread(actions.change_budget))


class BelowBudget(NestedMixin, BudgetTab):
    """Pages about a line or a source of a budget; the rule is asked about the budget."""

    rule = staticmethod(permissions.can_edit_budget)
    owner_model = Budget
    owner_field = "budget"
    owner_kwarg = "budget_pk"
    owner_related = ("partnership__organisation",)
    about_owner = True


class BelowBudgetUpdate(BelowBudget, UpdatePage):
    def actions(self):
        return [] if self.owner.is_approved else [Action(_("Remove"), self.sibling("remove"), danger=True)]


class BelowBudgetRemove(BelowBudget, RemoveRow):
    explanation = _("It disappears from the budget and stays in the history.")


class LineCreate(BelowBudget, CreatePage):
    model = BudgetLine
    form_class = BudgetLineForm
    verb = staticmethod(spread(actions.add_line))
    page_title = _("Add a line")

    def get_initial(self):
        last = BudgetLine.objects.filter(budget=self.owner).order_by("-number").first()
        return {"number": min((last.number if last else 0) + 1, 32767)}


class LineEdit(BelowBudgetUpdate):
    model = BudgetLine
    form_class = BudgetLineForm
    verb = staticmethod(spread(actions.change_line))


class LineRemove(BelowBudgetRemove):
    model = BudgetLine
    verb = staticmethod(actions.remove_line)
    question = _("Remove this line?")


def set_share(share, *, by, key=None):
    """The verb as the page of a new source calls it. Sent twice, the same amount is written once."""
    return actions.set_share(
        share.budget, share.source, share.amount, by=by, programme=share.programme, as_of=share.as_of, state=share.state
    )


class ShareCreate(BelowBudget, CreatePage):
    model = FundingShare
    form_class = FundingShareForm
    verb = staticmethod(set_share)
    page_title = _("Add a source")
    page_lead = _("A source that is already there gets the new amount; the earlier one is kept beside it.")


class ShareEdit(BelowBudgetUpdate):
    model = FundingShare
    form_class = FundingShareForm
    verb = staticmethod(actions.change_share)
    page_lead = _("The earlier amount is kept beside the new one.")

    def get_queryset(self):
        return super().get_queryset().select_related("programme")


class ShareRemove(BelowBudgetRemove):
    model = FundingShare
    verb = staticmethod(actions.remove_share)
    question = _("Remove this source?")


def set_stated_total(total, *, by, version=None, m2m=None):
    """The verb as pages call it."""
    notes = {name: getattr(total, name) for name in ("note_et", "note_lv", "note_en")}
    return actions.set_stated_total(
        total.project, total.amount, by=by, as_of=total.as_of, notes=notes, version=version
    )


class StatedTotalEdit(BudgetTab, UpdatePage):
    """The project's total as a source states it: noted the first time, changed afterwards."""

    model = StatedTotal
    rule = staticmethod(permissions.can_edit_budgets)
    form_class = StatedTotalForm
    verb = staticmethod(set_stated_total)
    page_title = _("Stated total")
    page_lead = _("It stands beside the sum of the partners' budgets; a difference is named, never corrected.")

    def get_object(self):
        found = StatedTotal.objects.filter(project=self.parent).first() or StatedTotal()
        found.project = self.parent
        return found

    def save(self, form):
        if form.instance.pk is None:
            return self.done(self.verb(form.instance, by=self.request.user))
        return super().save(form)

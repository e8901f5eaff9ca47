"""The forms of money. They warn when sums disagree; both figures are kept (B-15)."""
from functools import partial

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from budgets.actions.amounts import unit_amount
from budgets.choices import CostBasis
from budgets.models import Budget, BudgetLine, CostCategory, FundingShare, StatedTotal
from budgets.summaries import total_of
from budgets.summaries.rules import categories_of
from communities.models import Equipment
from portal.shared.forms import PortalForm
from portal.shared.money import format_money
from portal.shared.offered import present_of, with_present
from portal.shared.options import OfferedTogether
from projects.forms.base import live_of_project, of_project
from projects.models import Activity, Partnership, Programme
from trainings.models import Event, StudyTrip


class BudgetForm(PortalForm):
    """One partner's money. Whose it is does not change afterwards."""

    scope = {
        "partnership": lambda user, project: Partnership.objects.filter(project=project, budget__isnull=True)
        .select_related("organisation"),
    }

    class Meta:
        model = Budget
        fields = ["partnership", "basis", "stated_total", "note_et", "note_lv", "note_en"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["partnership"]


class BudgetLineForm(OfferedTogether, PortalForm):
    """A line. Of a unit cost and a flat rate the amount is computed by the verb, whatever was typed."""

    together = ("category", "flat_of", "activity", "event", "trip", "equipment")
    layout_groups = [
        (_("The line"), ["number", "title_et", "category", "cost_basis", "amount"]),
        (_("When the amount is computed"), ["quantity", "unit", "unit_cost", "flat_rate", "flat_of"]),
        (_("What it belongs to"), ["activity", "event", "trip", "equipment", "topics_et"]),
        (_("In Latvian and English"), ["title_lv", "title_en", "topics_lv", "topics_en"]),
    ]
    scope = {
        "activity": live_of_project(Activity), "event": of_project(Event), "equipment": live_of_project(Equipment),
        "trip": lambda user, project: StudyTrip.objects.filter(event__project=project).select_related("event"),
    }

    class Meta:
        model = BudgetLine
        fields = [
            "number", "title_et", "title_lv", "title_en", "category", "cost_basis", "amount", "quantity", "unit", "unit_cost",
            "flat_rate", "flat_of", "activity", "event", "trip", "equipment", "topics_et", "topics_lv", "topics_en",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = _("Empty means: not stated. Of a unit cost and a flat rate it is computed.")
        self.fields["cost_basis"].required = False  # nobody said: a real cost
        for name in ("category", "flat_of"):
            self.fields[name].take(partial(self.categories, name, present_of(self.instance, name)))
        self.lend_present()

    def categories(self, name, present):
        rows = categories_of(self.instance.budget) if self.instance.budget_id else CostCategory.objects.none()
        return with_present(rows, BudgetLine, name, present)

    @cached_property
    def offered_rows(self):
        """A trip is called as its event, which is among the events offered."""
        found = super().offered_rows
        events = {row.pk: row for row in found.get("event", ())}
        for trip in found.get("trip", ()):
            if trip.event_id in events:
                trip.event = events[trip.event_id]
        return found

    def _post_clean(self):
        super()._post_clean()
        if self.instance.cost_basis == CostBasis.UNIT:
            self.instance.amount = unit_amount(self.instance)

    def get_warnings(self):
        """The lines may exceed the total that was stated; that is said, and not refused."""
        line, budget = self.instance, self.instance.budget
        if budget.stated_total is None or line.amount is None:
            return
        others = BudgetLine.objects.filter(budget=budget).exclude(pk=line.pk).values_list("amount", flat=True)
        total = total_of([*others, line.amount])
        if total > budget.stated_total:
            yield _("With this line the lines make %(lines)s, which is more than the stated total %(total)s.") % {
                "lines": format_money(total), "total": format_money(budget.stated_total)
            }


class FundingShareForm(PortalForm):
    """Source and programme say which share it is; they are chosen once."""

    scope = {"programme": lambda user, project: Programme.objects.all()}

    class Meta:
        model = FundingShare
        fields = ["source", "programme", "amount", "as_of", "state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["source"], self.fields["programme"]

    def get_warnings(self):
        share, budget = self.instance, self.instance.budget
        if budget.stated_total is None or share.amount is None:
            return
        mine = {"source": share.source, "programme": share.programme_id}
        others = FundingShare.objects.filter(budget=budget).exclude(pk=share.pk).exclude(**mine)
        total = total_of([*others.values_list("amount", flat=True), share.amount])
        if total > budget.stated_total:
            yield _("The sources make %(sources)s, which is more than the stated total %(total)s.") % {
                "sources": format_money(total), "total": format_money(budget.stated_total)
            }


class StatedTotalForm(PortalForm):
    class Meta:
        model = StatedTotal
        fields = ["amount", "as_of", "note_et", "note_lv", "note_en"]

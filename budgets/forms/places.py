"""Where a cost may fall: a line of a budget this person may see, or another partner's budget as a whole."""
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgets.models import Budget, BudgetLine
from projects.models import Partnership

JOINT = "joint"


class Places:
    """`present`: the ExpenseShares there are; where they fall may be chosen again, also by one who cannot see that line."""

    def __init__(self, user, project, present=()):
        self.user, self.project, self.present = user, project, present

    @cached_property
    def partnerships(self):
        """{key: Partnership}, in their order, each with its budget when it has one."""
        rows = Partnership.objects.filter(project=self.project).select_related("organisation", "budget")
        return {row.pk: row for row in rows.order_by("order", "pk")}

    @cached_property
    def budgets(self):
        found = []
        for row in self.partnerships.values():
            if hasattr(row, "budget"):
                row.budget.partnership, row.budget.project = row, self.project
                found.append(row.budget)
        return {row.pk: row for row in sorted(found, key=lambda row: (row.partnership.order, row.pk))}

    @cached_property
    def lines(self):
        """{line key: BudgetLine} of the budgets this person may see."""
        mine = Budget.objects.open_to(self.user).filter(project=self.project)
        found = {row.pk: row for row in BudgetLine.objects.filter(budget__in=mine).order_by("budget", "number", "pk")}
        for row in found.values():
            row.budget = self.budgets[row.budget_id]
        return found

    def choices(self):
        """Groups for a select: each partner with his lines and "no line yet"."""
        by_budget = {key: [] for key in self.budgets}
        for line in self.lines.values():
            by_budget[line.budget_id].append((f"line-{line.pk}", str(line)))
        for share in self.present:
            if share.line_id and share.line_id not in self.lines:
                by_budget[share.budget_id].append((f"line-{share.line_id}", _now("the line chosen by the coordinator")))
        return [
            (str(self.budgets[key]), [*lines, (f"budget-{key}", _now("no line yet") if lines else str(self.budgets[key]))])
            for key, lines in by_budget.items()
        ]

    def find(self, code):
        """(Budget, BudgetLine or None) of a choice; None for anything else."""
        kind, _dash, key = (code or "").partition("-")
        if not key.isascii() or not key.isdigit():
            return None
        key = int(key)
        if kind == "budget":
            return (self.budgets[key], None) if key in self.budgets else None
        line = self.lines.get(key) or next((share.line for share in self.present if share.line_id == key), None)
        return (self.budgets[line.budget_id], line) if line else None

    def code_of(self, share):
        return f"line-{share.line_id}" if share.line_id else f"budget-{share.budget_id}"


def places_field(places, *, joint=False, **kwargs):
    last = [(JOINT, _("as the partners share the event"))] if joint else []
    choices = [("", "---------"), *places.choices(), *last]
    return forms.ChoiceField(label=_("Budget line or partner"), choices=choices, required=False, **kwargs)

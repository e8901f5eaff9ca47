"""What an amendment comes to, for those who write it, agree to it and decide it."""
from dataclasses import dataclass

from budgets.models import BudgetVersion
from budgets.summaries.amendments import Comparison, asked_of, compare, edited
from budgets.summaries.flexibility import Meter, meters_of
from budgets.summaries.rules import rules_of_many
from budgets.summaries.versions import from_json, sum_faults


@dataclass(frozen=True)
class PartnerMeters:
    """How much of one partner's budget moves, by the rules of his programme (a RuleSet, or None)."""

    pk: int
    organisation: int
    partner: str
    rules: object
    meters: tuple[Meter, ...]


@dataclass(frozen=True)
class Outcome:
    """`faults`: sentences about sums that would not be right; `asked`: Partnerships that must agree."""

    comparison: Comparison
    faults: tuple[str, ...]
    meters: tuple[PartnerMeters, ...]
    asked: tuple


def outcome_of(project, content, changes):
    """The Outcome of AmendmentChanges (saved or not) on what is in force (ProjectContent): four queries."""
    after = edited(content, changes)
    return Outcome(
        comparison=compare(content, after), faults=tuple(sum_faults(after)), meters=moved(content, after),
        asked=tuple(asked_of(project, changes)),
    )


def moved(before, after):
    """(PartnerMeters, …) of the partners of whose budgets something grows: two queries."""
    rules = rules_of_many(after.budgets)
    found = []
    for budget in after.budgets:
        was = before.budget(budget.pk)
        meters = tuple(meters_of(was, budget, rules.get(budget.pk))) if was is not None else ()
        if meters:
            found.append(PartnerMeters(budget.pk, budget.organisation, budget.partner, rules.get(budget.pk), meters))
    return tuple(found)


def decided(amendment):
    """What an approved amendment changed: (content before, content after), from the versions around it; None without one."""
    version = BudgetVersion.objects.filter(amendment=amendment).first()
    if version is None:
        return None
    earlier = BudgetVersion.objects.filter(project=amendment.project_id, number__lt=version.number).order_by("-number").first()
    return (from_json(earlier.content), from_json(version.content)) if earlier is not None else None

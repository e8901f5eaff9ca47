"""Which programme's rules hold for a budget. Rules are data with dates: nothing about a programme is written in code."""
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from budgets.models import Budget, CostCategory
from portal.shared.once import once
from portal.shared.reading import read
from projects.models import RuleSet

CHAIN = ("programme", "programme__parent", "programme__parent__parent")  # a strand, and what it is part of
# The programmes of a budget's project, then those of its sources.
NEAR = [f"project__{path}_id" for path in CHAIN] + [f"shares__{path}_id" for path in CHAIN]


@dataclass
class Way:
    """How one budget comes to its rules: its own set, or programmes, nearest first, on a day."""

    own: int | None
    day: date
    project: list
    grants: list = field(default_factory=list)

    @property
    def programmes(self):
        return list(dict.fromkeys(key for key in self.grants + self.project if key))


def rules_of(budget):
    """The RuleSet (with its programme) of one budget, or None where none is stated: two queries."""
    return rules_of_many([budget])[budget.pk]


def rules_of_many(budgets):
    """{budget key: RuleSet or None}: one query, however many budgets.

    The budget's own set; otherwise that of the programme of its grant, otherwise that of the project's programme, each with the
    programmes above it: the one in force on the project's first day (today, while that is not known), of several of one
    programme the one that began last.
    """
    return _rules_and_sets(budgets)[0]


def rules_in_project(project, budgets):
    """(`rules_of_many` of the project's budgets, `rules_of_project` of the project): one query."""
    chain = _chain_of(project.programme)
    found, sets = _rules_and_sets(budgets, chain)
    return found, in_force(sets, chain, project.starts_on or timezone.localdate())


def _rules_and_sets(budgets, also=()):
    """({budget key: RuleSet or None}, the RuleSets looked at: those of the programmes in `also` among them)."""
    keys = [budget.pk for budget in budgets]
    found, sets = read([_found_ways(keys), _sets_near(keys, list(also))])
    ways = _ways_of(found)
    by_key = {row.pk: row for row in sets}
    return dict.fromkeys(keys) | {
        key: by_key[way.own] if way.own else in_force(sets, way.programmes, way.day) for key, way in ways.items()
    }, sets


def rules_of_project(project, programme=None):
    """The RuleSet of the project's programme, or of another one it reports to; None where none is stated: two queries."""
    programme = programme or project.programme
    if programme is None:
        return None
    chain = _chain_of(programme)
    return in_force(list(_sets(Q(programme__in=chain))), chain, project.starts_on or timezone.localdate())


def in_force(sets, programmes, day):
    """Of some RuleSets the one valid on a day for the first of these programme keys that has one; None without any."""
    for key in programmes:
        valid = [row for row in sets if row.programme_id == key and _holds(row, day)]
        if valid:
            return max(valid, key=lambda row: (row.valid_from or date.min, row.pk))
    return None


def categories_of(budgets, on=None):
    """The CostCategory rows that hold for a budget, or for several, on a day (the first day of its project).

    A queryset of its own, in the programme's order; one query is asked before it.
    """
    keys = [budgets.pk] if isinstance(budgets, Budget) else [budget.pk for budget in budgets]
    ways = _ways(keys).values()
    programmes = {key for way in ways for key in way.programmes}
    day = on or min((way.day for way in ways), default=timezone.localdate())
    sets = RuleSet.objects.filter(pk__in=[way.own for way in ways if way.own]).values("programme")
    return categories_of_programmes(programmes, day, also=Q(programme__in=sets))


def categories_of_programmes(programmes, on, also=None):
    """The CostCategory rows of these programmes (keys or rows) that hold on a day, with their programmes."""
    asked = Q(programme__in=programmes) | also if also is not None else Q(programme__in=programmes)
    return CostCategory.objects.valid(on).filter(asked).select_related("programme").order_by("programme", "order", "pk")


def _ways(keys):
    """{budget key: Way}: one query."""
    return _ways_of(read([_found_ways(keys)])[0])


@once
def _found_ways(keys):
    return Budget.objects.filter(pk__in=keys).order_by("pk", "shares__pk").values_list(
        "pk", "rule_set_id", "project__starts_on", *NEAR
    )


def _ways_of(rows):
    found = {}
    for key, own, day, *chains in rows:
        way = found.setdefault(key, Way(own, day or timezone.localdate(), chains[: len(CHAIN)]))
        way.grants += chains[len(CHAIN) :]
    return found


@once
def _sets_near(keys, also):
    """The RuleSets that may hold for these budgets: their own, and those of all their programmes, and of those in `also`."""
    asked = Budget.objects.filter(pk__in=keys).order_by()
    near = Q(pk__in=asked.values("rule_set"))
    for name in NEAR:
        near |= Q(programme__in=asked.values(name))
    return _sets(near | Q(programme__in=also))


def _chain_of(programme):
    """The keys of a programme and those above it, nearest first."""
    chain = []
    while programme is not None and len(chain) < len(CHAIN):
        chain.append(programme.pk)
        programme = programme.parent
    return chain


def _sets(condition):
    return RuleSet.objects.filter(condition).select_related("programme")


def _holds(row, day):
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until)

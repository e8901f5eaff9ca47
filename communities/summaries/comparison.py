"""Plans side by side: what each of them says in figures, and what they come to together. One query for all of them."""
from dataclasses import dataclass
from decimal import Decimal

from communities.choices import TaskStatus
from communities.summaries import finance
from communities.summaries.checks import euros
from communities.summaries.filled import filling_from
from communities.summaries.state import PlanState, states_of
from communities.summaries.tables import DANGEROUS


@dataclass(frozen=True)
class PlanFigures:
    """What one plan says in figures; None is unknown, never 0.

    `results`: euros of three years; `break_even`: users a year; `investment` covers `priced` of `investments` rows;
    `paid_hours`, `unpaid_hours`: a month, of all services that state them; `state`: the rows behind the figures.
    """

    plan: object
    state: PlanState
    percent: int
    services: tuple[str, ...]
    investment: Decimal | None
    priced: int
    investments: int
    results: tuple[Decimal | None, ...]
    break_even: int | None
    red_risks: int
    tasks: int
    tasks_done: int
    indicators: int
    paid_hours: int | None
    unpaid_hours: int | None

    @property
    def area(self):
        return self.plan.enrolment.area if self.plan.enrolment_id else None

    @property
    def whose(self):
        """The community, or the cooperation group."""
        return self.plan.enrolment.community if self.plan.enrolment_id else self.plan.group


@dataclass(frozen=True)
class Sum:
    """`total`: None when nothing is known; it is known for `known` of `of` plans."""

    total: Decimal | int | None
    known: int
    of: int


@dataclass(frozen=True)
class Sums:
    """What plans come to together; `investment` covers `priced` of all `investments` rows."""

    services: int
    investment: Sum
    priced: int
    investments: int
    results: tuple[Sum, ...]
    red_risks: int
    tasks: int
    indicators: int
    paid_hours: Sum
    unpaid_hours: Sum


def comparison_of(plans):
    """[PlanFigures] of plans, in their order: one query, however many.

    They know their projects, areas, communities and groups.
    """
    plans = list(plans)
    states = states_of(plans)
    return [_figures(plan, states[plan.pk]) for plan in plans]


def _figures(plan, state):
    services, tasks = state.rows["services"], state.rows["tasks"]
    money, shopping = state.rows["finance"], finance.shopping(state.rows["investments"], state.rules)
    price, variable = euros(state, "price_per_user"), euros(state, "variable_cost_per_user")
    return PlanFigures(
        plan=plan, state=state, percent=filling_from(state).percent,
        services=tuple(row.name for row in services),
        investment=shopping.total, priced=shopping.known, investments=shopping.rows,
        results=tuple(year.result for year in finance.money_plan(money).years),
        break_even=finance.break_even(money, price, variable).users,
        red_risks=sum(row.score is not None and row.score >= DANGEROUS for row in state.rows["risks"]),
        tasks=len(tasks), tasks_done=sum(row.status == TaskStatus.DONE for row in tasks),
        indicators=len(state.rows["indicators"]),
        paid_hours=_known_sum(row.paid_hours for row in services),
        unpaid_hours=_known_sum(row.unpaid_hours for row in services),
    )


def sums_of(figures):
    """The Sums of some PlanFigures."""
    return Sums(
        services=sum(len(one.services) for one in figures),
        investment=_sum([one.investment for one in figures]),
        priced=sum(one.priced for one in figures),
        investments=sum(one.investments for one in figures),
        results=tuple(_sum([one.results[year] for one in figures]) for year in range(len(finance.YEARS))),
        red_risks=sum(one.red_risks for one in figures),
        tasks=sum(one.tasks for one in figures),
        indicators=sum(one.indicators for one in figures),
        paid_hours=_sum([one.paid_hours for one in figures]),
        unpaid_hours=_sum([one.unpaid_hours for one in figures]),
    )


def _sum(values):
    return Sum(_known_sum(values), sum(value is not None for value in values), len(values))


def _known_sum(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None

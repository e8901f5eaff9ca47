"""Year four: how long a thing and its papers are kept, by the rules of whoever paid for it (A-22)."""
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.models import Budget, BudgetLine, Expense, Payout
from budgets.permissions import own_organisations, sees_all_money
from budgets.summaries.rules import rules_in_project
from communities.choices import EquipmentState
from portal.shared.dates import months_later
from portal.shared.tables import format_day
from projects.summaries.retention import ACCOUNTING_YEARS

SOON = timedelta(days=365)
GONE = (EquipmentState.MISSING, EquipmentState.WRITTEN_OFF)


@dataclass(frozen=True)
class Keeping:
    """`until`: the last day a thing is kept, None while the project's end is unknown and nothing has been paid.

    `certain`: whether the programme's years are stated; otherwise it is kept at least so long. `why`: one sentence.
    """

    until: date | None = None
    certain: bool = False
    why: str = ""

    def days_left(self, today):
        """How many days it still has to be kept; 0 when the time is over, None when it is not known."""
        return None if self.until is None else max((self.until - today).days, 0)


@dataclass
class KeptThing:
    """A thing, what the money says about it, and until when it stays. Lines and expenses: only those this person may see."""

    thing: object
    keeping: Keeping
    lines: list = field(default_factory=list)
    expenses: list = field(default_factory=list)


def keeping_of(rules, ends_on, paid_on):
    """The longer one of what the programme and the accounting ask.

    rules       RuleSet or None
    ends_on     the project's last day, or None
    paid_on     the day of the last payment received, or None

    The programme's years run from the last payment, and not for less than from the end of the year in which the project ends;
    those of accounting from the end of the year of whichever came last.
    """
    last = max((day for day in (ends_on, paid_on) if day), default=None)
    if last is None:
        return Keeping(why=_("The end of the project is not stated."))
    books = (rules.accounting_years if rules else None) or ACCOUNTING_YEARS
    days = [year_end(last, books)]
    years = rules.retention_years if rules else None
    if years is None:
        return Keeping(days[0], why=ngettext(
            "Accounting asks for %(years)d year; the programme's rule is not stated.",
            "Accounting asks for %(years)d years; the programme's rule is not stated.", books,
        ) % {"years": books})
    if paid_on:
        days.append(months_later(paid_on, 12 * years))
    if ends_on:
        days.append(year_end(ends_on, years))
    return Keeping(max(days), True, why_of(years, books, paid_on))


def year_end(day, years):
    """31 December, some years after the year of a day."""
    return date(min(day.year + years, date.max.year), 12, 31)


def why_of(years, books, paid_on):
    """"The programme: 5 years from the last payment (18.06.2025); accounting: 7 years. The longer one counts."""
    if paid_on:
        rule = ngettext(
            "The programme: %(years)d year from the last payment (%(day)s)",
            "The programme: %(years)d years from the last payment (%(day)s)", years,
        ) % {"years": years, "day": format_day(paid_on)[0]}
    else:
        rule = ngettext(
            "The programme: %(years)d year from the end of the project",
            "The programme: %(years)d years from the end of the project", years,
        ) % {"years": years}
    both = ngettext(
        "%(rule)s; accounting: %(years)d year. The longer one counts.",
        "%(rule)s; accounting: %(years)d years. The longer one counts.", books,
    )
    return both % {"rule": rule, "years": books}


def keepings_of(project, budgets=None):
    """{budget key: Keeping, None: that of what no budget bears}: four queries; less one, when the project's budgets are given."""
    budgets = list(Budget.objects.filter(project=project)) if budgets is None else budgets
    rules, of_project = rules_in_project(project, budgets)
    paid = dict(
        Payout.objects.live().filter(budget__project=project).order_by()
        .values("budget").annotate(last=Max("paid_on")).values_list("budget", "last")
    )
    found = {key: keeping_of(row, project.ends_on, paid.get(key)) for key, row in rules.items()}
    found[None] = keeping_of(of_project, project.ends_on, max(paid.values(), default=None))
    return found


def last_payments(projects):
    """{project key: the day of the last payment it received}, of those that received any: one query."""
    rows = Payout.objects.live().filter(budget__project__in=projects).order_by()
    return dict(rows.values("budget__project").annotate(last=Max("paid_on")).values_list("budget__project", "last"))


def kept_things(project, things, user):
    """[KeptThing] of some Equipment rows of the project: nine queries at most, however many rows.

    A thing is kept by the rules of the budget whose line or expense it is, otherwise of its owner's.
    """
    things = list(things)
    keys = [thing.pk for thing in things]
    budgets = list(Budget.objects.filter(project=project).select_related("partnership"))
    keepings = keepings_of(project, budgets)
    for budget in budgets:
        budget.project = project
    of_owner = {budget.partnership.organisation_id: budget.pk for budget in budgets}
    of_partner = {budget.partnership_id: budget.pk for budget in budgets}
    sees_all, own = sees_all_money(user, project), own_organisations(user, project)
    own_budgets = {row.pk: row for row in budgets}
    open_budgets = {row.pk for row in budgets if sees_all or row.partnership.organisation_id in own}
    lines, expenses = {}, {}
    for line in BudgetLine.objects.filter(equipment__in=keys, budget__in=own_budgets).order_by("number", "pk"):
        line.budget = own_budgets[line.budget_id]
        lines.setdefault(line.equipment_id, []).append(line)
    for expense in Expense.objects.live().filter(equipment__in=keys).order_by("issued_on", "pk"):
        expense.project = project
        expenses.setdefault(expense.equipment_id, []).append(expense)
    bills = {bill.pk for row in expenses.values() for bill in row}
    if bills and not sees_all:
        bills = set(Expense.objects.open_to(user).filter(pk__in=bills).values_list("pk", flat=True))

    def kept(thing):
        its_lines, its_bills = lines.get(thing.pk, []), expenses.get(thing.pk, [])
        bearers = {line.budget_id for line in its_lines} | {of_partner.get(bill.payer_id) for bill in its_bills}
        return KeptThing(
            thing, longest([keepings[key] for key in bearers if key] or [keepings[of_owner.get(thing.owner_id)]]),
            [line for line in its_lines if line.budget_id in open_budgets], [bill for bill in its_bills if bill.pk in bills],
        )

    return [kept(thing) for thing in things]


def longest(keepings):
    """Of several, the one that holds longest; one that is not known holds longer than all."""
    return max(keepings, key=lambda keeping: (keeping.until is None, keeping.until or date.min))

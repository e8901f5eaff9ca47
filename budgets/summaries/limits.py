"""How much may still be claimed: of a line, of a partner's budget. Unknown is None, never zero.

What was claimed counts until it is decided, and of a decided claim what was accepted: a refused cost leaves its room to another.
Drafts count too, so that two of them cannot promise the same money. The rules of the programme may let a line be exceeded a
little while the partner's total holds.
"""
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext_lazy as _

from budgets.choices import ClaimState
from budgets.models import BudgetLine, ClaimItem
from budgets.summaries.budget import total_of
from budgets.summaries.rules import rules_of
from portal.shared.money import CENT, format_money
from projects.choices import FlexibilityOf

NOTHING = Decimal(0)
# What a claimed expense takes of its line.
COUNTS = Case(When(claim__state=ClaimState.APPROVED, then=F("accepted")), default=F("amount"))


@dataclass(frozen=True)
class Room:
    """Euros. `approved`: of the line or the budget; `allowance`: by how much the rules let it be exceeded; None: not stated."""

    approved: Decimal | None
    allowance: Decimal
    claimed: Decimal
    accepted: Decimal

    @property
    def limit(self):
        return None if self.approved is None else self.approved + self.allowance

    @property
    def left(self):
        """What may still be claimed; None when the amount is not stated."""
        return None if self.limit is None else self.limit - self.claimed

    @property
    def over(self):
        """By how much more than approved was claimed, allowed or not."""
        return NOTHING if self.approved is None else max(NOTHING, self.claimed - self.approved)


@dataclass(frozen=True)
class Limits:
    """A budget's lines and total.

    `lines`: {line key: Room}; `groups`: (name, euros allowed over, euros over) where several lines are counted together.
    """

    lines: dict
    groups: tuple
    total: Room
    rows: tuple = ()


def room_on_lines(budget):
    """{line key: Room} of one budget: four queries."""
    return limits_of(budget).lines


def known_rules(budget):
    """The rule set of a budget, asked for once."""
    if "known_rules" not in vars(budget):
        budget.known_rules = rules_of(budget)
    return budget.known_rules


def limits_of(budget):
    """The Limits of one budget: four queries."""
    lines = tuple(BudgetLine.objects.filter(budget=budget).select_related("category").order_by("number", "pk"))
    rows = ClaimItem.objects.filter(share__budget=budget).order_by().values("share__line")
    sums = {row["share__line"]: row for row in rows.annotate(claimed=Sum(COUNTS), accepted_sum=Sum("accepted"))}
    total = budget.stated_total if budget.stated_total is not None else total_of(line.amount for line in lines)
    rules = known_rules(budget)
    allowed = allowances(lines, total, rules)
    found = {line.pk: _room(line.amount, allowed[line.pk], [sums.get(line.pk)]) for line in lines}
    return Limits(found, _groups(lines, found, total, rules), _room(total, NOTHING, sums.values()), lines)


def allowances(lines, total, rules):
    """{line key: euros by which the rules let it be exceeded}; nothing stated is nothing allowed."""
    if rules is None or (rules.flexibility is None and rules.flexibility_amount is None):
        return dict.fromkeys((line.pk for line in lines), NOTHING)
    if rules.flexibility_of == FlexibilityOf.LINE:
        return {line.pk: _allowance(line.amount, rules) for line in lines}
    if rules.flexibility_of == FlexibilityOf.CATEGORY:
        sums = category_sums(lines)
        return {line.pk: _allowance(sums[line.category_id], rules) for line in lines}
    return dict.fromkeys((line.pk for line in lines), _allowance(total, rules))


def _allowance(base, rules):
    if base is None:
        return NOTHING
    percent = (base * (rules.flexibility or 0) / 100).quantize(CENT, "ROUND_DOWN")
    return max(percent, rules.flexibility_amount or NOTHING)


def category_sums(lines):
    """{category key: sum of its lines' known amounts, or None}."""
    keys = {line.category_id for line in lines}
    return {key: total_of(line.amount for line in lines if line.category_id == key) for key in keys}


def _groups(lines, rooms, total, rules):
    """((name, Room, euros over together), …): where the rules count the flexibility on a category or on the whole budget."""
    if rules is None or rules.flexibility_of == FlexibilityOf.LINE:
        return ()
    if rules.flexibility_of == FlexibilityOf.BUDGET:
        return ((_("all lines together"), _allowance(total, rules), sum((room.over for room in rooms.values()), NOTHING)),)
    found = []
    for key, amount in category_sums(lines).items():
        here = [line for line in lines if line.category_id == key]
        if amount is not None and all(line.amount is not None for line in here):
            claimed = sum((rooms[line.pk].claimed for line in here), NOTHING)
            name = here[0].category or _("lines without a category")
            found.append((name, _allowance(amount, rules), max(NOTHING, claimed - amount)))
    return tuple(found)


def _room(approved, allowance, sums):
    sums = [row for row in sums if row]
    return Room(
        approved, allowance, total_of(row["claimed"] for row in sums) or NOTHING,
        total_of(row["accepted_sum"] for row in sums) or NOTHING,
    )


def require_within(budget):
    """Raise ValidationError, each with the code "over" and naming the cents, when more is claimed than was approved."""
    problems = over_limits(limits_of(budget))
    if problems:
        raise ValidationError([ValidationError(text, code="over") for text in problems])


def over_limits(limits):
    """[text] of every limit that does not hold."""
    found = []
    for line in limits.rows:
        room = limits.lines[line.pk]
        if room.left is not None and room.left < 0:
            found.append(_("Line %(line)s: %(claimed)s is claimed, at most %(limit)s may be; that is %(by)s too much.") % {
                "line": line, "claimed": format_money(room.claimed), "limit": format_money(room.limit),
                "by": format_money(-room.left),
            })
    for name, allowance, over in limits.groups:
        if over > allowance:
            found.append(_("%(group)s: %(over)s more than approved is claimed, the rules allow %(limit)s.") % {
                "group": name, "over": format_money(over), "limit": format_money(allowance),
            })
    if limits.total.left is not None and limits.total.left < 0:
        found.append(_("The budget is %(limit)s, and %(claimed)s is claimed of it: %(by)s too much.") % {
            "limit": format_money(limits.total.limit), "claimed": format_money(limits.total.claimed),
            "by": format_money(-limits.total.left),
        })
    return found

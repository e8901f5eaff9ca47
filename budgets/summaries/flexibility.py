"""How much of an approved budget may be moved without asking, by the rules of its programme, and how much of that is used."""
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from portal.shared.money import CENT, format_money, format_percent, rate
from projects.choices import FlexibilityOf


@dataclass(frozen=True)
class Meter:
    """How much something grows against how much it may. `base` and `moved` are euros, `allowed` None when no rule says it."""

    label: str
    base: Decimal
    moved: Decimal
    allowed: Decimal | None

    @property
    def is_over(self):
        return self.allowed is not None and self.moved > self.allowed

    @property
    def percent(self):
        """Percent of what it was; None when it was nothing."""
        return rate(self.moved, self.base)

    @property
    def top(self):
        """The end of the drawn scale, in cents: what is allowed, or what is moved when that is more."""
        return int(max(self.moved, self.allowed or Decimal(0), CENT) * 100)

    @property
    def cents(self):
        return int(self.moved * 100)

    @property
    def allowed_cents(self):
        return int((self.allowed or Decimal(0)) * 100)

    @property
    def words(self):
        """ "grows by 500,00 € (10 %); up to 1 000,00 € may be moved without asking"."""
        by = format_money(self.moved) if self.percent is None else f"{format_money(self.moved)} ({format_percent(self.percent)})"
        if self.allowed is None:
            return _("Grows by %(by)s. The rules do not say how much may be moved.") % {"by": by}
        text = (
            _("Grows by %(by)s: more than the %(allowed)s that may be moved without asking.")
            if self.is_over else _("Grows by %(by)s: within the %(allowed)s that may be moved without asking.")
        )
        return text % {"by": by, "allowed": format_money(self.allowed)}


def flexible_amount(rules, base):
    """Euros by which an amount may grow under a RuleSet; None when no rule is stated. The greater of the two counts."""
    if rules is None or (rules.flexibility is None and rules.flexibility_amount is None):
        return None
    part = (base * (rules.flexibility or 0) / 100).quantize(CENT, ROUND_DOWN)
    return max(part, rules.flexibility_amount or Decimal(0))


def meters_of(old, new, rules):
    """[Meter] of one partner's budget in two states (PartnerContent), on what the rules count: lines, categories, the budget."""
    of = rules.flexibility_of if rules is not None else FlexibilityOf.LINE
    if of == FlexibilityOf.CATEGORY:
        pairs = by_category(old, new)
    else:
        was = {line.pk: line.amount for line in old.lines}
        pairs = [(line.label, was.get(line.pk) or Decimal(0), line.amount or Decimal(0)) for line in new.lines]
    grown = [(label, before, after - before) for label, before, after in pairs if after > before]
    if of == FlexibilityOf.BUDGET:
        grown = [(_("In the whole budget"), old.total or Decimal(0), sum(by for *_row, by in grown))] if grown else []
    return [Meter(label, before, by, flexible_amount(rules, before)) for label, before, by in grown]


def by_category(old, new):
    """[(code, euros before, euros after)]; lines without a category stand together."""
    sums = {}
    for place, content in enumerate((old, new)):
        for line in content.lines:
            sums.setdefault(line.category_code, [Decimal(0), Decimal(0)])[place] += line.amount or Decimal(0)
    return [(code or _("Without a category"), *pair) for code, pair in sorted(sums.items())]

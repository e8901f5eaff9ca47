"""The table of a project's money: partner × line × source, each amount a cell of its own."""
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from budgets.choices import BudgetState, CostBasis, FundingSource
from budgets.models import Budget, BudgetLine, FundingShare, LineFunding
from budgets.summaries.budget import total_of
from portal.shared.money import format_money, format_percent, rate
from portal.shared.reading import among, group, read

ORDER = {source: place for place, source in enumerate(FundingSource.values)}
COMPUTED = (CostBasis.UNIT, CostBasis.FLAT)
TITLE, AMOUNT = "title", "amount"
LINE, NEW, SHARE, TOTAL = "line", "new", "share", "total"
LONGEST_KEY, LONGEST_NUMBER = 20, 18


class CellName(NamedTuple):
    """What a cell of the table is called: "line-12-amount", "line-12-grant_3", "new-4-a1-title", "share-4-own_0", "total-4".

    `pk` is the line's key of a line, the budget's of the others; `key` tells new rows apart; `field` is "title", "amount" or
    the code of a source.
    """

    kind: str
    pk: int
    key: str = ""
    field: str = ""

    @classmethod
    def parse(cls, name):
        """The CellName, or None when it is no name of a cell."""
        parts = str(name).split("-")
        shape = {LINE: 3, NEW: 4, SHARE: 3, TOTAL: 2}.get(parts[0])
        if len(parts) != shape or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > LONGEST_NUMBER:
            return None
        if parts[0] == NEW and not (parts[2].isascii() and parts[2].isalnum() and len(parts[2]) <= LONGEST_KEY):
            return None
        key, last = (parts[2] if shape == 4 else ""), (parts[-1] if shape > 2 else "")
        return cls(parts[0], int(parts[1]), key, last)

    def __str__(self):
        return "-".join(str(part) for part in self if part != "")


@dataclass(frozen=True)
class Source:
    """One column: a source, and the Programme of a grant."""

    source: str
    programme: object = None

    @property
    def programme_id(self):
        return self.programme.pk if self.programme else None

    @property
    def code(self):
        return f"{self.source}_{self.programme_id or 0}"

    @property
    def label(self):
        """In the language of whoever asks."""
        name = f" ({self.programme})" if self.programme else ""
        return f"{FundingSource(self.source).label}{name}"


@dataclass
class Block:
    """One partner's part of the table. `shares`: {code: FundingShare}; `cells`: {(line key, code): LineFunding}."""

    budget: Budget
    lines: list
    shares: dict
    cells: dict

    @property
    def partner(self):
        return str(self.budget.partnership.organisation)

    @property
    def is_draft(self):
        return self.budget.state == BudgetState.DRAFT

    @property
    def lines_total(self):
        return total_of(line.amount for line in self.lines)

    @property
    def total(self):
        """As stated, otherwise the lines together; None: not known."""
        return self.budget.stated_total if self.budget.stated_total is not None else self.lines_total

    @property
    def shares_total(self):
        return total_of(share.amount for share in self.shares.values())

    def amount(self, line, code):
        cell = self.cells.get((line.pk, code))
        return cell.amount if cell is not None else None

    @cached_property
    def amounts(self):
        """({line key: [amount]}, {code: [amount]}) of the cells."""
        by_line, by_source = {}, {}
        for (pk, code), cell in self.cells.items():
            by_line.setdefault(pk, []).append(cell.amount)
            by_source.setdefault(code, []).append(cell.amount)
        return by_line, by_source

    def line_total(self, line):
        """What the sources give to a line; None when none is stated."""
        return total_of(self.amounts[0].get(line.pk, ()))

    def source_total(self, code):
        """What the lines take of a source; None when none is stated."""
        return total_of(self.amounts[1].get(code, ()))


@dataclass
class Grid:
    """`sources`: the columns; `blocks`: the partners' parts, in the order of the partners."""

    project: object
    sources: tuple
    blocks: list
    by_line: dict = field(default_factory=dict)
    by_budget: dict = field(default_factory=dict)

    def __post_init__(self):
        self.by_budget = {block.budget.pk: block for block in self.blocks}
        self.by_line = {line.pk: (block, line) for block in self.blocks for line in block.lines}

    def source(self, code):
        return next((source for source in self.sources if source.code == code), None)

    @property
    def total(self):
        return total_of(block.total for block in self.blocks)


def grid_of(project):
    """The project's Grid: one query, however many partners, lines and sources."""
    key, cells = [project.pk], {}
    budgets, lines, shares, amounts = read([
        among(Budget, "project", key, related=("partnership__organisation", "rule_set"), order=("partnership__order", "pk")),
        among(BudgetLine, "budget__project", key, related=("category", "activity"), order=("number", "pk")),
        among(FundingShare, "budget__project", key, related=("programme",)),
        among(LineFunding, "line__budget__project", key),
    ])
    group(budgets, "lines", lines, "budget_id")
    group(budgets, "shares", shares, "budget_id")
    for cell in amounts:
        cells.setdefault(cell.line_id, []).append(cell)
    blocks = [_block(budget, project, cells) for budget in budgets]
    return Grid(project, _sources(project, blocks), blocks)


def _block(budget, project, cells):
    budget.project = project
    lines, shares = list(budget.lines.all()), list(budget.shares.all())
    for row in (*lines, *shares):
        row.budget = budget
    codes = {share.pk: code_of(share) for share in shares}
    found = {}
    for line in lines:
        if line.activity_id:
            line.activity.project = project
        for cell in cells.get(line.pk, ()):
            cell.line = line
            found[line.pk, codes[cell.share_id]] = cell
    return Block(budget, lines, {code_of(share): share for share in shares}, found)


def code_of(share):
    return f"{share.source}_{share.programme_id or 0}"


def _sources(project, blocks):
    """Every source of any partner; where none is known yet, the two that most programmes ask for."""
    found = {
        code: Source(share.source, share.programme) for block in blocks for code, share in block.shares.items()
    }
    if not found:
        return Source(FundingSource.GRANT, project.programme), Source(FundingSource.OWN)
    return tuple(sorted(found.values(), key=lambda each: (ORDER[each.source], each.programme_id or 0)))


# --- what looks wrong, but may be right ---


def doubts(grid, rules, budgets=None):
    """Sentences about sums that go too far and rules that are not kept, to the cent. `rules`: {budget key: RuleSet or None};
    `budgets`: keys of those asked about, None for all."""
    found = []
    for block in grid.blocks:
        if budgets is None or block.budget.pk in budgets:
            found += [f"{block.partner}: {text}" for text in _block_doubts(block, rules.get(block.budget.pk))]
    return found


def _block_doubts(block, rules):
    stated = block.budget.stated_total
    yield from _more(_("the lines make %(sum)s, the stated total is %(total)s: %(by)s too much."), block.lines_total, stated)
    yield from _more(_("the sources make %(sum)s, the total is %(total)s: %(by)s too much."), block.shares_total, block.total)
    for line in block.lines:
        text = _("its sources make %(sum)s, the line is %(total)s: %(by)s too much.")
        for said in _more(text, block.line_total(line), line.amount):
            yield f"{line}: {said}"
    for code, share in block.shares.items():
        text = _("the lines take %(sum)s of it, it is %(total)s: %(by)s too much.")
        for said in _more(text, block.source_total(code), share.amount):
            yield f"{share.get_source_display()}: {said}"
    if rules is not None:
        yield from _rule_doubts(block, rules)


def _rule_doubts(block, rules):
    grant = total_of(share.amount for share in block.shares.values() if share.source == FundingSource.GRANT)
    found = rate(grant, block.total)
    if rules.max_rate is not None and found is not None and found > rules.max_rate:
        yield _("the grant is %(rate)s of the total, the rules allow at most %(most)s.") % {
            "rate": format_percent(found), "most": format_percent(rules.max_rate)
        }
    for line in block.lines:
        if line.amount is None or line.cost_basis != CostBasis.REAL:
            continue
        if rules.three_quotes_from is not None and line.amount > rules.three_quotes_from:
            yield f"{line}: " + _("a purchase above %(amount)s needs three quotes.") % {
                "amount": format_money(rules.three_quotes_from)
            }
        elif rules.one_quote_from is not None and line.amount >= rules.one_quote_from:
            yield f"{line}: " + _("a purchase from %(amount)s on needs a quote.") % {"amount": format_money(rules.one_quote_from)}


def _more(text, found, most):
    if found is not None and most is not None and found > most:
        yield text % {"sum": format_money(found), "total": format_money(most), "by": format_money(found - most)}


def text_of(value):
    """A cell's value as it travels with the page: "" for not stated, "5000.00", or the title."""
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)

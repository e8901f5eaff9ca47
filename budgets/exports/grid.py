"""The table of money as a spreadsheet that comes back in without a difference. Totals stay out: they would become lines."""
from dataclasses import dataclass

from budgets.forms.grid_import import HEADINGS, source_heading
from budgets.models import BudgetLine
from portal.shared.tables import Column, Table


@dataclass(frozen=True)
class GridLine:
    block: object
    line: BudgetLine


def grid_table(grid, seen, caption):
    """The Table of the lines of those budgets whose keys are `seen`, one column a source."""
    rows = [GridLine(block, line) for block in grid.blocks if block.budget.pk in seen for line in block.lines]
    columns = [
        Column("partner", HEADINGS["partner"], value="block.partner"),
        Column("number", HEADINGS["number"], kind="number", value="line.number"),
        *(Column(name, HEADINGS[name], value=f"line.{name}") for name in ("title_et", "title_lv", "title_en")),
        Column("category", HEADINGS["category"], value=lambda row: row.line.category.code if row.line.category_id else ""),
        Column("activity", HEADINGS["activity"], value=lambda row: str(row.line.activity) if row.line.activity_id else ""),
        Column("amount", HEADINGS["amount"], kind="money", value="line.amount"),
        *(Column(source.code, source_heading(source), kind="money", value=_part(source.code)) for source in grid.sources),
    ]
    return Table(columns, rows, caption=caption)


def _part(code):
    return lambda row: row.block.amount(row.line, code)

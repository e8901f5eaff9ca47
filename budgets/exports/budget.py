"""A project's budget lines as a spreadsheet. The total is a check on the page; here it would become a line (B-16)."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from budgets.summaries.budget import Line
from portal.shared.tables import Column, Table


@dataclass(frozen=True)
class LineRow:
    partner: str
    line: Line


COLUMNS = [
    Column("partner", _("Partner")),
    Column("number", _("No."), kind="number", value="line.number"),
    Column("title", _("Budget line"), value="line.title"),
    Column("topics", _("Topics"), value="line.topics"),
    Column("amount", _("Amount"), kind="money", value="line.amount"),
]


def line_table(partners, caption):
    """The lines of the given PartnerBudgets, in their order."""
    rows = [LineRow(partner.partner, line) for partner in partners for line in partner.lines]
    return Table(COLUMNS, rows, caption=caption)

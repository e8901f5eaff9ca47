"""What was spent, as tables: for the page and for the spreadsheet alike. Sums stand in the footer, never as a row (B-16)."""
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.summaries.spending import MIXED, OVER, PACE, STATED, Figures
from portal.shared.dates import PartialDate
from portal.shared.money import format_money
from portal.shared.tables import Column, Table

BASES = {
    STATED: gettext_lazy("as stated"), PACE: gettext_lazy("at this pace"), OVER: gettext_lazy("the period is over"),
    MIXED: gettext_lazy("partly stated, partly at this pace"), "": gettext_lazy("not stated"),
}


@dataclass(frozen=True)
class Row:
    """A line, partner, source or category with its figures. `urls`: {column key: the records behind the figure}."""

    name: str
    figures: Figures
    urls: dict
    basis: str = ""
    partner: str = ""

    def __getattr__(self, name):
        return getattr(self.figures, name)


def link(name):
    return lambda row: row.urls.get(name, "")


def money(key, label, empty=None):
    return Column(key, label, kind="money", url=link(key), empty=empty)


PLANNED, SPENT = money("planned", gettext_lazy("Budget")), money("spent", gettext_lazy("Spent"))
REMAINING, CLAIMED = money("remaining", gettext_lazy("Remaining")), money("claimed", gettext_lazy("Claimed"))
ACCEPTED = money("accepted", gettext_lazy("Accepted"), gettext_lazy("nothing decided"))
RECEIVED = money("received", gettext_lazy("Received"), gettext_lazy("does not apply"))
FORECAST = money("forecast", gettext_lazy("Forecast for the end"))
AFTER = money("left_over", gettext_lazy("Remaining by the forecast"))
BASIS = Column("basis", gettext_lazy("How it is foreseen"), url=link("basis"))


def named(label):
    return Column("name", label, url=link("name"))


LINES = [named(gettext_lazy("Budget line")), PLANNED, SPENT, REMAINING, CLAIMED, FORECAST, AFTER, BASIS]
PARTNERS = [named(gettext_lazy("Partner")), PLANNED, SPENT, REMAINING, CLAIMED, ACCEPTED, RECEIVED, FORECAST]
SOURCES = [named(gettext_lazy("Source")), PLANNED, SPENT, REMAINING, CLAIMED, ACCEPTED, RECEIVED, FORECAST]
CATEGORIES = [named(gettext_lazy("Cost category")), PLANNED, SPENT, REMAINING, CLAIMED, FORECAST]
NOTE = Column("note", gettext_lazy("note"), value=lambda row: getattr(row.figures, "still_note", ""))
EXPORT = [Column("partner", gettext_lazy("Partner")), *LINES, NOTE]


def table_of(columns, rows, caption, whole=None):
    """A Table of Rows; `whole`: the Figures that stand below it, to the cent what its rows make."""
    table = Table(columns, rows, caption=caption)
    if whole is not None and rows:
        table.footer = {"name": _("Total")} | {
            column.key: sum_text(column, getattr(whole, column.key)) for column in columns if column.kind == "money"
        }
    return table


def sum_text(column, amount):
    return str(column.empty) if amount is None and column.empty is not None else format_money(amount)


def basis_of(figures):
    """How a forecast comes about, in words: "as stated on 01.12.2024: 500,00 € still to come"."""
    still = getattr(figures, "still", None)
    if still is None:
        return str(BASES[figures.basis])
    return _("%(amount)s still to come, as of %(day)s") % {
        "amount": format_money(still), "day": PartialDate.parse(figures.still_as_of).text()
    }


def rest_of(partner):
    """What a partner spent that stands on no line, as Figures of its own; None when there is none."""
    on_lines = {name: sum((getattr(line, name) for line in partner.lines), Decimal(0)) for name in ("spent", "claimed")}
    if not partner.unlined:
        return None
    foreseen = [line.forecast for line in partner.lines if line.forecast is not None]
    forecast = None if partner.forecast is None else partner.forecast - sum(foreseen, Decimal(0))
    return Figures(
        spent=partner.unlined, claimed=partner.claimed - on_lines["claimed"], forecast=forecast,
        basis=PACE if forecast is not None else "",
    )

"""Figures and what stands behind them as tables: the same for a draft and for what was frozen."""
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.reports.exports.paper import rows_shown
from portal.reports.summaries.content import MONEY
from portal.shared.money import from_cents
from portal.shared.tables import Column, Table
from portal.shared.ui import Stat

HEADLINES = ("events", "days", "people", "plans-approved", "spent")
NOT_KNOWN = _("not known")


def figure_table(figures, link, *, caption):
    """`link`: callable(figure) -> the address of its rows; a figure without rows leads nowhere."""
    return Table([
        Column("label", _("What"), value=lambda row: capfirst(row.label)),
        Column("text", _("Figure"), url=lambda row: link(row) if row.opens else "", empty=NOT_KNOWN),
        Column("note", _("Remark")),
    ], figures, caption=caption)


def headlines(figures, link):
    """[Stat] of the figures that people ask for first."""
    by_key = {figure.key: figure for figure in figures}
    found = [by_key[key] for key in HEADLINES if key in by_key]
    return [
        Stat(capfirst(figure.label), figure.text or str(NOT_KNOWN), url=link(figure) if figure.opens else "")
        for figure in found
    ]


class RowsTable(Table):
    """The rows behind a figure, and their sum: it is the figure."""

    def __init__(self, figure, *, sees_money):
        money = figure.unit == MONEY

        def amount(row):
            return from_cents(int(row.value)) if money else int(row.value) if row.value == int(row.value) else row.value

        columns = [
            Column("label", _("What"), value=lambda row: row.label or row.partner, url=lambda row: row.url),
            Column("amount", _("Amount") if money else _("Figure"), kind="money" if money else "number", value=amount),
        ]
        rows = rows_shown(figure, sees_money=sees_money)
        if any(row.day for row in rows):
            columns.insert(1, Column(
                "day", _("Day"), kind="date", value=lambda row: date.fromisoformat(row.day) if row.day else None, empty=""
            ))
        if any(row.version for row in rows):
            columns.append(Column("version", _("Version of the record"), kind="number", empty=""))
        super().__init__(columns, rows, caption=_("The rows behind the figure"))
        self.footer = {"label": str(_("Total")), "amount": figure.text_of_sum}


def evidence_table(evidence, *, linked=True):
    return Table([
        Column("label", _("Event"), url=lambda row: row.url if linked else ""),
        Column("number", _("No."), kind="number"),
        Column("day", _("Day"), kind="date", value=lambda row: date.fromisoformat(row.day) if row.day else None, empty=""),
        Column("state", _("Evidence"), kind="badge", tone=lambda row: row.tone),
        Column("missing", _("What is missing"), value=lambda row: ", ".join(row.missing)),
    ], evidence, caption=_("Events of the period and their evidence"))

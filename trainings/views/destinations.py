"""Where trips may go, as a table."""
from django.utils.translation import gettext_lazy as _

from portal.shared.tables import Column, Table
from projects.choices import Country


def destination_table(rows, url=None):
    """Possible and chosen destinations; a possible one is no visited country (B-18)."""
    columns = [
        Column("country", _("Country"), value=lambda row: Country(row.country).label, url=url),
        Column("activity", _("Activity")),
        Column("state", _("State"), kind="badge", value="get_state_display",
               tone=lambda row: {"chosen": "good", "candidate": "info"}.get(row.state, "neutral")),
        Column("decided_on", _("Decided on"), kind="date", empty=_("not yet")),
        Column("reason", _("Reason"), value=lambda row: row.reason or row.note),
    ]
    if all(row.activity_id is None for row in rows):
        del columns[1]
    return Table(columns, rows, caption=_("Destinations"))

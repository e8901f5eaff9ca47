"""What the tables of the workspace share."""
from django.utils.translation import gettext_lazy as _

from portal.shared.tables import Column


def edit_column(may, url):
    """One narrow column with the way to the row's form, for those who may; nothing for the others."""
    return [Column("edit", _("Change"), value=lambda row: _("Edit"), url=url, export=lambda row: None)] if may else []


def filled(columns, rows):
    """The columns in which at least one row says something; a column that is empty all the way down only takes room."""
    return [column for column in columns if column.sort or says_something(column.getter(), rows)]


def says_something(read, rows):
    return any(read(row) not in (None, "", False) for row in rows)

"""All plans of a project in one workbook: side by side on the first sheet, then every row of their tables."""
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communities.codes import shown
from communities.summaries.tables import TABLES
from portal.shared.exports import write_book


def comparison_book(title, headers, rows, figures):
    """The workbook as bytes. `headers`, `rows`: the comparison as it stands on the page; `figures`: its PlanFigures."""
    sheets = [(title, headers, rows)]
    for table in TABLES.values():
        sheets.append((capfirst(str(table.model._meta.verbose_name_plural)), _headers(table), list(_rows(table, figures))))
    return write_book(sheets)


def _headers(table):
    columns = [str(capfirst(column.field.verbose_name)) for column in table.columns]
    return [_("Area"), _("Community or group"), _("Plan"), *columns, *(str(label) for label, _function in table.computed)]


def _rows(table, figures):
    for one in figures:
        for row in one.state.rows[table.slug]:
            cells = [_value(column, row, one.state) for column in table.columns]
            yield [str(one.area or ""), str(one.whose), one.plan.title, *cells, *_computed(table, row)]


def _value(column, row, state):
    """Numbers, amounts and days as such; what is chosen in words, in the reader's language."""
    if column.model is None and not column.field.choices:
        return getattr(row, column.name)
    text = column.text_of(row)
    return shown(column.kind, text, state.options(column, text) or tuple(column.field.choices or ()))


def _computed(table, row):
    if table.slug == "investments":
        return [row.total]
    if table.slug == "risks":
        return [row.score]
    return [function(row) for _label, function in table.computed]

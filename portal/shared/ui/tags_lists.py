"""Component tags for lists: the filter bar, the table, the pages."""

from django import template
from django.forms import CheckboxInput
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.shared import saved
from portal.shared.cells import escaped
from portal.shared.paging import AWAY, LAST, RowsPage, to_page
from portal.shared.requests import query_with
from portal.shared.ui.tags_parts import icon

register = template.Library()

ORDERS = {"": "updown", "ascending": "up", "descending": "down"}


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context, *, filterset, count="", exports=(), name="filter", reset=""):
    """A django-filter form as a GET bar whose address can be shared.

    `count`: the result as read ("34 activities"); `exports`: list of Action; `reset`: address of the unfiltered list.
    """
    form = filterset.form
    fields = [field for field in form.visible_fields()]
    words = [field for field in fields if field.name == "search"]
    return {
        "form": form,
        "words": words[0] if words else None,
        "fields": [field for field in fields if field not in words],
        "hidden": form.hidden_fields(),
        "used": _used(form),
        "count": count,
        "exports": exports,
        "name": name,
        "reset": reset or "?",
        "kept": saved.kept(context.get("request"), filterset),
    }


def _used(form):
    """How many fields narrow the list; shown on the folded bar of a phone."""
    return sum(1 for field in form.visible_fields() if field.name != "search" and _is_set(field)) if form.is_bound else 0


def _is_set(field):
    """Did the visitor choose anything here? Read from the address, since a filter's own default is no choice."""
    value = field.data
    if value is False:
        return not isinstance(field.field.widget, CheckboxInput)
    parts = value if isinstance(value, list | tuple) else [value]
    return any(part not in (None, "") for part in parts)


@register.inclusion_tag("components/data_table.html")
def data_table(*, table, empty_title="", empty_text="", empty_action=None, wide=False, compact=False):
    """A `portal.shared.tables.Table`. On a phone rows become cards; `wide` keeps the grid and lets it scroll."""
    headers = table.headers
    lines = table.lines(headers)
    return {
        "caption": table.caption,
        "heads": heads_of(headers),
        "rows": mark_safe("\n      ".join(lines)),  # noqa: S308 - every value in it is escaped
        "footer": footer_of(table, headers),
        "wide": wide,
        "compact": compact,
        "empty_title": empty_title or _("Nothing here yet"),
        "empty_text": empty_text,
        "empty_action": empty_action,
    }


def heads_of(headers):
    """The headers as HTML: a link each that turns the order around."""
    cells = []
    for header in headers:
        numeric = ' class="numeric"' if header["numeric"] else ""
        order, label = header["aria_sort"], escaped(header["label"])
        sorted_by = f' aria-sort="{order}"' if order else ""
        if header["url"]:
            label = f'<a href="{escaped(header["url"])}">{label}{icon(ORDERS[order], size=16)}</a>'
        cells.append(f'<th scope="col"{numeric}{sorted_by}>{label}</th>')
    return mark_safe("".join(cells))  # noqa: S308 - every value in it is escaped


def footer_of(table, headers):
    """The row of sums as HTML: its first cell names it, the others stand below their columns."""
    if not table.footer:
        return ""
    cells = []
    for place, (column, header) in enumerate(zip(table.columns, headers, strict=True)):
        text, _line, note = (escaped(part) for part in table.footer.get(column.key, "").partition("\n"))
        inner = f"{text}<small>{note}</small>" if note else text
        numeric = ' class="numeric"' if header["numeric"] else ""
        label = escaped(header["label"])
        cells.append(f'<th scope="row">{inner}</th>' if place == 0 else f'<td{numeric} data-label="{label}">{inner}</td>')
    return mark_safe(f"<tr>{''.join(cells)}</tr>")  # noqa: S308 - every value in it is escaped


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context, *, page):
    """Links through the pages of a list. `page`: a RowsPage or a Django Page; the rest of the address stays as it is."""
    rows = page if isinstance(page, RowsPage) else numbered_as(page)
    if not rows.many:
        return {"many": False}
    request = context["request"]

    def link(changes):
        return query_with(request, **changes) if changes else ""

    return {
        "many": True,
        "numbers": [{"text": step.text, "url": link(step.changes), "current": step.current} for step in rows.numbers],
        "previous": link(rows.previous),
        "next": link(rows.next),
        "last": link(AWAY | {"page": LAST}) if rows.is_more and rows.next else "",
    }


def numbered_as(page):
    """A Django Page as a RowsPage, without its rows."""
    number, whole = page.number, page.paginator
    return RowsPage(
        [], whole.count, whole.per_page, number, previous=to_page(number - 1) if page.has_previous() else None,
        next=to_page(number + 1) if page.has_next() else None,
    )

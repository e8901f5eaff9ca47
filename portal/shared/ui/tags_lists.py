"""Component tags for lists: the filter bar, the table, the pages."""

from django import template
from django.forms import CheckboxInput
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.shared import saved

register = template.Library()


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
    rows = rows_of(headers, table.rows, table.row_ids)
    return {
        "caption": table.caption,
        "headers": headers,
        "rows": rows,
        "footer": footer_of(table, headers),
        "wide": wide,
        "compact": compact,
        "empty_title": empty_title or _("Nothing here yet"),
        "empty_text": empty_text,
        "empty_action": empty_action,
    }


def rows_of(headers, rows, ids=()):
    """The rows as HTML, written in Python: in a template each of a list's hundreds of cells is a dozen of questions."""
    starts = []
    for header in headers:
        proper = ' translate="no"' if header.get("proper") else ""
        starts.append((" numeric" if header["numeric"] else "", proper, conditional_escape(header["label"])))
    lines = []
    marks = [f' id="{conditional_escape(mark)}"' for mark in ids] or [""] * len(rows)
    for row, mark in zip(rows, marks, strict=True):
        cells = [
            f'<td class="is-{cell["kind"]}{numeric}" data-label="{label}"{proper}>{content_of(cell)}</td>'
            for (numeric, proper, label), cell in zip(starts, row, strict=True)
        ]
        lines.append(f"<tr{mark}>{''.join(cells)}</tr>")
    return mark_safe("\n      ".join(lines))  # noqa: S308 - every value in it is escaped


def footer_of(table, headers):
    """The row of sums as HTML: its first cell names it, the others stand below their columns."""
    if not table.footer:
        return ""
    cells = []
    for place, (column, header) in enumerate(zip(table.columns, headers, strict=True)):
        text, _line, note = (conditional_escape(part) for part in table.footer.get(column.key, "").partition("\n"))
        inner = f"{text}<small>{note}</small>" if note else text
        numeric = ' class="numeric"' if header["numeric"] else ""
        label = conditional_escape(header["label"])
        cells.append(f'<th scope="row">{inner}</th>' if place == 0 else f'<td{numeric} data-label="{label}">{inner}</td>')
    return mark_safe(f"<tr>{''.join(cells)}</tr>")  # noqa: S308 - every value in it is escaped


def content_of(cell):
    text = conditional_escape(cell["text"])
    kind, url, machine, tone = (conditional_escape(cell[name]) for name in ("kind", "url", "machine", "tone"))
    if url:
        return f'<a href="{url}">{text}</a>'
    if kind == "money":
        return f'<data value="{machine}">{text}</data>'
    if kind == "date":
        return f'<time datetime="{machine}">{text}</time>'
    if kind == "badge":
        return f'<span class="tag tag-{tone or "neutral"}">{text}</span>' if text else ""
    return text


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context, *, page):
    """Links through the pages of a list. `page`: a Django Page; the rest of the address stays as it is."""
    request = context["request"]

    def link(number):
        query = request.GET.copy()
        query["page"] = number
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "many": page.paginator.num_pages > 1,
        "numbers": [
            {"text": number, "url": link(number) if isinstance(number, int) else "", "current": number == page.number}
            for number in numbers
        ],
        "previous": link(page.previous_page_number()) if page.has_previous() else "",
        "next": link(page.next_page_number()) if page.has_next() else "",
    }

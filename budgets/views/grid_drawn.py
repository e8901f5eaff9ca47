"""The rows of the table of money as ready HTML: a thousand boxes, each of which would cost a template ten times as much.

Every word in it is escaped here.
"""
from django.utils.html import conditional_escape as text
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.shared.ui import drawn

SUM = '<td class="is-money" data-row-sum>{}</td><td class="is-money is-difference" data-row-difference>{}</td>'


def parts_drawn(parts, width):
    """The body of the table. `parts`: [Part]; `width`: how many columns it has."""
    unknown = text(_("not stated"))
    return SafeString("\n".join([part_drawn(part, width, unknown) for part in parts]))


def part_drawn(part, width, unknown):
    """One partner's rows and sums. `unknown`: what an empty box says."""
    rows = [row_drawn(row, unknown) for row in (*part.rows, *([part.blank] if part.blank else []))]
    look, pk = " is-open" if part.is_open else "", text(part.pk)
    sums = "".join([f'<td class="is-money" data-sum="{place}">{text(said)}</td>' for place, said in enumerate(part.sums)])
    lines_together = _("Lines together")
    total_of_budget = _("Total of the budget")
    found = (
        f'<tbody class="money-part{look}" data-part="{pk}" aria-labelledby="part-{pk}">\n'
        f'  <tr class="part-head"><th scope="rowgroup" colspan="{text(width)}" id="part-{pk}"><span>'
        f'<a href="{text(part.url)}">{text(part.partner)}</a> {drawn.badge(part.state, "neutral")}</span></th></tr>\n'
        f'  {"".join(rows)}\n  <tr class="part-sums"><td></td><th scope="row">{text(lines_together)}</th>'
        f'<td class="is-money" data-sum="amount">{text(part.lines_sum)}</td>{sums}<td></td><td></td></tr>\n'
        f'  <tr class="part-totals"><td></td><th scope="row">{text(total_of_budget)}</th>'
        f"{cells_drawn(part.cells, unknown)}{SUM.format(text(part.shares_sum), text(part.shares_difference))}</tr>\n"
    )
    if part.shows_difference:
        found += differences_drawn(part)
    return f"{found}</tbody>"


def differences_drawn(part):
    cells = [("amount", part.lines_difference), *enumerate(part.differences)]
    told = "".join([
        f'<td class="is-money is-difference" data-difference="{name}">{text(said)}</td>' for name, said in cells
    ])
    label = text(pgettext("of amounts", "Difference"))
    return f'  <tr class="part-difference"><td></td><th scope="row">{label}</th>{told}<td></td><td></td></tr>\n'


def row_drawn(row, unknown):
    """A line, or a new one."""
    new = ' data-new class="is-new"' if row.is_new else ""
    number = text(row.number)
    if row.url:
        number = f'<a href="{text(row.url)}">{number}</a>'
    return (
        f'<tr id="{text(row.key)}" data-row{new}>\n  <td class="is-number">{number}</td>{title_drawn(row)}'
        f"{cells_drawn(row.cells, unknown)}{SUM.format(text(row.sum), text(row.difference))}\n</tr>"
    )


def title_drawn(row):
    """The words of a line."""
    cell, said = row.title, text(row.title.text)
    if cell.is_open:
        new_line = _("new line")
        hint = f' placeholder="{text(new_line)}"' if row.is_new and not cell.text else ""
        said = f'<input{box(cell)} lang="et" aria-label="{text(cell.label)}" data-was="{text(cell.old)}" maxlength="300"' \
               f' autocomplete="off"{hint}{wrong(cell)}>'
    notes = "".join([f"<small>{text(note)}</small>" for note in (row.other_title, row.category, row.note) if note])
    return f'<td class="col-title" data-col="title">{said}{notes}{told(cell)}</td>'


def cells_drawn(cells, unknown):
    """The amounts of a row."""
    return "".join([f'<td class="is-money" data-col="{text(cell.col)}">{amount_drawn(cell, unknown)}</td>' for cell in cells])


def amount_drawn(cell, unknown):
    note = f'<a href="{text(cell.note_url)}">{text(cell.note)}</a>' if cell.note_url else text(cell.note)
    note = f"<small>{note}</small>" if cell.note else ""
    if cell.is_open:
        hint = "" if cell.is_fresh else f' placeholder="{unknown}"'
        return (
            f'<input{box(cell)} inputmode="decimal" maxlength="40" autocomplete="off" aria-label="{text(cell.label)}"'
            f' data-was="{text(cell.old)}"{hint}{wrong(cell)}>{told(cell)}{note}'
        )
    if cell.url:
        return f'<a class="num" href="{text(cell.url)}">{text(cell.shown)}</a>{note}'
    return f'<span class="num">{text(cell.shown)}</span>{note}'


def box(cell):
    look = " is-invalid" if cell.needs_looking else ""
    name = text(cell.name)
    return f' class="form-control{look}" id="{name}" name="{name}" value="{text(cell.text)}"'


def wrong(cell):
    return f' aria-invalid="true" aria-describedby="{text(cell.name)}-told"' if cell.needs_looking else ""


def told(cell):
    """What is wrong with a cell, or what somebody else wrote into it meanwhile."""
    if not cell.needs_looking:
        return ""
    said = "".join([f"{text(error)} " for error in cell.errors])
    if cell.theirs:
        said += text(_("now it is %(theirs)s") % {"theirs": cell.theirs_text})
        if cell.theirs.who:
            said += f" ({text(cell.theirs.who)})"
    return f'<small class="cell-told" id="{text(cell.name)}-told">{said}</small>'

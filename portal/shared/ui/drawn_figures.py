"""Rings, promises and bars, written in Python as the parts in `drawn.py` are: a page has dozens of them."""
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.shared.cells import escaped as text
from portal.shared.ui import burndown as burning
from portal.shared.ui import drawing
from portal.shared.ui.drawn import badge

EDGE = '<line class="edge" x1="100%" x2="100%" y1="0" y2="20"></line>'


def ring(figure, size):
    """How much of a promise is done."""
    drawn, label = drawing.ring(figure), text(figure.label or figure.text)
    arc = drawn["dash"] and (
        f'<circle class="ring-arc" cx="48" cy="48" r="41" fill="none" pathLength="100" stroke-dasharray="{drawn["dash"]}"'
        ' transform="rotate(-90 48 48)"></circle>'
    )
    return SafeString(
        f'<svg class="ring ring-{drawn["state"]}" width="{size}" height="{size}" viewBox="0 0 96 96" role="img"'
        f' aria-label="{label}" focusable="false"><circle class="ring-track" cx="48" cy="48" r="41" fill="none"></circle>{arc}'
        '<text class="ring-text" x="48" y="48" text-anchor="middle" dominant-baseline="central"'
        f' font-size="{drawn["text_size"]}" aria-hidden="true">{text(figure.text)}</text></svg>'
    )


def promise_card(promise):
    """A Promise in its own words and where it stands."""
    said = [f'<p class="promise-sentence">{text(promise.sentence)}</p>']
    if promise.figure or promise.status:
        figure = f'<a href="{text(promise.url)}">{text(promise.figure)}</a>' if promise.url else text(promise.figure)
        state = f" {badge(promise.status, promise.tone)}" if promise.status else ""
        said.append(f'<p class="promise-figure">{figure}{state}</p>')
    if promise.gaps:
        missing = ", ".join([text(gap) for gap in promise.gaps])
        still_missing = _("Still missing")
        said.append(f'<p class="promise-gaps"><span>{text(still_missing)}:</span> {missing}</p>')
    if promise.note:
        said.append(f'<p class="promise-reason">{text(promise.note)}</p>')
    for name, words in ((_("Reason"), promise.reason), (_("To check"), promise.to_check)):
        if words:
            said.append(f'<p class="promise-reason"><span>{text(name)}:</span> {text(words)}</p>')
    words = "\n    ".join(said)
    return SafeString(
        f'<article class="promise">\n  {ring(promise.ring, 88)}\n  <div class="promise-words">\n    {words}\n  </div>\n</article>'
    )


def bars(caption, rows, heading):
    """Bars of parts, and the same figures as a table."""
    drawn = drawing.bars(rows)
    series, rows, caption = drawn["series"], drawn["rows"], text(caption)
    legend = "".join([f"<li>{swatch(number)}{text(name)}</li>" for name, number in series])
    lines = "\n    ".join([bar(row) for row in rows])
    heads = "".join([f'<th scope="col" class="numeric">{text(name)}</th>' for name, _number in [*series, (_("Total"), 0)]])
    cells = "".join([
        f'<tr><th scope="row">{text(row["label"])}</th>'
        + "".join([f'<td class="numeric">{text(cell)}</td>' for cell in [*row["cells"], row["total"]]]) + "</tr>"
        for row in rows
    ])
    same_as_table = _("The same figures as a table")
    return SafeString(
        f'<figure class="bars">\n  <figcaption>{caption}</figcaption>\n  <ul class="legend">{legend}</ul>\n'
        f'  <ul class="bar-rows">\n    {lines}\n  </ul>\n'
        f'  <details class="figures">\n  <summary>{text(same_as_table)}</summary>\n'
        f'  <div class="table-scroll" role="region" aria-label="{caption}" tabindex="0">\n  <table class="table-quiet">\n'
        f'  <caption class="visually-hidden">{caption}</caption>\n'
        f'  <thead><tr><th scope="col">{text(heading)}</th>{heads}</tr></thead>\n  <tbody>{cells}</tbody>\n'
        "  </table>\n  </div>\n  </details>\n</figure>"
    )


def swatch(number):
    return (
        '<svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false">'
        f'<rect class="series-{number}" width="14" height="14" rx="3"></rect>{hatch(number, 7)}</svg>'
    )


def hatch(number, middle):
    """What is not known is hatched, so that it is told by more than its colour."""
    return f'<line class="hatch" x1="2" x2="100%" y1="{middle}" y2="{middle}"></line>' if number == 0 else ""


def bar(row):
    name = f'<a href="{text(row["url"])}">{text(row["label"])}</a>' if row["url"] else text(row["label"])
    note = f'<p class="bar-note">{text(row["note"])}</p>' if row["note"] else ""
    parts = "".join([
        f'<svg x="{part["x"]}" width="{part["width"]}" height="20">'
        f'<rect class="series-{part["series"]}" width="100%" height="20"></rect>'
        f'{hatch(part["series"], 10)}{EDGE if part["mark"] else ""}</svg>'
        for part in row["parts"]
    ])
    return (
        f'<li><p class="bar-name">{name} <span class="num">{text(row["total"])}</span></p>'
        '<svg class="bar" width="100%" height="20" aria-hidden="true" focusable="false">'
        f'<rect class="track" width="100%" height="20" rx="4"></rect>{parts}</svg>{note}</li>'
    )


def map_tiles(caption, groups, legend):
    """A schematic map, and the same as a list. `groups`: what `drawing.tiles` gives; `legend`: (state, text) pairs."""
    marks = "".join([f"<li>{TILE.format(text(state))}{text(words)}</li>" for state, words in legend])
    marks = f'\n  <ul class="legend">{marks}</ul>' if legend else ""
    drawn = "\n  ".join([map_group(group) for group in groups])
    return SafeString(f'<figure class="map">\n  <figcaption>{text(caption)}</figcaption>{marks}\n  {drawn}\n</figure>')


TILE = (
    '<svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false">'
    '<rect class="tile tile-{}" x="1" y="1" width="12" height="12" rx="3"></rect></svg>'
)


def map_group(group):
    tiles = "\n    ".join([map_tile(tile) for tile in group["tiles"]])
    listed = "".join([
        f'<li>{linked(tile["url"], tile["name"])} <span class="num">{text(tile["text"])}</span></li>' for tile in group["listed"]
    ])
    return (
        f'<div class="map-group">\n  <svg class="map-drawing map-{group["code"]}" viewBox="{group["view_box"]}"'
        f' width="{group["width"]}" height="{group["height"]}" aria-hidden="true" focusable="false">\n    {tiles}\n  </svg>\n'
        f'  <div>\n  <p class="map-name">{text(group["name"])}</p>\n  <ul class="map-list">{listed}</ul>\n  </div>\n  </div>'
    )


def linked(url, words):
    return f'<a href="{text(url)}">{text(words)}</a>' if url else f"<span>{text(words)}</span>"


def map_tile(tile):
    below = f'x="{tile["middle"]}" y="{tile["name_y"]}" text-anchor="middle"'
    return (
        f'<g class="place place-{tile["state"]}">'
        f'<rect class="tile tile-{tile["state"]}" x="{tile["x"]}" y="{tile["y"]}" width="66" height="66" rx="5"></rect>'
        f'<text class="tile-count" x="{tile["middle"]}" y="{tile["count_y"]}" text-anchor="middle">{text(tile["count"])}</text>'
        f'<text class="tile-name" {below}>{text(tile["name"])}</text>'
        f'<text class="tile-code" {below}>{text(tile["short"])}</text></g>'
    )


def burndown(caption, months, total, total_text, today):
    """What is left month by month beside an even plan, and the same as a table."""
    drawn, caption, now = burning.burndown(months, total, today), text(caption), text(_("today"))
    swatches = [(22, '<line class="burn-left" x1="1" x2="21" y1="7" y2="7">', pgettext("of money", "what remains"))]
    swatches.append((22, '<line class="burn-plan" x1="0" x2="22" y1="7" y2="7">', _("if it were spent evenly")))
    if drawn["today"]:
        swatches.append((14, '<line class="today" x1="7" x2="7" y1="0" y2="14">', now))
    legend = "\n    ".join([
        f'<span><svg class="swatch" width="{width}" height="14" aria-hidden="true" focusable="false">{line}</line></svg>'
        f"{text(words)}</span>" for width, line, words in swatches
    ])
    month = _("Month")
    heads = f'<th scope="col">{text(month)}</th>' + "".join([
        f'<th scope="col"{NUMERIC}>{text(words)}</th>'
        for words in (_("Spent"), _("Remaining"), _("Remaining if it were spent evenly"))
    ])
    at_the_beginning = _("At the beginning")
    same_as_table = _("The same figures as a table")
    return SafeString(
        f'<figure class="burndown">\n  <figcaption>{caption}</figcaption>\n  <p class="legend-line">\n    {legend}\n  </p>\n'
        f'  <p class="bar-name"><span>{text(at_the_beginning)}</span> <span class="num">{text(total_text)}</span></p>\n'
        f'  <svg class="burn" width="100%" height="{drawn["height"]}" aria-hidden="true" focusable="false">\n'
        f'    {burn_lines(drawn) if months else ""}\n  </svg>\n'
        f'  <details class="figures">\n    <summary>{text(same_as_table)}</summary>\n'
        f'    <div class="table-scroll" role="region" aria-label="{caption}" tabindex="0">\n      <table class="table-quiet">\n'
        f'        <caption class="visually-hidden">{caption}</caption>\n        <thead><tr>{heads}</tr></thead>\n'
        f'        <tbody>{"".join(map(burn_row, months))}</tbody>\n      </table>\n    </div>\n  </details>\n</figure>'
    )


NUMERIC = ' class="numeric"'


def burn_lines(drawn):
    edges, found = f'y1="{drawn["top"]}" y2="{drawn["bottom"]}"', []
    for tick in drawn["ticks"]:
        found.append(f'<line class="grid" x1="{tick["x"]}" x2="{tick["x"]}" {edges}></line>')
        if tick["text"]:
            place = f'x="{tick["x"]}" y="{drawn["labels_y"]}" text-anchor="{tick["anchor"]}"'
            found.append(f'<text {place}>{text(tick["text"])}</text>')
    found.append(f'<line class="burn-zero" x1="0" x2="100%" y1="{drawn["zero"]}" y2="{drawn["zero"]}"></line>')
    for look, lines in (("plan", drawn["plan"]), ("left", drawn["steps"])):
        found += [
            f'<line class="burn-{look}" x1="{line["x1"]}" x2="{line["x2"]}" y1="{line["y1"]}" y2="{line["y2"]}"></line>'
            for line in lines
        ]
    if drawn["today"]:
        found.append(f'<line class="today" x1="{drawn["today"]}" x2="{drawn["today"]}" {edges}></line>')
    return "".join(found)


def burn_row(month):
    spent = f'<a href="{text(month.url)}">{text(month.spent_text)}</a>' if month.url else text(month.spent_text)
    cells = "".join([f"<td{NUMERIC}>{said}</td>" for said in (spent, text(month.left_text), text(month.plan_text))])
    first = f'<time datetime="{month.first:%Y-%m}">{month.first:%m.%Y}</time>'
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'

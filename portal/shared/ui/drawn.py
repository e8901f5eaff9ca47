"""The components that stand on every page, often many times, written in Python: a template of their own costs ten times as much.

Each returns HTML that is safe to print; every word in it is escaped here.
"""
from functools import lru_cache

from django.templatetags.static import static
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.shared.cells import escaped as text
from portal.shared.ui.written import day, unknown


def icon(name, label="", size=20):
    """A drawing from icons.svg; `label` only when no text stands beside it."""
    return drawn_icon(str(name), str(label), size, static("img/icons.svg"))


@lru_cache(1000)
def drawn_icon(name, label, size, file):
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    name = escape(name)
    return SafeString(
        f'<svg class="icon icon-{name}" width="{escape(size)}" height="{escape(size)}" {said} focusable="false">'
        f'<use href="{file}#{name}"></use></svg>'
    )


def badge(words, tone):
    """A state in a word or two."""
    return SafeString(f'<span class="tag tag-{tone}">{text(words)}</span>')


def crumbs(items):
    """Where this page stands, a list of Crumb; a page at the top, with itself only, shows none."""
    if len(items) < 2:
        return SafeString("")
    steps = "".join([
        f'<li><a href="{text(item.url)}">{text(item.label)}</a></li>' if item.url
        else f'<li><span aria-current="page">{text(item.label)}</span></li>'
        for item in items
    ])
    said = text(_("You are here"))
    return SafeString(f'<nav class="crumbs" aria-label="{said}">\n  <ol>\n    {steps}\n  </ol>\n</nav>')


def action(item, csrf_token):
    """An Action as a link or, when it changes something, as a small form."""
    look = "btn-primary" if item.primary else "btn-outline-danger" if item.danger else "btn-secondary"
    words = f"{icon(item.icon) if item.icon else ''}<span>{text(item.label)}</span>"
    if not item.post:
        return f'<a class="btn {look}" href="{text(item.url)}">{words}</a>'
    return (
        f'<form method="post" action="{text(item.url)}" data-form="action">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{text(csrf_token)}">'
        f'<button type="submit" class="btn {look}">{words}</button></form>'
    )


def head(title, lead, eyebrow, actions, mark, lang, csrf_token):
    """The page's one h1, with what can be done next. `mark`: a badge beside it, or ""."""
    said = f' lang="{text(lang)}"' if lang else ""
    above = f'<p class="eyebrow" translate="no">{text(eyebrow)}</p>' if eyebrow else ""
    below = f'<p class="lead"{said}>{text(lead)}</p>' if lead else ""
    beside = "\n    ".join([action(item, csrf_token) for item in actions])
    beside = f'\n  <div class="actions">\n    {beside}\n  </div>' if actions else ""
    return SafeString(
        f'<header class="page-head">\n  <div class="page-head-words">\n    {above}\n'
        f'    <h1{said}>{text(title)}{mark and f" {mark}"}</h1>\n    {below}\n  </div>{beside}\n</header>'
    )


def ways(items):
    """Tabs as list items."""
    return "\n    ".join([
        f'<li><a href="{text(tab.url)}"{CURRENT if tab.current else ""}>{text(tab.label)}{counted(tab.count)}</a></li>'
        for tab in items
    ])


CURRENT = ' aria-current="page"'


def counted(number):
    return "" if number is None else f' <span class="tab-count">{text(number)}</span>'


def tabs(items, label):
    """The parts of a workspace, a list of Tab; on a phone one line that opens."""
    current, label, listed = next((tab for tab in items if tab.current), None), text(label), ways(items)
    below = current and current.parts
    here = text(current.label if current else _("Choose"))
    parts = (
        f'\n<nav class="subtabs" aria-label="{here}">\n  <ul>\n    {ways(below)}\n  </ul>\n</nav>' if below else ""
    )
    return SafeString(
        f'<nav class="tabs" aria-label="{label}">\n  <ul>\n    {listed}\n  </ul>\n</nav>\n'
        f'<details class="tabs-folded">\n  <summary><span class="tabs-what">{label}</span><span class="tabs-now">{here}</span>'
        f'{icon("down")}</summary>\n  <nav aria-label="{label}">\n    <ul>\n      {listed}\n    </ul>\n  </nav>\n'
        f'</details>{parts}'
    )


def facts(items, label):
    """Names and values, a list of Fact; what nobody stated says so."""
    said = f' aria-label="{text(label)}"' if label else ""
    rows = "\n  ".join([f"<div><dt>{text(fact.label)}</dt><dd{lang_of(fact)}>{value_of(fact)}</dd></div>" for fact in items])
    return SafeString(f'<dl class="facts"{said}>\n  {rows}\n</dl>')


def lang_of(fact):
    return f' lang="{text(fact.lang)}"' if fact.lang else ""


def value_of(fact):
    if not fact.value:
        value = unknown()
    else:
        value = f'<a href="{text(fact.url)}">{as_read(fact.value)}</a>' if fact.url else as_read(fact.value)
    return f"{value} <small>{text(fact.note)}</small>" if fact.note else value


def as_read(value):
    """A value as a template would print it: a number in the reader's language."""
    return text(value if isinstance(value, str) else localize(value))


def stats(items):
    """A row of figures, a list of Stat."""
    return SafeString(f'<div class="stats">\n  {"".join([stat(item) for item in items])}\n</div>')


def stat(item):
    """One figure with its name; `url` leads to the records behind it."""
    label, value = text(item.label), as_read(item.value)
    value = f'<a href="{text(item.url)}" aria-label="{label}: {value}">{value}</a>' if item.url else value
    note = f'<p class="stat-note">{text(item.note)}</p>' if item.note else ""
    return SafeString(f'<div class="stat"><p class="stat-label">{label}</p><p class="stat-value num">{value}</p>{note}</div>')


def waiting_list(items, show_project):
    """Things to do, each a way to where it is done: `text`, `url`, `project`, `due` (a date or None), `is_late`, `tone`."""
    was_due, until, rows = text(_("was due")), text(_("until")), []
    for item in items:
        is_late = item.is_late
        about = [text(item.project)] if show_project else []
        if item.due:
            about.append(f"{was_due if is_late else until} {day(item.due)}")
        rows.append(
            f'<li class="tone-{"warning" if is_late else item.tone}">\n    <a href="{text(item.url)}">{text(item.text)}</a>\n'
            f'    <small>{" · ".join(about)}</small>\n  </li>'
        )
    listed = "\n  ".join(rows)
    return SafeString(f'<ul class="waiting-list">\n  {listed}\n</ul>')

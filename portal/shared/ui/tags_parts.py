"""Component tags for the worded parts of a page. Each renders `templates/components/<name>.html`."""

from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from portal.shared import boxes
from portal.shared.ui import drawn
from portal.shared.ui.parts import Stat

register = template.Library()

TONES = ("neutral", "good", "attention", "warning", "info")


def component(name):
    return register.inclusion_tag(f"components/{name}.html", name=name)


def one_of(value, choices, what):
    if value not in choices:
        raise TemplateSyntaxError(f"{what} must be one of {', '.join(choices)}, not {value!r}.")
    return value


@register.simple_tag
def icon(name, label="", size=20):
    """`{% icon "plus" %}`: a drawing from icons.svg; give `label` only when no text stands beside it."""
    return drawn.icon(name, label, size)


@register.simple_tag(takes_context=True)
def page_head(context, *, title, lead="", eyebrow="", actions=(), badge="", tone="neutral", lang=""):
    """The page's one h1, with what can be done next. `actions`: list of Action; at most one is primary."""
    if sum(action.primary for action in actions) > 1:
        raise TemplateSyntaxError("A page has one primary action.")
    tone = one_of(tone, TONES, "tone")
    mark = drawn.badge(badge, tone) if badge else ""
    return drawn.head(title, lead, eyebrow, actions, mark, lang, context.get("csrf_token", ""))


@register.simple_tag
def breadcrumbs(*, items):
    """`items`: list of Crumb, the last one without a url."""
    return drawn.crumbs(items)


@register.simple_tag
def badge(*, text, tone="neutral"):
    """A state in a word or two. The word carries the meaning, the tone only helps."""
    return drawn.badge(text, one_of(tone, TONES, "tone"))


@component("notice")
def notice(*, text, title="", tone="info", action=None):
    """A paragraph that must not be missed. Tones as for badges."""
    return {"text": text, "title": title, "tone": one_of(tone, TONES, "tone"), "action": action}


@register.simple_tag
def stat(*, label, value, note="", url=""):
    return drawn.stat(Stat(label, value, note, url))


@register.simple_tag
def stats(*, items):
    """A row of figures. `items`: list of Stat."""
    return drawn.stats(items)


@register.simple_tag
def facts(*, items, label=""):
    """A list of names and values. `items`: list of Fact; empty values print as "not stated"."""
    return drawn.facts(items, label)


@component("empty")
def empty(*, title, text="", action=None, icon="leaf"):
    """Says why there is nothing here and what to do first."""
    return {"title": title, "text": text, "action": action, "icon": icon}


@register.simple_tag
def tabs(*, items, label):
    """A workspace's tabs. `items`: list of Tab. On a phone they fold into one line that opens."""
    return drawn.tabs(items, label)


@register.simple_tag
def waiting_list(*, items, show_project):
    """Things to do; `items` as `drawn.waiting_list` takes them."""
    return drawn.waiting_list(items, show_project)


@component("steps")
def steps(*, items, label):
    """A journey: assessed → planned → trained. `items`: list of Step."""
    return {"items": items, "label": label}


@component("person")
def person(*, person):
    """`person`: a Person."""
    return {"person": person}


@component("money")
def money(*, value, label=""):
    """Decimal euros as a `<data>` element; None is "not stated"."""
    return {"value": value, "label": label}


@component("period")
def period(*, start, end=None):
    """Dates or PartialDates from and to."""
    return {"start": start, "end": end}


@register.simple_tag
def drawn_field(*, field):
    """A form's field with its label, box, errors and help, by way of templates/bootstrap5/field.html. `field`: a BoundField."""
    return SafeString(boxes.field(field))


@register.simple_tag
def icon_list():
    """`{% icon_list as names %}`: the names of all symbols in icons.svg."""
    text = Path(finders.find("img/icons.svg")).read_text(encoding="utf-8")
    return [part.split('"', 1)[0] for part in text.split('<symbol id="')[1:]]

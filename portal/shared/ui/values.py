"""Filters and tags that print one value: money, percent, period, a date as people and machines read it."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.shared import dates, markup, money, tables

register = template.Library()


def unknown():
    """What is printed for a value nobody has stated: never a zero, never a blank."""
    return format_html('<span class="unknown">{}</span>', _("not stated"))


@register.filter(name="money")
def money_filter(value):
    """`{{ line.amount|money }}`: Decimal euros as `<data value="cents">12 743,68 €</data>`; None is "not stated"."""
    if value is None or value == "":
        return unknown()
    return format_html('<data class="num" value="{}">{}</data>', money.to_cents(value), money.format_money(value))


@register.filter
def percent(value):
    """`{{ share|percent }}`: a Decimal per cent as "70,8 %"; None is "not stated"."""
    if value is None or value == "":
        return unknown()
    return format_html('<data class="num" value="{}">{}</data>', value, money.format_percent(value))


@register.filter
def period(start, end=None):
    """`{{ project.start|period:project.end }}`: "mai 2019 – aprill 2021", each half a `<time>`."""
    if not start and not end:
        return unknown()
    text = dates.format_period(start, end)
    halves = text.split(dates.EN_DASH)
    if len(halves) == 2 and start and end:
        gap = " " if halves[1].startswith(" ") else ""
        first, last = (_time(side, half.strip()) for side, half in zip((start, end), halves, strict=True))
        return format_html('<span class="period">{}{}{}{}{}</span>', first, gap, dates.EN_DASH, gap, last)
    return format_html('<span class="period">{}</span>', _time(start or end, text))


@register.filter
def partial(value):
    """`{{ activity.held_on|partial }}`: a PartialDate, date or datetime as `<time>`."""
    return _time(value, tables.format_day(value)[0]) if value else unknown()


@register.filter
def markdown(text):
    """`<div class="prose">{{ plan.vision|markdown }}</div>`: a long text as safe HTML; its headings start at h4."""
    return markup.render_markdown(text)


@register.filter
def plain(text):
    """`{{ news.text|plain|truncatewords:40 }}`: a long text without its marks."""
    return markup.markdown_plain(text)


def _time(value, text):
    """One `<time>`; a day without a year keeps HTML's form of it ("--09-19")."""
    moment = value.iso if hasattr(value, "iso") else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', moment, text)

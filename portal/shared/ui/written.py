"""Small pieces of pages written in Python, for those that print them by the hundred. What is given is escaped here."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.shared.cells import escaped as text
from portal.shared.cells import format_day, written_money


def lines(value):
    """A text of several lines as people broke it."""
    said = text(value)
    return said.replace("\r\n", "\n").replace("\n", "<br>") if "\n" in said else said


def pairs(items, look=""):
    """(label, value) pairs as the inside of a list of names and values. `look`: the class of the values."""
    look = f' class="{look}"' if look else ""
    return "".join([f"<div><dt>{text(label)}</dt><dd{look}>{lines(value)}</dd></div>" for label, value in items])


def day(value):
    """A date as the filter `partial` prints it."""
    if not value:
        return unknown()
    said, moment = format_day(value)
    return f'<time datetime="{moment}">{text(said)}</time>'


def money(value):
    """Euros as the filter `money` prints them."""
    if value is None:
        return unknown()
    said, cents = written_money(value, get_language())
    return f'<data class="num" value="{cents}">{text(said)}</data>'


def unknown():
    not_stated = _("not stated")
    return f'<span class="unknown">{text(not_stated)}</span>'


def joined(items, between=", "):
    return between.join([text(str(item)) for item in items])

"""Small pieces of pages written in Python, for those that print them by the hundred. What is given is escaped here."""
from django.utils.html import conditional_escape as text


def lines(value):
    """A text of several lines as people broke it."""
    said = text(value)
    return said.replace("\r\n", "\n").replace("\n", "<br>") if "\n" in said else said


def pairs(items, look=""):
    """(label, value) pairs as the inside of a list of names and values. `look`: the class of the values."""
    look = f' class="{look}"' if look else ""
    return "".join([f"<div><dt>{text(label)}</dt><dd{look}>{lines(value)}</dd></div>" for label, value in items])

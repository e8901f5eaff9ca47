"""The parts of a page that hardly differ from request to request: rendered once for each way they can look, then filled in.

A frame is an ordinary template that gets stand-ins for the few values that are one reader's own. What decides its look
(language, ways, what is current, counts) is its key; what is merely printed (a name, a token, an address) is filled in.
"""
import re
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Private characters, which escaping leaves alone and no text of ours contains.
STAND_IN = re.compile("\ue000([a-z_]+)\ue001")
BLANKS = re.compile(r"\s*\n\s*")
KEPT_FRAMES = 200


def stand_in(name):
    return SafeString(f"\ue000{name}\ue001")


def here():
    """What every address and every word depends on: language, prefix of all addresses, map of addresses."""
    return get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF


def filled(template, values, **look):
    """The template's HTML. `look`: hashable context that decides how it looks; `values`: {name: callable} for its stand-ins,
    called only for those that the frame shows."""
    make = frame.__wrapped__ if settings.DEBUG else frame
    first, *rest = make(template, here(), tuple(values), tuple(look.items()))
    texts = {name: conditional_escape(values[name]()) for name in set(rest[::2])}
    return SafeString(first + "".join([texts[part] if place % 2 == 0 else part for place, part in enumerate(rest)]))


@lru_cache(KEPT_FRAMES)
def frame(template, place, names, look):
    """[HTML, name, HTML, name, … HTML]; `place` is only there to tell frames apart."""
    rendered = render_to_string(template, {name: stand_in(name) for name in names} | dict(look))
    # Made once and sent with every page: so without the blanks at the ends of its lines.
    return STAND_IN.split(BLANKS.sub("\n", rendered))

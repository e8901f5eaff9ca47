"""Addresses of rows, put together from parts: a list asks for a hundred of them, and each differs by its numbers only.

A drop-in for `django.urls.reverse` with `args` or `kwargs`: whole numbers and slugs are filled into an address that was worked
out once per name, language and URLconf. Anything else is Django's to answer, and so is what it refuses.
"""
import re

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf
from django.urls import reverse as worked_out
from django.utils.translation import get_language

from portal.shared.requests import LARGEST_ID

SLUG = re.compile(r"[-a-zA-Z0-9_]+\Z")
FIRST_NUMBER = 8_017_000_000_000_000_011
MOST = 4_000

_known = {}


def reverse(name, args=None, kwargs=None):
    values = args if args else kwargs.values() if kwargs else ()
    kinds = tuple(map(type, values))
    key = (
        name, kinds, tuple(kwargs) if kwargs else None, get_language(), get_urlconf() or settings.ROOT_URLCONF,
        get_script_prefix(),
    )
    parts = _known.get(key)
    if parts is None:
        if len(_known) >= MOST:
            _known.clear()
        parts = _known[key] = parts_of(name, kinds, kwargs)
    if not parts:
        return worked_out(name, args=args, kwargs=kwargs)
    written = [parts[0]]
    for value, part in zip(values, parts[1:], strict=True):
        if type(value) is int:
            if not 0 < value <= LARGEST_ID:
                return worked_out(name, args=args, kwargs=kwargs)
            value = str(value)
        elif not SLUG.match(value):
            return worked_out(name, args=args, kwargs=kwargs)
        written += (value, part)
    return "".join(written)


def parts_of(name, kinds, kwargs):
    """The texts between the values, or () where the address is not made so simply."""
    if any(kind not in (int, str) for kind in kinds):
        return ()
    marks = [FIRST_NUMBER + place if kind is int else f"zq{place}-qz" for place, kind in enumerate(kinds)]
    try:
        url = worked_out(name, args=None if kwargs else marks, kwargs=dict(zip(kwargs, marks, strict=True)) if kwargs else None)
    except NoReverseMatch:  # a number told as text, perhaps: the values themselves may fit
        return ()
    parts, rest = [], url
    for mark in map(str, marks):
        before, found, rest = rest.partition(mark)
        if not found or mark in rest:
            return ()
        parts.append(before)
    return (*parts, rest)

"""Small questions about a request: its address with one thing changed, its page to go back to, its id, what it carries."""
import json

from django.urls import register_converter
from django.utils.http import url_has_allowed_host_and_scheme

LARGEST_ID = 2**63 - 1


class IdConverter:
    """`<id:pk>`: a row's number as the database can hold it. Anything larger is a page that does not exist."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value):
        number = int(value)
        if number > LARGEST_ID:
            raise ValueError("no row has such a number")
        return number

    def to_url(self, value):
        return str(value)


register_converter(IdConverter, "id")


def read_json(text):
    """What a browser sent as JSON; raises ValueError, also for brackets nested deeper than anybody means."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def query_with(request, **changes):
    """The query string with some parameters set, or taken out with None: "?sort=-name&page=2", or "?" when empty."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return "?" + query.urlencode()


def safe_next(request, default):
    """The `next` address when it stays on this site, otherwise `default`."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return default

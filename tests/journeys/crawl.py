"""Walks the portal as one person does: along the links of the pages, one page of each kind."""
import re
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

HREF = re.compile(r'<a\s[^>]*href="([^"]+)"')
FILES = ("format=", "/download/", ".ics", "/admin/", "sitemap.xml")


def links(body, base):
    """The portal's own addresses on a page, without fragments, files and other sites."""
    for href in HREF.findall(body):
        address = urldefrag(urljoin(base, unescape(href))).url
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc and address.startswith("/") and not any(mark in address for mark in FILES):
            yield address


def kind_of(address):
    """The name of the route, so that one page stands for all of its kind; None when the address leads nowhere."""
    path = urlsplit(address).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def pages(client, start, *, language=""):
    """{route name: address} of everything within reach, starting at `start`. Fails on a dead link or an error page."""
    seen, found, queue = set(), {}, [start]
    while queue:
        address = queue.pop(0)
        kind = kind_of(address)
        assert kind is not None, f"a link leads nowhere: {address}"
        if kind in found or address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        while response.status_code in {301, 302} and response["Location"].startswith("/"):
            address = response["Location"]
            response = client.get(address)
        assert response.status_code == 200, f"{response.status_code} at {address}"
        if not response.get("Content-Type", "").startswith("text/html"):
            b"".join(response)  # read to its end, a file closes itself
            continue
        found[kind] = address
        inside = [link for link in links(response.content.decode(), address) if in_language(link, language)]
        queue += inside
    return found


def in_language(address, language):
    """Whether an address belongs to the language walked in; Estonian has no prefix."""
    first = urlsplit(address).path.split("/")[1]
    return first == language if language else first not in {"lv", "en"}

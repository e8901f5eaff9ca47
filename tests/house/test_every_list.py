"""Every page and every list with what hostile people write behind the question mark (P-30)."""
import re

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client
from django.utils.http import urlencode

from tests.house import asking, hostile
from tests.house.asking import OWN
from tests.house.hostile import BEYOND, HUGE, TYPED
from tests.house.sampling import steps
from tests.house.worlds import _django_db_helper, built, quietly  # noqa: F401 - fixtures of this file

pytestmark = pytest.mark.django_db

# Fewer than these would mean that nobody looks any more.
PAGES, LISTS = 60, 10
UNKNOWN = {
    "olematu": "1", "ordering": "user__password", "order_by": "-id", "user__password__startswith": "p", "format": "exe",
    "sort": "user__password", "__class__": "x", "project__in": "1,2",
}  # fmt: skip
WRONG_PAGES = [{"page": value, "sort": value, "p": value} for value in ("-1", "0", HUGE, BEYOND, "x", "\0", "\u202e😀")]


@pytest.fixture(autouse=True)
def silence():
    with quietly():
        yield


@pytest.fixture(scope="module")
def coordinator(built, django_db_blocker):  # noqa: F811
    """(client, pages): the coordinator, and every page he can look at; looked at once."""
    with django_db_blocker.unblock(), quietly():
        client = built.client("coordinator")
        return client, list(pages(client, built))


def words(body):
    """What a reader sees of a page; its own address stands only in links."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", "", body, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


def ask(client, url, query):
    # What a page that sent one elsewhere left to be said belongs to no other page.
    client.cookies.pop(CookieStorage.cookie_name, None)
    with hostile.listening() as writes:
        response = client.get(f"{url}?{urlencode(query, doseq=True)}")
        return response, hostile.content(response), writes


def pages(client, world):
    """(route, address, response, body) of every page this person can look at."""
    for route in asking.routes():
        if not route.name.startswith(hostile.LIBRARIES):
            url = world.address(route, OWN)
            response, body, _writes = ask(client, url, {})
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                yield route, url, response, body


def filter_of(response):
    context = response.context
    return context["filterset"] if context is not None and "filterset" in context else None


def hostile_filters(names):
    """Queries in which every filter holds something hostile, every time something else; every other time twice, in a file."""
    for turn in range(len(TYPED)):
        query = {name: [TYPED[(turn + place) % len(TYPED)][:2000]] for place, name in enumerate(names)}
        if turn % 2:
            query = {name: ["1", *values] for name, values in query.items()} | {"format": ["csv", "xlsx", "ics"][turn // 2 % 3]}
        yield query


def faults(client, url, query, seen=None):
    """What is wrong with the answer to a query. `seen`: the words of the page that it must not change."""
    response, body, writes = ask(client, url, query)
    if response.status_code != 200:
        yield f"answered {response.status_code} to {query!r:.80}"
    elif seen is not None and words(body) != seen:
        yield f"shows something else for {query!r:.80}"
    if writes:
        yield f"wrote on looking: {writes[0][:60]}"


def test_P30_unknown_parameters_change_nothing_and_wrong_ones_break_nothing(coordinator):
    (client, found), wrong, looked = coordinator, set(), 0
    for route, url, _response, body in found:
        looked += 1
        if not steps([route], looked):
            continue
        wrong |= {f"{route.name}: {fault}" for fault in faults(client, url, UNKNOWN, words(body))}
        query = WRONG_PAGES[looked % len(WRONG_PAGES)]
        wrong |= {f"{route.name}: {fault}" for fault in faults(client, url, query)}
    assert not wrong, "\n".join(sorted(wrong))
    assert looked >= PAGES, looked


def test_P30_no_filter_breaks_whatever_it_is_asked_for(coordinator):
    (client, found), wrong, looked = coordinator, set(), 0
    for route, url, response, _body in found:
        filterset = filter_of(response)
        if filterset is None:
            continue
        looked += 1
        queries = steps([*hostile_filters(list(filterset.form.fields)), *WRONG_PAGES], looked)
        wrong |= {f"{route.name}: {fault}" for query in queries for fault in faults(client, url, query)}
    assert not wrong, "\n".join(sorted(wrong))
    assert looked >= LISTS, looked


# --- planted faults ---


class Answering(Client):
    """Answers every address with one page."""

    def __init__(self, status, body):
        super().__init__()
        self.status, self.body = status, body

    def get(self, url):
        response = super().get("/healthz/")
        response.status_code, response.content = self.status, self.body.encode()
        return response


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [(500, "<p>Kolm rida</p>", "answered 500"), (200, "<p>Kaks rida</p>", "shows something else")],
)
def test_a_planted_answer_is_found(status, body, fault):
    assert list(faults(Answering(200, "<p>Kolm rida</p>"), "/x/", UNKNOWN, " Kolm rida ")) == []
    found = list(faults(Answering(status, body), "/x/", UNKNOWN, " Kolm rida "))
    assert len(found) == 1 and found[0].startswith(fault)


def test_every_filter_meets_every_value():
    met = {(name, values[-1]) for query in hostile_filters(["a", "b"]) for name, values in query.items() if name != "format"}
    assert len(met) == 2 * len(set(TYPED))

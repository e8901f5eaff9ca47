"""Every kind of page, as each kind of person: accessible, without sideways scrolling, in two widths (P-80 ff., X-40)."""
import pytest
from django.test import Client

from portal.demo.people import PEOPLE
from projects.models import User
from tests.demo_once import load
from tests.journeys.crawl import pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=False)]

# Together they reach every kind of page; what each of the others may do is the access matrix's business.
VISITORS = ["", "act-local", "ape", "leader"]
EMAIL = {person.key: person.email for person in PEOPLE}
ONE_HEADING = "document.querySelectorAll('h1').length"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """[...document.querySelectorAll('button, summary, select, input:not([type=hidden]), .btn, nav a')]
  .filter(e => !e.closest('[aria-hidden=true]'))
  .filter(e => e.checkVisibility && e.checkVisibility() && e.getBoundingClientRect().width)
  .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })
  .filter(e => !(e.type == 'checkbox' || e.type == 'radio'))
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("who", VISITORS)
def test_P80_every_page_is_accessible_and_fits_a_phone(who, browser, sign_in, axe):
    load()
    client = Client()
    user = User.objects.get(email=EMAIL[who]) if who else None
    if user:
        client.force_login(user)
    addresses = pages(client, "/home/" if user else "/")
    page, wrong = browser(width=1280), []
    if user:
        sign_in(page, user)
    for address in sorted(filter(PARTS.get(who, str), addresses.values()))[:: 2 if who == "ape" else 1]:
        page.set_viewport_size({"width": 1280, "height": 780})
        page.goto(address)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 780})
            asked = axe if width in LOOKED_INTO[who] else nothing
            wrong += [f"{address} at {width}: {text}" for text in faults(page, asked, width)]
    assert wrong == []
    assert len(addresses) >= 8


# In which widths axe reads the pages of each: every kind of page in one of them at least. A reader has the coordinator's pages
# without their buttons, so every other one of his is enough.
LOOKED_INTO = {"": [1280, 360], "act-local": [1280], "ape": [360], "leader": [1280]}
# Whose visit is about one part of the portal: only her project has money on every page.
PARTS = {"leader": lambda address: "/budget/" in address or "/money/" in address}


def nothing(_page):
    return []


def faults(page, axe, width):
    yield from axe(page)
    if page.evaluate(ONE_HEADING) != 1:
        yield f"{page.evaluate(ONE_HEADING)} first-level headings"
    if page.evaluate(TOO_WIDE) > 0:
        yield f"{page.evaluate(TOO_WIDE)} px wider than the window"
    if width == 360:
        yield from (f"small target: {html}" for html in page.evaluate(SMALL_TARGETS))

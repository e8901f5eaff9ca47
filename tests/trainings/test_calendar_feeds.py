"""Feeds: what everybody may subscribe to, and one's own address, which is a secret (P-69)."""
import re

import pytest
from icalendar import Calendar

from portal.shared import verbs
from projects.choices import Publication
from projects.models import Audience
from tests.shared import world
from tests.trainings import world as here
from trainings import actions
from trainings.models import CalendarFeed

pytestmark = pytest.mark.django_db
FEED, MINE = "/calendar/feed.ics", "/calendar/mine/"


def summaries(response):
    return sorted(str(entry["SUMMARY"]) for entry in Calendar.from_ical(response.content).events)


def address_of(client):
    page = client.get(MINE).content.decode()
    return re.search(r'value="http://testserver(/calendar/mine/[\w-]+\.ics)"', page)[1]


def test_everybody_gets_the_public_events_and_nothing_else(client, talgud, mari):
    here.coming(talgud)
    here.coming(talgud, "Siseasi", is_public=False)
    here.coming(world.project("mustand", publication=Publication.DRAFT), "Mustand")
    actions.archive_event(here.coming(talgud, "Arhiiv"), by=mari)
    here.held(talgud, "Ammu peetud")
    for reader in ("nobody", "coordinator"):
        response = client.get(FEED)
        assert (response.status_code, summaries(response)) == (200, ["Tulev koolitus"]), reader
        client.force_login(mari)


def test_a_feed_follows_the_choice_of_the_list_and_a_choice_that_is_gone_is_no_feed(client, talgud):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    here.coming(talgud, "Valdadele", audiences=[audience])
    here.coming(world.project("teine"), "Muu")
    for query in (f"audience={audience.pk}", "project=talgud", "search=valdadele"):
        assert summaries(client.get(f"{FEED}?{query}")) == ["Valdadele"], query
    assert client.get(FEED + "?audience=987654").status_code == 404
    page = client.get(f"/calendar/?audience={audience.pk}&when=past&page=1").context["feed"]
    assert page["address"].endswith(f"{FEED}?audience={audience.pk}") and page["open"].startswith("webcal://")


def test_a_program_that_asks_again_gets_nothing_until_something_changes(client, talgud):
    event = here.coming(talgud)
    first = client.get(FEED)
    assert (first["Content-Type"], first["Cache-Control"]) == ("text/calendar; charset=utf-8", "public, max-age=900")
    assert first["Content-Disposition"].startswith("inline")
    again = {"headers": {"If-None-Match": first["ETag"]}}
    assert client.get(FEED, **again).status_code == 304
    actions.cancel_event(event, by=None, reason="Torm")
    assert client.get(FEED, **again).status_code == 200


def test_ones_own_feed_holds_the_hidden_events_of_ones_projects_only(client, talgud, leida):
    here.coming(talgud, "Siseasi", is_public=False)
    here.coming(world.project("teine"), "Võõras")
    client.force_login(leida)
    assert client.get(MINE).context["feed"] is None
    assert not CalendarFeed.objects.exists(), "looking makes nothing"
    client.post(MINE)
    address = address_of(client)
    client.logout()
    response = client.get(address)
    assert summaries(response) == ["Siseasi"] and b"CLASS:PRIVATE" in response.content
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_an_address_dies_when_it_is_renewed_or_closed_or_its_owner_leaves(client, talgud, mari):
    client.force_login(mari)
    client.post(MINE)
    first = address_of(client)
    client.post(MINE)
    second = address_of(client)
    assert [client.get(url).status_code for url in (first, second)] == [404, 200]
    mari.is_active = False
    mari.save(update_fields=["is_active"])
    assert client.get(second).status_code == 404
    mari.is_active = True
    mari.save(update_fields=["is_active"])
    client.force_login(mari)
    client.post(f"{MINE}close/")
    assert client.get(second).status_code == 404
    assert client.get(f"{MINE}close/").status_code == 404


def test_one_event_is_a_file_for_whoever_sees_it(client, talgud, mari):
    shown, hidden = here.coming(talgud), here.coming(talgud, "Siseasi", is_public=False)
    urls = [f"/events/{event.pk}/event.ics" for event in (shown, hidden)]
    assert [client.get(url).status_code for url in urls] == [200, 404]
    client.force_login(mari)
    assert summaries(client.get(urls[1])) == ["Siseasi"]

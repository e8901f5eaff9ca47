"""The page on which the day begins, as the demo's people find it (issue 6, 1)."""
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.demo.people import PEOPLE
from projects import actions
from projects.choices import NoticeKind, Role
from projects.models import Activity, Contradiction, HomeVisit, Notice, Organisation, Project, SavedFilter, User
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db

EMAIL = {person.key: person.email for person in PEOPLE}
MOST = 15


def user(key):
    return User.objects.get(email=EMAIL[key])


def signed_in(key):
    client = Client()
    client.force_login(user(key))
    return client


def home_of(key, address="/en/home/"):
    return signed_in(key).get(address).context["home"]


def things(page):
    """How many things wait, those that are not shown at once among them."""
    home = page.context["home"]
    return len(home.urgent) + home.later_count


def asked(client):
    client.get("/home/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/home/").status_code == 200
    return len(queries)


def test_home_needs_few_queries_for_everybody_also_on_a_first_visit():
    HomeVisit.objects.all().delete()
    found = {}
    for key in EMAIL:
        client = signed_in(key)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/home/").status_code == 200
        found[key] = len(queries)
    assert {key: number for key, number in found.items() if number > MOST} == {}


@pytest.mark.parametrize(("key", "title", "times"), [
    ("haapsalu", "Day of the games shelf", 2), ("tas-editor", "Co-creation workshop", 2), ("tas", "Co-creation workshop", 0),
])
def test_a_partner_finds_at_home_the_evidence_he_has_to_close(key, title, times):
    told = [item.text for item in home_of(key).waiting if "/evidence/" in item.url]
    assert told.count(f"Close the evidence: {title}") == times


@pytest.mark.parametrize("key", ["act-local", "example", "izdomas", "tas-editor", "haapsalu", "elder", "auditor", "ape"])
def test_all_that_home_shows_opens_for_its_reader(key):
    client = signed_in(key)
    page = client.get("/home/")
    home, cards = page.context["home"], re.findall(r'<h3><a href="(/[^"]+)"', page.content.decode())
    assert len(cards) >= len(home.memberships)
    waits = {item.url.split("#")[0] for item in home.waiting[:5]}
    for url in {*cards, *waits, *(event.get_absolute_url() for event in home.events[:1])}:
        assert client.get(url).status_code == 200, url


def test_home_asks_no_more_of_a_thousand_rows_than_of_ten():
    client, project = signed_in("act-local"), Project.objects.get(slug="act-local")

    def fill(first, last):
        Contradiction.objects.bulk_create(
            Contradiction(project=project, title_et=f"V{n}", first_et="a", second_et="b") for n in range(first, last)
        )
        events = Event.objects.bulk_create(Event(project=project, title_et=f"S{n}") for n in range(first, last))
        EventDay.objects.bulk_create(EventDay(event=event, date="2024-05-05") for event in events)
        Notice.objects.bulk_create(
            Notice(user=user("act-local"), project=project, kind=NoticeKind.COMMENT, subject=f"N{n}", key=f"n{n}")
            for n in range(first, last)
        )

    fill(0, 10)
    few, before = asked(client), things(client.get("/home/"))
    fill(10, 1000)
    page = client.get("/home/")
    assert asked(client) == few <= MOST
    # Every event that has passed and every contradiction waits: 990 more of each; the first twelve are shown at once.
    assert things(page) == before + 2 * 990
    assert len(page.context["home"].urgent) == 12


def test_what_is_late_comes_first_and_is_said_to_be_late():
    home = home_of("example")
    dated = [item.due for item in home.waiting if item.due]
    assert dated == sorted(dated) and all(item.due is None for item in home.waiting[len(dated):])
    assert "was due" in signed_in("example").get("/en/home/").content.decode()


def test_a_visit_begins_after_half_an_hour_and_remembers_the_one_before():
    client, mari = signed_in("example"), user("example")
    HomeVisit.objects.filter(user=mari).delete()
    assert client.get("/home/").context["home"].since is None
    first = HomeVisit.objects.get(user=mari).last_at
    assert client.get("/home/").context["home"].since is None, "still the same visit"
    HomeVisit.objects.filter(user=mari).update(last_at=first - timedelta(days=2))
    assert client.get("/home/").context["home"].since == first - timedelta(days=2)
    assert client.get("/home/").context["home"].since == first - timedelta(days=2), "until she comes again"


def test_what_others_changed_meanwhile_stands_by_project_and_ones_own_work_does_not():
    mari, other = user("example"), user("izdomas")
    HomeVisit.objects.update_or_create(user=mari, defaults={"last_at": timezone.now() - timedelta(hours=1)})
    project = Project.objects.get(slug="naidisprojekt")
    Notice.objects.filter(user=mari).delete()
    home = home_of("example")
    before = home.told[0].changed.total if home.told else 0
    for by in (mari, other, other):
        actions.add_part(Activity(project=project, title_et=f"Uus {by.pk}", number="99"), by=by)
    actions.tell(NoticeKind.COMMENT, people=[mari], subject="Kava", project=project, key="x", by=other)
    (group,) = home_of("example").told
    assert (str(group.project), [notice.sentence for notice in group.notices]) == ("Näidisprojekt", ["New comment: Kava"])
    assert group.changed.total == before + 2 and dict(group.changed.kinds)["Activities"] >= 2
    # A partner's editor cannot read the history, so he is told of what concerns him only.
    assert all(group.changed is None for group in home_of("izdomas").told)


def test_who_works_in_one_activity_finds_its_events_and_no_others():
    project = Project.objects.get(slug="kov-koostoogrupid")
    own = Activity.objects.get(project=project, title_et="Mänguriiul ratastel")
    for activity, title in ((own, "Oma"), (None, "Võõras")):
        event = Event.objects.create(project=project, activity=activity, title_et=title)
        EventDay.objects.create(event=event, date=timezone.localdate() + timedelta(days=3))
    home = home_of("haapsalu")
    assert "Oma" in {event.title for event in home.events} and "Võõras" not in {event.title for event in home.events}
    assert {event.activity_id for event in home.events} == {own.pk}


def test_saved_filters_lead_to_their_lists_and_are_ones_own():
    SavedFilter.objects.create(
        user=user("example"), page="communities:community-list", query="county=1&sort=name", name="Minu maakond"
    )
    ways = {way.name: way.url for way in home_of("example").filters}
    assert ways["Minu maakond"] == "/en/communities/?county=1&sort=name"
    assert "Minu maakond" not in {way.name for way in home_of("ape").filters}


def test_evidence_that_nobody_closed_waits_with_as_many_events_as_it_says():
    for key in ("act-local", "strength", "leader", "example"):
        client = signed_in(key)
        for item in client.get("/en/home/").context["home"].waiting:
            if "waiting=on" in item.url:
                number = int(next(word for word in item.text.split() if word.isdigit()))
                assert client.get(item.url).context["page_obj"].paginator.count == number
                return
    pytest.fail("nobody has evidence to close")


def test_organisations_of_the_demo_have_people_to_tell():
    project = Project.objects.get(slug="koosloomest-koostooni")
    tas = Organisation.objects.get(name="Tartumaa Arendusselts")
    assert {person.email for person in actions.people_of(project, [Role.EDITOR, Role.READER], organisations=[tas])} == {
        EMAIL["tas"], EMAIL["tas-editor"],
    }


def test_of_very_much_that_waits_home_tells_the_first_and_counts_the_rest():
    client, project = signed_in("act-local"), Project.objects.get(slug="act-local")
    before = things(client.get("/en/home/"))
    Contradiction.objects.bulk_create(
        Contradiction(project=project, title_et=f"V{n}", first_et="a", second_et="b") for n in range(60)
    )
    page = client.get("/en/home/")
    home, text = page.context["home"], page.content.decode()
    assert (len(home.urgent), len(home.later), home.later_count) == (12, 40, before + 60 - 12)
    assert f"40 of {before + 48} are shown here." in text and 'href="?waiting=all#waiting"' in text
    whole = client.get("/en/home/?waiting=all")
    assert whole.content.decode().split('id="waiting"')[1].split("</section>")[0].count("<li") == before + 60

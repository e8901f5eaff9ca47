"""The pages of journeys: who reads what, what they count, and the log behind a private link."""
from datetime import date

import pytest
from django.urls import reverse

from projects import measures
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world
from tests.trainings import journeys as way
from tests.trainings import world as here
from trainings.actions.thanks import thank_participants
from trainings.actions.trips import write_note
from trainings.choices import EventKind
from trainings.models import Destination, Event, StudyTrip, TripNote, TripStop
from trainings.summaries.trips import log_wanted_by
from trainings.views import triplog

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip(talgud, partner):
    return way.journey(talgud, mobility="shadowing", organiser=partner)


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def own(name, registration, *args):
    return reverse(f"trainings:{name}", args=[registration.token, *args])


def test_who_changes_a_journey_and_who_reads_the_log(client, trip, mari, jaan, leida, stranger):
    stop = way.stop(trip, date=way.FIRST)
    writing = [to(name, trip.pk) for name in ("studytrip-edit", "studytrip-destination", "tripstop-create", "tripnote-list")]
    writing += [to(name, trip.pk, stop.pk) for name in ("tripstop-edit", "tripstop-remove", "tripstop-seminar")]
    reading = [to(name, trip.pk) for name in ("studytrip-detail", "studytrip-print")]
    reading += [to(name) for name in ("studytrip-list", "mobility-list")]
    for who, status in ((mari, 200), (jaan, 200), (leida, 403), (stranger, 404)):
        client.force_login(who)
        assert {client.get(url).status_code for url in [*writing, to("studytrip-create")]} == {status}, who
        assert {client.get(url).status_code for url in reading} == {404 if who == stranger else 200}, who


def test_another_projects_journey_is_not_there(client, mari, trip):
    world.project("muu")
    client.force_login(mari)
    assert client.get(reverse("trainings:studytrip-detail", args=["muu", trip.pk])).status_code == 404
    assert client.get(to("tripstop-create", trip.pk + 1000)).status_code == 404


def test_a_journey_and_its_stops_are_planned_on_the_pages(client, mari, talgud, trip):
    client.force_login(mari)
    data = {"title": "Reis Läti", "kind": "trip", "starts_on": "03.06.2024", "ends_on": "04.06.2024", "direction": "out",
            "purpose": "Näha teenuseid", "capacity": "12"}
    assert client.post(to("studytrip-create"), data | {"title": ""}).status_code == 422
    made = client.post(to("studytrip-create"), data)
    new = StudyTrip.objects.get(event__title_et="Reis Läti")
    assert made.status_code == 302 and made["Location"] == new.get_absolute_url() and new.event.days.count() == 2
    stop = {"date": "04.06.2024", "place": "Ape", "country": "LV", "host": "Ape novada centrs", "order": "0"}
    outside = client.post(to("tripstop-create", new.pk), stop | {"date": "05.06.2024"})
    assert outside.status_code == 422 and not TripStop.objects.exists(), "a day outside the journey warns"
    assert client.post(to("tripstop-create", new.pk), stop).status_code == 302
    row = TripStop.objects.get()
    seminar = {"title": "Ühisseminar", "kind": "theory", "half_days": "1"}
    assert client.post(to("tripstop-seminar", new.pk, row.pk), seminar).status_code == 302
    page = client.get(new.get_absolute_url()).content.decode()
    assert "Ühisseminar" in page and "Ape novada centrs" in page
    assert client.post(to("studytrip-destination", new.pk), {"country": "LV"}).status_code == 302
    assert Destination.objects.get().event == new.event


def test_an_editor_plans_only_for_his_own_organisation(client, jaan, partner, talgud):
    client.force_login(jaan)
    data = {"title": "Reis", "kind": "trip", "direction": "out", "purpose": "Näha"}
    assert client.post(to("studytrip-create"), data).status_code == 422
    assert client.post(to("studytrip-create"), data | {"organiser": partner.pk}).status_code == 302


def test_a_hidden_host_is_named_to_nobody_who_may_not_see_it(client, talgud, trip, leida, jaan):
    village = villages.community("Salajane küla")
    villages.enrol(talgud, village, sensitive=True)
    stop = way.stop(trip, "Kusagil", community=village)
    client.force_login(jaan)
    assert "Salajane" not in client.get(to("tripstop-edit", trip.pk, stop.pk)).content.decode()
    client.force_login(leida)
    for url in (trip.get_absolute_url(), to("studytrip-print", trip.pk), trip.event.get_absolute_url()):
        assert "Salajane" not in client.get(url).content.decode(), url
    client.logout()
    public = client.get(trip.event.get_absolute_url()).content.decode()
    assert "Kusagil" in public and "Salajane" not in public


def test_the_public_reads_the_programme_without_contacts_and_inner_seminars(client, talgud, trip):
    inner = here.event(talgud, "Sisemine arutelu", EventKind.SEMINAR, parent=trip.event, is_public=False)
    way.stop(trip, "Porvoo", host="Külamaja", contact_role="perenaine", seminar=inner)
    page = client.get(trip.event.get_absolute_url()).content.decode()
    assert "Külamaja" in page and "perenaine" not in page and "Sisemine" not in page and trip.get_absolute_url() not in page


def test_X19_the_list_has_a_row_per_mobility_and_names_only_for_those_who_keep_them(client, mari, leida, talgud, trip):
    for name in ("Mall Mets", "Juku Tamm"):
        way.was_there(trip, way.person(talgud, name), 0, 1)
    way.hold(trip)
    assert measures.Count(talgud).total(measures.get("person_mobilities_out")) == 2
    assert measures.Count(talgud).total(measures.get("person_mobilities_in")) == 0
    for who, named in ((mari, True), (leida, False)):
        client.force_login(who)
        for url in (measures.get("person_mobilities").url(talgud), measures.get("person_mobilities_out").url(talgud)):
            page = client.get(url)
            assert page.context["page_obj"].paginator.count == 2
            assert ("Mall Mets" in page.content.decode()) is named, url
            assert ("Mall Mets" in client.get(url + ("&" if "?" in url else "?") + "format=csv").content.decode()) is named


def test_a_participant_writes_changes_and_removes_his_own_log(client, talgud, trip):
    stop = way.stop(trip)
    mine, theirs = (way.goes(trip, way.person(talgud, name)) for name in ("Mall", "Juku"))
    foreign = write_note(TripNote(trip=trip, person=theirs.person, saw="Juku nägi"), by=None)
    assert own("tripnote-own", mine) in client.get(own("registration-own", mine)).content.decode()
    page = client.get(own("tripnote-own", mine))
    assert page["Cache-Control"] == "private, no-store" and "Juku" not in page.content.decode()
    key = page.context["form"].initial["idempotency_key"]
    for _time in range(2):
        sent = client.post(own("tripnote-own", mine), {"stop": stop.pk, "saw": "Ühine köök", "idempotency_key": key})
        assert sent.status_code == 302
    note = TripNote.objects.get(person=mine.person)
    assert (note.stop, note.history.get().history_user) == (stop, None)
    changed = client.post(own("tripnote-change", mine, note.pk), {"saw": "Ühine saun", "version": 1})
    assert changed.status_code == 302 and "Ühine saun" in client.get(own("tripnote-own", mine)).content.decode()
    assert client.post(own("tripnote-change", mine, note.pk), {"saw": "Vana", "version": 1}).status_code == 409
    assert client.get(own("tripnote-change", mine, foreign.pk)).status_code == 404
    assert client.post(own("tripnote-withdraw", mine, foreign.pk)).status_code == 404
    assert client.post(own("tripnote-withdraw", mine, note.pk)).status_code == 302
    assert list(TripNote.objects.values_list("saw", flat=True)) == ["Juku nägi"]


def test_the_link_opens_nothing_without_a_place_or_a_journey(client, talgud, trip):
    waiting = way.goes(trip, way.person(talgud, "Ootel"), "waiting")
    assert client.get(own("tripnote-own", waiting)).status_code == 404
    plain = way.goes(way.journey(talgud, "Teine"), way.person(talgud, "Mall"))
    StudyTrip.objects.filter(event=plain.event).delete()
    assert client.get(own("tripnote-own", plain)).status_code == 404
    assert client.get(reverse("trainings:tripnote-own", args=["x"])).status_code == 404


def test_a_log_that_asks_by_a_day_forgets_it_and_a_robot_waits(client, talgud, trip, monkeypatch):
    assert log_wanted_by(trip, date(2024, 5, 22)) == date(2024, 5, 22), "a week after the 15th"
    assert log_wanted_by(trip, date(2024, 5, 23)) is None
    monkeypatch.setattr(triplog, "MOST", 1)
    mine = way.goes(trip, way.person(talgud, "Mall"))
    assert client.post(own("tripnote-own", mine), {"saw": "Köök"}).status_code == 302
    again = client.post(own("tripnote-own", mine), {"saw": "Saun"})
    assert again.status_code == 429 and again["Retry-After"] and TripNote.objects.count() == 1


def test_the_thanks_ask_those_who_were_there_for_their_log(talgud, trip, mari, mailoutbox):
    came = way.person(talgud, "Mall", email="mall@example.org")
    registration = way.goes(trip, came)
    way.was_there(trip, came, 0)
    way.hold(trip)
    thank_participants(trip.event, by=mari, address=str)
    (letter,) = mailoutbox
    assert own("tripnote-own", registration) in letter.body


def test_before_the_journey_and_after_the_project_nothing_is_written(client, talgud):
    ahead = way.goes(way.coming(talgud), way.person(talgud, "Mall"))
    page = client.get(own("tripnote-own", ahead))
    assert page.status_code == 200 and 'name="saw"' not in page.content.decode()
    assert client.post(own("tripnote-own", ahead), {"saw": "Enne"}).status_code == 422
    assert not TripNote.objects.exists()


def test_pages_take_as_many_queries_however_much_there_is(client, talgud, trip, partner, mari, leida):
    names = ("tripnote-list", "studytrip-print")
    urls = [to("studytrip-list"), trip.get_absolute_url(), to("mobility-list"), *(to(name, trip.pk) for name in names)]

    def grow(mark):
        way.share(trip, villages.partner(talgud, f"Selts {mark}"), places=2)
        mall = way.person(talgud, f"Mall {mark}", partner=partner)
        way.goes(trip, mall)
        way.was_there(trip, mall, 0, 1)
        write_note(TripNote(trip=trip, person=mall, saw="Nägin", stop=way.stop(trip, f"Peatus {mark}")), by=None)
        way.journey(talgud, f"Reis {mark}", kind=EventKind.MOBILITY, mobility="course")
        here.destination(talgud, "FI", event=trip.event)
        Event.objects.create(project=talgud, kind=EventKind.TRIP, title_et=f"Kavata {mark}")

    client.force_login(mari)
    grow(1)
    first = [queries(client, url) for url in urls]
    grow(2)
    grow(3)
    assert [queries(client, url) for url in urls] == first
    assert max(first) <= 15, first

"""Planning in under a minute, series and groups, copies, and the warning while the date is chosen (moment 12)."""
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.shared import verbs
from projects.models import Audience
from tests.communities import potential
from tests.communities import world as villages
from tests.trainings import world as here
from trainings.models import Event, EventDay, Signup

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def quick(**fields):
    return {"kind": "training", "title_et": "Esmaabi", "date": "04.05.2027", "starts_at": "10:00", "ends_at": "15:00",
            "in_a_row": "1", "day_kind": "theory", "half_days": "2", "signup": "on"} | fields


def text_of(client, **asked):
    return client.get(to("event-clashes"), asked).content.decode()


def test_one_short_form_makes_event_days_and_signup_once(client, talgud, mari):
    client.force_login(mari)
    key = client.get(to("event-quick")).context["form"].initial["idempotency_key"]
    data = quick(idempotency_key=key, in_a_row="2", capacity="20")
    pages = [client.post(to("event-quick"), data) for _time in range(2)]
    event = Event.objects.get()
    assert [page.url for page in pages] == [event.get_absolute_url()] * 2
    assert list(event.days.order_by("date").values_list("date", "kind")) == [
        (date(2027, 5, 4), "theory"), (date(2027, 5, 5), "theory"),
    ]
    assert Signup.objects.get().event == event


def test_an_event_from_a_need_answers_it(client, talgud, mari):
    need = potential.need(villages.enrol(talgud, villages.community("Küla")), "Esmaabi")
    client.force_login(mari)
    page = client.get(to("event-quick") + f"?need={need.pk}&need=²&need={'9' * 30}")
    assert f'name="needs" value="{need.pk}"' in page.content.decode()
    assert client.post(to("event-quick"), quick(needs=[need.pk])).status_code == 302
    assert list(Event.objects.get().needs.all()) == [need]


def test_a_clash_is_told_once_and_may_be_overruled(client, talgud, mari):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    here.day(here.event(talgud, "Vana", audiences=[audience]), date(2027, 5, 4))
    client.force_login(mari)
    data = quick(audiences=[audience.pk])
    page = client.post(to("event-quick"), data)
    assert page.status_code == 422 and "Vana" in page.context["form"].warnings[0]
    data["save_anyway"] = page.context["form"].warnings_digest
    assert client.post(to("event-quick"), data).status_code == 302
    assert client.post(to("event-quick"), quick(audiences=[audience.pk], date="05.05.2027")).status_code == 302


def test_the_fragment_says_the_same_while_the_date_is_chosen(client, talgud, mari, leida):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    here.day(here.event(talgud, "Vana", audiences=[audience]), date(2027, 5, 4))
    client.force_login(mari)
    assert "Vana" in text_of(client, date="04.05.2027", audiences=audience.pk)
    nothing = ({"date": "05.05.2027"}, {"date": "32.13.2027"}, {"audiences": "x"}, {"municipality": "9" * 30, "date": "²"}, {})
    for asked in nothing:
        assert text_of(client, **{"audiences": audience.pk} | asked).strip() == ""
    client.force_login(leida)
    assert client.get(to("event-clashes")).status_code == 403


def test_a_day_of_an_event_warns_of_what_its_own_audience_has(client, talgud, mari):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    here.day(here.event(talgud, "Vana", audiences=[audience]), date(2027, 5, 4))
    event = here.event(talgud, "Uus", audiences=[audience])
    client.force_login(mari)
    data = {"date": "04.05.2027", "kind": "theory", "half_days": "2"}
    page = client.post(to("eventday-create", event.pk), data)
    assert page.status_code == 422 and not event.days.exists()
    assert "Vana" in text_of(client, date="04.05.2027", event=event.pk)
    page = client.post(to("eventday-create", event.pk), data | {"save_anyway": page.context["form"].warnings_digest})
    assert page.status_code == 302 and event.days.exists()


def series(**fields):
    return quick(shape="days", capacity="12", weeks="1", listed="", first="", times="") | fields


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ({"first": "04.05.2027", "times": "3", "weeks": "2"}, [("", 1)] * 3),
        ({"listed": "04.05.2027\n11.05.2027"}, [("", 1)] * 2),
        ({"shape": "groups", "groups": "2", "first": "04.05.2027", "times": "4"}, [("Rühm 1", 2), ("Rühm 2", 2)]),
        ({"shape": "groups", "listed": "04.05.2027\n05.05.2027\n\n11.05.2027"}, [("Rühm 1", 2), ("Rühm 2", 1)]),
    ],
)
def test_a_series_and_groups(client, talgud, mari, asked, made):
    client.force_login(mari)
    assert client.post(to("event-series"), series(**asked)).status_code == 302
    rows = Event.objects.order_by("pk")
    assert [(bool(row.cohort), row.days.count()) for row in rows] == [(bool(name), days) for name, days in made]
    assert {row.capacity for row in rows} == {12} and len({row.series for row in rows}) == 1


@pytest.mark.parametrize(
    "asked",
    [{}, {"first": "04.05.2027"}, {"listed": "eile"}, {"first": "31.12.9999", "times": "2"}, {"listed": "01.01.0001"},
     {"listed": ";"}, {"first": "04.05.2027", "times": "61"},
     {"shape": "groups", "groups": "2", "first": "04.05.2027", "times": "3"},
     {"listed": "04.05.2027", "ends_at": "09:00"}],
)
def test_a_series_that_does_not_add_up_makes_nothing(client, talgud, mari, asked):
    client.force_login(mari)
    assert client.post(to("event-series"), series(**asked)).status_code == 422
    assert not Event.objects.exists()


def test_a_copy_stands_beside_its_original(client, talgud, mari):
    event = here.held(talgud, "Talvekool", days=("theory", "practice"))
    client.force_login(mari)
    page = client.post(to("event-copy", event.pk), {"title_et": "Talvekool 2", "first_day": "07.03.2027"})
    copy = Event.objects.get(title_et="Talvekool 2")
    assert page.url == copy.get_absolute_url()
    assert list(copy.days.order_by("date").values_list("date", flat=True)) == [date(2027, 3, 7), date(2027, 3, 8)]
    assert client.post(to("event-copy", event.pk), {"title_et": "Kuupäevata"}).status_code == 422


@pytest.mark.parametrize("day", ["31.12.9999", "01.01.0001", "31.02.2027", "²"])
def test_a_day_that_cannot_be_is_refused_everywhere(client, talgud, mari, day):
    event = here.held(talgud, days=("theory", "practice"))
    client.force_login(mari)
    assert client.post(to("event-quick"), quick(date=day, in_a_row="14")).status_code == 422
    assert client.post(to("event-copy", event.pk), {"title_et": "Teine", "first_day": day}).status_code == 422
    assert text_of(client, date=day).strip() == ""
    assert Event.objects.count() == 1


def test_an_editor_plans_for_his_own_organisation_only(client, talgud, jaan, partner):
    client.force_login(jaan)
    assert client.post(to("event-quick"), quick()).status_code == 422
    assert client.post(to("event-quick"), quick(organiser=partner.pk)).status_code == 302
    foreign = here.coming(talgud, "Võõras")
    assert client.get(to("event-copy", foreign.pk)).status_code == 403


def test_an_event_page_warns_whoever_can_move_it(client, talgud, mari, leida):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    soon = timezone.localdate() + timedelta(days=7)
    event, other = (here.coming(talgud, title, audiences=[audience]) for title in ("Uus", "Vana"))
    assert EventDay.objects.filter(date=soon).count() == 2
    client.force_login(mari)
    assert "Vana" in client.get(event.get_absolute_url()).context["warnings"][0]
    client.force_login(leida)
    assert client.get(event.get_absolute_url()).context["warnings"] == []

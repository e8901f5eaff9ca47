"""One event: its days, what is within it, what became of it (A-17, C-14, X-16)."""
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.shared import verbs
from projects.models import Target
from tests.communities import world as villages
from tests.trainings import world as here
from trainings.choices import EventStatus
from trainings.models import Event, EventDay
from trainings.summaries.tab import tab_of

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def facts(response):
    return [fact.value for fact in response.context["facts"]]


def test_the_coordinator_plans_once(client, talgud, mari):
    client.force_login(mari)
    key = client.get(to("event-create")).context["form"].initial["idempotency_key"]
    data = {"kind": "seminar", "title_et": "Seminar", "mode": "on_site", "stated_date": "19. september",
            "is_public": "on", "idempotency_key": key}
    assert [client.post(to("event-create"), data).status_code for _time in range(2)] == [302, 302]
    event = Event.objects.get()
    assert (event.status, event.stated_date.iso) == (EventStatus.PLANNED, "--09-19")


def test_days_are_added_and_half_days_fit_into_one(client, talgud, mari):
    event = here.event(talgud)
    client.force_login(mari)
    url = to("eventday-create", event.pk)
    data = {"date": "04.03.2024", "kind": "theory", "half_days": "1"}
    codes = [client.post(url, data | {"kind": kind}).status_code for kind in ("theory", "practice", "other")]
    assert codes == [302, 302, 422]
    assert sorted(EventDay.objects.values_list("kind", "half_days")) == [("practice", 1), ("theory", 1)]


def test_a_day_is_changed_and_removed(client, talgud, mari):
    day = here.day(here.event(talgud))
    client.force_login(mari)
    edit = to("eventday-edit", day.event_id, day.pk)
    data = {"date": "05.03.2024", "kind": "theory", "half_days": "2"}
    codes = [client.post(edit, data | {"version": 1, "date": d}).status_code for d in ("05.03.2024", "06.03.2024")]
    assert codes == [302, 409]
    assert client.post(to("eventday-remove", day.event_id, day.pk)).status_code == 302
    assert not EventDay.objects.exists()


def test_holding_asks_for_people_and_may_leave_them_uncounted(client, talgud, mari):
    counted, uncounted, future = (here.event(talgud, title) for title in "ABC")
    for event in (counted, uncounted):
        here.day(event)
    here.day(future, timezone.localdate() + timedelta(days=1))
    client.force_login(mari)
    codes = [
        client.post(to("event-hold", event.pk), {"headcount": people}).status_code
        for event, people in ((counted, "12"), (uncounted, ""), (future, ""))
    ]
    assert codes == [302, 302, 409]
    assert list(Event.objects.order_by("pk").values_list("headcount", "status")) == [
        (12, "held"), (None, "held"), (None, "planned"),
    ]
    assert "12" in facts(client.get(counted.get_absolute_url()))
    assert "0" not in facts(client.get(uncounted.get_absolute_url()))


def test_an_event_without_days_cannot_be_held(client, talgud, mari):
    event = here.event(talgud)
    client.force_login(mari)
    assert client.post(to("event-hold", event.pk), {"headcount": ""}).status_code == 409


@pytest.mark.parametrize(("name", "status"), [("event-cancel", "cancelled"), ("event-postpone", "postponed")])
def test_calling_off_needs_a_reason(client, talgud, mari, name, status):
    event = here.coming(talgud)
    client.force_login(mari)
    assert client.post(to(name, event.pk), {"reason": ""}).status_code == 422
    answer = client.post(to(name, event.pk), {"reason": "Torm"})
    assert (answer.status_code, answer.url) == (302, event.get_absolute_url())
    event.refresh_from_db()
    assert (event.status, event.status_reason) == (status, "Torm")
    assert client.post(to("event-replan", event.pk)).status_code == 302
    event.refresh_from_db()
    assert (event.status, event.status_reason) == ("planned", "")


def test_events_nest_three_deep_and_days_count_once(client, talgud):
    trip = here.held(talgud, "Õppereis", kind="trip")
    seminar = here.held(talgud, "Seminar", kind="seminar", parent=trip, days=("theory", "theory"))
    workshop = here.held(talgud, "Töötuba", kind="workshop", parent=seminar)
    response = client.get(trip.get_absolute_url())
    assert [(row.pk, depth) for row, depth in response.context["nested"]] == [(seminar.pk, 0), (workshop.pk, 1)]
    days = client.get("/events/days/?project=talgud")
    # The trip's and the workshop's day lie within the seminar's first: 4 and 5 March, each once.
    assert (days.context["page_obj"].paginator.count, days.context["count_text"][:2]) == (2, "2 ")


def test_a_hidden_host_is_not_named(client, talgud, village, mari):
    villages.enrol(talgud, village, sensitive=True)
    event = here.coming(talgud, community=village)
    assert village.name.encode() not in client.get(event.get_absolute_url()).content
    client.force_login(mari)
    assert village.name in facts(client.get(event.get_absolute_url()))


def test_a_hidden_event_around_is_not_named(client, talgud):
    trip = here.coming(talgud, "Salareis", is_public=False)
    event = here.coming(talgud, "Avalik", parent=trip)
    assert b"Salareis" not in client.get(event.get_absolute_url()).content


def test_a_stale_event_asks(client, talgud, mari):
    event = here.event(talgud)
    client.force_login(mari)
    data = {"kind": "training", "mode": "on_site", "version": 1}
    codes = [client.post(to("event-edit", event.pk), data | {"title_et": title}).status_code for title in "AB"]
    assert codes == [302, 409]
    event.refresh_from_db()
    assert event.title_et == "A"


def test_an_editor_plans_for_his_own_organisation(client, talgud, jaan, partner):
    other = villages.partner(talgud, "Teine partner")
    client.force_login(jaan)
    data = {"kind": "training", "title_et": "Koolitus", "mode": "on_site"}
    codes = [
        client.post(to("event-create"), data | extra).status_code
        for extra in ({}, {"organiser": other.pk}, {"organiser": partner.pk})
    ]
    assert codes == [422, 422, 302]


def test_the_tab_counts_days_in_the_promises_words(client, talgud, mari):
    for kind, unit, value in (("theory", "teooriapäeva", 26), ("practice", "praktikapäeva", 16)):
        verbs.create(
            Target(project=talgud, statement_et=unit, unit_et=unit, value=value, measure=f"days_{kind}"), by=None
        )
    here.held(talgud, days=("theory", "practice", "theory"))
    event = here.held(talgud, "Pool päeva", on=date(2024, 6, 1))
    day = event.days.get()
    day.half_days = 1
    here.actions.change_event_day(day, by=None, version=1)
    client.force_login(mari)
    stats = client.get(to("project-events")).context["stats"]
    assert [stat.value for stat in stats] == ["2,5/26", "1/16"]
    assert [client.get(stat.url).context["count_text"].split(" ")[0] for stat in stats] == ["2,5", "1"]


def test_the_tab_reminds_of_events_that_have_passed(client, talgud, mari):
    here.day(here.event(talgud, "Möödas"))
    here.coming(talgud)
    client.force_login(mari)
    context = client.get(to("project-events")).context
    assert context["overdue"].startswith("1 ")
    assert [len(context[name].rows) for name in ("coming", "past")] == [1, 1]


def test_whoever_works_in_the_project_finds_the_way_back_to_it(client, talgud, mari):
    event = here.event(talgud)
    address = event.get_absolute_url()
    assert [crumb.url for crumb in client.get(address).context["breadcrumbs"]] == ["/calendar/", ""]
    client.force_login(mari)
    assert client.get(address).context["breadcrumbs"][-2].url == to("project-events")


def test_a_partners_editor_finds_his_own_organisation_chosen(client, talgud, jaan, partner):
    client.force_login(jaan)
    form = client.get(to("event-create")).context["form"]
    assert form["organiser"].value() == partner.pk


def test_the_tab_shows_the_nearest_of_many_and_leads_to_all(client, talgud, mari, monkeypatch):
    monkeypatch.setattr("trainings.views.workspace.MOST_LISTED", 2)
    monkeypatch.setattr(tab_of, "__defaults__", (None, 2))
    for number in (3, 1, 2):
        here.day(here.event(talgud, f"Möödas {number}"), date(2024, 6, number))
        here.coming(talgud, f"Tulemas {number}")
    here.event(talgud, "Kunagi")
    client.force_login(mari)
    page = client.get("/en" + to("project-events"))
    context, text = page.context, page.content.decode()
    past = [row[1]["text"] for row in context["past"].rows]
    assert (past, context["totals"]) == (["Möödas 3", "Möödas 2"], {"coming": 3, "past": 3, "undated": 1})
    assert text.count("2 of 3 are shown here.") == 2
    for action, count in ((context["all_events"], 7), (context["overdue_action"], 3)):
        assert f'href="{action.url.replace("&", "&amp;")}"' in text
        assert client.get(action.url).context["count_text"] == f"{count} events"

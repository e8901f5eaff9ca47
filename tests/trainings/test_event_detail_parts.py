"""What an event has besides its days: agenda, partners' parts, report (X-18)."""
from datetime import time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.communities import world as villages
from tests.trainings import world as here
from trainings.actions.details import add_detail
from trainings.forms.details import read_line
from trainings.models import AgendaItem, EventReport, EventShare
from trainings.summaries.shares import parts_of
from trainings.views import agenda, report, shares

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("10.00–10.30 Avamine; loeng; külavanem", (time(10), time(10, 30), "Avamine", "loeng", "külavanem")),
        ("9:05 - 9:50\tTervitus\tvestlus\tkoolitaja", (time(9, 5), time(9, 50), "Tervitus", "vestlus", "koolitaja")),
        ("10:00\t11:00\tLoeng", (time(10), time(11), "Loeng", "", "")),
        ("13.00 kuni 14.00 Lõuna", (time(13), time(14), "Lõuna", "", "")),
        ("16.00 Kokkuvõte", (time(16), None, "Kokkuvõte", "", "")),
        ("Kohv ja pirukad", (None, None, "Kohv ja pirukad", "", "")),
        ("2024. aasta plaanid; arutelu", (None, None, "2024. aasta plaanid", "arutelu", "")),
    ],
)
def test_a_pasted_line_is_read(line, read):
    assert tuple(read_line(1, line)[name] for name in ("starts_at", "ends_at", "topic", "method", "led_by")) == read


@pytest.mark.parametrize("line", ["25.00 Öine", "11.00–10.00 Tagurpidi", "10.00 " + "x" * 201, "; loeng"])
def test_a_line_that_cannot_be_says_its_number(line):
    with pytest.raises(ValidationError, match="7"):
        read_line(7, line)


def test_lines_are_pasted_all_or_none_and_stand_in_their_order(client, talgud, mari, stranger):
    day = here.day(here.event(talgud))
    client.force_login(mari)
    url = to("agendaitem-paste", day.event_id)
    assert client.post(url, {"day": day.pk, "lines": "10.00 Avamine\n11.00–10.00 Loeng"}).status_code == 422
    assert not AgendaItem.objects.exists()
    data = {"day": day.pk, "lines": "10.00 Avamine\n\n11.00 Loeng"}
    data["idempotency_key"] = client.get(url).context["form"].initial["idempotency_key"]
    assert [client.post(url, data).status_code for _time in range(2)] == [302, 302]
    assert list(AgendaItem.objects.order_by("order").values_list("topic", "day")) == [("Avamine", day.pk), ("Loeng", day.pk)]
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_line_keeps_to_the_days_of_its_own_event(client, talgud, mari, leida):
    event, other = here.event(talgud, "Oma"), here.event(talgud, "Teine")
    here.day(event)
    foreign = here.day(other)
    client.force_login(mari)
    new = to("agendaitem-create", event.pk)
    data = {"topic": "Avamine", "starts_at": "10:00", "order": "1"}
    assert client.post(new, data | {"day": foreign.pk}).status_code == 422
    assert client.post(new, data).status_code == 302
    line = AgendaItem.objects.get()
    assert client.get(to("agendaitem-edit", other.pk, line.pk)).status_code == 404
    edit = to("agendaitem-edit", event.pk, line.pk)
    codes = [client.post(edit, data | {"topic": topic, "version": 1}).status_code for topic in ("Algus", "Lõpp")]
    assert codes == [302, 409]
    client.force_login(leida)
    assert client.get(edit).status_code == 403
    client.force_login(mari)
    assert client.post(to("agendaitem-remove", event.pk, line.pk)).status_code == 302
    assert not AgendaItem.objects.exists()


def test_parts_of_a_joint_event_sum_to_the_whole(talgud, mari):
    event = here.event(talgud)
    rows = [
        add_detail(EventShare(event=event, organisation=villages.partner(talgud, name), weight=weight), by=mari)
        for name, weight in (("Ape", 1), ("Engure", 1), ("Setomaa", 1))
    ]
    parts = parts_of(event, rows, halves=4)
    assert sum(part.days for part in parts) == Decimal(2)
    assert [part.percent for part in parts] == [Decimal("33.33")] * 3
    assert parts_of(event, [], halves=4) == []


def test_more_places_than_there_are_is_asked_about(client, talgud, mari, partner):
    event = here.event(talgud, capacity=20)
    add_detail(EventShare(event=event, organisation=villages.partner(talgud, "Ape"), places=12), by=mari)
    client.force_login(mari)
    data = {"organisation": partner.pk, "weight": "1", "places": "9"}
    page = client.post(to("eventshare-create", event.pk), data)
    assert page.status_code == 422 and len(page.context["form"].warnings) == 1
    assert client.post(to("eventshare-create", event.pk), data | {"places": "8"}).status_code == 302
    assert client.post(to("eventshare-create", event.pk), data | {"places": "0"}).status_code == 422, "twice"


def test_a_report_is_begun_by_its_first_saving_and_then_changed(client, talgud, mari, leida):
    event = here.held(talgud)
    client.force_login(mari)
    url = to("eventreport-edit", event.pk)
    key = client.get(url).context["form"].initial["idempotency_key"]
    assert client.post(url, {"summary": "Kõik tulid.", "idempotency_key": key}).status_code == 302
    codes = [client.post(url, {"summary": text, "version": 1}).status_code for text in ("Paljud tulid.", "Keegi ei tulnud.")]
    assert codes == [302, 409]
    assert EventReport.objects.get().summary == "Paljud tulid."
    client.force_login(leida)
    assert client.get(url).status_code == 403


def test_the_programme_is_printed_for_everybody_and_a_hidden_events_for_nobody(client, talgud, mari, leida):
    shown, hidden = here.event(talgud, "Avatud"), here.event(talgud, "Sisemine", is_public=False)
    for event in (shown, hidden):
        add_detail(AgendaItem(event=event, topic="Avamine", starts_at=time(10)), by=mari)
    page = client.get(reverse("trainings:agenda-print", args=[shown.pk]))
    assert page.status_code == 200 and "Avamine" in page.content.decode() and "10:00" in page.content.decode()
    assert client.get(reverse("trainings:agenda-print", args=[hidden.pk])).status_code == 404
    client.force_login(leida)
    assert client.get(reverse("trainings:agenda-print", args=[hidden.pk])).status_code == 200
    assert client.get(to("agenda-pdf", hidden.pk)).content.startswith(b"%PDF")


class Asked:
    """What a block asks of the event's page."""

    def __init__(self, event, user, change):
        self.object, self.request = event, type("Request", (), {"user": user})()
        self.may = type("May", (), {"change": change, "edit": change})()

    def to(self, name, *args):
        return to(name, self.object.pk, *args)


def test_the_public_sees_the_agenda_and_neither_parts_nor_report(talgud, mari, stranger, partner):
    event = here.held(talgud)
    assert [part.block(Asked(event, stranger, change=False)) for part in (agenda, shares, report)] == [None] * 3
    add_detail(AgendaItem(event=event, topic="Avamine"), by=mari)
    add_detail(EventShare(event=event, organisation=partner), by=mari)
    add_detail(EventReport(event=event, summary="Kõik tulid."), by=mari)
    seen = [part.block(Asked(event, stranger, change=False)) is not None for part in (agenda, shares, report)]
    assert seen == [True, False, False]
    assert all(part.block(Asked(event, mari, change=True)) for part in (agenda, shares, report))

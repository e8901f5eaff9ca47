"""Possible and chosen destinations, and the support of communities (B-18, C-09, C-15)."""
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here
from trainings.models import Destination, SupportAssignment

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def test_a_destination_is_chosen_with_day_and_reason(client, talgud, mari):
    row = here.destination(talgud, activity=world.activity(talgud, "Õppereis"))
    client.force_login(mari)
    url = to("destination-decide", row.pk)
    assert client.post(url, {"state": "chosen", "reason": ""}).status_code == 422
    assert client.post(url, {"state": "candidate", "reason": "Ei"}).status_code == 422
    assert client.post(url, {"state": "chosen", "on": "01.03.2024", "reason": "Parim eeskuju"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decided_on, row.reason) == ("chosen", date(2024, 3, 1), "Parim eeskuju")
    shown = client.get(to("project-events")).context["destinations"].rows
    assert shown[0][4]["text"] == "Parim eeskuju"


def test_adding_twice_adds_once_and_a_foreign_event_is_no_choice(client, talgud, mari):
    foreign = here.event(world.project("teine"))
    client.force_login(mari)
    key = client.get(to("destination-create")).context["form"].initial["idempotency_key"]
    data = {"country": "CZ", "idempotency_key": key}
    assert client.post(to("destination-create"), {"country": "CZ", "event": foreign.pk}).status_code == 422
    assert [client.post(to("destination-create"), data).status_code for _time in range(2)] == [302, 302]
    assert list(Destination.objects.values_list("country", flat=True)) == ["CZ"]


def test_a_destination_is_changed_and_removed(client, talgud, mari):
    row = here.destination(talgud)
    client.force_login(mari)
    codes = [client.post(to("destination-edit", row.pk), {"country": code, "version": 1}).status_code
             for code in ("CZ", "AT")]
    assert codes == [302, 409]
    assert client.post(to("destination-remove", row.pk)).status_code == 302
    assert not Destination.objects.exists()


def test_support_is_assigned_changed_and_completed(client, talgud, village, mari):
    enrolment = villages.enrol(talgud, village)
    client.force_login(mari)
    data = {"enrolment": enrolment.pk, "kind": "mentor", "label": "Mentor", "starts_on": "01.03.2024"}
    assert client.post(to("supportassignment-create"), data).status_code == 302
    row = SupportAssignment.objects.get()
    codes = [client.post(to("supportassignment-edit", row.pk), {"kind": "mentor", "label": label, "version": 1}
                         ).status_code for label in ("A", "B")]
    assert codes == [302, 409]
    complete = to("supportassignment-complete", row.pk)
    assert client.post(complete, {"on": "01.01.2100"}).status_code == 409
    assert client.post(complete, {"on": ""}).status_code == 302
    row.refresh_from_db()
    assert row.completed_on == timezone.localdate()


def test_an_editor_supports_his_own_communities_only(client, talgud, village, jaan, partner):
    own = villages.enrol(talgud, village, author=partner)
    other = villages.enrol(talgud, villages.community("Teine"), author=villages.partner(talgud, "Teine partner"))
    client.force_login(jaan)
    data = {"kind": "mentor", "label": "Mentor"}
    codes = [client.post(to("supportassignment-create"), data | {"enrolment": row.pk}).status_code
             for row in (other, own)]
    assert codes == [422, 302]


def test_the_communitys_page_shows_its_support_and_the_events_it_hosts(client, talgud, village):
    here.support(villages.enrol(talgud, village))
    here.coming(talgud, community=village)
    panels = client.get(village.get_absolute_url()).context["panels"]
    assert [len(table.rows) for _title, table in panels] == [1, 1]

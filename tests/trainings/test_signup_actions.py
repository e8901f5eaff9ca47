"""Places, the waiting list, who somebody is, consents, needs: as the verbs keep them."""
import json
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.shared import verbs
from tests.communities import world as villages
from tests.trainings import world as here
from trainings import actions
from trainings.actions import consents, needs
from trainings.actions.details import remove_detail
from trainings.actions.matching import person_for
from trainings.actions.signup import (
    cancel_registration,
    offer_signup,
    promote_registration,
    promote_waiting,
    sign_up,
)
from trainings.choices import ConsentKind
from trainings.models import Consent, ConsentText, EventShare, Person, Registration, Signup, SpecialNeeds
from trainings.summaries.places import places_of

pytestmark = pytest.mark.django_db


def open_event(project, capacity=2, **fields):
    event = here.coming(project, capacity=capacity)
    offer_signup(Signup(event=event, **fields), by=None)
    return event


def come(event, name, **told):
    return sign_up(event, name=name, email=f"{name.split()[0].lower()}@example.org", **told)


def refused(work):
    with pytest.raises(ValidationError) as caught:
        work()
    return caught.value.code


def states(event):
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("status", flat=True))


def test_places_are_given_then_the_queue_and_a_place_given_back_goes_to_its_first(talgud):
    event = open_event(talgud)
    rows = [come(event, name) for name in ("Ants", "Berta", "Cilla", "Dora")]
    assert states(event) == ["place", "place", "waiting", "waiting"]
    cancel_registration(rows[0])
    assert states(event) == ["cancelled", "place", "place", "waiting"]
    assert [message.to[0].split("@")[0] for message in mail.outbox] == ["ants", "berta", "cilla", "dora", "ants", "cilla"]
    assert [len(message.attachments) for message in mail.outbox] == [1, 1, 0, 0, 0, 1]
    assert f"UID:day-{event.days.get().pk}@talgud" in mail.outbox[0].attachments[0].content
    assert come(event, "Ants").status == "waiting"


def test_more_places_go_to_those_who_wait_in_their_order(talgud):
    event = open_event(talgud, capacity=1)
    for name in ("Ants", "Berta", "Cilla"):
        come(event, name)
    event.refresh_from_db()
    event.capacity = 2
    actions.change_event(event, by=None, version=event.version)
    assert states(event) == ["place", "place", "waiting"]


def test_without_a_waiting_list_the_event_is_full(talgud):
    event = open_event(talgud, capacity=1, waiting_list=False)
    come(event, "Ants")
    assert refused(lambda: come(event, "Berta")) == "full"
    assert Person.objects.count() == 1


def test_nobody_gets_a_place_twice_by_another_spelling_or_a_merged_row(talgud):
    event = open_event(talgud, capacity=5)
    first = sign_up(event, name="Mari Käsper", email="Mari@Example.org")
    assert refused(lambda: sign_up(event, name="mari kasper", email="mari@example.org ")) == "already"
    other = verbs.create(Person(project=talgud, name="M. Käsper", email="mk@example.org"), by=None)
    Person.objects.filter(pk=other.pk).update(merged_into=first.person, root=first.person)
    assert refused(lambda: sign_up(event, name="M. Käsper", email="mk@example.org")) == "already"


def test_a_person_is_known_again_and_only_what_is_missing_is_filled_in(talgud):
    first = person_for(talgud, by=None, name="Mari Käsper", email="mari@example.org", village="Kolga")
    again = person_for(talgud, by=None, name="MARI KASPER", email="Mari@example.org", village="Mujal", phone="5551234")
    assert (again.pk, again.village, again.phone) == (first.pk, "Kolga", "5551234")
    assert person_for(talgud, by=None, name="Mari Käsper", email="").pk != first.pk
    by_phone = [person_for(talgud, by=None, name="Ann", phone="5559").pk for _time in range(2)]
    assert by_phone[0] == by_phone[1]


def test_the_same_form_sent_twice_makes_one(talgud):
    event, key = open_event(talgud), "0f6a3a9e-3c1f-4a53-9d2c-5b0c7f8f2f11"
    assert come(event, "Ants", key=key) == come(event, "Ants", key=key)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"opens_at": timedelta(hours=1)}, "not_open"),
        ({"closes_at": timedelta(hours=-1)}, "closed"),
        (None, "closed"),
    ],
)
def test_a_closed_door_refuses_strangers_and_lets_staff_in(talgud, mari, fields, code):
    event = here.coming(talgud, capacity=1)
    if fields is not None:
        offer_signup(Signup(event=event, **{name: timezone.now() + shift for name, shift in fields.items()}), by=None)
    assert refused(lambda: come(event, "Ants")) == code
    assert come(event, "Berta", source="staff", by=mari).status == "place"
    assert come(event, "Cilla", source="staff", by=mari).status == "waiting"
    assert come(event, "Dora", source="walk_in", by=mari).status == "place"


def test_a_partners_places_are_kept_for_its_people(talgud, partner):
    event = open_event(talgud, capacity=2)
    verbs.create(EventShare(event=event, organisation=partner, places=1), by=None)
    assert [come(event, name).status for name in ("Ants", "Berta")] == ["place", "waiting"]
    sent = [come(event, name, partner=partner) for name in ("Cilla", "Dora")]
    assert [row.status for row in sent] == ["place", "waiting"]
    cancel_registration(sent[0])
    assert states(event) == ["place", "waiting", "cancelled", "place"]
    assert places_of(event).room(partner.pk) == 0
    remove_detail(EventShare.objects.get(), by=None)
    assert states(event) == ["place", "waiting", "cancelled", "place"]
    event.refresh_from_db()
    event.capacity = 3
    actions.change_event(event, by=None, version=event.version)
    assert states(event) == ["place", "place", "cancelled", "place"]


def test_the_coordinator_may_prefer_somebody_but_not_overbook(talgud, mari):
    event = open_event(talgud, capacity=1)
    rows = [come(event, name) for name in ("Ants", "Berta", "Cilla")]
    assert refused(lambda: promote_registration(rows[2], by=mari)) == "full"
    Registration.objects.filter(pk=rows[0].pk).update(status="cancelled")
    assert promote_registration(rows[2], by=mari).status == "place"
    assert promote_waiting(event) == []


def test_nobody_is_promoted_once_the_event_has_begun(talgud):
    event = open_event(talgud, capacity=1)
    rows = [come(event, name) for name in ("Ants", "Berta")]
    event.days.update(date=timezone.localdate() - timedelta(days=1))
    assert refused(lambda: cancel_registration(rows[0])) == "past"
    cancel_registration(rows[0], by=villages.coordinator(talgud))
    assert states(event) == ["cancelled", "waiting"]


def test_calling_off_is_told_to_everybody_in_their_language(talgud):
    event = open_event(talgud, capacity=1)
    come(event, "Ants", language="en")
    come(event, "Berta", language="lv")
    mail.outbox.clear()
    actions.cancel_event(event, by=None, reason="Torm")
    assert [(message.to, "Torm" in message.body) for message in mail.outbox] == [
        (["ants@example.org"], True), (["berta@example.org"], True),
    ]
    assert mail.outbox[0].subject.startswith("Cancelled: ")


def test_strangers_set_off_three_mails_an_hour_and_the_rest_wait(talgud):
    from portal.shared.outbox import waiting

    for place in range(4):
        sign_up(open_event(talgud), name=f"Laps {place}", email="ema@example.org")
    assert len(mail.outbox) == 3
    later = waiting().get().run_after - timezone.now()
    assert timedelta(minutes=59) < later <= timedelta(hours=1)


def test_consents_are_to_a_wording_that_never_changes_and_can_be_taken_back(talgud, mari):
    row = come(open_event(talgud), "Ants", consents=["terms", "photos"])
    text = consents.word_consent(
        ConsentText(
            project=talgud, kind="photos", text_et="Uus", text_lv="Jauns", text_en="New", valid_from=timezone.localdate()
        ),
        by=mari,
    )
    assert text.number == 1
    consents.change_consents(row, ["terms"])
    given = Consent.objects.get(registration=row, text__kind=ConsentKind.PHOTOS)
    assert (given.withdrawn_at is not None, given.text.project_id) == (True, None)
    consents.change_consents(row, ["terms", "photos"])
    assert Consent.objects.filter(registration=row, withdrawn_at=None).values_list("text", flat=True).last() == text.pk
    assert refused(lambda: consents.change_consents(row, [])) == "terms"
    assert ConsentText.objects.filter(project=None).count() == 3


def test_needs_go_thirty_days_after_the_last_day_and_with_a_place_given_back(talgud):
    event = open_event(talgud)
    kept, gone = come(event, "Ants", diet="Ei söö piima"), come(event, "Berta", access="Kaldtee")
    cancel_registration(gone)
    assert list(SpecialNeeds.objects.values_list("registration", flat=True)) == [kept.pk]
    last = event.days.get().date
    noon = timezone.make_aware(timezone.datetime(last.year, last.month, last.day, 12))
    assert needs.forget_needs(noon + timedelta(days=29)) == 0
    assert needs.forget_needs(noon + timedelta(days=30), dry_run=True) == 1
    assert needs.forget_needs(noon + timedelta(days=30)) == 1
    assert not SpecialNeeds.objects.exists()


def test_the_daily_run_counts_first_and_tells_in_one_line(talgud, capsys):
    event = open_event(talgud)
    come(event, "Ants", diet="Ei söö piima")
    day = event.days.get().date + timedelta(days=30)
    for dry, left in ((True, 1), (False, 0)):
        call_command("retention_run", now=day.isoformat(), dry_run=dry, json=True)
        assert json.loads(capsys.readouterr().out)["needs"] == 1
        assert SpecialNeeds.objects.count() == left
    with pytest.raises(CommandError):
        call_command("retention_run", now="29.02.2027")


@pytest.mark.parametrize(("name", "greeted"), [("Mari Käsper", True), ("J. K. O’Neil-Käsper", True), ("Loe evil.com", False)])
def test_nobody_is_mailed_what_a_stranger_typed_as_a_name(talgud, name, greeted):
    sign_up(open_event(talgud), name=name, email="mari@example.org")
    assert (name in mail.outbox[0].body) is greeted


def test_who_sends_the_same_form_after_giving_his_place_back_is_signed_up_anew(talgud):
    event, key = open_event(talgud), uuid.uuid4()
    cancel_registration(come(event, "Ants", key=key))
    assert come(event, "Ants", key=key).status == "place"
    assert states(event) == ["cancelled", "place"]


def test_nobody_gets_a_place_at_what_was_called_off(talgud, mari):
    event = open_event(talgud, capacity=0)
    waiting = come(event, "Ants")
    actions.cancel_event(event, by=mari, reason="Haigus")
    type(event).objects.update(capacity=1)
    mail.outbox.clear()
    assert refused(lambda: promote_registration(waiting, by=mari)) == "closed"
    assert (states(event), mail.outbox) == (["waiting"], [])


def test_P66_what_is_postponed_still_needs_the_answers_for_the_kitchen(talgud, mari):
    event = open_event(talgud)
    come(event, "Ants", diet="Pähklid on mulle ohtlikud")
    later = timezone.now() + timedelta(days=200)
    actions.postpone_event(event, by=mari, reason="Torm")
    assert needs.forget_needs(later, dry_run=True) == 0
    assert needs.forget_needs(later + timedelta(days=200), dry_run=True) == 1
    event.refresh_from_db()
    actions.replan_event(event, by=mari)
    assert needs.forget_needs(later) == 1

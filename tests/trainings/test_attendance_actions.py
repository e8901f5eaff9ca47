"""Noting who was there: once each, over nobody's head, and what follows from it."""
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from portal.shared import verbs
from projects.choices import EvidenceKind, Visibility
from projects.models import Document, Programme, RuleSet
from tests.trainings import world
from trainings import actions
from trainings.actions.attendance import Tick, add_signed_sheet, note_attendance, note_walk_in, save_list
from trainings.actions.persons import merge_persons
from trainings.actions.thanks import thanked_registrations
from trainings.models import Attendance, EvidenceItem, Person, Registration, SignedSheet
from trainings.models.event import Event
from trainings.summaries.attendance import (
    difference_in_words,
    figures_of,
    lines_of,
    sheet_rules,
    taken_part,
    with_people,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def person(project, name, **fields):
    return verbs.create(Person(project=project, name=name, **fields), by=None)


def signed_up(event, name, status="place", **fields):
    return verbs.create(Registration(event=event, person=person(event.project, name, **fields), status=status), by=None)


@pytest.fixture
def event(talgud):
    return world.held(talgud, "Koduteenused", days=("theory", "practice"))


@pytest.fixture
def day(event):
    return event.days.order_by("date").first()


def names(day):
    return [line.person.name for line in lines_of(day)]


def test_the_list_holds_places_and_whoever_was_noted_in_estonian_order(event, day):
    signed_up(event, "Žanna")
    signed_up(event, "Ott")
    signed_up(event, "Ants", status="waiting")
    gone = signed_up(event, "Õie", status="cancelled")
    note_attendance(day, gone.person, by=None)
    assert names(day) == ["Ott", "Žanna", "Õie"]


def test_somebody_is_noted_once_and_a_mistake_is_corrected(day, talgud):
    ott = person(talgud, "Ott")
    assert note_attendance(day, ott, by=None, present=False) is None
    note_attendance(day, ott, by=None)
    note_attendance(day, ott, by=None, minutes=90)
    assert Attendance.objects.values_list("is_present", "minutes", "version").get() == (True, 90, 2)
    note_attendance(day, ott, by=None, present=False)
    assert Attendance.objects.values_list("is_present", "minutes").get() == (False, None)
    assert Attendance.history.count() == 3


def test_a_day_that_has_not_come_or_was_called_off_has_no_attendance(talgud):
    ahead = world.coming(talgud)
    off = world.event(talgud)
    world.day(off)
    actions.cancel_event(off, by=None, reason="Torm")
    codes = []
    for event in (ahead, off):
        with pytest.raises(ValidationError) as refused:
            note_attendance(event.days.get(), person(talgud, "Ott"), by=None)
        codes.append(refused.value.code)
    assert codes == ["in_future", "cancelled"]


def test_a_line_nobody_touched_keeps_what_another_noted(event, day):
    came, stayed = signed_up(event, "Ott").person, signed_up(event, "Mall").person
    note_attendance(day, came, by=None)  # meanwhile, at the door
    ticks = [Tick(came.pk, False, None, (0, False, None)), Tick(stayed.pk, True, 45, (0, False, None))]
    assert save_list(day, ticks, by=None) == (1, set())
    noted = Attendance.objects.order_by("person__name").values_list("person__name", "is_present", "minutes")
    assert list(noted) == [("Mall", True, 45), ("Ott", True, None)]


def test_a_line_both_changed_is_a_conflict_and_stays(event, day):
    ott = signed_up(event, "Ott").person
    note_attendance(day, ott, by=None, minutes=30)
    assert save_list(day, [Tick(ott.pk, True, 60, (0, False, None))], by=None) == (0, {ott.pk})
    assert Attendance.objects.get().minutes == 30
    assert save_list(day, [Tick(ott.pk, True, 60, (1, True, 30))], by=None) == (1, set())


def test_everybody_leaves_alone_those_noted_as_absent(event, day):
    ott, mall = signed_up(event, "Ott").person, signed_up(event, "Mall").person
    note_attendance(day, ott, by=None)
    note_attendance(day, ott, by=None, present=False)
    ticks = [Tick(ott.pk, False, None, (2, False, None)), Tick(mall.pk, False, None, (0, False, None))]
    assert save_list(day, ticks, by=None, everyone=True) == (1, set())
    assert list(Attendance.objects.present().values_list("person__name", flat=True)) == ["Mall"]


def test_who_waits_stands_at_the_end_and_has_a_place_once_he_came(event, day):
    waiting, ott = signed_up(event, "Aino", status="waiting"), signed_up(event, "Ott")
    assert [line.person.name for line in lines_of(day, waiting=True)] == ["Ott", "Aino"]
    untouched = [Tick(row.person_id, False, None, (0, False, None)) for row in (waiting, ott)]
    assert save_list(day, untouched, by=None, everyone=True) == (1, set())
    assert save_list(day, [Tick(waiting.person_id, True, None, (0, False, None))], by=None) == (1, set())
    waiting.refresh_from_db()
    assert (waiting.status, names(day)) == ("place", ["Aino", "Ott"])


def test_a_stranger_on_the_form_is_not_noted(event, day, talgud):
    other = person(talgud, "Keegi teine")
    assert save_list(day, [Tick(other.pk, True, None, (0, False, None))], by=None) == (0, set())


def test_who_walks_in_gets_a_place_and_a_link_once(event, day):
    typed = {"name": "Ott Tamm", "email": "Ott@example.org", "village": "Kolga", "language": "lv"}
    note_walk_in(day, by=None, **typed)
    note_walk_in(event.days.order_by("date").last(), by=None, **typed | {"email": "ott@EXAMPLE.org"})
    assert Registration.objects.values_list("status", "source", "language").get() == ("place", "walk_in", "lv")
    assert (Person.objects.count(), Attendance.objects.count()) == (1, 2)


def test_who_waited_and_came_has_a_place(event, day):
    waiting = signed_up(event, "Ott", status="waiting", email="ott@example.org")
    note_walk_in(day, by=None, name="ott", email="ott@example.org", language="et")
    waiting.refresh_from_db()
    assert (waiting.status, Person.objects.count()) == ("place", 1)


def test_one_person_in_two_rows_counts_once_a_day(event, day, talgud):
    ott, again = person(talgud, "Ott Tamm"), person(talgud, "O. Tamm")
    again.merged_into = again.root = ott
    again.save()
    last = event.days.order_by("date").last()
    for who, on, minutes in ((ott, day, 45), (again, day, None), (again, last, 90)):
        note_attendance(on, who, by=None, minutes=minutes)
    taken, = taken_part(event)
    assert (taken.person, len(taken.days), taken.hours, taken.is_stated) == (ott, 2, 8 + 2, False)
    assert [row.came for row in figures_of(event)] == [1, 1]
    assert taken_part(event, again) == [taken]


def test_one_person_in_two_rows_is_thanked_once(event, day, mari):
    two = [signed_up(event, name, email="mari@example.org").person for name in ("Mari Tamm", "M. Tamm")]
    for row in two:
        note_attendance(day, row, by=None)
    assert thanked_registrations(event).count() == 2
    merge_persons(two[1], two[0], by=mari)
    assert thanked_registrations(event).count() == 1


def test_people_noted_go_before_the_number_told(event, day, talgud):
    told = world.held(talgud, "Ainult arv", headcount=12)
    note_attendance(day, person(talgud, "Ott"), by=None)
    found = dict(with_people(Event.objects.all()).values_list("title_et", "people"))
    assert found == {"Koduteenused": 1, told.title_et: 12}


def test_the_scan_is_kept_from_readers_and_serves_as_evidence_once(event, day):
    key = "0b7e4ad1-66cf-4f0a-8fa3-6dbb7c25bd5a"
    for _time in range(2):
        sheet = SignedSheet(day=day, signatures=2)
        add_signed_sheet(sheet, SimpleUploadedFile("leht.pdf", PDF), by=None, key=key)
    assert Document.objects.get().visibility == Visibility.COORDINATORS
    assert (SignedSheet.objects.count(), EvidenceItem.objects.get().kind) == (1, EvidenceKind.ATTENDANCE)


def test_signatures_and_names_are_compared_in_words():
    words = ((3, 3, "agree"), (4, 3, "1 signature more"), (1, 3, "2 people are noted"), (3, None, "nobody"))
    with override("en"):
        assert [part for signed, noted, part in words if part not in difference_in_words(signed, noted)] == []
        assert difference_in_words(None, 3) == ""


def test_the_nearest_programme_says_how_long_papers_are_kept(day):
    above = Programme.objects.create(code="fond", name_et="Fond")
    strand = Programme.objects.create(code="suund", name_et="Suund", parent=above)
    RuleSet.objects.create(programme=above, retention_years=5, contact_on_sheet=False)
    assert sheet_rules(strand, day.date) == (5, False)
    RuleSet.objects.create(programme=strand, retention_years=7, valid_until=day.date - timedelta(days=1))
    assert sheet_rules(strand, day.date) == (5, False)
    RuleSet.objects.create(programme=strand, retention_years=3)
    assert sheet_rules(strand, day.date) == (3, False)
    assert sheet_rules(None, timezone.localdate()) == (None, None)

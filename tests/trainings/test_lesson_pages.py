"""Lessons learnt, and the questions after three and twelve months (A-20, D-13)."""
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.actions import close_project
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.refused import refused
from tests.trainings import journeys as way
from trainings.actions.lessons import answer_check, archive_lesson, note_lesson
from trainings.actions.trips import write_note
from trainings.models import Lesson, TripNote
from trainings.summaries.lessons import lessons_waiting, months_after

pytestmark = pytest.mark.django_db
LONG_AGO = date(2024, 2, 29)


def lesson(project, practice="Ühine köök", on=LONG_AGO, **fields):
    return note_lesson(Lesson(project=project, practice=practice, **fields), by=None, on=on)


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def test_a_month_that_is_too_short_ends_earlier():
    for day, months, due in (
        (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 8, 31), 3, date(2024, 11, 30)), (date(2024, 12, 1), 12, date(2025, 12, 1)),
    ):
        assert months_after(day, months) == due, day


def test_a_lesson_is_asked_about_after_3_and_12_months(talgud, mari):
    row = lesson(talgud)
    assert [(check.months, check.due_on) for check in row.checks.order_by("months")] == [
        (3, date(2024, 5, 29)), (12, date(2025, 2, 28)),
    ]
    before, due = date(2024, 5, 28), date(2024, 5, 29)
    assert lessons_waiting([talgud], before) == []
    assert [waiting.due for waiting in lessons_waiting([talgud], due)] == [due]
    first, second = row.checks.order_by("months")
    with refused("not_due"):
        answer_check(first, by=mari, state="trying", today=before)
    answer_check(first, by=mari, state="trying", today=due)
    row.refresh_from_db()
    assert (row.state, lessons_waiting([talgud], due)) == ("trying", [])
    answer_check(second, by=mari, state="in_use", today=date(2025, 3, 1))
    answer_check(row.checks.get(months=3), by=mari, state="idea", note="Nii see siis oli", today=date(2025, 3, 2))
    row.refresh_from_db()
    assert row.state == "in_use", "an earlier look back does not undo a later one"


def test_what_was_put_aside_says_why_and_is_asked_about_no_more(talgud, mari):
    row = lesson(talgud)
    first = row.checks.get(months=3)
    with refused("no_note"):
        answer_check(first, by=mari, state="dropped")
    answer_check(first, by=mari, state="dropped", note="Köögile ei leitud ruumi")
    assert lessons_waiting([talgud], timezone.localdate()) == []
    lesson(talgud, "Teine")
    assert len(lessons_waiting([talgud], timezone.localdate())) == 1, "one question at a time, of one lesson"
    archive_lesson(Lesson.objects.get(practice="Teine"), by=mari)
    assert lessons_waiting([talgud], timezone.localdate()) == []
    lesson(talgud, "Kolmas")
    close_project(talgud, by=mari)
    assert lessons_waiting([talgud], timezone.localdate()) == [], "nobody can answer in a closed project"


def test_who_keeps_lessons(client, talgud, partner, mari, jaan, leida, stranger):
    trip = way.journey(talgud, organiser=partner)
    row = lesson(talgud, event=trip.event)
    check = row.checks.get(months=3)
    writing = [to(name, row.pk) for name in ("lesson-edit", "lesson-archive")]
    writing += [to("lesson-create"), to("lessoncheck-answer", row.pk, check.pk)]
    for who, status in ((mari, 200), (jaan, 200), (leida, 403), (stranger, 404)):
        client.force_login(who)
        assert {client.get(url).status_code for url in writing} == {status}, who
        reads = 404 if who == stranger else 200
        assert {client.get(url).status_code for url in (to("lesson-list"), to("lesson-detail", row.pk))} == {reads}, who


def test_an_editor_leaves_other_partners_lessons_alone(client, jaan, talgud):
    row = lesson(talgud, event=way.journey(talgud).event)
    client.force_login(jaan)
    assert client.get(to("lesson-edit", row.pk)).status_code == 403
    data = {"practice": "Köök", "kind": "method", "event": row.event_id}
    assert client.post(to("lesson-create"), data).status_code == 422


def test_a_lesson_grows_out_of_the_log_and_into_a_plan(client, mari, talgud, village):
    trip = way.journey(talgud)
    stop, mall = way.stop(trip, "Porvoo"), way.person(talgud, "Mall")
    way.goes(trip, mall)
    note = write_note(TripNote(trip=trip, person=mall, stop=stop, saw="Köök", idea="Köök meie rahvamajja"), by=None)
    plan = villages.plan(villages.enrol(talgud, village), "Kolga kava")
    client.force_login(mari)
    form = client.get(f"{to('lesson-create')}?note={note.pk}").context["form"]
    assert form.get_initial_for_field(form.fields["practice"], "practice") == "Köök meie rahvamajja"
    data = {"practice": "Köök meie rahvamajja", "kind": "method", "stop": stop.pk, "plan": plan.pk, "fit": "5"}
    assert client.post(to("lesson-create"), data | {"fit": "6"}).status_code == 422
    assert client.post(to("lesson-create"), data).status_code == 302
    row = Lesson.objects.get()
    assert (row.event, row.plan, row.checks.count(), row.state) == (trip.event, plan, 2, "idea")
    assert "Kolga kava" in client.get(row.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in client.get(plan.enrolment.get_absolute_url()).content.decode()


def test_the_plan_of_a_hidden_community_is_not_named(client, jaan, leida, talgud):
    hidden = villages.enrol(talgud, villages.community("Salajane küla"), sensitive=True)
    row = lesson(talgud, plan=villages.plan(hidden, "Salajase küla kava"))
    for who, url in ((leida, row.get_absolute_url()), (jaan, row.get_absolute_url()), (jaan, to("lesson-edit", row.pk))):
        client.force_login(who)
        assert "Salajase" not in client.get(url).content.decode(), url
    sent = client.post(to("lesson-edit", row.pk), {"practice": "Muu", "kind": "method", "state": "idea", "version": 1})
    row.refresh_from_db()
    assert (sent.status_code, row.practice) == (302, "Muu") and row.plan_id, "what is not shown stays as it was"


def test_a_group_of_municipalities_may_learn_too(talgud):
    assert lesson(talgud, plan=villages.group_plan(talgud)).plan.enrolment_id is None


def test_the_answer_is_given_on_the_page(client, mari, talgud):
    row = lesson(talgud)
    check = row.checks.get(months=3)
    client.force_login(mari)
    assert row.get_absolute_url() in client.get(to("lesson-list") + "?due=true").content.decode()
    sent = client.post(to("lessoncheck-answer", row.pk, check.pk), {"state": "in_use", "note": "Igal laupäeval"})
    assert sent.status_code == 302
    check.refresh_from_db()
    assert (check.note, check.checked_on) == ("Igal laupäeval", timezone.localdate())
    later = lesson(talgud, "Hiljem", on=timezone.localdate()).checks.get(months=3)
    assert client.post(to("lessoncheck-answer", later.lesson_id, later.pk), {"state": "in_use"}).status_code == 409


def test_lists_take_as_many_queries_however_long(client, mari, talgud):
    client.force_login(mari)
    trip = way.journey(talgud)
    first_row = lesson(talgud, event=trip.event)
    urls = [to("lesson-list"), first_row.get_absolute_url(), to("lesson-create")]
    first = [queries(client, url) for url in urls]
    for number in range(3):
        lesson(talgud, f"Tava {number}", event=trip.event, on=LONG_AGO + timedelta(days=number))
    assert [queries(client, url) for url in urls] == first
    assert max(first) <= 15, first

"""What somebody may ask for: all of his data and nobody else's (P-64), and that it goes from everywhere it may (P-65)."""
import io
import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage, get_connection
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.shared import compare, verbs
from portal.shared.models import ImportBatch
from tests.refused import refused
from tests.shared import world as ground
from tests.trainings import people, world
from trainings.actions.erasure import PERSON, REGISTRATION, TRIP_NOTE, erase_person
from trainings.actions.persons import change_person, merge_persons, remove_person, tell_apart
from trainings.models import Attendance, Consent, ConsentText, Feedback, Person, Registration, SpecialNeeds, StudyTrip, TripNote
from trainings.summaries.people_count import turnout_of
from trainings.summaries.personal_data import NOT_TOLD, TOLD, everything_about, people_with

pytestmark = pytest.mark.django_db

CANARY = "kanaarilind"
ADDRESS, OLD_ADDRESS = f"{CANARY}@example.org", f"{CANARY}.vana@example.org"


@pytest.fixture
def canary(talgud, mari):
    """Somebody who has left a word of himself wherever the portal keeps one, on two rows, now and before."""
    one = Person(project=talgud, name=f"Kalle {CANARY}", email=OLD_ADDRESS, phone=f"{CANARY} 5555 0101", village="Kolga")
    one = verbs.create(one, by=mari)
    one.email, one.organisation = ADDRESS, f"FIE {CANARY}"
    one = change_person(one, by=mari, version=one.version)
    twin = verbs.create(Person(project=talgud, name=f"K. {CANARY}", phone=CANARY), by=mari)
    merge_persons(twin, one, by=mari)
    trip = world.held(talgud, "Reis", kind="trip")
    people.attend(trip.days.get(), one, minutes=90)
    registration = verbs.create(Registration(event=trip, person=one, note=f"{CANARY} tuleb hiljem"), by=mari)
    SpecialNeeds.objects.create(registration=registration, diet=CANARY)
    text = verbs.create(ConsentText(kind="terms", text_et="Nõus", valid_from=timezone.localdate()), by=mari)
    verbs.create(Consent(registration=registration, text=text), by=None)
    noted = verbs.create(StudyTrip(event=trip, purpose="Õppida"), by=mari)
    verbs.create(TripNote(trip=noted, person=one, saw=f"{CANARY} nägi", idea=CANARY), by=None)
    leave_traces(one, twin, registration, mari)
    return one


def leave_traces(one, twin, registration, by):
    mail = EmailMessage(f"Tere, {CANARY}", CANARY, to=[ADDRESS.upper()])
    get_connection("portal.shared.outbox.OutboxBackend").send_messages([mail])
    ImportBatch.objects.create(
        user_pk=str(by.pk), kind="people", about=f"projects.project:{one.project_id}", payload=json.dumps([["nimi"], [twin.name]])
    )
    stranger = people.person(one.project, "Mari Tamm")
    for row in (one, registration, tell_apart(stranger, one, by=by)):
        kind = ContentType.objects.get_for_model(row)
        LogEntry.objects.create(
            user=by, content_type=kind, object_id=str(row.pk), object_repr=str(row), action_flag=CHANGE, change_message=""
        )


def cells_with(word):
    """Table and column of every cell of the database in which a word stands, whatever its case."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our tables
            for row in cursor.fetchall():
                cells = zip(columns, row, strict=True)
                found |= {f"{table}.{column}" for column, value in cells if word in str(value).casefold()}
    return found


def test_P65_nothing_of_an_erased_person_is_left_in_the_database(canary, mari):
    assert len(cells_with(CANARY)) > 12
    erase_person(canary, by=mari, reason="Palus ise")
    assert cells_with(CANARY) == set()


def test_P65_nothing_is_left_of_rows_that_were_removed_either(canary, talgud, mari):
    by_mistake = verbs.create(Person(project=talgud, name=f"Kale {CANARY}", email=ADDRESS.upper()), by=mari)
    remove_person(by_mistake, by=mari)
    verbs.remove(TripNote.objects.get(), by=None)
    erase_person(canary, by=mari, reason="Palus ise")
    assert cells_with(CANARY) == set()


def test_P65_a_name_in_somebodys_feedback_goes_and_the_rest_of_the_answer_stays(canary, talgud, mari):
    event = Registration.objects.get().event
    answer = Feedback.objects.create(
        event=event, given_on=timezone.localdate(), useful=f"kalle {CANARY} rääkis; kirjutan: {ADDRESS}", change="Kallem saal"
    )
    assert erase_person(canary, by=mari, reason="Palus ise").gone
    answer.refresh_from_db()
    assert (answer.useful, answer.change) == ("– rääkis; kirjutan: –", "Kallem saal")


def test_P65_the_command_finds_somebody_whose_only_row_was_removed(talgud, mari):
    remove_person(verbs.create(Person(project=talgud, name=f"Kalle {CANARY}", email=ADDRESS), by=mari), by=mari)
    assert json.loads(run("person_erase", "--email", ADDRESS, "--dry-run", "--json"))["removed_rows"] == 1
    assert cells_with(CANARY) != set()
    run("person_erase", "--email", ADDRESS)
    assert cells_with(CANARY) == set()


def test_P65_the_figures_stay_and_what_is_kept_is_named(canary, talgud, mari):
    done = erase_person(canary, by=mari, reason="Palus ise")
    assert len(turnout_of(talgud).ones) == 1
    assert (Attendance.objects.count(), Consent.objects.count(), SpecialNeeds.objects.count()) == (1, 1, 0)
    row = Person.objects.get(pk=canary.pk)
    assert (row.village, row.erased_at is None) == ("Kolga", False)
    assert row.history.latest().history_user == mari
    assert len(done.kept) == 4
    assert len(done.people) == 2


def test_erasing_twice_is_once_and_needs_a_reason(canary, mari):
    with refused("no_reason"):
        erase_person(canary, by=mari, reason="")
    erase_person(canary, by=mari, reason="Palus ise")
    versions = set(Person.objects.values_list("pk", "version"))
    assert erase_person(canary, by=mari, reason="Palus ise").people == []
    assert set(Person.objects.values_list("pk", "version")) == versions


def test_a_place_at_what_is_still_to_come_is_given_back(talgud, mari):
    event = world.event(talgud)
    world.day(event, on=timezone.localdate() + timedelta(days=9))
    one = people.person(talgud, email=ADDRESS)
    registration = verbs.create(Registration(event=event, person=one), by=None)
    erase_person(one, by=mari, reason="Palus ise")
    registration.refresh_from_db()
    assert registration.status == "cancelled"
    assert cells_with(CANARY) == set()


def test_P64_a_person_gets_all_his_data_and_nobody_elses(canary, talgud):
    other = people.person(talgud, "Mari Tamm", email="mari@example.org")
    people.attend(world.held(talgud, "Salajane").days.get(), other)
    told = json.dumps(everything_about(people_with(ADDRESS.upper())), ensure_ascii=False, default=str)
    written = (ADDRESS, OLD_ADDRESS, *(word.format(CANARY) for word in ("FIE {}", "K. {}", "{} tuleb hiljem", "{} nägi")))
    assert [word for word in (*written, "Nõus", "Reis", f"Tere, {CANARY}") if word not in told] == []
    assert "mari@example.org" not in told
    assert "Salajane" not in told
    assert Registration.objects.get().token not in told
    assert list(people_with(OLD_ADDRESS)) == list(people_with(ADDRESS))
    assert list(people_with("")) == []


def test_P64_every_model_that_points_to_a_person_is_told_or_excused():
    pointing = {
        relation.related_model for model in (Person, Registration) for relation in model._meta.related_objects
        if not relation.related_model.__name__.startswith("Historical")
    }
    assert pointing == set(TOLD) | set(NOT_TOLD)


STAYS = {  # what tells nobody who somebody is, or is made of a row of its own
    Person: {"project", "community", "village", "municipality", "partner", "affiliation", "audience", "merged_into", "root",
             "erased_at", "is_demo"},
    Registration: {"event", "person", "status", "source", "language", "queued_at", "promoted_at", "cancelled_at", "is_demo"},
    TripNote: {"trip", "stop", "person", "is_demo"},
    Attendance: {"day", "person", "is_present", "minutes", "source", "is_demo"},
    Consent: {"registration", "text", "given_at", "withdrawn_at", "is_demo"},
}
GOES = {Person: {"name", *PERSON}, Registration: {"token", *REGISTRATION}, TripNote: set(TRIP_NOTE)}


def test_P64_every_field_goes_or_stays_on_purpose():
    fields = {model: {field.name for field in compare.own_fields(model)} for model in STAYS}
    assert fields == {model: stays | GOES.get(model, set()) for model, stays in STAYS.items()}


def run(name, *args):
    out = io.StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def test_the_dry_run_of_the_command_says_what_the_real_one_does(canary):
    dry = json.loads(run("person_erase", "--email", ADDRESS, "--dry-run", "--json"))
    assert CANARY in Person.objects.get(pk=canary.pk).name
    real = json.loads(run("person_erase", "--email", ADDRESS, "--json"))
    assert dry["projects"] == real["projects"]
    assert (dry["dry_run"], real["dry_run"]) == (True, False)
    with pytest.raises(CommandError):
        run("person_erase", "--email", ADDRESS)


def test_the_command_gives_out_what_is_known_in_all_projects(canary):
    people.person(ground.project("teine"), email=ADDRESS)
    told = json.loads(run("person_export", "--email", ADDRESS, "--json"))
    assert [row["project"] for row in told["people"]] == ["Talgud", "Talgud", "Teine"]


def test_only_the_coordinator_gives_out_and_erases_also_when_the_project_is_closed(client, canary, talgud, mari, jaan):
    export, erase = (reverse(f"trainings:person-{verb}", args=["talgud", canary.pk]) for verb in ("export", "erase"))
    client.force_login(jaan)
    assert [client.get(url).status_code for url in (export, erase)] == [403, 403]
    talgud.publication = "closed"
    talgud.save()
    client.force_login(mari)
    answer = client.get(export)
    assert CANARY not in answer["Content-Disposition"]
    assert CANARY in answer.content.decode()
    assert client.post(erase, {"name": "Mari", "reason": "Palus ise"}).status_code == 422
    assert client.post(erase, {"name": canary.name, "reason": "Palus ise"}).status_code == 302
    assert cells_with(CANARY) == set()

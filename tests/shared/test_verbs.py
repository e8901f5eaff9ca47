"""The verbs: one lock, one check, one line of history."""
import threading
import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from communities.models import Community, Enrolment
from portal.shared import verbs
from portal.shared.models import SubmittedForm
from portal.shared.relations import links_seen
from projects.models import Activity, Project, Topic
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari():
    return world.person("Mari")


@pytest.fixture
def talgud(mari):
    return world.project("talgud", by=mari)


def test_create_makes_version_one_and_says_who(mari):
    made = verbs.create(Project(slug="uus", acronym="Uus", title_et="Uus projekt"), by=mari, reason="proov")
    record = made.history.get()
    assert (made.version, record.history_type, record.history_user, record.history_change_reason) == (1, "+", mari, "proov")


def test_create_fills_derived_fields_before_the_constraints_are_asked(mari):
    backwards = Project(slug="x", acronym="X", title_et="X", actual_start="2024-05", planned_end="2023")
    with pytest.raises(ValidationError, match="."):
        verbs.create(backwards, by=mari)
    assert not Project.objects.exists()


def test_create_writes_relations_into_the_first_line_of_history(talgud, mari):
    areas = {world.area(talgud, name).pk for name in ("Ape", "Võru")}
    made = verbs.create(Activity(project=talgud, title_et="Ring"), by=mari, m2m={"areas": areas})
    record = made.history.get()
    assert {link.projectarea_id for link in record.areas.all()} == areas


def test_create_with_the_same_key_gives_the_first_row(mari):
    key = uuid.uuid4()
    first = verbs.create(Topic(code="esimene", name_et="Esimene"), by=mari, key=key)
    again = verbs.create(Topic(code="teine", name_et="Teine"), by=mari, key=key)
    assert (again.pk, again.name_et, Topic.objects.count()) == (first.pk, "Esimene", 1)


def test_the_key_belongs_to_one_person(mari):
    key = uuid.uuid4()
    verbs.create(Topic(code="esimene", name_et="Esimene"), by=mari, key=key)
    verbs.create(Topic(code="teine", name_et="Teine"), by=world.person("Jaan"), key=key)
    verbs.create(Topic(code="kolmas", name_et="Kolmas"), by=None, key=key)
    verbs.create(Topic(code="neljas", name_et="Neljas"), by=None, key=key)
    assert list(Topic.objects.values_list("code", flat=True)) == ["esimene", "kolmas", "teine"]


def test_a_refused_create_keeps_its_key_free(mari):
    key = uuid.uuid4()
    with pytest.raises(ValidationError):
        verbs.create(Topic(code="", name_et="Nimi"), by=mari, key=key)
    assert not SubmittedForm.objects.exists()
    assert verbs.create(Topic(code="nimi", name_et="Nimi"), by=mari, key=key).pk


def test_a_key_used_for_something_else_is_refused(talgud, mari):
    key = uuid.uuid4()
    verbs.create(Topic(code="esimene", name_et="Esimene"), by=mari, key=key)
    with pytest.raises(ValidationError) as refused:
        verbs.create(Activity(project=talgud, title_et="Ring"), by=mari, key=key)
    assert refused.value.code == "already_sent"


def test_update_saves_only_what_changed(talgud, mari):
    mine = Project.objects.get(pk=talgud.pk)
    mine.title_et = "Uus pealkiri"
    with capture_updates() as updates:
        verbs.update(mine, by=mari, version=1)
    columns = updates[0].split(" SET ")[1].split(" WHERE ")[0]
    assert "title_et" in columns and "search_key" in columns and "summary_et" not in columns
    stored = Project.objects.get(pk=talgud.pk)
    assert (stored.title_et, stored.version, stored.search_key) == ("Uus pealkiri", 2, "talgud uus pealkiri")


class capture_updates:
    """The UPDATE statements of the block."""

    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self.capture, self.found = CaptureQueriesContext(connection), []
        self.capture.__enter__()
        return self.found

    def __exit__(self, *error):
        self.capture.__exit__(*error)
        self.found += [q["sql"] for q in self.capture.captured_queries if q["sql"].startswith("UPDATE")]


def test_update_moves_the_bounds_with_the_dates(talgud, mari):
    talgud.actual_end = "mai 2025"
    verbs.update(talgud, by=mari, version=1)
    assert Project.objects.get(pk=talgud.pk).ends_on == date(2025, 5, 31)


def test_update_without_a_change_saves_nothing(talgud, mari):
    verbs.update(Project.objects.get(pk=talgud.pk), by=mari, version=1)
    assert (Project.objects.get().version, talgud.history.count()) == (1, 1)


def test_update_of_a_relation_alone_is_one_change(talgud, mari):
    ring = world.activity(talgud)
    ape = world.area(talgud, "Ape")
    verbs.update(ring, by=mari, version=1, m2m={"areas": [ape]})
    assert list(ring.areas.all()) == [ape]
    latest = ring.history.first()
    assert (ring.history.count(), latest.version, [link.projectarea_id for link in latest.areas.all()]) == (2, 2, [ape.pk])


def test_what_a_form_saw_of_relations_counts_at_its_own_version_only(talgud, mari):
    ring, ape, voru = world.activity(talgud), world.area(talgud, "Ape"), world.area(talgud, "Võru")
    links_seen(ring, ["areas"])
    verbs.update(Activity.objects.get(), by=mari, version=1, m2m={"areas": [voru]})
    with pytest.raises(verbs.StaleSave):
        verbs.update(ring, by=mari, version=1, m2m={"areas": [ape]})
    verbs.update(ring, by=mari, version=2, m2m={"areas": [ape]})
    assert list(ring.areas.all()) == [ape]


def test_update_refuses_and_changes_nothing(talgud, mari):
    talgud.title_et = ""
    with pytest.raises(ValidationError) as refused:
        verbs.update(talgud, by=mari, version=1)
    assert list(refused.value.error_dict) == ["title_et"]
    assert (Project.objects.get().title_et, talgud.history.count()) == ("Projekt talgud", 1)


def test_update_does_not_judge_fields_that_did_not_change(talgud, mari):
    Project.objects.update(type="ammune")
    mine = Project.objects.get()
    mine.title_et = "Parandatud"
    verbs.update(mine, by=mari, version=1)
    assert Project.objects.get().title_et == "Parandatud"


def test_update_of_an_older_version_is_stale_and_writes_nothing(talgud, mari):
    jaan, mine = world.person("Jaan"), Project.objects.get()
    talgud.title_et = "Jaani pealkiri"
    verbs.update(talgud, by=jaan, version=1)
    mine.title_et = "Mari pealkiri"
    with pytest.raises(verbs.StaleSave) as stale:
        verbs.update(mine, by=mari, version=1)
    error = stale.value
    assert (error.current.title_et, error.base.title_et, error.attempted.title_et) == (
        "Jaani pealkiri", "Projekt talgud", "Mari pealkiri"
    )
    assert (Project.objects.get().title_et, talgud.history.count()) == ("Jaani pealkiri", 2)


def test_update_of_a_row_that_is_gone(mari):
    topic = verbs.create(Topic(code="a", name_et="A"), by=mari)
    mine = Topic.objects.get()
    topic.delete()
    mine.name_et = "B"
    with pytest.raises(Topic.DoesNotExist):
        verbs.update(mine, by=mari, version=1)


def test_two_rows_with_one_unique_value_are_told_in_words_not_as_a_database_error(mari, monkeypatch):
    verbs.create(Topic(code="sama", name_et="A"), by=mari)
    real, calls = verbs.check, []

    def blind_once(instance, current=None):
        # The other row arrives between the check and the save.
        calls.append(1)
        if len(calls) > 1:
            real(instance, current)

    monkeypatch.setattr(verbs, "check", blind_once)
    with pytest.raises(ValidationError) as refused:
        verbs.create(Topic(code="sama", name_et="B"), by=mari)
    assert list(refused.value.error_dict) == ["code"]


def test_archive_and_restore_write_only_their_date(talgud, mari):
    ring = world.activity(talgud)
    old = Activity.objects.get()
    ring.title_et = "Muudetud"
    verbs.update(ring, by=mari, version=1)
    verbs.archive(old, by=mari, reason="lõppes")
    stored = Activity.objects.get()
    assert (stored.title_et, stored.version, stored.is_archived, old.is_archived) == ("Muudetud", 3, True, True)
    assert (stored.history.first().history_user, stored.history.first().history_change_reason) == (mari, "lõppes")
    verbs.archive(stored, by=mari)
    assert Activity.objects.get().version == 3
    verbs.restore(stored, by=mari)
    assert (Activity.objects.get().is_archived, Activity.objects.get().version) == (False, 4)


def test_a_removed_row_stays_in_the_history_with_who_and_why(talgud, mari):
    verbs.remove(world.activity(talgud, "Ring"), by=mari, reason="kaks korda sees")
    last = Activity.history.first()
    assert not Activity.objects.exists()
    assert (last.history_type, last.history_user, last.history_change_reason, last.title_et) == (
        "-", mari, "kaks korda sees", "Ring",
    )


def test_a_row_that_others_rest_on_is_not_removed(talgud, mari):
    parent = world.activity(talgud)
    world.activity(talgud, "Osa", parent=parent)
    with pytest.raises(ValidationError) as refused:
        verbs.remove(parent, by=mari)
    assert refused.value.code == "in_use"
    assert Activity.objects.count() == 2
    assert Activity.history.filter(history_type="-").count() == 0


def test_a_verb_leaves_no_signature_for_the_next_save(talgud, mari):
    talgud.title_et = "Mari oma"
    verbs.update(talgud, by=mari, version=1, reason="põhjus")
    talgud.title_et = "Ei kellegi oma"
    verbs.update(talgud, by=None, version=2)
    latest = talgud.history.first()
    assert (latest.history_user, latest.history_change_reason) == (None, None)


def test_update_spares_queries(talgud, mari, django_assert_max_num_queries):
    mine = Project.objects.get()
    mine.title_et = "Kiire"
    # The lock, the update, the history, the savepoint of the test's own transaction; what follows every write asks once
    # for the index of the search and once for translations that fall behind.
    with django_assert_max_num_queries(7):
        verbs.update(mine, by=mari, version=1)


THREADS, ROUNDS = 16, 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestRace:
    """Sixteen people save the same version at once."""

    def test_exactly_one_wins(self):
        assert [self.winners(f"lukuga-{n}") for n in range(ROUNDS)] == [1] * ROUNDS

    def test_without_the_lock_several_would(self, without_locks):
        assert max(self.winners(f"lukuta-{n}") for n in range(ROUNDS)) > 1

    def test_one_form_sent_sixteen_times_makes_one_row(self):
        key, made = uuid.uuid4(), []
        self.at_once(lambda n: made.append(verbs.create(Topic(code=f"t{n}", name_et="T"), by=None, key=key).pk))
        assert (Topic.objects.count(), len(made), len(set(made))) == (1, THREADS, 1)

    def winners(self, slug):
        row, won = world.project(slug), []

        def save(n):
            mine = Project.objects.get(pk=row.pk)
            mine.title_et = f"Kirjutaja {n}"
            barrier.wait(30)
            try:
                verbs.update(mine, by=None, version=1)
                won.append(n)
            except verbs.StaleSave:
                pass

        barrier = threading.Barrier(THREADS)
        self.at_once(save)
        return len(won)

    def at_once(self, work):
        errors = []

        def run(n):
            try:
                work(n)
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(n,)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert errors == []


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2101, 1, 1)])
def test_a_plain_date_lies_between_1990_and_2100(mari, day):
    community = Community(name="Obinitsa")
    verbs.create(community, by=mari)
    enrolment = Enrolment(project=world.project("talgud", by=mari), community=community, starts_on=day)
    with pytest.raises(ValidationError) as refused:
        verbs.create(enrolment, by=mari)
    assert list(refused.value.error_dict) == ["starts_on"]

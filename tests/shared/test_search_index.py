"""The index follows every write: whatever verbs do, it says what a rebuild would say."""
import threading
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from portal.shared import bulk_verbs, search, verbs
from portal.shared.models import SearchEntry
from projects.models import Activity, Organisation, OrganisationName, Project, Result
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return verbs.create(Project(slug="kodu", acronym="Kodu", title_et="Kodukülad", title_lv="Mūsu ciemi"), by=None)


def entry(row):
    return SearchEntry.objects.filter(kind=row._meta.label_lower, object_pk=row.pk).first()


def found(text):
    return {(each.kind.partition(".")[2], each.object_pk) for each in search.matching(text)}


def test_each_verb_keeps_the_entry_as_a_rebuild_would(project):
    row = verbs.create(Activity(project=project, title_et="Talgupäev"), by=None)
    assert found("talgupäevad") == {("activity", row.pk)}
    row.title_et = "Õppereis"
    verbs.update(row, by=None, version=1)
    assert found("talgupäev") == set() and found("oppereisid") == {("activity", row.pk)}
    verbs.archive(row, by=None)
    assert entry(row) is None
    verbs.restore(row, by=None)
    assert entry(row).title_et == "Õppereis"
    hope = verbs.create(Result(project=project, text_et="Noored jäävad"), by=None)
    pk = hope.pk
    verbs.remove(hope, by=None)
    assert not SearchEntry.objects.filter(kind="projects.result", object_pk=pk).exists()
    assert search.differences() == []


def test_many_rows_cost_one_statement_of_the_index(project, django_assert_max_num_queries):
    rows = bulk_verbs.create_many([Result(project=project, text_et=f"Tulemus {n}") for n in range(30)], by=None)
    for row in rows:
        row.text_et += " kasvab"
    with django_assert_max_num_queries(7):
        bulk_verbs.update_many(rows, by=None)
    assert len(found("kasvavad kasvab")) == 0 and len(found("kasvab")) == 30
    bulk_verbs.remove_many(rows, by=None)
    assert search.differences() == []


def test_a_row_whose_words_did_not_change_is_not_written_again(project):
    row = verbs.create(Activity(project=project, title_et="Talgupäev"), by=None)
    SearchEntry.objects.filter(kind="projects.activity").update(words=" kontroll ")
    row.status = "running"
    verbs.update(row, by=None, version=1)
    assert entry(row).words == " kontroll "


def test_a_part_carries_its_words_and_its_day_to_what_it_belongs_to(project):
    body = verbs.create(Organisation(name="MTÜ Töömaja"), by=None)
    name = verbs.create(OrganisationName(organisation=body, text="MTÜ Töötamaja"), by=None)
    assert found("tootamaja") == {("organisation", body.pk)}
    verbs.remove(name, by=None)
    assert found("tootamaja") == set()
    event = verbs.create(Event(project=project, title_et="Seminar"), by=None)
    day = verbs.create(EventDay(event=event, date=date(2026, 3, 2)), by=None)
    verbs.create(EventDay(event=event, date=date(2026, 3, 1)), by=None)
    assert entry(event).happens_on == date(2026, 3, 1)
    day.date = date(2026, 2, 1)
    verbs.update(day, by=None, version=1)
    assert entry(event).happens_on == date(2026, 2, 1)
    assert search.differences() == []


def test_languages_of_a_trio_are_read_by_their_own_rules(project):
    assert found("ciems") == found("ciemā") == found("küla") == {("project", project.pk)}


def test_titles_and_exact_words_stand_before_the_rest(project):
    mention = verbs.create(Activity(project=project, title_et="Muu", text_et="Siin on ka jutuks laat."), by=None)
    bent = verbs.create(Activity(project=project, title_et="Laadale"), by=None)
    title = verbs.create(Activity(project=project, title_et="Laat"), by=None)
    order = search.matching("laat").order_by("-score").values_list("object_pk", flat=True)
    assert list(order)[0] == title.pk and mention.pk in order and bent.pk not in list(order)[:1]


def test_a_rebuild_repairs_what_a_check_finds(project, capsys):
    SearchEntry.objects.filter(kind="projects.project").update(words=" muu ")
    SearchEntry.objects.create(kind="projects.result", object_pk=999)
    with pytest.raises(SystemExit):
        call_command("search_rebuild", "--check")
    told = capsys.readouterr().out
    assert "WRONG projects.project" in told and "WRONG projects.result 999: left over" in told
    call_command("search_rebuild")
    assert search.differences() == []


def test_nothing_is_indexed_while_it_is_paused(project):
    with search.paused():
        row = verbs.create(Activity(project=project, title_et="Talgupäev"), by=None)
    assert entry(row) is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_names_given_at_the_same_moment_are_both_found():
    """The one who comes later waits for the first and reads what he wrote."""
    body = verbs.create(Organisation(name="Ühendus"), by=None)
    first_wrote, failures = threading.Event(), []

    def give(text, wait):
        try:
            with transaction.atomic():
                if wait:
                    first_wrote.wait(5)
                verbs.create(OrganisationName(organisation=body, text=text), by=None)
                if not wait:
                    first_wrote.set()
                    connection.cursor().execute("SELECT pg_sleep(0.2)")
        except Exception as error:  # noqa: BLE001 - shown below
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give, args=args) for args in (("Esimene", False), ("Teine", True))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [] and search.differences() == []
    assert found("esimene") == found("teine") == {("organisation", body.pk)}

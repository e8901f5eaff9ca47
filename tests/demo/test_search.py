"""The search over the demo: found is what one may open, nothing else, and the index says what the rows say."""
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.demo.people import PEOPLE
from portal.search import summaries
from portal.search.summaries import Found
from portal.shared import search
from portal.shared.models import SearchEntry
from projects.models import Project, Target, User
from trainings.actions.erasure import erase_person
from trainings.models import Person

pytestmark = pytest.mark.django_db
EMAIL = {person.key: person.email for person in PEOPLE}
# Words that stand in rows of every kind.
BROAD = ("koolitus", "küla", "noor", "kogukond", "aruanne", "plaan", "partner", "a", "2024", "toetus")


def person(key):
    return User.objects.get(email=EMAIL[key])


def titles(answer, kind):
    return [hit.title for group in answer.context["groups"] if group.kind == kind for hit in group.hits]


def ask(text, who=None, **more):
    client = Client()
    if who:
        client.force_login(person(who))
    return client.get("/search/", {"q": text} | more)


def test_the_index_of_the_demo_says_what_its_rows_say(capsys):
    call_command("search_rebuild", "--check", "--json")
    assert '"wrong": 0' in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["koolitus", "KOOLITUSED", "koolituste", "koolitusel"])
def test_every_form_of_a_word_finds_the_same_projects_and_events(typed):
    rows = {(entry.kind, entry.object_pk) for entry in Found(person("admin"), typed).entries}
    for entry in search.SearchEntry.objects.filter(words__contains=" koolituse "):
        assert (entry.kind, entry.object_pk) in rows
    assert len(rows) > 20


def test_accents_are_not_needed_and_both_spellings_find_one_organisation():
    """D-14: both spellings of one association."""
    kind = "projects.organisation"
    assert titles(ask("toomaja"), kind) == titles(ask("Töömaja"), kind) == titles(ask("Töötamaja"), kind) != []


def test_D02_a_code_is_found_whole_and_by_its_part():
    code = Project.objects.exclude(reference_code="").get(reference_code__contains="000233253")
    for typed in ("2024-1-EE01-KA122-ADU-000233253", "000233253", "KA122"):
        (title,) = titles(ask(typed), "projects.project")
        assert title.startswith(code.acronym), typed


@pytest.mark.parametrize("who", [None, "ape", "tas", "elder", "auditor", "haapsalu", "example"])
def test_everything_found_can_be_opened_by_whoever_found_it(who):
    client = Client()
    if who:
        client.force_login(person(who))
    addresses = {}
    for word in BROAD[:2]:
        for group in client.get("/search/", {"q": word}).context["groups"]:
            addresses.setdefault(group.kind, group.hits[0].url)
    refused = {}
    for url in {url.split("#")[0] for url in addresses.values()}:
        answer = client.get(url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        if answer.status_code != 200:
            refused[url] = answer.status_code
    assert refused == {}


def test_a_stranger_finds_of_a_project_only_what_is_public():
    found = Found(person("stranger"), "kogukond")
    for kind, _key, _count, _best in found.sums:
        shown = search.kinds()[kind].visible(person("stranger"))
        assert {entry.object_pk for entry in found.entries.filter(kind=kind)} <= set(shown.values_list("pk", flat=True))
    assert not {kind for kind, *_rest in found.sums} & {
        "trainings.person", "budgets.expense", "budgets.budgetline", "communities.answer", "projects.statedfact"
    }


def test_a_person_of_one_project_never_meets_the_rows_of_another():
    """Every row of a project carries its key: a member's finds in workspaces' kinds are of his own projects alone."""
    user = person("ape")
    mine = {row.project_id for row in user.memberships_now()}
    inner = {"communities.answer", "projects.statedfact", "projects.activity", "trainings.person", "budgets.budgetline"}
    for word in BROAD:
        for kind, key, _count, _best in Found(user, word).sums:
            assert kind not in inner or key in mine, (word, kind)


def test_who_works_for_one_activity_finds_no_promise_that_his_board_does_not_show():
    promise = Target.objects.get(project__slug="kov-koostoogrupid", activity=None)
    entry = SearchEntry.objects.filter(kind="projects.target", object_pk=promise.pk)
    assert search.visible_to(entry, person("saue")).exists() and not search.visible_to(entry, person("haapsalu")).exists()
    promise.activity = person("haapsalu").memberships_now()[0].activity
    promise.save(update_fields=["activity"])
    assert search.visible_to(entry, person("haapsalu")).exists()


def test_counts_of_the_groups_are_the_numbers_of_their_rows():
    answer = ask("koolitus", "admin")
    for group in answer.context["groups"]:
        alone = Found(person("admin"), "koolitus", kind=group.kind)
        rows, page = 0, 1
        while page <= alone.pages:
            rows += sum(len(each.hits) for each in Found(person("admin"), "koolitus", kind=group.kind, page=page).groups)
            page += 1
        assert rows == group.count == alone.count, group.kind


def test_what_is_gone_over_once_is_what_an_order_of_all_would_show(monkeypatch):
    monkeypatch.setattr(summaries, "PAGE", 2)
    monkeypatch.setattr(summaries, "FIRST", 3)
    user, word = person("admin"), "koolitus"
    found = Found(user, word)
    kind, _project, count, _score = max(found.sums, key=lambda row: row[2])
    wanted = list(found.entries.filter(kind=kind).order_by(*summaries.BEST_FIRST).values_list("object_pk", flat=True))
    assert len(wanted) >= count > 3
    assert [entry.object_pk for entry in found.shown() if entry.kind == kind] == wanted[:3]
    assert [entry.object_pk for entry in Found(user, word, kind=kind, page=2).shown()] == wanted[2:4]
    beyond = Found(user, word, kind=kind, page=99)
    beyond.page = beyond.pages
    assert [entry.object_pk for entry in beyond.shown()] == wanted[(beyond.pages - 1) * 2 :]


def test_P65_whoever_is_erased_is_not_found_any_more():
    row = Person.objects.filter(root=None, erased_at=None, merged=None).order_by("pk").first()
    name = row.name
    assert ("trainings.person", row.pk) in {(e.kind, e.object_pk) for e in Found(person("admin"), name).entries}
    erase_person(row, by=person("admin"), reason="Palus ise")
    assert not search.SearchEntry.objects.filter(kind="trainings.person", object_pk=row.pk).exists()
    assert search.differences() == []


def test_the_question_is_narrowed_to_a_kind_and_to_a_project():
    slug = Project.objects.get(slug="koosloomest-koostooni").slug
    answer = ask("koolitus", "admin", project=slug, kind="trainings.event")
    assert [group.kind for group in answer.context["groups"]] in ([], ["trainings.event"])
    assert {hit.project for group in answer.context["groups"] for hit in group.hits} <= {"KoosLoomest KoosTööni"}
    assert ask("koolitus", "admin", project="ei-ole").context["groups"] == []


@pytest.mark.parametrize("who", [None, "ape", "example", "admin"])
def test_a_search_asks_few_questions_of_the_database_whatever_it_finds(who):
    client = Client()
    if who:
        client.force_login(person(who))
    client.get("/search/", {"q": "koolitus"})
    with CaptureQueriesContext(connection, ) as asked:
        client.get("/search/", {"q": "koolitus"})
    assert len(asked) <= 15, len(asked)


def test_words_that_are_no_question_and_wild_ones_find_nothing_and_break_nothing():
    eight = "koolituste kogukondade eakatele noortele teenustele omavalitsustele toetustele maakondadele üheksas"
    for text in ("", "   ", "%", "_", "'; --", "\\", "a" * 5000, "e=kula", "ja", "\0", "\u202e😀", eight):
        answer = ask(text, "admin")
        assert answer.status_code == 200
    assert ask("%").context["is_asked"] is False
    for page in ("-1", "0", "x", "9" * 5000, "٣"):
        assert ask("koolitus", "admin", page=page, kind="trainings.event").status_code == 200
    assert ask("koolitus", kind="auth.user").context["groups"] == []

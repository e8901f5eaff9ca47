"""Projects as a whole: the list and its filters, a new one, its path from draft to archive, its history."""
import uuid

import pytest
from django.urls import reverse

from portal.shared.dates import PartialDate
from projects.choices import Publication, Role
from projects.models import Activity, Audience, Challenge, Project
from tests.projects import world
from tests.projects.routes import all_rows

pytestmark = pytest.mark.django_db

LIST = "/projects/"
FORM = {"acronym": "Külad koos", "title_et": "Külad koos", "type": "cooperation", "planned_start": "mai 2019",
        "planned_end": "aprill 2021"}


def names(client, query=""):
    return [card["project"].slug for card in client.get(LIST + query).context["cards"]]


@pytest.fixture
def three():
    """Three projects that differ in everything one can filter by; in Estonian, Z comes before Õ."""
    leader = world.programme()
    first = world.project("yks", acronym="Küla", programme=leader, type="cooperation", countries="EE-LV",
                          planned_start=PartialDate(2019, 5), planned_end=PartialDate(2021, 4))
    second = world.project("kaks", acronym="Õpiränne", type="mobility", countries="EE",
                           planned_start=PartialDate(2024, 8, 1), planned_end=PartialDate(2025, 12, 31))
    third = world.project("kolm", acronym="Zoo", type="partnership", countries="EE", planned_start=PartialDate(2023))
    audience = world.add(Audience(code="communities", name_et="kogukonnad"))
    world.add(Activity(project=second, title_et="Ränne"), audiences=[audience])
    return first, second, third


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["yks", "kolm", "kaks"]),
        ("?search=kula", ["yks"]),
        ("?search=%C3%95PIR%C3%84NNE", ["kaks"]),
        ("?type=mobility", ["kaks"]),
        ("?country=LV", ["yks"]),
        ("?year=2024", ["kolm", "kaks"]),
        ("?year=2020", ["yks"]),
        ("?year=2021", ["yks"]),
        ("?year=99999", ["yks", "kolm", "kaks"]),
        ("?state=completed", ["yks", "kaks"]),
        ("?state=running", ["kolm"]),
        ("?ordering=programme__fund&owner=1", ["yks", "kolm", "kaks"]),
        ("?sort=-name", ["kaks", "kolm", "yks"]),
        ("?sort=start", ["yks", "kolm", "kaks"]),
        ("?sort=password", ["yks", "kolm", "kaks"]),
    ],
)
def test_the_list_is_filtered_and_sorted(client, three, query, found):
    assert names(client, query) == found


def test_the_list_is_filtered_by_programme_and_audience(client, three):
    assert names(client, f"?programme={three[0].programme_id}") == ["yks"]
    assert names(client, f"?audience={Audience.objects.get().pk}") == ["kaks"]


def test_P06_a_programme_of_drafts_only_is_not_offered(client, three):
    secret = world.programme("salajane")
    world.project("mustand", publication=Publication.DRAFT, programme=secret)
    choices = client.get(LIST).context["filterset"].form.fields["programme"].queryset
    assert list(choices) == [three[0].programme]


@pytest.mark.parametrize("fields", [{"publication": Publication.DRAFT}, {"sensitive": True}])
def test_P07_drafts_and_sensitive_projects_are_seen_by_their_people_only(client, act, mari, toomas, fields):
    Project.objects.filter(pk=act.pk).update(**fields)
    assert names(client) == ["teine"]
    client.force_login(toomas)
    assert names(client) == ["teine"]
    client.force_login(mari)
    assert sorted(names(client)) == ["act-local", "teine"]
    assert names(client, "?mine=on") == ["act-local"]


def test_X38_the_file_holds_what_the_list_shows(client, three):
    answer = client.get(LIST + "?type=mobility&format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (answer.status_code, len(lines), "Õpiränne" in lines[1]) == (200, 2, True)
    assert client.get(LIST + "?format=xlsx")["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_new_project_is_a_draft_of_its_maker_with_an_address_from_its_name(as_mari, mari):
    key = str(uuid.uuid4())
    answers = [as_mari.post(reverse("projects:project-create"), FORM | {"idempotency_key": key}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    made = Project.objects.get(acronym="Külad koos")
    assert (made.slug, made.publication, made.period_text) == ("kulad-koos", Publication.DRAFT, "mai 2019 – aprill 2021")
    assert made.membership_set.get().user == mari
    as_mari.post(reverse("projects:project-create"), FORM)
    assert Project.objects.filter(slug="kulad-koos-2").count() == 1


def test_only_coordinators_and_staff_make_projects(client, act):
    reader = world.person("Lugeja")
    world.member(reader, act, Role.READER, organisation=world.organisation())
    client.force_login(reader)
    assert client.get(reverse("projects:project-create")).status_code == 403
    client.force_login(world.person("Admin", is_staff=True))
    assert client.post(reverse("projects:project-create"), FORM).status_code == 302


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"planned_start": "31.02.2024"}, "planned_start"),
        ({"planned_start": "2025", "planned_end": "2024"}, "planned_end"),
        ({"reference_code": "2024-1-EE01-KA122"}, "reference_code"),
        ({"slug": "Suur Täht"}, "slug"),
        ({"acronym": ""}, "acronym"),
    ],
)
def test_a_wrong_project_is_refused_at_its_field_and_keeps_what_was_typed(as_mari, fields, wrong):
    answer = as_mari.post(reverse("projects:project-create"), FORM | fields)
    assert (answer.status_code, wrong in answer.context["form"].errors) == (422, True)
    assert answer.context["form"]["title_et"].value() == "Külad koos"


def test_P05_publication_is_on_no_form(as_mari, act):
    url = reverse("projects:project-edit", args=[act.slug])
    form = {"acronym": "Act Local", "title_et": "Uus", "type": "cooperation", "version": 1}
    assert as_mari.post(url, form | {"publication": "archived", "slug": "muu", "phase": "completed"}).status_code == 302
    act.refresh_from_db()
    assert (act.title_et, act.publication, act.slug, act.phase) == ("Uus", Publication.ACTIVE, "act-local", "")


def test_P41_two_people_and_one_summary(as_mari, act):
    url = reverse("projects:project-edit", args=[act.slug])
    form = {"acronym": "Act Local", "title_et": act.title_et, "type": "cooperation", "version": 1}
    assert as_mari.post(url, form | {"summary_et": "Esimene jutt"}).status_code == 302
    asked = as_mari.post(url, form | {"summary_et": "Teine jutt"})
    page = asked.content.decode()
    assert (asked.status_code, "Esimene jutt" in page, "Teine jutt" in page) == (409, True, True)


def test_the_path_from_draft_to_archive_and_back(as_mari, act):
    Project.objects.update(publication=Publication.DRAFT)
    states = []
    for step in ("close", "publish", "publish", "close", "archive", "reopen"):
        answer = as_mari.post(reverse(f"projects:project-{step}", args=[act.slug]))
        states.append((step, answer.status_code, Project.objects.get(pk=act.pk).publication))
    assert states == [
        ("close", 409, "draft"), ("publish", 302, "active"), ("publish", 409, "active"), ("close", 302, "closed"),
        ("archive", 302, "archived"), ("reopen", 302, "active"),
    ]


def test_a_project_without_a_summary_is_not_published_and_the_page_says_why(as_mari, act):
    Project.objects.update(publication=Publication.DRAFT, summary_et="")
    answer = as_mari.post(reverse("projects:project-publish", args=[act.slug]))
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (409, True)


def test_A28_the_confirmed_state_carries_who_and_when(as_mari, act):
    url = reverse("projects:project-phase", args=[act.slug])
    assert as_mari.post(url, {"phase": "none-such"}).status_code == 422
    assert as_mari.post(url, {"phase": "completed"}).status_code == 302
    act.refresh_from_db()
    assert (act.phase, act.phase_basis.startswith("Mari, ")) == ("completed", True)


def history(client, act, query=""):
    return client.get(reverse("projects:project-history", args=[act.slug]) + query).context["changes"]


def test_P60_the_history_says_who_what_before_and_after(as_mari, act, mari):
    rows = all_rows(act)
    url = reverse("projects:challenge-edit", args=[act.slug, rows["challenge"].pk])
    as_mari.post(url, {"text_et": "Pikad vahemaad", "order": 0, "version": 1})
    change = history(as_mari, act)[0]
    assert (change.who, change.verb, [(row.before, row.after) for row in change.fields]) == (
        mari, "changed", [("Vahemaad", "Pikad vahemaad")],
    )


def test_what_was_removed_and_what_hung_on_it_stay_in_the_history(as_mari, act, mari):
    rows = all_rows(act)
    group = rows["cooperationgroup"]
    for name, keys in (("groupmembership", [group.pk, rows["groupmembership"].pk]), ("cooperationgroup", [group.pk])):
        assert as_mari.post(reverse(f"projects:{name}-remove", args=[act.slug, *keys])).status_code == 302
    last = [(change.verb, change.pk) for change in history(as_mari, act)[:2]]
    assert last == [("removed", group.pk), ("removed", rows["groupmembership"].pk)]


def test_P06_the_history_holds_this_project_only(as_mari, act):
    all_rows(world.project("voor"), "v")
    kinds = {change.label for change in history(as_mari, act)}
    assert not any("v" == label[-1:] for label in kinds)
    assert len(history(as_mari, act)) == 2


def test_the_history_reaches_every_floor(act):
    from projects.summaries.trail import ways_to_project

    models = {model.__name__ for model in ways_to_project()}
    assert {"Challenge", "TargetShare", "ActivityPartner", "GroupMembership", "Membership", "Enrolment", "ActionPlan",
            "Event", "EventDay", "Budget", "BudgetLine", "FundingShare"} <= models
    assert not {"Organisation", "User", "Programme", "Audience"} & models


def test_the_history_is_paged(as_mari, act):
    for number in range(60):
        world.add(Challenge(project=act, text_et=f"Raskus {number}"))
    assert (len(history(as_mari, act)), len(history(as_mari, act, "?page=2"))) == (50, 12)

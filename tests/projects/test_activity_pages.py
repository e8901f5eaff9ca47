"""Activities: the tree, the order that is pointed out, and who may change which."""
from datetime import date

import pytest
from django.urls import reverse

from portal.shared.dates import PartialDate
from projects.choices import ActivityRole, ActivityStatus, Role
from projects.models import Activity, ActivityDependency, ActivityPartner, Audience
from projects.summaries.orders import warning_of
from tests.projects import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(act):
    return world.add(Activity(project=act, title_et="Tegevuskavad", number="2", kind="planning", alias_et="kavad"))


@pytest.fixture
def trainings(act):
    return world.add(Activity(project=act, title_et="Õppepäevad", number="3"))


def page(client, name, *args):
    return client.get(reverse(f"projects:{name}", args=args))


def test_the_tree_stands_in_order_with_children_below_their_parents(as_mari, act, plans, trainings):
    world.add(Activity(project=act, title_et="Nõustamine", parent=plans))
    lines = page(as_mari, "activity-list", act.slug).context["lines"]
    assert [(line.activity.title, line.level) for line in lines] == [
        ("Tegevuskavad", 0), ("Nõustamine", 1), ("Õppepäevad", 0),
    ]


def test_A15_a_training_before_its_plan_is_pointed_out_and_nothing_is_refused(as_mari, act, plans, trainings):
    world.add(ActivityDependency(activity=trainings, after=plans))
    plans.end, trainings.start = PartialDate(2020, 6), PartialDate(2020, 3)
    plans.save(), trainings.save()
    lines = page(as_mari, "activity-list", act.slug).context["lines"]
    assert [len(line.warnings) for line in lines] == [0, 1]
    url = reverse("projects:activity-edit", args=[act.slug, trainings.pk])
    form = {"title_et": "Õppepäevad", "status": "running", "kind": "training", "order": 0, "start": "2019", "version": 1}
    assert as_mari.post(url, form).status_code == 302
    trainings.refresh_from_db()
    assert (trainings.start.iso, trainings.starts_on) == ("2019", date(2019, 1, 1))


@pytest.mark.parametrize(
    ("start", "status", "after_end", "after_status", "warned"),
    [
        ("2020-03", "planned", "2020-06", "planned", True),
        ("2020-07", "planned", "2020-06", "planned", False),
        (None, "running", None, "planned", True),
        (None, "running", None, "done", False),
        ("2020-03", "cancelled", "2020-06", "planned", False),
        (None, "planned", None, "planned", False),
    ],
)
def test_A15_what_counts_as_a_wrong_order(act, start, status, after_end, after_status, warned):
    def made(**fields):
        return world.add(Activity(project=act, title_et="Tegevus", **fields))

    one = made(start=start and PartialDate.parse(start), status=status)
    before = made(end=after_end and PartialDate.parse(after_end), status=after_status)
    assert bool(warning_of(one, before)) is warned


def test_E15_haapsalus_editor_edits_that_one_activity_and_nothing_else(client, act, plans, trainings):
    linn = world.organisation("Haapsalu linn")
    for activity in (plans, trainings):
        world.add(ActivityPartner(activity=activity, organisation=linn))
    client.force_login(world.editor(act, linn, activity=plans))
    assert page(client, "activity-edit", act.slug, plans.pk).status_code == 200
    assert page(client, "activity-edit", act.slug, trainings.pk).status_code == 403
    assert page(client, "activity-archive", act.slug, plans.pk).status_code == 403
    shown = page(client, "activity-list", act.slug).content.decode()
    links = [reverse("projects:activity-edit", args=[act.slug, activity.pk]) in shown for activity in (plans, trainings)]
    assert links == [True, False]


def test_P05_an_editor_changes_his_share_and_not_the_activitys_place(client, act, plans, trainings):
    linn = world.organisation("Haapsalu linn")
    client.force_login(world.editor(act, linn, activity=plans))
    url = reverse("projects:activity-edit", args=[act.slug, plans.pk])
    form = {"text_et": "Kavad valmivad koos külaga.", "status": "running", "version": 1}
    stolen = {"title_et": "Muu", "number": "9", "parent": trainings.pk, "sensitive": "on", "kind": "trip", "order": 5}
    assert client.post(url, form | stolen).status_code == 302
    plans.refresh_from_db()
    assert (plans.text_et, plans.status) == ("Kavad valmivad koos külaga.", ActivityStatus.RUNNING)
    assert (plans.title_et, plans.number, plans.parent, plans.sensitive, plans.kind) == (
        "Tegevuskavad", "2", None, False, "planning",
    )


@pytest.mark.parametrize("unit", [False, True])
def test_a_partners_editor_edits_what_his_organisation_or_its_unit_answers_for(client, act, plans, trainings, unit):
    saue = world.organisation("Saue vald")
    answers = world.organisation("Ääsmäe noortekeskus", parent=saue) if unit else saue
    world.add(ActivityPartner(activity=plans, organisation=answers, role=ActivityRole.RESPONSIBLE))
    client.force_login(world.editor(act, saue, "Saue"))
    assert page(client, "activity-edit", act.slug, plans.pk).status_code == 200
    assert page(client, "activity-edit", act.slug, trainings.pk).status_code == 403


def test_P08_an_ended_membership_is_refused_at_the_next_click(client, act, plans):
    linn = world.organisation("Haapsalu linn")
    user = world.editor(act, linn, activity=plans)
    client.force_login(user)
    assert page(client, "activity-edit", act.slug, plans.pk).status_code == 200
    user.memberships.update(until=date(2020, 1, 1))
    assert page(client, "activity-edit", act.slug, plans.pk).status_code == 404


def test_P41_two_people_and_one_title_409_with_both_values_and_nothing_lost(as_mari, act, plans):
    url = reverse("projects:activity-edit", args=[act.slug, plans.pk])
    form = {"title_et": "Kavad külale", "status": "planned", "kind": "planning", "order": 0, "number": "2", "version": 1,
            "alias_et": "kavad"}
    assert as_mari.post(url, form).status_code == 302
    asked = as_mari.post(url, form | {"title_et": "Külade kavad", "text_et": "pikk jutt"})
    shown = asked.content.decode()
    assert asked.status_code == 409
    assert ["Kavad külale" in shown, "Külade kavad" in shown, "pikk jutt" in shown] == [True, True, True]
    plans.refresh_from_db()
    assert (plans.title_et, plans.text_et) == ("Kavad külale", "")


def test_relations_are_saved_with_the_activity(as_mari, act, plans):
    audience = world.add(Audience(code="communities", name_et="kogukonnad"))
    url = reverse("projects:activity-edit", args=[act.slug, plans.pk])
    as_mari.post(url, {"title_et": "Kavad", "status": "planned", "kind": "planning", "order": 0, "version": 1,
                       "audiences": [audience.pk]})
    assert list(plans.audiences.all()) == [audience]


def test_an_archived_activity_leaves_the_list_and_comes_back(as_mari, act, plans):
    as_mari.post(reverse("projects:activity-archive", args=[act.slug, plans.pk]))
    assert page(as_mari, "activity-list", act.slug).context["lines"] == []
    assert page(as_mari, "activity-detail", act.slug, plans.pk).status_code == 200
    as_mari.post(reverse("projects:activity-restore", args=[act.slug, plans.pk]))
    assert len(page(as_mari, "activity-list", act.slug).context["lines"]) == 1


def test_an_activity_is_not_part_of_itself(as_mari, act, plans):
    url = reverse("projects:activity-edit", args=[act.slug, plans.pk])
    form = {"title_et": "Kavad", "status": "planned", "kind": "planning", "order": 0, "version": 1, "parent": plans.pk}
    answer = as_mari.post(url, form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["parent"])


def test_documents_of_the_coordinators_are_not_named_to_a_reader(client, act, plans, mari):
    from projects.choices import Visibility
    from projects.models import Document

    for title, visibility in (("Avalik", Visibility.PROJECT), ("Salajane", Visibility.COORDINATORS)):
        world.add(Document(project=act, activity=plans, title=title, visibility=visibility, file="x.pdf"))
    reader = world.person("Lugeja")
    world.member(reader, act, Role.READER, organisation=world.organisation())
    client.force_login(reader)
    shown = page(client, "activity-detail", act.slug, plans.pk).context["documents"]
    assert [document.title for document in shown] == ["Avalik"]


def test_a_part_is_added_from_the_activity_it_belongs_to(as_mari, act, plans):
    shown = page(as_mari, "activity-detail", act.slug, plans.pk).context["actions"]
    (add,) = (action for action in shown if "part_of" in str(action.url))
    assert as_mari.get(add.url).context["form"].initial["parent"] == plans.pk
    elsewhere = world.add(Activity(project=world.project("muu"), title_et="Võõras"))
    for asked in (elsewhere.pk, "x", "9" * 30):
        address = reverse("projects:activity-create", args=[act.slug])
        assert not as_mari.get(f"{address}?part_of={asked}").context["form"].initial.get("parent")

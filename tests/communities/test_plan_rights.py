"""Who may do what with a plan, per role and state: the table, and a sample of it over HTTP (P-02)."""
import pytest
from django.urls import reverse

from communities import actions, permissions
from communities.choices import DelegateKind, PlanStatus, PlanStep
from communities.models import ActionPlan, Delegate
from projects.actions import close_project
from projects.choices import OrganisationKind, Role
from projects.models import User
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db

SUBMIT, RETURN, ENDORSE, APPROVE = PlanStep.SUBMITTED, PlanStep.RETURNED, PlanStep.ENDORSED, PlanStep.APPROVED
START, REVIEW, COMPLETE = PlanStep.STARTED, PlanStep.REVIEWED, PlanStep.COMPLETED
WRITERS = {
    PlanStatus.DRAFT: {SUBMIT}, PlanStatus.RETURNED: {SUBMIT}, PlanStatus.APPROVED: {START},
    PlanStatus.RUNNING: {REVIEW}, PlanStatus.REVIEWED: {REVIEW},
}
TABLE = {
    "coordinator": {
        PlanStatus.DRAFT: {SUBMIT}, PlanStatus.SUBMITTED: {RETURN, ENDORSE}, PlanStatus.RETURNED: {SUBMIT},
        PlanStatus.ENDORSED: {RETURN, APPROVE}, PlanStatus.APPROVED: {START}, PlanStatus.RUNNING: {REVIEW, COMPLETE},
        PlanStatus.REVIEWED: {REVIEW, COMPLETE},
    },
    "partner": WRITERS,
    "representative": WRITERS,
    "municipality": {PlanStatus.SUBMITTED: {RETURN, ENDORSE}},
    "expert": {}, "unbound": {}, "neighbour": {}, "reader": {}, "auditor": {}, "stranger": {},
}
COMMENTS = {"coordinator", "partner", "representative", "municipality", "expert"}
WRITES = {"coordinator", "partner", "representative"}


@pytest.fixture
def plan(talgud, village, partner):
    """Of a village whose municipality belongs to the project as an organisation."""
    office = here.partner(talgud, "Anija vallavalitsus")
    office.kind, village.municipality.organisation = OrganisationKind.MUNICIPALITY, office
    office.save()
    village.municipality.save()
    return here.plan(here.enrol(talgud, village, author=partner))


@pytest.fixture
def people(talgud, partner, plan, mari, jaan, leida, stranger):
    office = plan.enrolment.community.municipality.organisation

    def member(name, role):
        user = world.person(name)
        world.member(user, talgud, role)
        return user

    found = {
        "coordinator": mari, "partner": jaan, "reader": leida, "stranger": stranger,
        "municipality": here.editor(talgud, office, "Tiit"),
        "neighbour": here.editor(talgud, here.partner(talgud, "Naaber"), "Naabri"),
        "representative": member("Külavanem", Role.COMMUNITY), "unbound": member("Teise küla vanem", Role.COMMUNITY),
        "expert": member("Ekspert", Role.EXPERT), "auditor": member("Audiitor", Role.AUDITOR),
    }
    for name, kind in (("representative", DelegateKind.REPRESENTATIVE), ("expert", DelegateKind.EXPERT)):
        actions.bind_delegate(Delegate(enrolment=plan.enrolment, user=found[name], kind=kind), by=mari)
    # As at the beginning of a request: nothing is remembered.
    return {name: User.objects.get(pk=user.pk) for name, user in found.items()}


def test_the_table_of_steps(people, plan):
    got = {}
    for name, user in people.items():
        for status in PlanStatus:
            plan.status = status
            if steps := set(permissions.open_steps(user, plan)):
                got.setdefault(name, {})[status] = steps
    assert got == {name: rows for name, rows in TABLE.items() if rows}


def test_who_writes_and_who_comments(people, plan):
    assert {name for name, user in people.items() if permissions.can_comment_plan(user, plan)} == COMMENTS
    assert {name for name, user in people.items() if permissions.can_write_plan(user, plan)} == WRITES
    plan.status = PlanStatus.SUBMITTED
    assert not [name for name, user in people.items() if permissions.can_write_plan(user, plan)]


def test_in_a_closed_project_nobody_does_anything(people, plan, mari):
    plan.project = close_project(plan.project, by=mari)
    plan.enrolment.project = plan.project
    for user in people.values():
        for status in PlanStatus:
            plan.status = status
            assert permissions.open_steps(user, plan) == []
        assert not permissions.can_comment_plan(user, plan)


@pytest.mark.parametrize(
    ("page", "status", "let_in"),
    [
        ("submit", PlanStatus.DRAFT, WRITES),
        ("endorse", PlanStatus.SUBMITTED, {"coordinator", "municipality"}),
        ("return", PlanStatus.SUBMITTED, {"coordinator", "municipality"}),
        ("return", PlanStatus.ENDORSED, {"coordinator"}),
        ("approve", PlanStatus.ENDORSED, {"coordinator"}),
        ("review", PlanStatus.RUNNING, WRITES),
        ("complete", PlanStatus.RUNNING, {"coordinator"}),
    ],
)
def test_the_pages_follow_the_table(client, people, plan, page, status, let_in):
    ActionPlan.objects.update(status=status, approved_on="2024-01-01")
    url = reverse(f"communities:actionplan-{page}", args=["talgud", plan.pk])
    got = {}
    for name, user in people.items():
        client.force_login(user)
        got[name] = client.get(url).status_code
    assert {name for name, code in got.items() if code == 200} == let_in
    assert {code for name, code in got.items() if name not in let_in | {"stranger"}} == {403}
    assert got["stranger"] == 404


def test_a_municipality_may_endorse_by_the_page(client, people, plan):
    here.submit(plan)
    client.force_login(people["municipality"])
    url = reverse("communities:actionplan-endorse", args=["talgud", plan.pk])
    assert client.post(url, {"body": "Vallavalitsus"}).status_code == 302
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ENDORSED

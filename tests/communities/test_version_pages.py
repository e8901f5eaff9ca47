"""Pages of frozen versions: who reads them, who brings one back, and how two stand side by side."""
import pytest
from django.urls import reverse

from communities import actions
from communities.choices import PlanStatus, PlanStep
from communities.models import ActionPlan, Answer, PlanVersion
from portal.shared import verbs
from tests.communities import planning
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    made = planning.plan(title="Obinitsa kava")
    planning.answer(made, "summary", "Meil on kaks tuba ja köök.")
    planning.row(made, "risks", name="Tuli")
    actions.freeze_plan(fresh(made), PlanStep.SUBMITTED, by=None)
    answer = Answer.objects.get(plan=made, field__code="summary")
    answer.text = "Meil on kolm tuba ja <b>köök</b>."
    verbs.update(answer, by=None, version=answer.version)
    planning.row(made, "risks", name="Vesi", order=5)
    return made


def fresh(plan):
    return ActionPlan.objects.select_related("project").get(pk=plan.pk)


@pytest.fixture
def mari(plan):
    return here.coordinator(plan.project)


@pytest.fixture
def leida(plan):
    return here.reader(plan.project, here.partner(plan.project))


def address(plan, name, *args, query=""):
    return reverse(f"communities:planversion-{name}", args=[plan.project.slug, plan.pk, *args]) + query


def version(plan):
    return PlanVersion.objects.get(plan=plan, number=1)


def test_a_reader_reads_and_compares_but_brings_nothing_back(client, plan, leida, django_assert_max_num_queries):
    client.force_login(leida)
    pages = [
        address(plan, "list"), address(plan, "detail", version(plan).pk),
        address(plan, "compare", query="?left=1&right=now"),
    ]  # fmt: skip
    client.get(pages[0])
    found = []
    for page in pages:
        with django_assert_max_num_queries(15):
            answer = client.get(page)
        assert answer.status_code == 200
        found.append(answer.content.decode())
    restore = address(plan, "restore", version(plan).pk)
    assert restore not in found[0] + found[1] and client.get(restore).status_code == client.post(restore).status_code == 403
    assert "kaks tuba ja köök" in found[1] and "Vesi" not in found[1]
    assert "<del>kaks</del>" in found[2] and "<ins>kolm</ins>" in found[2] and "<ins>Vesi</ins>" in found[2]
    assert "<b>köök" not in found[2]


@pytest.mark.parametrize("query", ["?left=now&right=1", "?left=9&right=-1", "?left=%00", ""])
def test_the_older_one_stands_on_the_left_whatever_was_asked(client, plan, mari, query):
    client.force_login(mari)
    context = client.get(address(plan, "compare", query=query)).context
    assert (context["left"], context["right"]) == ("1", "now")


def test_the_same_twice_and_nothing_at_all(client, plan, mari):
    client.force_login(mari)
    assert client.get(address(plan, "compare", query="?left=now&right=now")).context["comparison"].is_same
    bare = here.plan(plan.enrolment, template=plan.template, title="Teine")
    assert client.get(address(bare, "list")).status_code == client.get(address(bare, "compare")).status_code == 200


def test_bringing_back(client, plan, mari):
    client.force_login(mari)
    page = address(plan, "restore", version(plan).pk)
    assert "1" in client.get(page).context["changes"].words
    answer = client.post(page, {"reason": "Ekslik"})
    assert answer["Location"] == plan.get_absolute_url()
    assert Answer.objects.get(plan=plan, field__code="summary").text == "Meil on kaks tuba ja köök."
    assert client.post(page, {"reason": "Ekslik"}).status_code == 409
    assert list(plan.versions.values_list("number", "step", "made_by")) == [(1, "submitted", None), (2, "restored", mari.pk)]


def test_only_what_is_being_written_can_be_brought_back(client, plan, mari):
    client.force_login(mari)
    plan.status = PlanStatus.SUBMITTED
    verbs.update(plan, by=None, version=plan.version)
    page = address(plan, "restore", version(plan).pk)
    assert client.get(page).status_code == 403 and page not in client.get(address(plan, "list")).content.decode()


def test_versions_of_hidden_and_other_plans_are_not_there(client, plan, mari, leida):
    other = here.plan(here.enrol(plan.project, here.community("Lüübnitsa")), template=plan.template)
    client.force_login(mari)
    assert client.get(address(other, "detail", version(plan).pk)).status_code == 404
    plan.enrolment.sensitive = True
    verbs.update(plan.enrolment, by=None, version=plan.enrolment.version)
    assert client.get(address(plan, "list")).status_code == 200
    client.force_login(leida)
    elder = world.person("Vooras")
    for user in (leida, elder):
        client.force_login(user)
        for page in (address(plan, "list"), address(plan, "detail", version(plan).pk), address(plan, "compare")):
            assert client.get(page).status_code == 404

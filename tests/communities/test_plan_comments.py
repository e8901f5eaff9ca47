"""Remarks at the fields of a plan, and the people bound to a community."""
import pytest
from django.urls import reverse

from communities import actions
from communities.choices import DelegateKind
from communities.models import Delegate, FieldTemplate, PlanComment, SectionTemplate
from projects.choices import Role
from tests.communities import world as here
from tests.refused import refused
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner)


@pytest.fixture
def plan(enrolment):
    return here.plan(enrolment)


@pytest.fixture
def vision(plan):
    return FieldTemplate.objects.get(section__template=plan.template, section__code="vision", in_table=False)


def comment(plan, mari, text="Liiga üldine", **fields):
    return actions.comment_plan(PlanComment(plan=plan, text=text, **fields), by=mari)


def new(plan, query=""):
    return reverse("communities:plancomment-create", args=["talgud", plan.pk]) + query


def test_a_remark_stands_at_its_field_until_it_is_settled(client, plan, vision, mari, jaan):
    client.force_login(mari)
    page = client.get(new(plan, f"?section=vision&cell=a-{vision.pk}"))
    initial = page.context["form"].initial
    assert vision.label in page.context["lead"]
    data = {"section": initial["section"].pk, "cell": initial["cell"], "text": "Liiga üldine"}
    assert client.post(new(plan), data | {"idempotency_key": initial["idempotency_key"]}).status_code == 302
    made = PlanComment.objects.get()
    assert (made.author, made.section.code, made.cell) == (mari, "vision", f"a-{vision.pk}")
    client.force_login(jaan)
    (shown,) = client.get(plan.get_absolute_url()).context["comments"]
    assert (shown.text, vision.label in shown.about, made.section.title in shown.about) == ("Liiga üldine", True, True)
    assert client.post(shown.settle_url, {"next": plan.get_absolute_url()}).status_code == 302
    assert client.get(plan.get_absolute_url()).context["comments"] == []
    reopen = reverse("communities:plancomment-reopen", args=["talgud", plan.pk, made.pk])
    assert client.post(reopen).status_code == 302
    made.refresh_from_db()
    assert (made.resolved_at, made.version) == (None, 3)


def test_settling_twice_is_once(plan, mari):
    made = comment(plan, mari)
    first = actions.resolve_comment(made, by=mari)
    assert actions.resolve_comment(made, by=mari).resolved_at == first.resolved_at


def test_a_remark_names_a_field_and_a_section_of_its_plan(plan, mari):
    with refused("no_field"):
        comment(plan, mari, cell="<script>")
    foreign = SectionTemplate.objects.exclude(pk=None).first()
    foreign.pk, foreign.template = None, type(plan.template).objects.create(name_et="Muu")
    foreign.save()
    with refused("foreign_section"):
        comment(plan, mari, section=foreign)


def test_submitting_with_open_remarks_asks_first(client, plan, mari):
    comment(plan, mari)
    client.force_login(mari)
    url = reverse("communities:actionplan-submit", args=["talgud", plan.pk])
    answer = {"incomplete_because": "Arutame"}
    asked = client.post(url, answer)
    assert (asked.status_code, "Liiga üldine" in asked.context["form"].warnings[0]) == (422, True)
    answer["save_anyway"] = asked.context["form"].warnings_digest
    assert client.post(url, answer).status_code == 302


@pytest.mark.parametrize("name", ["Leida", "Vooras"])
def test_who_may_not_remark(client, plan, mari, leida, stranger, name):
    client.force_login({"Leida": leida, "Vooras": stranger}[name])
    code = {"Leida": 403, "Vooras": 404}[name]
    made = comment(plan, mari)
    settle = reverse("communities:plancomment-resolve", args=["talgud", plan.pk, made.pk])
    assert (client.get(new(plan)).status_code, client.post(settle).status_code) == (code, code)


# --- people of a community ---


@pytest.fixture
def elder(talgud):
    user = world.person("Külavanem")
    world.member(user, talgud, Role.COMMUNITY)
    return user


def test_a_person_is_bound_and_released(client, enrolment, mari, elder):
    client.force_login(mari)
    url = reverse("communities:delegate-create", args=["talgud", enrolment.pk])
    form = client.get(url).context["form"]
    assert list(form.fields["user"].queryset) == [elder]
    assert client.post(url, {"user": elder.pk, "kind": DelegateKind.REPRESENTATIVE}).status_code == 302
    people = client.get(enrolment.get_absolute_url()).context["people_url"]
    assert [row[0]["text"] for row in client.get(people).context["table"].rows] == ["Külavanem"]
    remove = reverse("communities:delegate-remove", args=["talgud", enrolment.pk, Delegate.objects.get().pk])
    assert client.post(remove).status_code == 302
    assert not Delegate.objects.exists()


def test_only_people_of_the_project_are_bound(enrolment, mari, stranger):
    with refused("not_of_project"):
        actions.bind_delegate(Delegate(enrolment=enrolment, user=stranger), by=mari)
    with refused("not_of_project"):
        actions.bind_delegate(Delegate(enrolment=enrolment, user=mari), by=mari)


def test_names_are_for_those_who_work_with_the_community(client, enrolment, jaan, leida):
    url = reverse("communities:delegate-list", args=["talgud", enrolment.pk])
    codes = []
    for user in (jaan, leida):
        client.force_login(user)
        codes.append(client.get(url).status_code)
    assert codes == [200, 403]


@pytest.mark.parametrize(("name", "code"), [("Jaan", 403), ("Leida", 403), ("Vooras", 404)])
def test_only_the_coordinator_binds(client, enrolment, jaan, leida, stranger, elder, name, code):
    client.force_login({"Jaan": jaan, "Leida": leida, "Vooras": stranger}[name])
    assert client.get(reverse("communities:delegate-create", args=["talgud", enrolment.pk])).status_code == code


def test_a_bound_elder_sees_what_waits_on_the_first_page(client, plan, mari, elder):
    actions.bind_delegate(Delegate(enrolment=plan.enrolment, user=elder), by=mari)
    actions.return_plan(here.submit(plan), by=mari, reason="Lisa hind.")
    client.force_login(elder)
    (item,) = client.get(reverse("dashboards:home")).context["home"].waiting
    assert item.url == plan.get_absolute_url()

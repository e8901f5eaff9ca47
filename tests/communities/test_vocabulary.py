"""Open lists (X-33, A-09): near ones are named before adding, and one of two loses nothing."""
import pytest
from django.urls import reverse

from communities import actions
from communities.actions import standard
from communities.models import ActionPlan, Asset, Service, ServiceKind
from portal.shared import verbs
from portal.shared.vocabulary import are_near, merge_terms, uses_of
from projects.models import Audience, Topic
from tests.communities import world as here
from tests.refused import refused
from tests.shared import world
from trainings.models import Event

pytestmark = pytest.mark.django_db


def term(model, code, name, **fields):
    return verbs.create(model(code=code, name_et=name, **fields), by=None)


@pytest.fixture
def plan(talgud, village, mari):
    return actions.start_plan(ActionPlan(project=talgud, enrolment=here.enrol(talgud, village), title="Kava"), by=mari)


def test_one_of_two_kinds_takes_everything_along(plan, village, mari):
    home, care = term(ServiceKind, "kodu", "Koduabi"), term(ServiceKind, "hooldus", "Koduhooldus")
    service = verbs.create(Service(plan=plan, name="Abi", kind=care), by=None)
    other = verbs.create(Service(plan=plan, name="Hoid", kind=home), by=None)
    both = verbs.create(Asset(community=village, category="people", name="Auto"), by=None, m2m={"offers": [home, care]})
    one = verbs.create(Asset(community=village, category="people", name="Õde"), by=None, m2m={"offers": [care]})
    assert uses_of(care) == 3

    merge_terms(home, care, by=mari)

    assert set(Service.objects.values_list("kind", flat=True)) == {home.pk}
    assert [set(row.offers.all()) for row in (both, one)] == [{home}, {home}]
    assert not ServiceKind.objects.filter(code="hooldus").exists()
    told = [row.history.latest() for row in (service, both, one)]
    assert {(row.history_user, row.version, row.history_change_reason) for row in told} == {(mari, 2, "Koduhooldus → Koduabi")}
    assert other.history.count() == 1
    assert ServiceKind.history.filter(code="hooldus").latest().history_type == "-"


def test_audiences_are_merged_above_and_below(talgud, plan, mari):
    old, aged = term(Audience, "eakad", "Eakad"), term(Audience, "vanad", "Vanemad inimesed")
    service = verbs.create(Service(plan=plan, name="Abi"), by=None, m2m={"audiences": [old, aged]})
    event = verbs.create(Event(project=talgud, title_et="Päev"), by=None, m2m={"audiences": [aged]})
    merge_terms(old, aged, by=mari)
    assert list(service.audiences.all()) == list(event.audiences.all()) == [old]


def test_a_term_is_not_merged_with_itself_or_another_list(mari):
    one, topic = term(Audience, "eakad", "Eakad"), term(Topic, "eakad", "Eakad")
    for other in (one, topic):
        with refused("same_term"):
            merge_terms(one, other, by=mari)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("noorsootoo", "noorsoo too", True), ("kasitoo", "opitoad, kasitoo", True), ("noored", "nooreed", True),
     ("saun", "sauna", True), ("muu", "muusika", False), ("eakad", "lapsed", False), ("", "eakad", False)],
)
def test_what_is_near(one, other, near):
    assert are_near(one, other) is are_near(other, one) is near


def test_a_coordinator_adds_and_is_told_what_is_alike(client, talgud, mari):
    standard.ensure_service_kinds(by=mari)
    client.force_login(mari)
    page, new = reverse("communities:servicekind-list"), reverse("communities:servicekind-create")
    assert "Noorsootöö" in client.get(page).content.decode()
    told = client.post(new, {"name_et": "noorsoo töö"})
    assert told.status_code == 422 and "Noorsootöö" in told.content.decode()
    assert client.post(new, {"name_et": "NOORSOOTÖÖ", "save_anyway": told.context["form"].warnings_digest}).status_code == 422
    assert client.post(new, {"name_et": "Kirikuvaht"}).status_code == 302
    made = ServiceKind.objects.get(name_et="Kirikuvaht")
    assert (made.code, made.order) == ("kirikuvaht", 25)


@pytest.mark.parametrize("name", ["communities:servicekind", "projects:audience", "projects:topic"])
def test_lists_are_extended_by_coordinators_only(client, talgud, mari, jaan, name, django_assert_max_num_queries):
    client.force_login(jaan)
    for page in ("list", "create"):
        assert client.get(reverse(f"{name}-{page}")).status_code == 403
    client.force_login(mari)
    assert client.post(reverse(f"{name}-create"), {"name_et": "Uus asi"}).status_code == 302
    with django_assert_max_num_queries(12):
        assert "Uus asi" in client.get(reverse(f"{name}-list")).content.decode()


def test_an_admin_makes_one_of_two(client, plan):
    home, care = term(ServiceKind, "kodu", "Koduabi"), term(ServiceKind, "hooldus", "Koduhooldus")
    verbs.create(Service(plan=plan, name="Abi", kind=care), by=None)
    client.force_login(world.person("Ülle", is_staff=True))
    page = reverse("admin:communities_servicekind_changelist")
    chosen = {"action": "merge_two", "_selected_action": [home.pk, care.pk]}
    asked = client.post(page, chosen)
    assert asked.status_code == 200 and [row["uses"] for row in asked.context["terms"]] == [0, 1]
    assert client.post(page, chosen | {"keep": home.pk}).status_code == 302
    assert Service.objects.get().kind == home
    client.post(page, {"action": "merge_two", "_selected_action": [home.pk]})
    assert list(ServiceKind.objects.filter(code__in=["kodu", "hooldus"])) == [home]

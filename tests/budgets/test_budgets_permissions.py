"""Who sees and who writes money: coordinators write, auditors read all, a partner reads his own (P-02, P-05, P-07)."""
import pytest
from django.urls import reverse

from budgets.models import Budget
from projects.choices import Publication, Role
from tests.budgets import world as here
from tests.communities import world as villages
from tests.shared import world

pytestmark = pytest.mark.django_db

WRITE = [
    "statedtotal-edit", "budget-create", "budget-edit", "budgetline-create", "budgetline-edit", "budgetline-remove",
    "fundingshare-create", "fundingshare-edit", "fundingshare-remove",
]


@pytest.fixture
def urls(talgud, partner):
    budget, other = here.seed_two(talgud, partner)
    line, share = budget.lines.first(), budget.shares.first()
    keys = {
        "project-budget": [], "statedtotal-edit": [], "budget-create": [], "budget-detail": [budget.pk],
        "budget-edit": [budget.pk], "budgetline-create": [budget.pk], "fundingshare-create": [budget.pk],
        "budgetline-edit": [budget.pk, line.pk], "budgetline-remove": [budget.pk, line.pk],
        "fundingshare-edit": [budget.pk, share.pk], "fundingshare-remove": [budget.pk, share.pk],
    }
    found = {name: reverse(f"budgets:{name}", args=["talgud", *args]) for name, args in keys.items()}
    return found | {"other-detail": other.get_absolute_url()}


def codes(client, urls, names):
    return {client.get(urls[name]).status_code for name in names}


def test_anonymous_strangers_and_other_projects(client, urls, stranger):
    assert codes(client, urls, urls) == {302}
    for user in (stranger, villages.coordinator(world.project("teine"), "Teine")):
        client.force_login(user)
        assert codes(client, urls, urls) == {404}


def test_a_partners_people_read_their_own(client, urls, leida, jaan):
    for user in (leida, jaan):
        client.force_login(user)
        assert codes(client, urls, ["project-budget", "budget-detail"]) == {200}
        assert codes(client, urls, [*WRITE, "other-detail"]) == {403}


def test_a_partner_of_one_activity_sees_sums_only(client, urls, talgud, partner):
    client.force_login(villages.editor(talgud, partner, "Haapsalu", activity=world.activity(talgud, "Ring")))
    assert codes(client, urls, ["project-budget"]) == {200}
    assert codes(client, urls, ["budget-detail", "other-detail", *WRITE]) == {403}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR])
def test_whoever_leads_or_audits_one_activity_sees_sums_only(client, urls, talgud, role):
    user = world.person("Üks tegevus")
    world.member(user, talgud, role, activity=world.activity(talgud, "Ring"))
    client.force_login(user)
    assert codes(client, urls, ["project-budget"]) == {200}
    assert codes(client, urls, ["budget-detail", "other-detail", *WRITE]) == {403}
    assert list(Budget.objects.open_to(user)) == []
    assert client.get(reverse("budgets:portfolio")).status_code == 403
    assert client.get(reverse("projects:project-history", args=["talgud"])).status_code == 403


def test_the_auditor_reads_everything(client, urls, talgud):
    auditor = world.person("Audiitor")
    world.member(auditor, talgud, Role.AUDITOR)
    client.force_login(auditor)
    assert codes(client, urls, ["project-budget", "budget-detail", "other-detail"]) == {200}
    assert codes(client, urls, WRITE) == {403}


def test_the_coordinator_writes(client, urls, mari):
    client.force_login(mari)
    assert codes(client, urls, urls) == {200}


def test_a_closed_project_is_only_read(client, urls, talgud, mari):
    talgud.publication = Publication.CLOSED
    talgud.save()
    client.force_login(mari)
    assert codes(client, urls, ["project-budget", "budget-detail"]) == {200}
    assert codes(client, urls, WRITE) == {403}


def test_a_line_is_found_below_its_own_budget_only(client, urls, mari):
    client.force_login(mari)
    other = urls["other-detail"].rstrip("/").rsplit("/", 1)[1]
    own = urls["budget-detail"].rstrip("/").rsplit("/", 1)[1]
    moved = urls["budgetline-edit"].replace(f"/budget/{own}/", f"/budget/{other}/")
    assert client.get(moved).status_code == 404

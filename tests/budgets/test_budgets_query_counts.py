"""Workspace pages need at most 15 queries, with one row and with three."""
import pytest
from django.urls import reverse

from tests.budgets import world as here
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?format=csv"])
@pytest.mark.parametrize("who", ["mari", "leida"])
def test_the_tab(client, talgud, partner, request, who, query):
    client.force_login(request.getfixturevalue(who))
    here.seed_two(talgud, partner)
    url = reverse("budgets:project-budget", args=["talgud"]) + query
    first = queries(client, url)
    for name in ("Kolmas", "Neljas"):
        row = here.budget(talgud, villages.partner(talgud, name), "10")
        here.line(row, 1, "5")
        here.share(row, "grant", "5")
    assert queries(client, url) == first <= 15


@pytest.mark.parametrize("name", ["budget-detail", "budget-edit", "budgetline-create", "fundingshare-create"])
def test_one_budget(client, talgud, partner, mari, name):
    client.force_login(mari)
    row, _other = here.seed_two(talgud, partner)
    url = reverse(f"budgets:{name}", args=["talgud", row.pk])
    here.line(row, 3, "1", activity=world.activity(talgud, "Esimene"))
    first = queries(client, url)
    here.line(row, 4, "1", activity=world.activity(talgud, "Teine"))
    here.line(row, 5, "1", activity=world.activity(talgud, "Kolmas"))
    here.share(row, "municipality", "1")
    here.share(row, "municipality", "2")
    assert queries(client, url) == first <= 15

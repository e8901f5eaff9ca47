"""Money on the page where the day begins: what waits, for whom, and what it costs to ask."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions import amendments, claims
from budgets.summaries.waiting import ANSWER, COMPLETE, DECIDE, JOINT_CLAIM, OWN_CLAIM, money_items, words
from tests.budgets import claims as here

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 8)


@pytest.fixture
def scene(talgud, partner):
    return here.made(talgud, partner)


def waiting(user, today=TODAY):
    return [(item.text, item.due) for item in money_items(user, today)]


def test_a_claim_to_hand_in_waits_for_the_partners_editor_and_for_the_coordinator(scene, jaan, mari, leida):
    assert waiting(jaan) == [(words(OWN_CLAIM, 1), date(2025, 1, 15))]
    assert waiting(mari) == [(words(JOINT_CLAIM, 1), date(2025, 1, 31))]
    assert waiting(leida) == []


def test_a_claim_goes_from_the_editor_to_the_coordinator_and_back(scene, jaan, mari):
    claim = here.submitted(scene, here.share(scene, "100"))
    assert [waiting(jaan), waiting(mari)[0]] == [[], (words(DECIDE, 1), date(2025, 1, 31))]
    assert money_items(mari, TODAY)[0].url == claim.get_absolute_url()
    claims.return_claim(claim, because="Allkiri puudub.", by=mari)
    assert [text for text, _due in waiting(jaan)] == [words(COMPLETE, 1), words(OWN_CLAIM, 1)]
    assert [text for text, _due in waiting(mari)] == [words(JOINT_CLAIM, 1)]


def test_an_amendment_waits_for_those_whose_money_it_moves(scene, jaan, mari):
    amendment = amendments.open_amendment(scene.project, title="Kallim", reason="Hinnad", by=mari)
    for line, after in ((scene.seminars, "5400"), (scene.trip, "12600")):
        amendments.set_change(amendment, budget=scene.budget, line=line, after=Decimal(after), by=mari)
    amendments.submit_amendment(amendment, by=mari)
    assert words(ANSWER, 1) in [text for text, _due in waiting(jaan)]
    own = amendment.agreements.get(partnership=scene.partnership)
    answer = reverse("budgets:amendmentagreement-answer", args=[scene.project.slug, amendment.pk, own.pk])
    assert answer in [item.url for item in money_items(jaan, TODAY)], "a single one is one click from being answered"
    amendments.answer_amendment(own, agrees=True, by=jaan)
    assert words(ANSWER, 1) not in [text for text, _due in waiting(jaan)]


def test_it_takes_one_query(scene, jaan, django_assert_num_queries):
    jaan.memberships_now()
    with django_assert_num_queries(1):
        money_items(jaan, TODAY)


def test_it_stands_on_the_home_page(scene, jaan, client):
    client.force_login(jaan)
    home = client.get(reverse("dashboards:home")).context["home"]
    assert words(OWN_CLAIM, 1) in [item.text for item in home.waiting]

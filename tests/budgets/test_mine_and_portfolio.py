"""One's own money over all projects, and several projects side by side (moment 6, A-27, X-24)."""
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse

from budgets.actions.amendments import open_amendment, set_change, submit_amendment
from budgets.actions.claims import open_claim, set_items, submit_claim
from budgets.actions.expenses import add_expense
from budgets.actions.versions import approve_budgets
from budgets.models import Budget, BudgetLine, Expense, ExpenseShare, Payout, ReportingPeriod
from budgets.summaries.mine import money_waiting, own_money
from budgets.summaries.portfolio import portfolio_of
from portal.shared import verbs
from portal.shared.money import format_money
from projects.choices import FundingRole, Publication
from projects.models import FundingLink, Programme, Project
from tests.budgets import world as here
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world

pytestmark = pytest.mark.django_db

TODAY = date(2024, 10, 5)


def spend(budget, amount, number, line=None):
    bill = Expense(
        project=budget.project, payer=budget.partnership, supplier="Külapood OÜ", number=number,
        issued_on=date(2024, 9, 2), total=Decimal(amount), vat=Decimal(0),
    )
    return add_expense(bill, [(budget, line, None)], by=None)


def quarter(project, number=1):
    return verbs.create(
        ReportingPeriod(
            project=project, number=number, starts_on=date(2024, 7, 1), ends_on=date(2024, 9, 30),
            partner_due_on=date(2024, 10, 14), claim_due_on=date(2024, 10, 30),
        ), by=None,
    )


@pytest.fixture
def first(talgud, partner):
    """18 000 approved, of it 1 200 spent."""
    Project.objects.filter(pk=talgud.pk).update(starts_on=date(2024, 7, 1), ends_on=date(2025, 6, 30))
    talgud.refresh_from_db()
    row, _second = here.seed_two(talgud, partner)
    approve_budgets(talgud, approved_on=date(2024, 7, 1), decided_by="Fond", by=None)
    row = Budget.objects.get(pk=row.pk)
    spend(row, "1200", "A-1", row.lines.first())
    return row


def handed_in(budget):
    claim = open_claim(quarter(budget.project), budget.partnership, by=None)
    set_items(claim, {ExpenseShare.objects.get(budget=budget).pk: Decimal("1200")}, by=None)
    return submit_claim(claim, by=None, on=TODAY, incomplete_because="Näidis")


def test_a_partner_sees_his_own_figures_over_his_projects(first, jaan):
    other = world.project("meri")
    organisation = first.partnership.organisation
    verbs.create(type(first.partnership)(project=other, organisation=organisation, role="partner"), by=None)
    world.member(jaan, other, "editor", organisation=organisation)
    here.budget(other, organisation)
    handed_in(first)
    verbs.create(Payout(budget=first, paid_on=TODAY, amount=Decimal("800")), by=None)
    unknown, own = sorted(own_money(jaan, TODAY), key=lambda row: row.project.slug)
    assert (own.figures.planned, own.figures.spent, own.figures.remaining) == (18000, 1200, 16800)
    assert (own.figures.claimed, own.figures.received, own.is_approved) == (1200, 800, True)
    assert [(share.amount, share.as_of) for share in own.shares] == [
        (Decimal("12743.68"), date(2024, 6, 18)), (Decimal("5256.32"), None),
    ]
    assert [amount for _claim, amount in own.claims] == [1200] and own.due is None
    assert (unknown.figures.planned, unknown.figures.remaining) == (None, None)


def test_what_waits_is_one_click_away(client, first, talgud, jaan, mari, leida):
    quarter(talgud)
    amendment = open_amendment(talgud, title="Vähem reisi", reason="Hinnad langesid.", by=None)
    line = BudgetLine.objects.get(budget=first, number=2)
    for row, after in ((line, "12000"), (first.lines.first(), "6000")):
        set_change(amendment, budget=first, line=row, after=Decimal(after), by=None)
    submit_amendment(amendment, by=None)
    texts = [str(text) for text, _url, _due in money_waiting(jaan, [talgud], TODAY)]
    assert len(texts) == 3 and any("Vähem reisi" in text for text in texts)
    assert money_waiting(leida, [talgud], TODAY) == []
    client.force_login(jaan)
    waiting = client.get(reverse("budgets:my-money")).context["waiting"]
    assert len(waiting) == 3
    assert {client.get(url).status_code for _text, url, *_rest in waiting} == {200}


def test_a_reader_sees_the_same_without_buttons_and_every_figure_opens_its_rows(client, first, jaan, leida):
    handed_in(first)
    verbs.create(Payout(budget=first, paid_on=TODAY, amount=Decimal("800")), by=None)
    shown = {}
    for who in (jaan, leida):
        client.force_login(who)
        section, = client.get(reverse("budgets:my-money")).context["sections"]
        shown[who] = ([(stat.value, stat.url) for stat in section.stats], bool(section.actions))
    assert shown[jaan][0] == shown[leida][0]
    assert (shown[jaan][1], shown[leida][1]) == (True, False)
    assert len(shown[leida][0]) == 5
    for value, url in shown[leida][0]:
        assert value in client.get(url).content.decode(), url


def test_the_page_takes_few_queries(client, first, talgud, jaan):
    client.force_login(jaan)
    url = reverse("budgets:my-money")
    quarter(talgud)
    before = queries(client, url)
    for number in range(3):
        spend(first, "10", f"B-{number}")
    other = world.project("meri")
    verbs.create(type(first.partnership)(project=other, organisation=first.partnership.organisation, role="partner"), by=None)
    world.member(jaan, other, "editor", organisation=first.partnership.organisation)
    here.budget(other, first.partnership.organisation, "5")
    cache.clear()
    assert queries(client, url) <= before <= 15


def test_the_portfolio_counts_what_is_stated_and_says_what_it_leaves_out(client, first, talgud, mari, jaan):
    silent = world.project("vaikus")
    world.member(mari, silent)
    client.force_login(mari)
    page = client.get(reverse("budgets:portfolio"))
    row, = page.context["page_obj"].object_list
    assert (row.total, row.source_known, row.coverage, row.approved) == (60000, 18000, Decimal("30.00"), 60000)
    assert (row.spent, row.claimed, row.received) == (1200, 0, 0)
    assert [name for name, _url in page.context["unknown"]] == ["Vaikus"] and "1" in page.context["left_out"]
    assert format_money(Decimal(60000)) in page.content.decode()
    client.force_login(jaan)
    assert client.get(reverse("budgets:portfolio")).status_code == 403


def test_only_grants_written_down_are_a_programmes_money(talgud, partner):
    leader, esf = (verbs.create(Programme(code=code, name_et=code), by=None) for code in ("leader", "esf"))
    row = here.budget(talgud, partner, "18000")
    here.share(row, "grant", "12743.68", programme=leader)
    verbs.create(FundingLink(project=talgud, role=FundingRole.FUND, programme=esf), by=None)
    silent = world.project("vaikus", publication=Publication.DRAFT)
    found = portfolio_of([talgud, silent])
    assert [(each.name, each.granted) for each in found.programmes] == [("leader", Decimal("12743.68"))]
    assert found.unknown == (silent,)


def test_the_portfolio_sorts_by_any_column(client, talgud, mari):
    for slug, amount in (("aas", "10"), ("org", "20")):
        project = world.project(slug)
        world.member(mari, project)
        here.budget(project, villages.partner(project, f"Partner {slug}"), amount)
    client.force_login(mari)
    for sort, expected in {
        "name": "aas org", "-name": "org aas", "total": "aas org", "-total": "org aas", "-source_known": "aas org",
    }.items():
        rows = client.get(reverse("budgets:portfolio"), {"sort": sort}).context["page_obj"].object_list
        assert " ".join(row.project.slug for row in rows) == expected, sort

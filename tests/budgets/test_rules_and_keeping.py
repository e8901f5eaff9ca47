"""Which programme's rules hold for a budget, and until when what was bought must stay (A-22)."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.models import BudgetLine, CostCategory, Payout
from budgets.summaries.retention import keeping_of
from budgets.summaries.rules import categories_of, rules_of, rules_of_many, rules_of_project
from communities.models import Equipment
from portal.shared import verbs
from projects.models import Programme, Project, RuleSet
from tests.budgets import world as here
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries

pytestmark = pytest.mark.django_db

# LEADER: five years from the last payment; accounting: seven years from the end of the year.
LEADER = {"retention_years": 5, "accounting_years": 7, "max_rate": 90, "flexibility": 10, "one_quote_from": Decimal("1000")}


def programme(code, parent=None):
    return verbs.create(Programme(code=code, name_et=code.title(), parent=parent), by=None)


def rules(programme, begins=None, **fields):
    return verbs.create(RuleSet(programme=programme, valid_from=begins, **fields), by=None)


def to(name, *args):
    return reverse(f"budgets:{name}", args=["talgud", *args])


@pytest.fixture
def leader(talgud):
    """The project belongs to LEADER, and runs from 01.07.2024 to 30.06.2025."""
    row = programme("leader")
    Project.objects.filter(pk=talgud.pk).update(programme=row, starts_on=date(2024, 7, 1), ends_on=date(2025, 6, 30))
    talgud.refresh_from_db()
    return row


def test_of_several_sets_the_one_in_force_on_the_first_day_holds(talgud, partner, leader):
    row = here.budget(talgud, partner, "18000")
    assert rules_of(row) is None
    rules(leader, date(2015, 1, 1), max_rate=85)
    latest = rules(leader, date(2023, 1, 1), max_rate=90)
    rules(leader, date(2024, 7, 2), max_rate=60)
    assert rules_of(row) == rules_of_project(talgud) == latest


def test_a_strand_without_rules_has_those_of_its_programme(talgud, partner, leader):
    above = rules(leader)
    strand = programme("koosto", parent=leader)
    Project.objects.filter(pk=talgud.pk).update(programme=strand)
    talgud.refresh_from_db()
    row = here.budget(talgud, partner, "18000")
    assert rules_of(row) == rules_of_project(talgud) == above
    own = rules(strand)
    assert rules_of(row) == rules_of_project(talgud) == own


def test_the_programme_of_the_grant_comes_before_the_projects_and_ones_own_set_before_both(talgud, partner, leader):
    rules(leader)
    other = programme("erasmus")
    of_grant, chosen = rules(other), rules(other, date(2030, 1, 1))
    row = here.budget(talgud, partner, "18000")
    here.share(row, "grant", "12743.68", programme=other)
    assert rules_of(row) == of_grant
    row.rule_set = chosen
    verbs.update(row, by=None, version=row.version)
    assert rules_of(row) == chosen


def test_rules_of_many_take_one_query(talgud, leader, django_assert_num_queries):
    rules(leader)
    rows = [here.budget(talgud, villages.partner(talgud, name), "1") for name in ("Üks", "Kaks", "Kolm")]
    with django_assert_num_queries(1):
        assert {row.max_rate for row in rules_of_many(rows).values()} == {None}
    with django_assert_num_queries(0):
        assert rules_of_many([]) == {}


def test_categories_hold_on_a_day(talgud, partner, leader):
    row = here.budget(talgud, partner, "18000")
    for code, fields in {"vana": {"valid_until": date(2024, 6, 30)}, "uus": {"valid_from": date(2024, 7, 1)}}.items():
        verbs.create(CostCategory(programme=leader, code=code, name_et=code, **fields), by=None)
    assert [each.code for each in categories_of(row)] == ["uus"]
    assert [each.code for each in categories_of([row], date(2024, 6, 30))] == ["vana"]


@pytest.mark.parametrize(
    ("ends_on", "paid_on", "years", "until"),
    [
        (date(2025, 6, 30), None, 5, date(2032, 12, 31)),  # accounting is longer
        (date(2025, 6, 30), date(2026, 3, 1), 5, date(2033, 12, 31)),
        (date(2025, 6, 30), None, 10, date(2035, 12, 31)),
        (date(2025, 6, 30), date(2026, 3, 1), 10, date(2036, 3, 1)),  # state aid: from the last payment
        (date(2025, 6, 30), date(2024, 9, 1), 10, date(2035, 12, 31)),  # an advance does not shorten it
        (None, date(2024, 2, 29), 10, date(2034, 3, 1)),
        (None, None, 5, None),
    ],
)
def test_a_thing_is_kept_by_the_longer_rule(ends_on, paid_on, years, until):
    kept = keeping_of(RuleSet(retention_years=years, accounting_years=7), ends_on, paid_on)
    assert (kept.until, kept.certain) == (until, until is not None)


def test_without_the_programmes_rule_accounting_alone_holds():
    kept = keeping_of(None, date(2025, 6, 30), None)
    assert (kept.until, kept.certain, kept.days_left(date(2032, 12, 30))) == (date(2032, 12, 31), False, 1)


def thing(project, name, **fields):
    return verbs.create(Equipment(project=project, name=name, **fields), by=None)


def test_equipment_shows_its_line_and_its_last_day(client, talgud, partner, leader, mari, jaan):
    rules(leader, **LEADER)
    row = here.budget(talgud, partner, "18000")
    other = here.budget(talgud, villages.partner(talgud, "Võrumaa"), "42000")
    for budget, name in ((row, "Telk"), (other, "Generaator")):
        made = thing(talgud, name, cost=Decimal("900"))
        here.line(budget, 1, "900", title=f"{name} küladele", equipment=made)
    thing(talgud, "Kadunud pump", state="missing", owner=partner)
    verbs.create(Payout(budget=row, paid_on=date(2026, 3, 1), amount=Decimal("100")), by=None)
    client.force_login(mari)
    page = client.get(to("budget-equipment"))
    found = {kept.thing.name: kept for kept in page.context["page_obj"].object_list}
    assert {name: kept.keeping.until.year for name, kept in found.items()} == {
        "Telk": 2033, "Generaator": 2032, "Kadunud pump": 2033,
    }
    assert page.context["warning"]
    client.force_login(jaan)
    seen = {kept.thing.name: kept.lines for kept in client.get(to("budget-equipment")).context["page_obj"].object_list}
    assert ([line.title for line in seen["Telk"]], seen["Generaator"]) == (["Telk küladele"], [])


def test_the_pages_stay_cheap(client, talgud, partner, leader, mari, jaan):
    rules(leader, **LEADER)
    row = here.budget(talgud, partner, "18000")

    def buy(number):
        here.line(row, number, "10", equipment=thing(talgud, f"Asi {number}", owner=partner))

    buy(1)
    for who in (mari, jaan):
        client.force_login(who)
        for name in ("budget-equipment", "budget-rules", "project-budget"):
            before = queries(client, to(name))
            buy(BudgetLine.objects.count() + 1)
            assert queries(client, to(name)) == before <= 15, name


def test_the_rules_are_read_out_and_what_is_not_stated_says_so(client, talgud, partner, leader, mari, stranger):
    client.force_login(mari)
    assert client.get(to("budget-rules")).context["rules"] == []
    rules(leader, **LEADER)
    here.budget(talgud, partner, "18000")
    shown = client.get(to("budget-rules")).context["rules"]
    values = [fact.value for fact in shown[0].facts]
    assert (shown[0].partners, values[0], values[3], len(shown)) == (["Partner"], "90%", "", 1)
    client.force_login(stranger)
    assert client.get(to("budget-rules")).status_code == client.get(to("budget-equipment")).status_code == 404


def test_things_without_papers_are_found_and_the_file_says_why_each_stays(client, talgud, partner, leader, mari):
    rules(leader, **LEADER)
    here.line(here.budget(talgud, partner, "18000"), 1, "900", equipment=thing(talgud, "Telk", cost=Decimal("900")))
    thing(talgud, "Pump")
    client.force_login(mari)
    found = {
        paper: [kept.thing.name for kept in client.get(to("budget-equipment"), {"paper": paper}).context["page_obj"]]
        for paper in ("yes", "no")
    }
    assert found == {"yes": ["Telk"], "no": ["Pump"]}
    page = client.get(to("budget-equipment"), {"format": "csv", "paper": "yes"}).content.decode("utf-8-sig")
    assert page.count("Telk") == 1 and "900" in page and "2032-12-31" in page and "Pump" not in page

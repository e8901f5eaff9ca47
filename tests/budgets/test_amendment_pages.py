"""Versions and amendments on their pages: who sees which amounts, what is tried, kept and carried out."""
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from budgets.actions.amendments import open_amendment, set_change, submit_amendment, withdraw_amendment
from budgets.actions.versions import approve_budgets
from budgets.models import Amendment, AmendmentChange, Budget, BudgetLine, BudgetVersion
from budgets.summaries.asof import budgets_on
from portal.shared.money import format_money
from projects.models import Organisation
from tests.budgets import world as here
from tests.communities import world as villages

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 18)


def to(name, *args):
    return reverse(f"budgets:{name}", args=["talgud", *args])


@pytest.fixture
def seed(talgud, partner):
    return here.seed_two(talgud, partner)


@pytest.fixture
def approved(talgud, seed):
    return approve_budgets(talgud, approved_on=DAY, decided_by="LEADER", by=None)


@pytest.fixture
def amendment(talgud, approved):
    return open_amendment(talgud, title="Reisi asemel seminarid", reason="Hinnad muutusid", by=None)


def boxes(client, url, **typed):
    """The table as a browser sends it back, with some boxes typed anew."""
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in (data | typed).items() if value is not None}


def test_the_coordinator_approves_on_a_page_that_names_what_is_wrong(client, talgud, seed, mari):
    client.force_login(mari)
    url = to("budget-approve")
    BudgetLine.objects.filter(number=2).update(amount=Decimal("13000.01"))
    assert format_money(Decimal("0.01"), "et") in client.get(url).content.decode()
    typed = {"decided_on": "18.06.2024", "decided_by": "LEADER-tegevusgrupp"}
    assert client.post(url, typed).status_code == 409
    BudgetLine.objects.filter(number=2).update(amount=Decimal("13000.00"))
    assert client.post(url, typed | {"decided_on": "18.06.2124"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    version = BudgetVersion.objects.get()
    assert (version.approved_on, version.decided_by, version.made_by) == (DAY, "LEADER-tegevusgrupp", mari)
    offered = [action.url for action in client.get(to("budget-detail", seed[0].pk)).context["actions"]]
    assert offered == [to("amendment-create"), to("budget-edit", seed[0].pk)]
    assert client.post(to("budget-reopen"), {"reason": "Viga"}).status_code == 302
    assert not Budget.objects.filter(state="approved").exists()


def test_an_amendment_is_opened_filled_tried_and_submitted(client, talgud, seed, approved, mari):
    client.force_login(mari)
    response = client.post(to("amendment-create"), {"title": "Muudatus", "reason": "Põhjus"})
    row = Amendment.objects.get()
    assert response.url == to("amendment-table", row.pk)
    first, second = BudgetLine.objects.order_by("number")
    typed = boxes(client, response.url, **{f"line_{first.pk}": "6 000", f"line_{second.pk}": "12 000,01"})
    tried = client.post(response.url, typed | {"try": "1"})
    assert (tried.status_code, AmendmentChange.objects.exists()) == (200, False)
    assert tried.context["outcome"].comparison.total.difference == Decimal("0.01")
    assert tried.context["asked"] == [str(seed[0].partnership.organisation)]
    assert client.post(response.url, typed | {f"line_{second.pk}": "kaksteist"}).status_code == 422
    assert client.post(response.url, typed | {f"line_{second.pk}": "12000", "done": "1"}).url == to("amendment-detail", row.pk)
    assert [change.after for change in AmendmentChange.objects.order_by("line__number")] == [Decimal(6000), Decimal(12000)]
    assert client.post(to("amendment-submit", row.pk)).status_code == 302
    answer = row.agreements.get()
    assert client.post(to("amendmentagreement-answer", row.pk, answer.pk), {"agrees": "no"}).status_code == 422
    assert client.post(to("amendmentagreement-answer", row.pk, answer.pk), {"agrees": "yes"}).status_code == 302
    today = timezone.localdate().strftime("%d.%m.%Y")
    client.post(to("amendment-decide", row.pk), {"approved": "yes", "decided_on": today, "decided_by": "Juhatus"})
    assert list(BudgetLine.objects.order_by("number").values_list("amount", flat=True)) == [Decimal(6000), Decimal(12000)]
    page = client.get(to("budgetversion-compare") + "?left=1&right=2")
    assert [budget.pk for budget in page.context["budgets"]] == [seed[0].pk]


def test_new_lines_and_sources_are_typed_below_the_table_and_taken_out_by_an_empty_box(client, seed, amendment, mari):
    client.force_login(mari)
    url, key = to("amendment-table", amendment.pk), seed[0].pk
    new = {f"title_{key}": "Trükised", f"amount_{key}": "100", f"source_{key}": "municipality", f"from_{key}": "100"}
    assert client.post(url, boxes(client, url, **{f"title_{key}": "Trükised"})).status_code == 422
    assert client.post(url, boxes(client, url, **new)).status_code == 302
    line, source = sorted(
        AmendmentChange.objects.all(), key=lambda change: change.source
    )
    assert (line.line_number, line.title_et, source.source) == (3, "Trükised", "municipality")
    assert client.post(url, boxes(client, url, **{f"new_{line.pk}": ""})).status_code == 302
    assert list(AmendmentChange.objects.all()) == [source]


def test_P41_the_same_box_is_not_overwritten_and_other_boxes_are_kept(client, seed, amendment, mari):
    client.force_login(mari)
    url = to("amendment-table", amendment.pk)
    first, second = BudgetLine.objects.order_by("number")
    hers = boxes(client, url, **{f"line_{first.pk}": "5500"})
    set_change(amendment, budget=seed[0], line=second, after=Decimal("12500"), by=None)
    assert client.post(url, hers).status_code == 302
    assert {change.after for change in AmendmentChange.objects.all()} == {Decimal(5500), Decimal(12500)}
    stale = hers | {f"line_{first.pk}": "5600"}
    page = client.post(url, stale)
    assert page.status_code == 409
    body = page.content.decode()
    assert "5600" in body and format_money(Decimal(5500), "et") in body
    assert AmendmentChange.objects.get(line=first).after == Decimal(5500)
    again = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    client.post(url, {name: value for name, value in again.items() if value is not None})
    assert AmendmentChange.objects.get(line=first).after == Decimal(5600)


def test_a_partner_sees_his_own_amounts_and_the_sums_of_others(client, talgud, seed, amendment, mari, jaan):
    other = villages.editor(talgud, Organisation.objects.get(name="Võrumaa"), name="Võru")
    set_change(amendment, budget=seed[0], line=BudgetLine.objects.get(number=1), after=Decimal("5000.77"), by=None)
    pages = [
        to("amendment-detail", amendment.pk), to("budgetversion-detail", BudgetVersion.objects.get().pk),
        to("budgetversion-compare") + "?left=1&right=now", to("project-budget-on"),
    ]
    bodies = {}
    for user in (jaan, other):
        client.force_login(user)
        bodies[user] = [client.get(url).content.decode() for url in pages]
    own, others = format_money(Decimal("5000.77"), "et"), format_money(Decimal("18000.77"), "et")
    assert own in bodies[jaan][0] and own not in bodies[other][0] and others in bodies[other][0]
    line = format_money(Decimal(13000), "et")
    for place in (1, 3):
        assert line in bodies[jaan][place] and line not in bodies[other][place]
        assert format_money(Decimal(18000), "et") in bodies[other][place]


def test_only_the_partner_and_the_coordinator_answer_and_only_the_coordinator_decides(
    client, talgud, seed, amendment, mari, jaan, leida, stranger
):
    for number, amount in ((1, "5001"), (2, "12999")):
        set_change(amendment, budget=seed[0], line=BudgetLine.objects.get(number=number), after=Decimal(amount), by=None)
    submit_amendment(amendment, by=None)
    answer = to("amendmentagreement-answer", amendment.pk, amendment.agreements.get().pk)
    decide = to("amendment-decide", amendment.pk)
    for user, at_answer, at_decision in ((mari, 200, 200), (jaan, 200, 403), (leida, 403, 403), (stranger, 404, 404)):
        client.force_login(user)
        assert (client.get(answer).status_code, client.get(decide).status_code) == (at_answer, at_decision)
    assert client.get(to("amendment-table", amendment.pk)).status_code == 404
    client.force_login(jaan)
    assert [label for label, _change in client.get(answer).context["own"]] == ["1. Seminarid", "2. Õppereis"]
    withdraw_amendment(amendment, by=None)
    assert len(client.get(to("amendment-detail", amendment.pk)).context["proposed"]) == 2
    assert client.get(to("amendment-list") + "?state=withdrawn").context["page_obj"].paginator.count == 1
    assert client.get(answer).status_code == 200 and client.post(answer, {"agrees": "yes"}).status_code == 409


def test_a_source_is_readable_as_of_its_own_day_and_a_version_from_its_approval(client, talgud, seed, mari):
    before = budgets_on(talgud, date(2024, 6, 17)).content
    assert before.budgets == ()
    then = budgets_on(talgud, DAY)
    (tas,) = then.content.budgets
    assert [(share.amount, share.as_of) for share in tas.shares] == [(Decimal("12743.68"), "2024-06-18")]
    assert (tas.total, tas.lines, then.version) == (None, (), None)
    here.share(Budget.objects.get(pk=seed[0].pk), "grant", "12700", date(2024, 9, 1))
    assert budgets_on(talgud, date(2024, 8, 31)).content.budgets[0].shares[0].amount == Decimal("12743.68")
    assert budgets_on(talgud, date(2024, 9, 1)).content.budgets[0].shares[0].amount == Decimal("12700.00")
    here.share(Budget.objects.get(pk=seed[0].pk), "grant", "12743.68", date(2024, 9, 2))
    version = approve_budgets(talgud, approved_on=date(2024, 9, 3), by=None)
    assert budgets_on(talgud, date(2024, 9, 3)).version == version
    assert len(budgets_on(talgud, timezone.localdate()).content.budgets) == 2
    client.force_login(mari)
    body = client.get(to("project-budget-on") + "?day=18.06.2024").content.decode()
    assert format_money(Decimal("12743.68"), "et") in body
    assert 'aria-invalid="true"' in client.get(to("project-budget-on") + "?day=31.02.2024").content.decode()


def test_every_page_asks_the_same_few_queries_whatever_there_is(client, talgud, seed, amendment, mari):
    version = BudgetVersion.objects.get()
    keys = {"amendment-detail": [amendment.pk], "amendment-table": [amendment.pk], "budgetversion-detail": [version.pk]}
    names = ("amendment-list", "budgetversion-list", "budgetversion-compare", "project-budget-on", "budget-approve", *keys)
    for number, line in enumerate(BudgetLine.objects.order_by("pk")):
        set_change(amendment, budget=seed[0], line=line, after=line.amount + 1 - 2 * number, by=None)
    client.force_login(mari)
    client.get(to("amendment-table", amendment.pk))
    few = {name: queries(client, to(name, *keys.get(name, ()))) for name in names}
    set_change(amendment, budget=seed[0], after=Decimal(1), new={"line_number": 7, "title_et": "Uus"}, by=None)
    set_change(amendment, budget=seed[0], after=Decimal(1), new={"source": "other"}, by=None)
    assert {name: queries(client, to(name, *keys.get(name, ()))) for name in names} == few
    assert max(few.values()) <= 15, few


def queries(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)

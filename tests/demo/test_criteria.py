"""The criteria that hold across the projects, told on the demo's own rows (acceptance.md 3.6)."""
import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from budgets.models import Budget, BudgetLine
from budgets.summaries import project_budget
from portal.demo.people import PEOPLE
from projects import actions
from projects.choices import Comparator, PartnerRole
from projects.models import (
    ActivityPartner,
    Contradiction,
    Document,
    FundingLink,
    Organisation,
    Partnership,
    Programme,
    Project,
    Result,
    Target,
    User,
)
from projects.summaries import promise_board

pytestmark = pytest.mark.django_db

EMAIL = {person.key: person.email for person in PEOPLE}


def coordinator(key):
    return User.objects.get(email=EMAIL[key])


def page(slug):
    return Client().get(f"/en/projects/{slug}/").content.decode()


def test_X03_not_stated_zero_and_not_counted_are_different_states():
    budget = project_budget(Project.objects.get(slug="act-local"))
    assert (budget.total, budget.is_known, budget.source_known, budget.coverage) == (None, False, None, None)
    figures = {promise.status for promise in promise_board(Project.objects.get(slug="kogukonnakeskne-lahenemisviis")).promises}
    assert "none_yet" in figures
    (open_promise,) = promise_board(Project.objects.get(slug="kov-koostoogrupid")).promises
    assert (open_promise.achieved, open_promise.status) == (None, "not_counted")


def test_X05_an_extension_keeps_the_first_end_visible():
    project = Project.objects.get(slug="koosloomest-koostooni")
    assert "first planned end" not in page(project.slug)
    actions.extend_period(
        project, after="2025-12-31", reason="Tarned hilinesid", decided_on=datetime.date(2025, 5, 20), decided_by="Juhtrühm",
        document=Document.objects.filter(project=project).first(), by=coordinator("leader"), version=project.version,
    )
    text = page(project.slug)
    assert "1 Jul 2024 – 31 Dec 2025" in text
    assert "first planned end: 30 Jun 2025; extended to 31 Dec 2025 on 20 May 2025: Tarned hilinesid" in text


def test_X08_the_plan_and_what_is_reachable_now_stand_beside_each_other():
    board = promise_board(Project.objects.get(slug="kogukonnakeskne-lahenemisviis"))
    dialogues, seminar_days = [promise for promise in board.promises if promise.formula]
    assert (dialogues.planned, dialogues.reachable) == (24, 22)
    assert seminar_days.planned == 8
    assert "plan 24, reachable now 22" in page("kogukonnakeskne-lahenemisviis")


def test_X09_totals_are_derived_and_no_total_is_a_line():
    tas = Budget.objects.get(partnership__organisation__name="Tartumaa Arendusselts")
    assert sum(line.amount for line in tas.lines.all()) == tas.stated_total == Decimal(18000)
    titles = [title.lower() for title in BudgetLine.objects.values_list("title_et", flat=True)]
    assert [title for title in titles if title.startswith(("kokku", "kopā", "total"))] == []
    budget = project_budget(tas.project)
    assert (budget.stated_total, budget.derived_total, budget.difference) == (Decimal(60000), Decimal(60000), Decimal(0))


def test_X09_study_days_of_theory_and_practice_are_two_promises_of_26_and_16():
    days = Target.objects.filter(project__slug="act-local", measure__in=["days_theory", "days_practice"])
    assert sorted(days.values_list("value", flat=True)) == [16, 26]


def test_X10_a_cross_check_between_activities_is_declared_once_and_watched():
    board = promise_board(Project.objects.get(slug="kogukonnakeskne-lahenemisviis"))
    assert [check.holds for check in board.checks] == [True]
    assert "15" in board.checks[0].text and "30" in board.checks[0].text


def test_X11_every_role_can_be_told_and_none_is_mandatory():
    assert {"lead", "manager", "partner", "associated", "implementer", "funder", "authority", "activity_only"} == set(
        PartnerRole.values
    )
    assert Partnership.objects.filter(project__slug="act-local", role="").count() == 4
    assert Partnership.objects.filter(project__slug="kogukonnakeskne-lahenemisviis", role="lead").count() == 0
    assert Partnership.objects.get(project__slug="kov-koostoogrupid", organisation__name="Lääne-Harju vald").role == "manager"
    assert FundingLink.objects.filter(project__slug="kov-koostoogrupid", role="approver").count() == 1


def test_X12_a_unit_may_answer_for_an_activity_beside_its_organisation():
    games = ActivityPartner.objects.filter(
        activity__project__slug="kov-koostoogrupid", activity__title_et__startswith="Mänguriiul"
    )
    names = {str(partner.organisation): partner.organisation.parent for partner in games}
    assert str(names["Ääsmäe Noortekeskus"]) == "Saue vald"
    assert "Ääsmäe Noortekeskus (Saue vald)" in " ".join(page("kov-koostoogrupid").split())


def test_X13_every_name_of_an_organisation_finds_it():
    for name in ("Töömaja", "Töötamaja", "toomaja"):
        assert [row.name for row in Organisation.objects.all().named(name)] == ["MTÜ Töömaja"]


def test_X23_the_funding_chain_is_told_in_words_with_the_programmes_statement():
    text = page("kov-koostoogrupid")
    chain = [link.role for link in FundingLink.objects.filter(project__slug="kov-koostoogrupid").order_by("order")]
    assert chain[:4] == ["fund", "programme", "approver", "implementer"]
    assert "carried out by" in text and "approved by" in text
    for slug in ("act-local", "koosloomest-koostooni", "kogukondade-tugevus", "kov-koostoogrupid"):
        assert Project.objects.get(slug=slug).programme.statement_en in page(slug)


def test_X24_a_fund_that_is_a_topic_is_no_source_of_money():
    project = Project.objects.get(slug="koosloomest-koostooni")
    funds = [str(link) for link in FundingLink.objects.filter(project=project)]
    assert [name for name in funds if "ESF" in name] == []
    assert "ESF" not in str(project.programme)
    assert any("ESF" in str(topic) for activity in project.activity_set.all() for topic in activity.topics.all())


def test_X25_results_need_no_number_and_may_get_a_baseline_later():
    assert Result.objects.exclude(baseline="").count() == 0
    assert "not measured" in page("koosloomest-koostooni")
    result = Result.objects.filter(project__slug="koosloomest-koostooni").first()
    result.baseline = "42 osalejat 2024. aastal"
    actions.change_part(result, by=coordinator("leader"), version=result.version)
    assert "42 osalejat 2024. aastal" in page("koosloomest-koostooni")


def test_X28_a_contradiction_shows_both_sides_and_later_who_decided_and_when():
    row = Contradiction.objects.get(project__slug="kogukondade-tugevus", title_et="Kuidas ühingut kirjutatakse?")
    text = page("kogukondade-tugevus")
    assert row.first_en in text and row.second_en in text and "Not decided: both are shown." in text
    row.decision_et, row.decision_en = "Töömaja", "Töömaja"
    with pytest.raises(ValidationError):
        actions.change_part(row, by=coordinator("strength"), version=row.version)
    row.decided_on, row.decided_by = datetime.date(2024, 9, 1), coordinator("strength")
    actions.change_part(row, by=coordinator("strength"), version=row.version)
    text = page("kogukondade-tugevus")
    assert row.first_en in text and row.second_en in text and "1 Sep 2024" in text


def test_X32_more_and_less_than_promised_are_told_in_words():
    (theory,) = [
        promise for promise in promise_board(Project.objects.get(slug="act-local")).promises
        if (promise.planned, promise.achieved) == (26, 24)
    ]
    assert (theory.status, bool(theory.deviation)) == ("fewer", True)
    theory_target = Target.objects.get(pk=theory.pk)
    theory_target.value = 20
    actions.change_part(theory_target, by=coordinator("act-local"), version=theory_target.version)
    assert "4 more than promised" in page("act-local")


def test_X06_up_to_is_a_ceiling():
    talks = Target.objects.get(project__slug="kogukonnakeskne-lahenemisviis", comparator=Comparator.UP_TO, value=3)
    (promise,) = [row for row in promise_board(talks.project).promises if row.pk == talks.pk]
    assert (promise.status, promise.gaps) == ("within", ())


def test_the_programmes_statements_are_in_three_languages():
    for programme in Programme.objects.exclude(statement_et=""):
        assert programme.statement_lv and programme.statement_en

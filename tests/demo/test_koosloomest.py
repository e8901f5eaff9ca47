"""B-01 … B-24, as the demo tells them, to the cent, and the course it invents. (B-23 belongs to the import.)"""
from datetime import date
from decimal import Decimal

import pytest

from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from budgets.summaries import project_budget
from portal.demo.people import LEADER
from portal.shared.money import parse_money
from projects.choices import FactState
from projects.models import Activity, Challenge, FundingLink, Programme, Project, Source, TargetGroup
from tests.demo.reading import codes, named, owners
from trainings.models import Destination, Event

pytestmark = pytest.mark.django_db
SLUG = LEADER
TAS, VORU = "Tartumaa Arendusselts", "Võrumaa Partnerluskogu"


def budget_of(told, name):
    return Budget.objects.get(project=told.project, partnership__organisation__name=name)


def test_every_fact_of_the_source_has_its_row(told):
    assert told.codes() == codes("B", [*range(1, 23), 24])


def test_B01_name_programme_and_quotes(told):
    assert (told.project.acronym, told.project.programme.code) == ("Koosloomest koostööni", "leader")
    assert told.project.type == "cooperation"
    assert told.facts("B-01") == [("LEADER koostööprojekt „Koosloomest koostööni“", "L3", FactState.STATED)]


def test_B02_two_action_groups_one_of_which_leads(told):
    assert told.partners() == [(VORU, "lead"), (TAS, "partner")]
    kinds = set(told.project.partnership_set.values_list("organisation__kind", flat=True))
    assert kinds == {"lag"}


def test_B03_the_period_is_planned_and_the_actual_one_unknown(told):
    project = told.project
    assert project.period_text == "01.07.2024–30.06.2025"
    assert (project.planned_start.lower, project.planned_end.upper) == (date(2024, 7, 1), date(2025, 6, 30))
    assert (project.actual_start, project.actual_end, project.period_is_tentative, project.months) == (None, None, True, 12)


def test_B04_the_aim_has_four_parts(told):
    assert len(told.narrative("goal")) == 1
    assert told.narrative("goal_part") == [
        "Oskus tuge vajavaid sihtrühmi kaasata.", "Oskus neile tegevusi kavandada.",
        "Valdkonna organisatsioonide võrgustumine.", "Tihedam koostöö.",
    ]


def test_B05_two_groups_need_support(told):
    groups = told.all(TargetGroup, "name_et", "parent__name_et", kind="final")
    assert groups == [
        ("Tuge vajavad inimesed", None), ("Eakad", "Tuge vajavad inimesed"), ("Puuetega inimesed", "Tuge vajavad inimesed"),
    ]


def test_B06_beneficiaries_are_not_applicants_participants_or_implementers(told):
    assert told.groups("beneficiary") == ["Kogukonnad", "Ettevõtjad", "Kohalikud omavalitsused", "Teised arendusorganisatsioonid"]
    assert [told.groups(kind) for kind in ("applicant", "participant", "implementer")] == [
        ["LEADER-i projektitaotlejad"], ["Osalejad"], ["LEADER-i tegevusrühmad"],
    ]


def test_B07_five_challenges(told):
    assert len(told.all(Challenge, "text_et")) == 5


def test_B08_workshops_lie_within_seminars_and_trips(told):
    workshops = Activity.objects.filter(project=told.project, title_et="Koosloome töötoad")
    assert set(workshops.values_list("parent__title_et", flat=True)) == {"Inspiratsiooniseminarid", "Rahvusvahelised õppereisid"}
    assert (told.target("workshops").comparator, told.target("workshops").value) == ("open", None)


def test_B09_two_results_grow_and_the_second_is_about_the_partners(told):
    assert told.results() == [
        ("Osalejate oskus luua ja pakkuda tegevusi ja teenuseid tuge vajavatele inimestele", "increases", False),
        ("Kogemus mitme fondi kasutamisel ja tööl uute sihtrühmadega", "increases", False),
    ]
    assert list(told.project.result_set.order_by("order").values_list("subject_et", "baseline")) == [
        ("Osalejad", ""), ("LEADER-i tegevusrühmad", ""),
    ]


def test_B10_trips_are_joint_and_the_ESF_is_a_topic_not_a_funder(told):
    trips = told.activity("Rahvusvahelised õppereisid")
    assert (trips.is_joint, named(trips.topics)) == (True, ["involving-groups", "multi-fund"])
    assert told.all(FundingLink, "role", "programme__code", "organisation") == [("programme", "leader", None)]
    assert "ESF" not in told.project.programme.fund
    assert "ESF" in trips.topics.get(code="multi-fund").name_et


def test_X24_the_ESF_pays_for_one_project_only():
    esf = Programme.objects.filter(fund="ESF")
    assert set(Project.objects.filter(programme__in=esf).values_list("slug", flat=True)) == {"kov-koostoogrupid"}


def test_B11_seminars_are_joint_for_two_areas_and_four_audiences(told):
    seminars = told.activity("Inspiratsiooniseminarid")
    assert seminars.is_joint
    assert sorted(seminars.areas.values_list("name_et", flat=True)) == ["Tartumaa", "Võrumaa"]
    assert named(seminars.audiences) == ["communities", "development-organisations", "entrepreneurs", "municipalities"]
    assert named(seminars.topics) == ["cocreation", "success-stories"]


def test_B12_the_cooperating_institutions_are_described(told):
    assert owners(told.activity("Inspiratsiooniseminarid")) == [("Eesti arendus- ja teadusasutused", "cooperating")]


def test_B13_tartumaas_money_to_the_cent(told):
    tas = budget_of(told, TAS)
    shares = FundingShare.objects.filter(budget=tas).order_by("pk").values_list("source", "programme__code", "amount", "as_of")
    assert tas.stated_total == Decimal("18000.00")
    assert list(shares) == [
        ("grant", "leader", Decimal("12743.68"), date(2024, 6, 18)), ("own", None, Decimal("5256.32"), None),
    ]
    assert Decimal("12743.68") + Decimal("5256.32") == tas.stated_total
    partner = project_budget(told.project).partners[1]
    assert [source.rate for source in partner.sources] == [Decimal("70.80"), Decimal("29.20")]
    assert partner.source_difference == Decimal("0.00")


def test_B14_vorumaas_money_is_a_total_and_nothing_else(told):
    voru = budget_of(told, VORU)
    assert (voru.basis, voru.stated_total) == ("total", Decimal("42000.00"))
    assert (voru.lines.count(), voru.shares.count()) == (0, 0)
    partner = project_budget(told.project).partners[0]
    assert (partner.split_is_known, partner.sources_total, partner.lines_total) == (False, None, None)


def test_B15_the_stated_total_agrees_with_the_partners(told):
    stated = StatedTotal.objects.get(project=told.project)
    budget = project_budget(told.project)
    assert (stated.amount, stated.as_of) == (Decimal("60000.00"), None)
    assert (budget.stated_total, budget.derived_total, budget.difference) == (
        Decimal("60000.00"), Decimal("60000.00"), Decimal("0.00"),
    )


def test_B16_two_lines_add_up_and_the_total_is_no_line(told):
    lines = BudgetLine.objects.filter(budget__project=told.project).order_by("number")
    assert list(lines.values_list("number", "title_et", "activity__title_et", "amount")) == [
        (1, "Inspiratsiooniseminarid", "Inspiratsiooniseminarid", Decimal("5000.00")),
        (2, "Õppereis välisriiki", "Rahvusvahelised õppereisid", Decimal("13000.00")),
    ]
    assert project_budget(told.project).partners[1].line_difference == Decimal("0.00")


def test_B17_the_first_line_names_three_topics(told):
    assert len(BudgetLine.objects.get(budget__project=told.project, number=1).topics_et.split(";")) == 3


def test_B18_three_countries_are_possible_and_none_is_chosen(told):
    assert told.all(Destination, "country", "state", "decided_on") == [
        ("SE", "candidate", None), ("CZ", "candidate", None), ("AT", "candidate", None),
    ]


def test_B19_one_trip_or_several_is_an_open_contradiction(told):
    assert told.contradictions() == [
        ("Mitu õppereisi?", "Ühiste tegevuste loetelus on õppereisid mitmuses.", "Tartumaa eelarves on üks õppereis."),
    ]
    contradiction = told.project.contradiction_set.get()
    assert (contradiction.decision_et, contradiction.decided_on) == ("", None)


def test_B20_the_source_is_known_for_thirty_percent(told):
    budget = project_budget(told.project)
    assert (budget.source_known, budget.total, budget.coverage) == (
        Decimal("18000.00"), Decimal("60000.00"), Decimal("30.00"),
    )


def test_B21_the_page_speaks_for_tartumaa(told):
    assert told.all(Source, "publisher__name", "perspective_en") == [(TAS, "As seen by Tartumaa Arendusselts")]


def test_B22_four_ways_of_writing_are_one_amount_each():
    assert [parse_money(text) for text in ("18 000€", "12 743,68€", "5000€", "18000€")] == [
        Decimal("18000.00"), Decimal("12743.68"), Decimal("5000.00"), Decimal("18000.00"),
    ]


def test_B24_counts_are_open(told):
    measures = [("seminars", "Inspiratsiooniseminarid"), ("trips", "Rahvusvahelised õppereisid"),
                ("participants", "Inspiratsiooniseminarid"), ("workshops", None)]
    targets = [told.target(measure, activity) for measure, activity in measures]
    assert [(target.comparator, target.value) for target in targets] == [("open", None)] * 4


def test_the_invented_course_counts_without_percent(told):
    assert told.figures() == {
        ("seminars", "Inspiratsiooniseminarid"): "4 seminars",
        ("trips", "Rahvusvahelised õppereisid"): "0 study trips",
        ("workshops", ""): "2 workshops",
        ("participants", "Inspiratsiooniseminarid"): "130 participants",
    }
    assert {promise.planned for promise in told.promises().values()} == {None}


def test_the_invented_trip_waits_for_its_country(told):
    trip = Event.objects.get(project=told.project, kind="trip")
    assert (trip.status, trip.country, trip.status_reason) == ("postponed", "", "Sihtriik on veel valimata.")

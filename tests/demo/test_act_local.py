"""A-01 … A-28, as the demo tells them, and the course it invents."""
from datetime import date

import pytest
from django.urls import reverse

from budgets.models import Budget, StatedTotal
from budgets.summaries import project_budget
from communities.models import ActionPlan, Assessment, Community, Enrolment
from portal.demo.people import ACT_LOCAL
from projects.choices import FactState, Phase
from projects.models import (
    Activity,
    ActivityDependency,
    Challenge,
    Contact,
    CrossCheck,
    FundingLink,
    Organisation,
    ProjectArea,
    Result,
    Source,
    TargetShare,
)
from projects.summaries import promise_board
from tests.demo.reading import codes, named, owners
from trainings.models import Destination, Event, EventDay, SupportAssignment

pytestmark = pytest.mark.django_db
SLUG = ACT_LOCAL


def shares(target):
    return [(share.area.name_et, share.value) for share in TargetShare.objects.filter(target=target).order_by("order")]


def test_every_fact_of_the_source_has_its_row(told):
    assert told.codes() == codes("A", range(1, 29))


def test_A01_the_name_is_the_same_in_every_language(told):
    assert told.project.acronym == "Act Local"
    assert [told.project.title_et, told.project.title_en] == ["Eesti-Läti koostööprojekt", "Estonian-Latvian cooperation project"]


def test_A02_four_partners_with_kind_country_and_what_became_of_them(told):
    partners = Organisation.objects.filter(partnerships__project=told.project).order_by("partnerships__order")
    assert [(row.name, row.legal_form, row.kind, row.country) for row in partners] == [
        ("MTÜ Setomaa Liit", "MTÜ", "ngo", "EE"),
        ("Alutaguse vallavalitsus", "", "municipality", "EE"),
        ("Ape vald", "", "municipality", "LV"),
        ("Engure vald", "", "municipality", "LV"),
    ]
    ape, engure = Organisation.objects.get(name="Ape vald"), Organisation.objects.get(name="Engure vald")
    assert [(row.successor.name, row.ended_on) for row in (ape, engure)] == [
        ("Smiltenes novads", date(2021, 6, 30)), ("Tukuma novads", date(2021, 6, 30)),
    ]
    assert set(ape.names.values_list("language", "text")) == {("lv", "Apes novads"), ("en", "Ape Municipality")}


def test_A03_no_partner_has_a_role(told):
    assert {role for _name, role in told.partners()} == {""}
    assert told.facts("A-03") == [("", "L4", FactState.NOT_STATED)]


def test_A04_the_need_has_two_causes(told):
    assert len(told.narrative("need")) == 1
    assert told.all(Challenge, "text_et") == ["Perekondlikud kohustused", "Pikad vahemaad"]


def test_A05_strengths_stand_beside_problems(told):
    assert len(told.narrative("strength")) == 1


def test_A06_the_aim_has_two_parts_four_areas_and_results_without_numbers(told):
    assert len(told.narrative("goal")) == 1
    assert told.narrative("goal_part") == ["Parem ligipääs kohalikule tööturule.", "Uued töövõimalused."]
    assert told.all(ProjectArea, "name_et") == ["Setomaa", "Alutaguse", "Ape", "Engure"]
    assert told.results() == [
        ("Ligipääs kohalikule tööturule", "improves", False), ("Uued töövõimalused", "appears", False),
    ]
    assert set(told.all(Result, "baseline")) == {""}


def test_A07_how_the_partners_work(told):
    assert len(told.narrative("approach")) == 1


def test_A08_services_are_for_residents_and_visitors(told):
    assert len(told.narrative("solution")) == 1
    assert named(told.activity("Kogukonnateenuste kujundamine").audiences) == ["residents", "visitors"]


def test_A09_the_four_examples_are_topics_and_no_promises(told):
    assert named(told.activity("Kogukonnateenuste kujundamine").topics) == ["culture", "hobbies", "home-care", "youth-work"]


def test_A10_seventeen_communities_are_4_3_5_5(told):
    target = told.target("communities")
    assert (target.comparator, target.value, target.distribution) == ("exactly", 17, "area")
    assert shares(target) == [("Ape", 4), ("Engure", 3), ("Setomaa", 5), ("Alutaguse", 5)]
    assert told.promises()["communities", ""].warnings == ()


def test_A11_the_unit_is_a_village_community(told):
    assert told.target("communities").unit_et == "külakogukonda"
    assert set(Community.objects.filter(enrolments__project=told.project).values_list("kind", flat=True)) == {"village"}


def test_A12_A13_one_assessment_and_one_plan_for_each_community(told):
    for measure in ("assessments", "plans"):
        target = told.target(measure)
        assert (target.comparator, target.value) == ("exactly", 17)
        assert shares(target) == [("Ape", 4), ("Engure", 3), ("Setomaa", 5), ("Alutaguse", 5)]
    checks = CrossCheck.objects.filter(project=told.project)
    assert {(check.left.measure, check.multiplier, check.right.measure) for check in checks} == {
        ("communities", 1, "assessments"), ("communities", 1, "plans"),
    }
    assert [check.holds for check in promise_board(told.project).checks] == [True, True]


def test_A14_the_plan_has_six_parts_and_an_open_list(told):
    parts = ["teenuste sisu", "sihtrühmad", "ressursid", "finantsplaan", "investeeringuvajadused", "koostöömudel"]
    assert [part in told.activity("Tegevuskavad").text_et for part in parts] == [True] * 6
    assert told.facts("A-14") == [("6, jne", "L10", FactState.STATED)]


def test_A15_training_comes_after_assessment_and_plans(told):
    after = ActivityDependency.objects.filter(activity=told.activity("Koolitusprogramm"))
    assert set(after.values_list("after__title_et", flat=True)) == {"Potentsiaali ja ressursside hindamine", "Tegevuskavad"}


def test_A16_training_follows_the_communities_needs(told):
    assert "vajadustele" in told.activity("Koolitusprogramm").text_et


def test_A17_theory_and_practice_days_are_two_promises(told):
    theory, practice = (told.target(measure, "Koolitusprogramm") for measure in ("days_theory", "days_practice"))
    assert [(theory.value, theory.comparator), (practice.value, practice.comparator)] == [(26, "in_total"), (16, "in_total")]
    assert told.facts("A-17") == [
        ("26; 16", "L10", FactState.STATED), ("26 + 16 = 42", "L10", FactState.DERIVED),
    ]


def test_A18_days_are_for_all_partners_and_not_divided(told):
    for measure in ("days_theory", "days_practice"):
        promise = told.promises()[measure, "Koolitusprogramm"]
        assert (promise.shares, promise.distributed, promise.warnings) == ((), None, ())


def test_A19_two_trips_to_other_regions_of_both_countries(told):
    target = told.target("trips", "Õppereisid")
    assert (target.comparator, target.value) == ("exactly", 2)
    assert told.all(Destination, "country", "state") == [("EE", "candidate"), ("LV", "candidate")]


def test_A20_the_trips_are_for_learning_good_practice(told):
    assert named(told.activity("Õppereisid").topics) == ["good-practice"]


def test_A21_joint_seminars_are_part_of_the_trips_without_a_number(told):
    seminars = told.activity("Ühised seminarid")
    assert (seminars.parent, seminars.is_joint) == (told.activity("Õppereisid"), True)
    target = told.target("seminars", "Ühised seminarid")
    assert (target.comparator, target.value) == ("open", None)


def test_A22_equipment_is_a_possibility_and_no_promise(told):
    equipment = told.activity("Väikevahendid alustajatele")
    assert equipment.kind == "equipment"
    assert equipment.targets.count() == 0


def test_A23_experts_are_described_and_their_number_is_open(told):
    assert owners(told.activity("Ekspertide tugi")) == [("Kogenud eksperdid", "cooperating")]
    assert told.target("experts").comparator == "open"


def test_A24_the_period_is_as_precise_as_stated(told):
    project = told.project
    assert project.period_text == "mai 2019 – aprill 2021"
    assert (project.starts_on, project.ends_on, project.months) == (date(2019, 5, 1), date(2021, 4, 30), 24)


def test_A25_the_programme_is_central_baltic_and_the_countries_stand_apart(told):
    assert (told.project.programme.code, told.project.countries) == ("central-baltic-2014-2020", "EE-LV")
    assert (told.project.programme.first_year, told.project.programme.last_year) == (2014, 2020)
    assert told.all(FundingLink, "role", "programme__code") == [("programme", "central-baltic-2014-2020")]


def test_A26_the_contact_is_hidden_nameless_and_no_partner(told):
    assert told.all(Contact, "organisation__name", "place_et", "person", "phone", "is_public") == [
        ("Setomaa vald", "Setomaa vallas", "", "", False),
    ]
    assert "Setomaa vald" not in [name for name, _role in told.partners()]
    assert told.all(Source, "publisher__name", "perspective_en") == [("Setomaa vald", "As seen from Setomaa")]


def test_A27_money_is_not_stated_and_not_zero(told):
    assert Budget.objects.filter(project=told.project).count() == StatedTotal.objects.filter(project=told.project).count() == 0
    budget = project_budget(told.project)
    assert (budget.is_known, budget.total, budget.coverage, len(budget.partners_without)) == (False, None, None, 4)


def test_A28_it_is_completed_by_its_dates_and_nobody_confirmed_it(told):
    assert (told.project.phase, told.project.phase_by_dates) == ("", Phase.COMPLETED)
    assert told.facts("A-28") == [("", "L12", FactState.DERIVED)]


def test_the_invented_course_counts_as_told(told):
    assert told.figures() == {
        ("communities", ""): "17/17",
        ("assessments", ""): "17/17",
        ("plans", ""): "17/17",
        ("days_theory", "Koolitusprogramm"): "24/26",
        ("days_practice", "Koolitusprogramm"): "16/16",
        ("trips", "Õppereisid"): "2/2",
        ("seminars", "Ühised seminarid"): "2 seminars",
        ("experts", ""): "6 experts",
    }
    theory = told.promises("et")["days_theory", "Koolitusprogramm"]
    assert theory.deviation.startswith("Näidisandmed:")


def test_half_days_of_theory_and_practice_share_a_date(told):
    halves = EventDay.objects.filter(event__project=told.project, half_days=1, event__kind="training")
    assert sorted(halves.values_list("date", "kind")) == [
        (date(2020, 9, 5), "practice"), (date(2020, 9, 5), "theory"),
        (date(2020, 9, 12), "practice"), (date(2020, 9, 12), "theory"),
    ]


def test_plans_are_in_different_states_and_fifteen_communities_are_ready(told):
    states = list(ActionPlan.objects.filter(project=told.project).values_list("status", flat=True))
    assert {state: states.count(state) for state in states} == {"completed": 11, "reviewed": 4, "returned": 2}
    assert ActionPlan.objects.filter(project=told.project).approved().count() == 15
    assert Enrolment.objects.filter(project=told.project, ready_on__isnull=False).count() == 15


def test_nothing_invented_lies_outside_the_projects_period(told):
    project = told.project
    first, last = project.starts_on, project.ends_on
    moments = [
        *EventDay.objects.filter(event__project=project).values_list("date", flat=True),
        *Assessment.objects.filter(enrolment__project=project).values_list("assessed_on", flat=True),
        *Enrolment.objects.filter(project=project).values_list("selected_on", flat=True),
        *SupportAssignment.objects.filter(enrolment__project=project).values_list("completed_on", flat=True),
    ]
    assert len(moments) == 94
    assert [moment for moment in moments if not first <= moment <= last] == []


def test_a_seminar_lies_within_each_trip(told):
    seminars = Event.objects.filter(project=told.project, kind="seminar")
    assert [event.parent.kind for event in seminars] == ["trip", "trip"]


def test_the_public_page_of_the_project_has_its_address(told):
    assert told.project.get_absolute_url() == reverse("site:project-detail", args=["act-local"])
    assert Activity.objects.filter(project=told.project).count() == 8


def test_A06_services_are_for_all_four_areas(told):
    areas = told.activity("Kogukonnateenuste kujundamine").areas
    assert sorted(areas.values_list("name_et", flat=True)) == ["Alutaguse", "Ape", "Engure", "Setomaa"]

"""E-01 … E-26, as the demo tells them, and the course it invents."""
from datetime import date

import pytest

from budgets.models import Budget, StatedTotal
from communities.models import ActionPlan, Municipality
from portal.demo.people import GROUPS
from projects.choices import FactState
from projects.models import (
    Activity,
    CooperationGroup,
    Deliverable,
    FundingLink,
    GroupMembership,
    Membership,
    Narrative,
    Organisation,
    Partnership,
    Source,
    Stage,
    TargetGroup,
)
from projects.permissions import can_edit_activity
from tests.demo.reading import codes, named, owners

pytestmark = pytest.mark.django_db
SLUG = GROUPS
MEMBERS = ["Lääne-Harju vald", "Harku vald", "Saku vald", "Kohila vald", "Saue vald"]
ENTK = "Eesti Noorsootöö Keskus"


def line(told, number):
    return Activity.objects.get(project=told.project, number=number)


def test_every_fact_of_the_source_has_its_row(told):
    assert told.codes() == codes("E", range(1, 27))


def test_E01_a_strand_of_a_programme(told):
    assert (told.project.acronym, told.project.type) == ("KOV koostöögruppide tegevussuund", "strand")
    assert (told.project.programme.code, told.project.programme.parent.code) == ("kov-koostoogrupid", "torjutusriskis-noored")


def test_E02_E09_the_aim_and_that_of_the_third_stage(told):
    assert len(told.narrative("goal")) == 1
    assert told.all(Narrative, "text_et", "level_et", kind="goal_part") == [
        ("Noorsootöö teenused jõuavad uute noorteni.", ""),
        ("Noortel on laiemad võimalused noorsootöös osaleda.", ""),
        ("Omavalitsused leiavad koos uusi ja uudseid noorsootöö lahendusi.", "Kolmas etapp"),
    ]


def test_E03_exactly_two_calendar_years(told):
    project = told.project
    assert (project.starts_on, project.ends_on, project.months) == (date(2019, 1, 1), date(2020, 12, 31), 24)
    assert project.period_text == "01.01.2019–31.12.2020"


def test_E04_the_legal_basis_has_a_number_and_no_date(told):
    assert told.project.legal_basis_et == (
        "Ministri käskkiri 281 „Tõrjutusriskis noorte kaasamine ja noorte tööhõivevalmiduse parandamine“, väljavõte"
    )


def test_E05_the_agency_above_the_group_and_the_joint_plan(told):
    assert told.all(FundingLink, "organisation__name", role="implementer") == [ENTK]
    assert ENTK not in [name for name, _role in told.partners()]
    plan = ActionPlan.objects.get(project=told.project)
    assert (plan.group.name_et, plan.enrolment, plan.status, plan.is_demo) == ("Saue valla koostöögrupp", None, "approved", True)


def test_E06_three_results_with_a_direction(told):
    assert told.results() == [
        ("Omavalitsuste ning noorsootöö asutuste ja ühingute koostöö", "improves", False),
        ("Omavalitsuste võime kaasata noori, ka tõrjutusriskis noori", "increases", False),
        ("Teenusepakkujate kasutamine üle vallapiiride", "improves", False),
    ]


def test_E07_E08_three_stages_with_their_uncertain_state(told):
    assert told.all(Stage, "title_et", "status_et") == [
        ("Esimene etapp", "lõpetatud või lõpetamas"), ("Teine etapp", "lõpetatud või lõpetamas"),
        ("Kolmas etapp", "tegutseb"),
    ]
    assert told.narrative("background") == ["Eesti noorsootöös on alates 2016. aastast kolm etappi."]


def test_E10_E11_E12_two_groups_formed_by_the_agency(told):
    assert told.all(CooperationGroup, "name_et", "stated_size", "formed_by__name", "area_note_et") == [
        ("Saue valla koostöögrupp", 5, ENTK, "Lääne-Harjumaa"), ("Harju koostöögrupp", 7, ENTK, "Ida-Harju"),
    ]
    assert GroupMembership.objects.filter(group__stated_size=7, group__project=told.project).count() == 0


def test_E13_five_members_and_the_group_crosses_a_county_border(told):
    members = GroupMembership.objects.filter(group__project=told.project).order_by("pk")
    assert list(members.values_list("organisation__name", flat=True)) == MEMBERS
    counties = dict(Municipality.objects.filter(name__in=[*MEMBERS, "Haapsalu linn"]).values_list("name", "county__name_et"))
    assert {name: county for name, county in counties.items() if county != "Harju"} == {
        "Kohila vald": "Rapla", "Haapsalu linn": "Lääne",
    }


def test_E14_E22_the_group_is_called_saue_and_managed_by_laane_harju(told):
    assert told.partners()[0] == ("Lääne-Harju vald", "manager")
    assert "lead" not in {role for _name, role in told.partners()}
    assert owners_of_lines(told).count("Lääne-Harju vald") == 0


def owners_of_lines(told):
    return [name for number in "12345" for name, _role in owners(line(told, number))]


def test_E15_haapsalu_joined_one_unnamed_activity(told):
    partnerships = Partnership.objects.filter(project=told.project)
    haapsalu = partnerships.get(organisation__name="Haapsalu linn")
    assert (haapsalu.role, haapsalu.activity, haapsalu.joined) == ("activity_only", None, None)
    assert (partnerships.count(), partnerships.core().count()) == (6, 5)


def test_E15_its_editor_may_edit_one_activity_and_nothing_else(told):
    membership = Membership.objects.get(project=told.project, organisation__name="Haapsalu linn")
    editable = [a.number for a in Activity.objects.filter(project=told.project) if can_edit_activity(membership.user, a)]
    assert (membership.role, editable) == ("editor", ["5"])


def test_E16_the_first_line_has_another_name(told):
    first = line(told, "1")
    assert (first.title_et, first.alias_et, owners(first)) == ("Kahvel", "kaasamise tahvel", [("Saue vald", "responsible")])


def test_E17_shared_youth_workers_are_staff(told):
    second = line(told, "2")
    assert (second.title_et, second.kind, owners(second)) == (
        "Piirkonnaülesed noorsootöötajad", "staffing", [("Kohila vald", "responsible")],
    )


def test_E18_networking(told):
    assert (line(told, "3").title_et, owners(line(told, "3"))) == ("Võrgustikutöö", [("Saku vald", "responsible")])


def test_E19_the_information_system_is_a_deliverable(told):
    assert (line(told, "4").title_et, owners(line(told, "4"))) == ("Infosüsteem", [("Harku vald", "responsible")])
    assert told.all(Deliverable, "title_et", "activity__number", "state") == [("Infosüsteem", "4", 0)]


def test_E20_a_municipality_and_its_unit_answer_for_the_games_shelf(told):
    fifth = line(told, "5")
    assert (fifth.title_et, fifth.kind) == ("Mänguriiul ratastel", "equipment")
    assert owners(fifth) == [("Saue vald", "responsible"), ("Ääsmäe Noortekeskus", "responsible")]
    assert Organisation.objects.get(name="Ääsmäe Noortekeskus").parent.name == "Saue vald"


def test_E21_the_rule_and_the_lines_contradict_each_other(told):
    assert [title for title, _first, _second in told.contradictions()] == [
        "Kes vastutab mitme suuna eest?", "Mitu omavalitsust osaleb?",
    ]
    assert told.contradictions()[0][1:] == (
        "Iga vald vastutab ühe suuna eest.", "Saue vallal on suunad 1 ja 5, Lääne-Harju vallal ei ole ühtegi.",
    )
    assert owners_of_lines(told) == [
        "Saue vald", "Kohila vald", "Saku vald", "Harku vald", "Saue vald", "Ääsmäe Noortekeskus",
    ]


def test_E23_the_chain_from_the_fund_to_the_group(told):
    assert told.all(FundingLink, "role", "organisation__name", "programme__code", "label_et") == [
        ("fund", "Euroopa Sotsiaalfond", None, ""), ("programme", None, "torjutusriskis-noored", ""),
        ("approver", None, None, "Haridus- ja teadusminister"), ("implementer", ENTK, None, ""),
        ("group", None, None, "Saue valla koostöögrupp"),
    ]
    assert Budget.objects.filter(project=told.project).count() == StatedTotal.objects.filter(project=told.project).count() == 0
    agency = Organisation.objects.get(name=ENTK)
    assert (agency.successor.name, agency.ended_on) == ("Haridus- ja Noorteamet", date(2020, 7, 31))


def test_E24_the_slip_is_kept_as_stated_and_the_name_is_clean(told):
    assert told.facts("E-24") == [("Lääne-Harju vald vald", "L21", FactState.UNCLEAR)]
    as_stated = Organisation.objects.get(name="Lääne-Harju vald").names.get(kind="as_stated")
    assert as_stated.text == "Lääne-Harju vald vald"


def test_E25_the_page_speaks_for_laane_harju(told):
    assert told.all(Source, "publisher__name", "perspective_en") == [("Lääne-Harju vald", "As seen by Lääne-Harju")]


def test_E26_two_groups_of_young_people(told):
    assert told.all(TargetGroup, "name_et", "kind", "sensitive") == [
        ("Tõrjutusriskis noored", "final", True), ("Uued noored, kes noorsootöös veel ei osale", "final", False),
    ]
    assert (told.target("").comparator, told.target("").value) == ("open", None)
    assert {tuple(named(line(told, number).audiences)) for number in "12345"} == {("young-people",)}


def test_the_invented_course_promises_and_counts_nothing_more(told):
    assert told.figures() == {("", ""): "no number promised"}
    states = list(told.project.event_set.order_by("pk").values_list("status", flat=True))
    assert (states.count("held"), states.count("cancelled")) == (8, 1)

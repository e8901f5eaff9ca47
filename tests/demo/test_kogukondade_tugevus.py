"""D-01 … D-16 and D-19, as the demo tells them. (D-17 and D-18 belong to the import.)"""
from datetime import date

import pytest

from budgets.models import Budget, StatedTotal
from communities.models import Enrolment
from portal.demo.people import STRENGTH
from projects.choices import FactState
from projects.codes import ErasmusCode
from projects.models import Activity, FundingLink, Narrative, Organisation, Project, Source, Target, TargetGroup
from tests.demo.reading import codes, named
from trainings.models import Destination, Event, EventDay, SupportAssignment

pytestmark = pytest.mark.django_db
SLUG = STRENGTH


def test_every_fact_of_the_source_has_its_row(told):
    assert told.codes() == codes("D", [*range(1, 17), 19])


def test_D01_a_mobility_project(told):
    assert (told.project.acronym, told.project.type) == ("Kogukondade tugevus", "mobility")


def test_D02_the_code_is_kept_whole_and_in_parts(told):
    assert told.project.reference_code == "2024-1-EE01-KA122-ADU-000233253"
    assert ErasmusCode.parse(told.project.reference_code) == ErasmusCode(2024, 1, "EE01", "KA122", "ADU", "000233253")
    for part in ("2024-1-EE01-KA122-ADU-000233253", "KA122", "000233253"):
        found = Project.objects.filter(search_key__contains=part.lower())
        assert [row.slug for row in found] == [SLUG], part


def test_D03_the_period_is_of_days(told):
    project = told.project
    assert (project.starts_on, project.ends_on, project.months) == (date(2024, 8, 1), date(2025, 12, 31), 17)
    assert project.period_text == "01.08.2024–31.12.2025"


def test_D04_three_groups_within_each_other(told):
    assert len(told.narrative("goal")) == 1
    people = TargetGroup.objects.filter(project=told.project, kind="final").first()
    assert [people.parent.name_et, people.parent.parent.name_et] == ["Kogukonnad", "Kogukonnaarendajad-koolitajad"]
    assert people.parent.parent.parent is None


def test_D05_twelve_months_are_background_and_no_promise(told):
    assert "kuni 12 kuud" in told.narrative("background")[0]
    assert 12 not in told.all(Target, "value")
    assert sorted(told.all(Target, "value")) == [2, 2]


def test_D06_D07_needs_at_two_levels_and_of_communities(told):
    assert told.all(Narrative, "level_et", kind="need") == ["Eesti", "MTÜ Töömaja meeskond", ""]


def test_D08_two_mobilities_to_finland_and_norway(told):
    target = told.target("mobilities", "Õpiränded")
    assert (target.comparator, target.value) == ("exactly", 2)
    assert told.all(Destination, "country", "state") == [("FI", "chosen"), ("NO", "chosen")]


def test_D09_two_invited_experts(told):
    target = told.target("expert_visits", "Kutsutud eksperdid")
    assert (target.comparator, target.value) == ("exactly", 2)
    assert told.all(Activity, "title_et", kind="expert_visit") == ["Kutsutud eksperdid"]


def test_D10_employees_and_volunteers_take_part(told):
    trainers = TargetGroup.objects.get(project=told.project, name_et="Kogukonnaarendajad-koolitajad")
    assert list(trainers.children.filter(kind="participant").order_by("order").values_list("name_et", flat=True)) == [
        "MTÜ Töömaja töötajad", "Vabatahtlike võrgustik",
    ]
    assert named(told.activity("Õpiränded").audiences) == ["employees", "volunteers"]


def test_D11_the_final_group_is_sensitive_and_nobody_of_it_is_recorded(told):
    assert told.all(TargetGroup, "name_et", "sensitive", kind="final") == [
        ("Sõltuvusest taastuvad inimesed", True), ("Rehabilitatsiooni läbinud inimesed", True),
    ]
    assert not TargetGroup.objects.filter(project=told.project, sensitive=True).exclude(kind="final").exists()
    assert Enrolment.objects.filter(project=told.project).count() == 0
    assert SupportAssignment.objects.filter(enrolment__project=told.project).count() == 0


def test_D12_D19_four_outcomes_in_order_and_the_last_is_a_hope(told):
    assert told.results() == [
        ("Eeldused kogukondade toetamiseks", "improves", False),
        ("Sõltuvusest taastuvate inimeste kaasamine kogukonna- ja ühiskonnaellu", "improves", False),
        ("Koostöö ametkondadega: omavalitsused, ministeeriumid, Töötukassa ja teised", "improves", False),
        ("Sidusam ja hoolivam ühiskond", "appears", True),
    ]


def test_D13_methods_and_approaches_are_learned(told):
    for title in ("Õpiränded", "Kutsutud eksperdid"):
        assert named(told.activity(title).topics) == ["approaches", "methods"]


def test_D14_both_spellings_find_the_one_association(told):
    toomaja = Organisation.objects.get(name="MTÜ Töömaja")
    assert [set(Organisation.objects.named(text)) for text in ("Töömaja", "Töötamaja", "tootamaja")] == [{toomaja}] * 3
    assert told.partners() == [("MTÜ Töömaja", "")]
    assert told.contradictions() == [
        ("Kuidas ühingut kirjutatakse?", "Taustaloos on MTÜ Töömaja.", "Tulemuste juures on MTÜ Töötamaja."),
    ]


def test_D15_the_union_co_funds_through_its_programme(told):
    assert told.all(FundingLink, "role", "label_et", "programme__code") == [
        ("fund", "Euroopa Liit", None), ("programme", "", "erasmus-plus"),
    ]
    programme = told.project.programme
    assert [programme.statement_et, programme.statement_lv, programme.statement_en] == [
        "Kaasrahastanud Euroopa Liit", "Līdzfinansē Eiropas Savienība", "Co-funded by the European Union",
    ]


def test_D16_sums_are_not_stated(told):
    assert told.facts("D-16") == [("", "", FactState.NOT_STATED)]
    assert Budget.objects.filter(project=told.project).count() == StatedTotal.objects.filter(project=told.project).count() == 0


def test_the_page_speaks_for_the_association(told):
    assert told.all(Source, "publisher__name") == ["MTÜ Töömaja"]


def test_the_invented_course_counts_as_told(told):
    assert told.figures() == {("mobilities", "Õpiränded"): "2/2", ("expert_visits", "Kutsutud eksperdid"): "2/2"}
    trips = Event.objects.filter(project=told.project, kind="mobility").order_by("order", "pk")
    assert list(trips.values_list("country", "headcount")) == [("FI", 5), ("NO", 4)]
    project = told.project
    days = EventDay.objects.filter(event__project=project)
    assert days.count() == days.filter(date__range=(project.starts_on, project.ends_on)).count() == 15

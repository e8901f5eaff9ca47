"""What happens to a project as a whole, and to its parts."""
import datetime

import pytest
from django.core.exceptions import ValidationError

from projects import actions
from projects.choices import Phase, Publication, Role
from projects.codes import ErasmusCode
from projects.models import Challenge, CooperationGroup, Membership, Organisation, Partnership, Project, Target
from tests.shared.world import activity, area, member, person, project

pytestmark = pytest.mark.django_db


def code_of(error):
    raised = error.value
    return raised.code if hasattr(raised, "code") else next(iter(raised.error_dict.values()))[0].code


def test_whoever_makes_a_project_coordinates_it_and_it_is_a_draft():
    anna = person("Anna")
    made = actions.create_project(Project(slug="uus", acronym="Uus", title_et="Uus projekt"), by=anna)
    assert made.publication == Publication.DRAFT
    assert [(row.user, row.role) for row in Membership.objects.filter(project=made)] == [(anna, Role.COORDINATOR)]


def test_a_project_is_not_published_without_a_summary():
    draft = project("uus", publication=Publication.DRAFT)
    with pytest.raises(ValidationError) as error:
        actions.publish_project(draft, by=None)
    assert code_of(error) == "no_summary"


def test_the_path_of_a_project_is_draft_published_closed_archived_and_back():
    anna = person("Anna")
    row = project("uus", publication=Publication.DRAFT, summary_et="Lühidalt.")
    for verb, state in (
        (actions.publish_project, Publication.ACTIVE), (actions.close_project, Publication.CLOSED),
        (actions.archive_project, Publication.ARCHIVED), (actions.reopen_project, Publication.ACTIVE),
    ):
        row = verb(row, by=anna)
        assert row.publication == state
    with pytest.raises(ValidationError) as error:
        actions.archive_project(row, by=anna)
    assert code_of(error) == "wrong_state"


def test_a_closed_project_takes_no_new_part_and_no_change():
    closed = project("vana", publication=Publication.CLOSED)
    with pytest.raises(ValidationError) as error:
        actions.add_part(Challenge(project=closed, text_et="Vananemine"), by=None)
    assert code_of(error) == "frozen"
    with pytest.raises(ValidationError) as error:
        actions.change_project(closed, by=None, version=1)
    assert code_of(error) == "frozen"


def test_A28_the_state_follows_from_the_dates_until_somebody_confirms_it():
    row = project("vana", planned_start="2019-05", planned_end="2021-04")
    assert (row.phase_by_dates, row.phase) == (Phase.COMPLETED, "")
    row = actions.confirm_phase(row, Phase.COMPLETED, by=person("Anna"))
    assert row.phase == Phase.COMPLETED
    assert row.phase_basis.startswith("Anna, ")


def test_A24_month_precision_sorts_by_its_first_and_last_day_and_lasts_24_months():
    row = project("act", planned_start="2019-05", planned_end="2021-04")
    row.refresh_from_db()
    assert (row.starts_on, row.ends_on) == (datetime.date(2019, 5, 1), datetime.date(2021, 4, 30))
    assert (row.period_text, row.months) == ("mai 2019 – aprill 2021", 24)


def test_X04_active_in_2024_finds_periods_of_every_precision():
    project("enne", planned_start="2019-05", planned_end="2021-04")
    project("aasta", planned_start="2023", planned_end="2026")
    project("paev", planned_start="2024-08-01", planned_end="2025-12-31")
    project("lahtine", planned_start="2022")
    project("parast", planned_start="2025", planned_end="2026")
    found = Project.objects.active_in(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert {row.slug for row in found} == {"aasta", "paev", "lahtine"}


def test_D02_an_erasmus_code_is_read_into_its_parts_and_keeps_its_zeros():
    assert ErasmusCode.parse("2024-1-EE01-KA122-ADU-000233253") == ErasmusCode(
        2024, 1, "EE01", "KA122", "ADU", "000233253"
    )
    with pytest.raises(ValidationError) as error:
        project("katki", reference_code="2024-1-EE01-KA122-ADU-233253")
    assert code_of(error) == "broken_erasmus_code"


def test_B02_a_project_has_at_most_one_lead_and_A03_none_is_valid():
    act = project("act")
    one, two = (Organisation.objects.create(name=name) for name in ("Üks", "Kaks"))
    actions.add_part(Partnership(project=act, organisation=one), by=None)
    actions.add_part(Partnership(project=act, organisation=two, role="lead"), by=None)
    three = Organisation.objects.create(name="Kolm")
    with pytest.raises(ValidationError) as error:
        actions.add_part(Partnership(project=act, organisation=three, role="lead"), by=None)
    assert len(error.value.messages) == 1


def test_a_part_of_another_project_is_refused():
    act, other = project("act"), project("teine")
    with pytest.raises(ValidationError) as error:
        actions.add_part(Target(project=act, statement_et="x", unit_et="x", activity=activity(other)), by=None)
    assert code_of(error) == "foreign_project"


def test_something_in_use_is_not_removed_and_says_where():
    act = project("act")
    ape = area(act, "Ape")
    partner = Organisation.objects.create(name="Ape vald")
    actions.add_part(Partnership(project=act, organisation=partner, area=ape), by=None)
    with pytest.raises(ValidationError) as error:
        actions.remove_part(ape, by=person("Anna"))
    assert code_of(error) == "in_use"
    assert error.value.messages == ["Seda ei saa eemaldada, sest seda kasutatakse mujal (partner)."]


def test_a_removed_part_stays_in_the_history_with_who_removed_it():
    act, anna = project("act"), person("Anna")
    challenge = actions.add_part(Challenge(project=act, text_et="Vananemine"), by=anna)
    actions.remove_part(challenge, by=anna)
    last = Challenge.history.first()
    assert (last.history_type, last.history_user, last.text_et) == ("-", anna, "Vananemine")


def test_dividing_a_promise_again_keeps_what_stays_and_drops_what_goes():
    act, anna = project("act"), person("Anna")
    member(anna, act)
    promised = actions.add_part(Target(project=act, statement_et="17", unit_et="k", value=17), by=anna)
    ape, engure = area(act, "Ape"), area(act, "Engure", 1)
    actions.divide_target(promised, [(ape, 4), (engure, 3)], by=anna)
    kept = promised.shares.get(area=ape).pk
    actions.divide_target(promised, [(ape, 5)], by=anna)
    assert [(share.pk, share.value) for share in promised.shares.all()] == [(kept, 5)]


def test_E12_a_group_keeps_its_stated_size_beside_its_listed_members():
    act = project("act")
    group = actions.add_part(CooperationGroup(project=act, name_et="Harju koostöögrupp", stated_size=7), by=None)
    actions.set_members(group, [], by=None)
    assert (group.stated_size, group.memberships.count()) == (7, 0)


def test_a_promise_divided_meanwhile_is_not_divided_over_it():
    act, anna = project("act"), person("Anna")
    promised = actions.add_part(Target(project=act, statement_et="17", unit_et="k", value=17), by=anna)
    ape = area(act, "Ape")
    seen = actions.division_of(promised)
    actions.divide_target(promised, [(ape, 4)], by=anna)
    with pytest.raises(ValidationError) as error:
        actions.divide_target(promised, [(ape, 5)], by=anna, seen=seen)
    assert code_of(error) == "stale"
    assert actions.division_of(promised) == {str(ape.pk): 4}


def test_a_formula_changed_meanwhile_is_not_changed_over_it():
    act, anna = project("act"), person("Anna")
    promised = actions.add_part(Target(project=act, statement_et="24", unit_et="k"), by=anna)
    factor = {"value": 2, "label_et": "korda", "label_lv": "", "label_en": ""}
    actions.set_formula(promised, [factor], by=anna, seen=[])
    with pytest.raises(ValidationError) as error:
        actions.set_formula(promised, [], by=anna, seen=[])
    assert code_of(error) == "stale"
    assert actions.formula_of(promised) == [factor]


def test_no_project_takes_the_address_of_the_page_where_projects_begin():
    with pytest.raises(ValidationError):
        project("new")

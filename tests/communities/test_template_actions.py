"""A project's own templates: a copy with all plans in it, parts added, moved, put away, and no answer lost."""
from datetime import date

import pytest
from django.utils import timezone

from communities import actions
from communities.actions import standard
from communities.actions import templates as verbs_of_templates
from communities.choices import FieldKind, PlanStatus, SectionKind
from communities.models import (
    ActionPlan,
    Answer,
    Assessment,
    AssessmentTemplate,
    Entry,
    FieldTemplate,
    PlanComment,
    PlanDraft,
    PlanTemplate,
    SectionTemplate,
    Statement,
)
from communities.summaries.content import content_of
from portal.shared import verbs
from tests.communities import world as here
from tests.refused import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(talgud, village, mari):
    enrolment = here.enrol(talgud, village)
    return actions.start_plan(ActionPlan(project=talgud, enrolment=enrolment, title="Kava"), by=mari)


def field(plan, section, code):
    return FieldTemplate.objects.get(section__template=plan.template_id, section__code=section, code=code)


def answer(plan, asked, text, entry=None):
    return verbs.create(Answer(plan=plan, field=asked, entry=entry, text=text), by=None)


def test_a_copy_takes_the_plans_along_with_everything_they_say(talgud, plan, mari):
    other = actions.start_plan(
        ActionPlan(project=talgud, enrolment=here.enrol(talgud, here.community("Teine")), title="Teine kava"), by=mari
    )
    asked, column = field(plan, "vision", "vision"), field(plan, "needs", "need")
    answer(plan, asked, "Igaüks vananeb kodus.")
    entry = verbs.create(Entry(plan=plan, section=column.section), by=None)
    answer(plan, column, "Lõuna", entry)
    verbs.create(PlanComment(plan=plan, section=asked.section, cell=f"a-{asked.pk}", text="Hea!", author=mari), by=mari)
    PlanDraft.objects.create(
        plan=plan, user=mari, section="needs", cell=f"e-{entry.pk}-{column.pk}", text="Lõunad", seen_at=timezone.now()
    )
    before = content_of(plan)

    own = verbs_of_templates.copy_plan_template(talgud, by=mari)

    plan.refresh_from_db()
    after = content_of(plan)
    assert {plan.template_id, ActionPlan.objects.get(pk=other.pk).template_id} == {own.pk}
    assert [section.code for section in after.sections] == [section.code for section in before.sections]
    assert after.section("vision").questions[0].cell.text == "Igaüks vananeb kodus."
    assert after.section("needs").grid.rows[0].cells[0].text == "Lõuna"
    assert PlanComment.objects.get().cell == f"a-{field(plan, 'vision', 'vision').pk}"
    assert PlanDraft.objects.get().cell == f"e-{entry.pk}-{field(plan, 'needs', 'need').pk}"
    assert Answer.objects.first().history.latest().history_user == mari
    with refused("own_already"):
        verbs_of_templates.copy_plan_template(talgud, by=mari)
    assert standard.template_of(PlanTemplate, talgud) == own and PlanTemplate.objects.count() == 2


def test_a_version_from_before_the_copy_can_be_brought_back(talgud, plan, mari):
    said = answer(plan, field(plan, "vision", "vision"), "Enne.")
    column = field(plan, "needs", "need")
    cell = answer(plan, column, "Lõuna", verbs.create(Entry(plan=plan, section=column.section), by=None))
    version = actions.freeze_plan(plan, "submitted", by=mari)
    verbs_of_templates.copy_plan_template(talgud, by=mari)
    for row in (said, cell):
        row.refresh_from_db()
        row.text = "Pärast."
        verbs.update(row, by=mari, version=row.version)
    plan.refresh_from_db()
    plan = actions.restore_version(plan, version, by=mari)
    now = content_of(plan)
    assert now.section("vision").questions[0].cell.text == "Enne."
    assert now.section("needs").grid.rows[0].cells[0].text == "Lõuna"


@pytest.fixture
def own(talgud, plan, mari):
    made = verbs_of_templates.copy_plan_template(talgud, by=mari)
    plan.refresh_from_db()
    return made


def test_what_is_added_is_asked_at_once_and_put_away_loses_nothing(own, plan, mari):
    section = verbs_of_templates.add_section(
        SectionTemplate(template=own, title_et="Meie küla lugu", kind=SectionKind.FIELDS), by=mari
    )
    again = verbs_of_templates.add_section(SectionTemplate(template=own, title_et="Meie küla lugu"), by=mari)
    assert (section.code, again.code) == ("meie-kula-lugu", "meie-kula-lugu-2")
    asked = verbs_of_templates.add_field(FieldTemplate(section=section, label_et="Lugu", required=True), by=mari)
    assert content_of(plan).section("meie-kula-lugu").questions[0].label == "Lugu"
    answer(plan, asked, "Siin oli veski.")
    verbs_of_templates.archive_template_part(section, by=mari)
    assert content_of(plan).section("meie-kula-lugu") is None
    verbs_of_templates.restore_template_part(section, by=mari)
    assert content_of(plan).section("meie-kula-lugu").questions[0].cell.text == "Siin oli veski."


def test_parts_change_places_one_at_a_time(own, mari):
    def order():
        return list(SectionTemplate.objects.filter(template=own).live().values_list("code", flat=True))[:3]

    today = SectionTemplate.objects.get(template=own, code="today")
    verbs_of_templates.move_template_part(today, by=mari, down=False)
    assert order() == ["today", "general", "resources"]
    verbs_of_templates.move_template_part(today, by=mari, down=False)
    assert order() == ["today", "general", "resources"]
    verbs_of_templates.move_template_part(today, by=mari, down=True)
    assert order() == ["general", "today", "resources"]


def test_what_cannot_be(own, plan, mari, talgud):
    with refused("kind_of_portal"):
        verbs_of_templates.add_section(SectionTemplate(template=own, title_et="Veel", kind=SectionKind.RISKS), by=mari)
    vision = SectionTemplate.objects.get(template=own, code="vision")
    with refused("no_table"):
        verbs_of_templates.add_field(FieldTemplate(section=vision, label_et="Veerg", in_table=True), by=mari)
    with refused("no_options"):
        verbs_of_templates.add_field(
            FieldTemplate(section=vision, label_et="Vali", kind=FieldKind.CHOICE, options_et="a"), by=mari
        )
    with refused("options_differ"):
        verbs_of_templates.add_field(
            FieldTemplate(section=vision, label_et="Vali", kind=FieldKind.CHOICE, options_et="a\nb", options_lv="a"), by=mari
        )
    asked = field(plan, "vision", "vision")
    answer(plan, asked, "Nii.")
    asked.kind = FieldKind.NUMBER
    with refused("answered"):
        verbs_of_templates.change_field(asked, by=mari, version=asked.version)


def test_an_own_assessment_leaves_earlier_rounds_alone(talgud, village, mari):
    enrolment = here.enrol(talgud, village)
    first = actions.record_assessment(Assessment(enrolment=enrolment, assessed_on=date(2024, 3, 1)), by=mari)
    own = verbs_of_templates.copy_assessment_template(talgud, by=mari)
    assert Statement.objects.filter(block__template=own).count() == 25 and own.bands.count() == 4
    block = own.blocks.first()
    added = verbs_of_templates.add_statement(Statement(block=block, text_et="Meil on kiik."), by=mari)
    assert added.order == 6
    second = actions.record_assessment(Assessment(enrolment=enrolment, assessed_on=date(2024, 9, 1)), by=mari)
    first.refresh_from_db()
    assert (second.template, first.template.project) == (own, None)
    assert AssessmentTemplate.objects.count() == 2


def test_an_approved_plan_moves_too(talgud, plan, mari):
    plan.status, plan.approved_on = PlanStatus.APPROVED, date(2024, 1, 1)
    plan = verbs.update(plan, by=mari, version=plan.version)
    own = verbs_of_templates.copy_plan_template(talgud, by=mari)
    plan.refresh_from_db()
    assert (plan.template, plan.status) == (own, PlanStatus.APPROVED)

"""Assessments and action plans: the verbs."""
from datetime import date, timedelta

import pytest
from django.utils import timezone

from communities import actions
from communities.choices import PlanStatus
from communities.models import ActionPlan, Assessment, Delegate, PlanComment
from projects.actions import close_project
from projects.models import Project
from tests.communities import world as here
from tests.refused import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(talgud, village):
    return here.enrol(talgud, village)


@pytest.fixture
def plan(enrolment):
    return here.plan(enrolment)


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def test_rounds_of_assessment_are_numbered_here(mari, enrolment):
    for _again in range(3):
        actions.record_assessment(Assessment(enrolment=enrolment, assessed_on=date(2024, 3, 1), round=7), by=mari)
    assert list(Assessment.objects.order_by("round").values_list("round", flat=True)) == [1, 2, 3]


def test_an_assessment_is_not_made_tomorrow(mari, enrolment):
    with refused("in_future"):
        actions.record_assessment(Assessment(enrolment=enrolment, assessed_on=tomorrow()), by=mari)
    made = here.assess(enrolment)
    made.assessed_on = tomorrow()
    with refused("in_future"):
        actions.change_assessment(made, by=mari, version=1)
    assert Assessment.objects.get().assessed_on == date(2024, 3, 1)


def test_a_new_plan_is_a_draft_whatever_is_said(mari, talgud, enrolment):
    plan = ActionPlan(
        project=talgud, enrolment=enrolment, title="Kava", status=PlanStatus.APPROVED, approved_on=date(2024, 1, 1)
    )
    plan = actions.start_plan(plan, by=mari)
    assert (plan.status, plan.approved_on, plan.history.latest().history_user) == (PlanStatus.DRAFT, None, mari)
    assert plan.template is not None


def test_a_submitted_plan_is_not_written_on(mari, plan):
    here.submit(plan, by=mari)
    mine = ActionPlan.objects.get()
    mine.title = "Teine"
    with refused("not_editable"):
        actions.change_plan(mine, by=mari, version=mine.version)
    actions.return_plan(mine, by=mari, reason="Lisa hind.")
    mine = ActionPlan.objects.get()
    mine.title = "Teine"
    assert actions.change_plan(mine, by=mari, version=mine.version).title == "Teine"


def test_a_closed_project_refuses_every_change(mari, talgud, enrolment, plan):
    close_project(talgud, by=mari)
    plan.project = enrolment.project = Project.objects.get()
    for change in (
        lambda: actions.record_assessment(Assessment(enrolment=enrolment, assessed_on=date(2024, 3, 1)), by=mari),
        lambda: actions.start_plan(ActionPlan(project=plan.project, enrolment=enrolment, title="Uus"), by=mari),
        lambda: actions.change_plan(plan, by=mari, version=1),
        lambda: actions.submit_plan(plan, by=mari),
        lambda: actions.endorse_plan(plan, by=mari),
        lambda: actions.approve_plan(plan, by=mari),
        lambda: actions.return_plan(plan, by=mari, reason="Lisa hind."),
        lambda: actions.begin_plan(plan, by=mari),
        lambda: actions.review_plan(plan, by=mari, year=2024),
        lambda: actions.complete_plan(plan, by=mari),
        lambda: actions.comment_plan(PlanComment(plan=plan, text="Kas nii?"), by=mari),
        lambda: actions.bind_delegate(Delegate(enrolment=enrolment, user=mari), by=mari),
    ):
        with refused("frozen"):
            change()


def test_X34_a_plan_belongs_to_one_community_or_one_group(mari, talgud, enrolment):
    assert here.group_plan(talgud).enrolment is None
    with refused(None):
        actions.start_plan(ActionPlan(project=talgud, title="Kellegi oma"), by=mari)

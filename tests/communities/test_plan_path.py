"""The path of a plan: every step, its states, its days, its papers (issue 3, 5)."""
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from communities import actions
from communities.choices import DelegateKind, PlanStatus, PlanStep, TaskStatus
from communities.models import ActionPlan, Delegate, PlanComment, PlanDecision, PlanReview, PlanTask, PlanVersion
from communities.summaries import plans_asked, plans_owed_by, state_of, step_name
from portal.shared import verbs
from portal.shared.dates import PartialDate
from projects.choices import Role
from projects.models import Document, User
from projects.summaries.waiting import answers
from tests.communities import world as here
from tests.refused import refused
from tests.shared import world

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def plan(talgud, village):
    return here.plan(here.enrol(talgud, village))


@pytest.fixture
def running(plan, mari):
    """Approved on 2 May 2023 and begun a week later."""
    plan = here.submit(plan, on=date(2023, 4, 2))
    plan = actions.endorse_plan(plan, by=mari, on=date(2023, 4, 20))
    plan = actions.approve_plan(plan, by=mari, on=date(2023, 5, 2))
    return actions.begin_plan(plan, by=mari, on=date(2023, 5, 9))


def task(plan, name, **fields):
    return verbs.create(PlanTask(plan=plan, name=name, **fields), by=None)


def waiting_in(project):
    return answers([plans_asked([project], timezone.localdate())])


def versions():
    return list(PlanVersion.objects.values_list("number", "step"))


def test_the_whole_path_leaves_decisions_and_frozen_versions(mari, plan):
    plan = here.submit(plan, by=mari, on=date(2023, 1, 10))
    plan = actions.return_plan(plan, by=mari, on=date(2023, 1, 20), reason="Lisa hind.")
    assert (plan.status, plan.history.latest().history_change_reason) == (PlanStatus.RETURNED, "Lisa hind.")
    plan = here.submit(plan, by=mari, on=date(2023, 2, 1))
    plan = actions.endorse_plan(plan, by=mari, on=date(2023, 2, 15), body="Vallavalitsus")
    plan = actions.approve_plan(plan, by=mari, on=date(2023, 3, 1), present=34, in_favour=31)
    plan = actions.begin_plan(plan, by=mari, on=date(2023, 3, 8))
    plan = actions.review_plan(plan, by=mari, year=2023, reviewed_on=date(2024, 1, 15), done="Kõik.")
    plan = actions.review_plan(plan, by=mari, year=2024, reviewed_on=date(2025, 1, 15), changes="Uus hind.")
    plan = actions.complete_plan(plan, by=mari, on=date(2025, 6, 1))
    assert (plan.status, plan.submitted_on, plan.approved_on) == (
        PlanStatus.COMPLETED, date(2023, 2, 1), date(2023, 3, 1)
    )
    assert list(PlanDecision.objects.values_list("step", "decided_on")) == [
        ("submitted", date(2023, 1, 10)), ("returned", date(2023, 1, 20)), ("submitted", date(2023, 2, 1)),
        ("endorsed", date(2023, 2, 15)), ("approved", date(2023, 3, 1)), ("started", date(2023, 3, 8)),
        ("reviewed", date(2024, 1, 15)), ("reviewed", date(2025, 1, 15)), ("completed", date(2025, 6, 1)),
    ]
    assert versions() == [(1, "submitted"), (2, "submitted"), (3, "approved"), (4, "completed")]
    assert [row.year for row in PlanReview.objects.all()] == [2023, 2024]
    voted = PlanDecision.objects.get(step=PlanStep.APPROVED)
    assert (voted.present, voted.in_favour, voted.history.latest().history_user) == (34, 31, mari)


def test_without_a_day_it_happens_today(mari, plan):
    plan = here.approve(plan)
    assert plan.submitted_on == plan.approved_on == timezone.localdate()


STEPS = {
    PlanStatus.DRAFT: {"submit"},
    PlanStatus.SUBMITTED: {"return", "endorse"},
    PlanStatus.RETURNED: {"submit"},
    PlanStatus.ENDORSED: {"return", "approve"},
    PlanStatus.APPROVED: {"start"},
    PlanStatus.RUNNING: {"review", "complete"},
    PlanStatus.REVIEWED: {"review", "complete"},
    PlanStatus.COMPLETED: set(),
}
VERBS = {
    "submit": here.submit,
    "return": lambda plan: actions.return_plan(plan, by=None, reason="Lisa."),
    "endorse": lambda plan: actions.endorse_plan(plan, by=None),
    "approve": lambda plan: actions.approve_plan(plan, by=None),
    "start": lambda plan: actions.begin_plan(plan, by=None),
    "review": lambda plan: actions.review_plan(plan, by=None, year=timezone.localdate().year),
    "complete": lambda plan: actions.complete_plan(plan, by=None),
}


@pytest.mark.parametrize("status", PlanStatus.values)
def test_each_state_lets_exactly_its_steps_through(plan, status):
    ActionPlan.objects.update(status=status, approved_on=timezone.localdate())
    done = set()
    for name, verb in VERBS.items():
        try:
            verb(plan)
            done.add(name)
        except ValidationError as error:
            assert error.code in {"not_editable", "not_submitted", "not_endorsed", "not_approved", "not_running"}
        PlanReview.objects.all().delete()
        ActionPlan.objects.update(status=status)
    assert done == STEPS[status]


def test_a_template_without_endorsement_goes_straight_to_the_meeting(mari, plan):
    plan.template.needs_endorsement = False
    verbs.update(plan.template, by=mari, version=plan.template.version)
    plan = here.submit(plan)
    assert actions.approve_plan(plan, by=mari).status == PlanStatus.APPROVED


def test_an_incomplete_plan_says_what_is_missing(mari, plan):
    with refused("incomplete"):
        actions.submit_plan(plan, by=mari)
    with pytest.raises(ValidationError, match=r"Visioon \(1\)"):
        actions.submit_plan(plan, by=mari)
    plan = actions.submit_plan(plan, by=mari, incomplete_because="Visioon tuleb koosolekult")
    assert PlanDecision.objects.get().note.endswith("Visioon tuleb koosolekult")


def test_a_step_is_not_before_the_last_one_and_not_tomorrow(mari, plan):
    plan = here.submit(plan, on=date(2024, 4, 2))
    for verb in (actions.endorse_plan, actions.return_plan):
        with refused("out_of_order"):
            verb(plan, by=mari, on=date(2024, 4, 1))
        with refused("in_future"):
            verb(plan, by=mari, on=timezone.localdate() + timedelta(days=1))
    plan = actions.endorse_plan(plan, by=mari, on=date(2024, 4, 2))
    with refused("out_of_order"):
        actions.approve_plan(plan, by=mari, on=date(2024, 4, 1))
    assert PlanDecision.objects.count() == 2


def test_a_return_needs_a_reason_or_a_remark(mari, plan):
    plan = here.submit(plan)
    with refused("no_reason"):
        actions.return_plan(plan, by=mari)
    actions.comment_plan(PlanComment(plan=plan, text="Kust see arv tuleb?"), by=mari)
    assert actions.return_plan(plan, by=mari).status == PlanStatus.RETURNED


def test_a_vote_is_whole(mari, plan):
    plan = actions.endorse_plan(here.submit(plan), by=mari)
    for half in ({"present": 3}, {"in_favour": 3}):
        with refused("half_a_vote"):
            actions.approve_plan(plan, by=mari, **half)
    with pytest.raises(ValidationError):
        actions.approve_plan(plan, by=mari, present=3, in_favour=4)
    assert ActionPlan.objects.get().status == PlanStatus.ENDORSED


def test_the_minutes_are_kept_and_belong_to_the_project(mari, plan):
    plan = actions.endorse_plan(here.submit(plan), by=mari)
    foreign = Document.objects.create(project=world.project("teine"), title="Muu", file="x.pdf")
    with refused("foreign_project"):
        actions.approve_plan(plan, by=mari, document=foreign)
    actions.approve_plan(plan, by=mari, upload=SimpleUploadedFile("protokoll.pdf", PDF))
    minutes = PlanDecision.objects.get(step=PlanStep.APPROVED).document
    assert (minutes.project, minutes.title.endswith("Kava"), minutes.kind) == (plan.project, True, "minutes")


def test_every_unfinished_task_is_done_goes_on_or_is_dropped(mari, running):
    roof, path, boat = task(running, "Katus", end="2023"), task(running, "Rada", end="2026-05"), task(running, "Paat")
    task(running, "Tehtud", status=TaskStatus.DONE)
    later = {"year": 2023, "reviewed_on": date(2024, 1, 15)}
    with refused("forgotten_task"):
        actions.review_plan(running, by=mari, carry={roof.pk: "done", path.pk: PartialDate(2026, 5)}, **later)
    with refused("end_has_passed"):
        actions.review_plan(
            running, by=mari, carry={roof.pk: PartialDate(2023), path.pk: "done", boat.pk: "dropped"}, **later
        )
    carry = {roof.pk: PartialDate(2024, 8), path.pk: PartialDate(2026, 5), boat.pk: "dropped"}
    actions.review_plan(running, by=mari, carry=carry, **later)
    rows = PlanTask.objects.order_by("pk").values_list("name", "status", "carried")
    assert list(rows) == [
        ("Katus", "planned", 1), ("Rada", "planned", 0), ("Paat", "dropped", 0), ("Tehtud", "done", 0),
    ]
    with refused("unknown_task"):
        actions.review_plan(
            ActionPlan.objects.get(), by=mari, year=2024, carry={boat.pk: "done", roof.pk: "done", path.pk: "done"}
        )


@pytest.mark.parametrize("year", [2022, 2025])
def test_a_review_is_of_a_year_in_which_the_plan_ran(mari, running, year):
    with refused("wrong_year"):
        actions.review_plan(running, by=mari, year=year, reviewed_on=date(2024, 1, 15))


def test_a_year_is_reviewed_once(mari, running):
    reviewed = actions.review_plan(running, by=mari, year=2023, reviewed_on=date(2024, 1, 15))
    with refused("wrong_year"):
        actions.review_plan(reviewed, by=mari, year=2023, reviewed_on=date(2024, 1, 16))


def test_a_plan_ends_with_its_tasks_or_with_a_reason(mari, running):
    task(running, "Katus")
    with refused("unfinished"):
        actions.complete_plan(running, by=mari)
    plan = actions.complete_plan(running, by=mari, unfinished_because="Raha ei jätkunud.")
    assert plan.status == PlanStatus.COMPLETED
    assert "Katus" in PlanDecision.objects.get(step=PlanStep.COMPLETED).note


def test_a_version_is_numbered_under_the_plans_lock_and_says_it_all(mari, plan):
    here.approve(plan)
    assert versions() == [(1, "submitted"), (2, "approved")]
    assert '"title":"Kava"' in PlanVersion.objects.get(number=2).content.replace('": "', '":"')


def test_E05_a_groups_plan_speaks_of_municipalities_and_steering(mari, talgud):
    plan = actions.endorse_plan(here.submit(here.group_plan(talgud)), by=mari)
    assert (state_of(plan), step_name(plan, PlanStep.APPROVED)) != (
        plan.get_status_display(), str(PlanStep.APPROVED.label)
    )
    assert actions.approve_plan(plan, by=mari).status == PlanStatus.APPROVED


def test_what_waits_for_the_coordinator(mari, talgud, village, harju):
    """Submitted for its endorsement, endorsed for the meeting, approved for its start, running once a year has passed."""
    today = timezone.localdate()

    def made(name, **fields):
        row = here.enrol(talgud, here.community(name, municipality=village.municipality))
        return here.plan(row, name, **fields)

    made("Mustand")
    here.submit(made("Esitatud"))
    actions.endorse_plan(here.submit(made("Kooskõlas")), by=mari)
    here.approve(made("Kinnitatud"))
    actions.return_plan(here.submit(made("Tagasi")), by=mari, reason="Lisa.")
    for name, began in (("Värske", today), ("Ammune", today - timedelta(days=400))):
        plan = here.submit(made(name), on=began)
        plan = actions.approve_plan(actions.endorse_plan(plan, by=mari, on=began), by=mari, on=began)
        actions.begin_plan(plan, by=mari, on=began)
    over = actions.review_plan(
        actions.begin_plan(here.approve(made("Lõppenud", end="2024")), by=mari), by=mari, year=today.year
    )
    waiting = {item.text.split("„")[1].split("“")[0]: item.url.rstrip("/").split("/")[-1] for item in waiting_in(talgud)}
    assert waiting == {
        "Esitatud": "endorse", "Kooskõlas": "approve", "Kinnitatud": "start", "Ammune": "review", "Lõppenud": "complete",
    }
    actions.complete_plan(over, by=mari)
    assert len(waiting_in(talgud)) == 4


def test_a_draft_waits_for_the_one_who_speaks_for_the_community(mari, talgud, village):
    """Neither for the coordinator, nor for an expert, nor for somebody from another village."""
    own, other = (here.enrol(talgud, here.community(name, municipality=village.municipality)) for name in ("Oma", "Muu"))
    plan = here.plan(own, "Oma kava")
    here.plan(other, "Muu kava")
    elder = world.person("Külavanem")
    world.member(elder, talgud, Role.COMMUNITY)
    actions.bind_delegate(Delegate(enrolment=own, user=elder), by=mari)
    actions.bind_delegate(Delegate(enrolment=other, user=elder, kind=DelegateKind.EXPERT), by=mari)
    (item,) = plans_owed_by(User.objects.get(pk=elder.pk), [talgud])
    assert ("Oma kava" in item.text, item.url) == (True, plan.get_absolute_url())
    assert waiting_in(talgud) == []
    here.submit(plan)
    assert plans_owed_by(User.objects.get(pk=elder.pk), [talgud]) == []

"""Whom the steps of a plan and the remarks about it concern: those who decide, those who write, the municipality."""
from django.utils.text import Truncator

from communities.choices import PlanStep
from communities.models import Delegate
from communities.permissions import needs_endorsement
from projects.actions.notices import people_of, tell
from projects.choices import NoticeKind, Role
from projects.models import User

DECIDED = {PlanStep.RETURNED, PlanStep.ENDORSED, PlanStep.APPROVED}
WRITES = (Role.COORDINATOR, Role.EDITOR)


def tell_step(plan, step, *, by, note=""):
    """A plan was handed in: to those who decide. It was decided on or came back: to those who write it, too."""
    if step == PlanStep.SUBMITTED:
        people = deciders(plan) | municipality(plan) if needs_endorsement(plan) else deciders(plan)
        tell(NoticeKind.PLAN_SUBMITTED, people=people, by=by, **about(plan, step))
    elif step in DECIDED:
        tell(
            NoticeKind.PLAN_DECIDED, people=writers(plan) | deciders(plan), by=by, step=step.value, detail=note,
            **about(plan, step),
        )


def tell_comment(comment, *, by):
    """A remark: to those who write the plan and those who decide about it."""
    plan = comment.plan
    told = about(plan, "comment") | {"key": f"comment:{comment.pk}"}
    people = writers(plan, (Role.COMMUNITY, Role.EXPERT)) | deciders(plan)
    tell(NoticeKind.COMMENT, people=people, by=by, detail=Truncator(comment.text).chars(200), **told)


def about(plan, step):
    return {
        "subject": plan.title, "project": plan.project, "route": "communities:actionplan-detail",
        "args": [plan.project.slug, plan.pk], "key": f"plan:{plan.pk}:{step}:{plan.version}",
    }


def is_secret(plan):
    """Of a sensitive community only the coordinators, its own people and the partner who works with it may know."""
    enrolment = plan.enrolment
    return enrolment is not None and (enrolment.sensitive or enrolment.activity_id and enrolment.activity.sensitive)


def deciders(plan):
    activity = plan.enrolment.activity if plan.enrolment_id and not is_secret(plan) else None
    return people_of(plan.project, [Role.COORDINATOR], activity=activity)


def writers(plan, bound=(Role.COMMUNITY,)):
    """Editors who act for the plan's author or for whoever works with the community, and those bound to the community."""
    authors = {None if is_secret(plan) else plan.author_id, plan.enrolment.author_id if plan.enrolment_id else None} - {None}
    activity = plan.enrolment.activity if plan.enrolment_id else None
    people = people_of(plan.project, WRITES, organisations=authors, activity=activity)
    if plan.enrolment_id is None:
        return people
    delegates = Delegate.objects.filter(enrolment=plan.enrolment_id, user__in=people_of(plan.project, bound))
    return people | User.objects.filter(pk__in=delegates.values("user"))


def municipality(plan):
    place = plan.enrolment.community.municipality if plan.enrolment_id and not is_secret(plan) else None
    return people_of(plan.project, [Role.EDITOR], organisations=[place.organisation_id] if place else [])

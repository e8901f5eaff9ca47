"""Deadlines that come near are told twice, a month and a week before; when a deadline moves, it is told anew."""
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from budgets.choices import CLAIM_IS_OPEN
from budgets.models import Budget, Claim, ReportingPeriod
from projects.actions.notices import people_of, tell
from projects.choices import ActivityStatus, NoticeKind, Publication, Role
from projects.models import Activity, ActivityPartner, Project

MARKS = (7, 30)
OPEN = (Publication.DRAFT, Publication.ACTIVE)
OVER = (ActivityStatus.DONE, ActivityStatus.CANCELLED)


def tell_deadlines(today, *, dry_run=False):
    """Tell everybody whom a deadline within a month concerns; returns how many notices are new. Any number of runs is one."""
    with transaction.atomic():
        count = sum(tell_deadline(today, **told) for told in [*ends(today), *activities(today), *claims(today)])
        if dry_run:
            transaction.set_rollback(True)
    return count


def tell_deadline(today, *, project, step, day, people, subject, route, args, what):
    mark = min(mark for mark in MARKS if (day - today).days <= mark)
    return tell(
        NoticeKind.DEADLINE, people=people, subject=subject, step=step, detail=day.isoformat(), project=project, route=route,
        args=args, key=f"deadline:{step}:{what}:{day.isoformat()}:{mark}",
    )


def within(today, name):
    return {f"{name}__gte": today, f"{name}__lte": today + timedelta(days=max(MARKS))}


def ends(today):
    """Ends of projects: to their coordinators."""
    for project in Project.objects.filter(publication__in=OPEN, **within(today, "ends_on")):
        yield {
            "project": project, "step": "project", "day": project.ends_on, "people": people_of(project, [Role.COORDINATOR]),
            "subject": project, "route": "dashboards:overview", "args": [project.slug], "what": project.pk,
        }


def activities(today):
    """Ends of activities: to the coordinators, to partners who answer for them, and to those who work in them alone."""
    rows = Activity.objects.live().exclude(status__in=OVER).filter(project__publication__in=OPEN, **within(today, "ends_on"))
    for activity in rows.select_related("project"):
        project = activity.project
        partners = ActivityPartner.objects.filter(activity=activity, organisation__isnull=False)
        people = people_of(project, [Role.COORDINATOR], activity=activity) | people_of(
            project, [Role.EDITOR], organisations=partners.values_list("organisation", flat=True), activity=activity
        )
        yield {
            "project": project, "step": "activity", "day": activity.ends_on, "people": people, "subject": activity,
            "route": "projects:activity-detail", "args": [project.slug, activity.pk], "what": activity.pk,
        }


def claims(today):
    """Claims that are not handed in: of each partner to his editors, of the project to its coordinators."""
    periods = ReportingPeriod.objects.filter(project__publication__in=OPEN, ends_on__lt=today).select_related("project")
    handed_in = Claim.objects.filter(period=OuterRef("pk"), partnership__isnull=True).exclude(state__in=CLAIM_IS_OPEN)
    for period in periods.filter(~Exists(handed_in), **within(today, "claim_due_on")):
        yield of_period(period, period.claim_due_on, people_of(period.project, [Role.COORDINATOR]), "all")
    for period in periods.filter(**within(today, "partner_due_on")):
        mine = Claim.objects.filter(period=period, partnership=OuterRef("partnership")).exclude(state__in=CLAIM_IS_OPEN)
        budgets = Budget.objects.filter(~Exists(mine), partnership__project=period.project).select_related("partnership")
        for budget in budgets:
            firm = budget.partnership.organisation_id
            people = people_of(period.project, [Role.EDITOR, Role.COORDINATOR], organisations=[firm])
            yield of_period(period, period.partner_due_on, people, budget.partnership_id)


def of_period(period, day, people, whose):
    project = period.project
    return {
        "project": project, "step": "claim", "day": day, "people": people, "subject": period, "route": "budgets:claim-list",
        "args": [project.slug], "what": f"{period.pk}:{whose}",
    }

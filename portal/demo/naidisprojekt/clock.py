"""Dates relative to the day of loading. When the demo is loaded on a later day, all of the example moves along."""
from datetime import date, timedelta

from django.utils import timezone

from budgets.models import Expense, ReportingPeriod
from communities.models import ActionPlan, Assessment, Enrolment, Equipment, PlanDecision
from portal.demo.people import EXAMPLE
from portal.shared import verbs
from portal.shared.dates import PartialDate
from projects.models import Activity, Contact, Invitation, PeriodChange, Project, Source
from projects.models.membership import in_seven_days
from trainings.models import Event, EventDay, News, SupportAssignment

SHIFTED = [  # model, way to the project, its dates
    (Project, "pk", ["planned_start", "planned_end"]),
    (Activity, "project", ["start", "end"]),
    (Contact, "project", ["consent_on"]),
    (Enrolment, "project", ["starts_on", "ends_on", "selected_on", "ready_on"]),
    (Assessment, "enrolment__project", ["assessed_on"]),
    (ActionPlan, "project", ["start", "end", "submitted_on", "approved_on"]),
    (PlanDecision, "plan__project", ["decided_on"]),
    (Event, "project", ["stated_date"]),
    (EventDay, "event__project", ["date"]),
    (SupportAssignment, "enrolment__project", ["starts_on", "ends_on", "completed_on"]),
    (Equipment, "project", ["bought_on"]),
    (Expense, "project", ["issued_on", "paid_on"]),
    (ReportingPeriod, "project", ["starts_on", "ends_on", "partner_due_on", "claim_due_on"]),
    (PeriodChange, "project", ["before", "after", "decided_on"]),
    (News, "project", ["happened_on", "published_on"]),
    (Source, "project", ["read_on"]),
]


def day(number):
    """The day so many days from today (before it when negative)."""
    return timezone.localdate() + timedelta(days=number)


def refresh(by):
    """Move every date by the days that have passed since the last loading; on the same day nothing changes."""
    source = Source.objects.filter(project__slug=EXAMPLE, read_on__isnull=False).first()
    passed = timezone.localdate() - source.read_on if source else timedelta(0)
    if not passed:
        return
    for model, way, names in SHIFTED:
        for row in model.objects.filter(**{way: source.project_id}):
            for name in names:
                setattr(row, name, moved(getattr(row, name), passed))
            verbs.update(row, by=by, version=row.version)
    for invitation in Invitation.objects.filter(project=source.project_id, accepted_at=None, revoked_at=None):
        invitation.expires_at = in_seven_days()
        verbs.update(invitation, by=by, version=invitation.version)


def moved(value, passed):
    """A day so much later; months, years and unknown dates stay."""
    if isinstance(value, date):
        return value + passed
    if isinstance(value, PartialDate) and value.year and value.day:
        return PartialDate.parse(value.lower + passed)
    return value

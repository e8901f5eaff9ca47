"""The records behind the figures about communities, as their tallies count them: one query each."""
from django.db.models import OuterRef, Subquery

from communities.models import ActionPlan, Assessment, Enrolment, Equipment
from communities.models.community import COUNTED
from communities.models.plan import APPROVED
from communities.summaries.enrolments import is_hidden
from projects.summaries.records import Record

UNDECIDED = ("submitted", "endorsed")


def enrolment_records(project):
    """Communities chosen, ready, and assessed for the first time: one query."""
    first = Assessment.objects.done().filter(enrolment=OuterRef("pk")).order_by("assessed_on")
    rows = (
        Enrolment.objects.filter(project=project).select_related("community", "activity")
        .annotate(
            assessed=Subquery(first.values("assessed_on")[:1]), assessment=Subquery(first.values("pk")[:1]),
            assessment_version=Subquery(first.values("version")[:1]),
        )
        .order_by("pk")
    )
    for row in rows:
        about = {"label": str(row.community), "activity": row.activity_id, "sensitive": is_hidden(row)}
        page = {"route": "communities:enrolment-detail", "args": (project.slug, row.pk)}
        days = {"enrolment": row.selected_on or row.starts_on}
        if row.ready_on:
            days["ready"] = row.ready_on
        for tag, on in days.items() if row.status in COUNTED else ():
            yield Record("communities.enrolment", row.pk, row.version, tags=frozenset({tag}), identity=row.community_id,
                         on=on, **about, **page)
        if row.assessed:
            yield Record(
                "communities.assessment", row.assessment, row.assessment_version, tags=frozenset({"assessment"}), on=row.assessed,
                route="communities:assessment-detail", args=(project.slug, row.pk, row.assessment), **about,
            )


def plan_records(project):
    """Plans begun, submitted and approved, each by its own day; and those that wait for a decision: one query."""
    rows = ActionPlan.objects.filter(project=project).select_related("enrolment__activity").order_by("pk")
    for row in rows:
        written = row.created_at.date()
        begun = min(day for day in (written, row.submitted_on, row.approved_on) if day)
        days = {"begun": begun, "submitted": row.submitted_on, "approved": row.approved_on if row.status in APPROVED else None}
        days["undecided"] = row.submitted_on if row.status in UNDECIDED else None
        for tag, on in days.items():
            if on:
                yield Record(
                    "communities.actionplan", row.pk, row.version, str(row), "communities:actionplan-detail",
                    (project.slug, row.pk), on=on, activity=row.enrolment.activity_id if row.enrolment_id else None,
                    tags=frozenset({tag}), sensitive=row.enrolment_id is not None and is_hidden(row.enrolment),
                )


def equipment_records(project):
    """Things bought: one query."""
    rows = Equipment.objects.live().filter(project=project, bought_on__isnull=False).select_related("enrolment__activity")
    for row in rows.order_by("pk"):
        yield Record(
            "communities.equipment", row.pk, row.version, str(row), "communities:equipment-detail", (project.slug, row.pk),
            on=row.bought_on, activity=row.enrolment.activity_id if row.enrolment_id else None, tags=frozenset({"bought"}),
            sensitive=row.enrolment_id is not None and is_hidden(row.enrolment),
        )

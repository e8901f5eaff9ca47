"""Whom it concerns when an event moves or is called off: its organiser, the partners of its activity, the coordinators."""
from projects.actions.notices import people_of, tell
from projects.choices import NoticeKind, Role
from projects.models import ActivityPartner


def tell_change(event, step, *, by, detail=""):
    """`step`: "cancelled", "postponed" or "moved"; `detail`: the reason, or the new day as 2027-03-01."""
    partners = ActivityPartner.objects.filter(activity=event.activity_id, organisation__isnull=False)
    concerned = {event.organiser_id, *partners.values_list("organisation", flat=True)} - {None}
    people = people_of(event.project, [Role.COORDINATOR], activity=event.activity) | people_of(
        event.project, Role, organisations=concerned, activity=event.activity
    )
    tell(
        NoticeKind.EVENT_CHANGED, people=people, subject=event.title, step=step, detail=detail, project=event.project,
        route="trainings:event-detail", args=[event.pk], key=f"event:{event.pk}:{step}:{event.version}:{detail}", by=by,
    )

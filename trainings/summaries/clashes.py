"""What speaks against a date: another event for the same people, the same audience or the same place, and orders of work.

They warn, they never block. Only events this person may see are named.
"""
from dataclasses import dataclass
from datetime import time

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared.tables import format_day
from portal.shared.text import fold
from projects.choices import ActivityStatus
from projects.models import ActivityDependency
from trainings.choices import EventMode, EventStatus
from trainings.models import Event, EventDay, Registration

MOST_TOLD = 5
STANDING = [EventStatus.PLANNED, EventStatus.HELD]


@dataclass(frozen=True)
class Clash:
    """`day`: the day of the other event; `why`: sentences without a full stop, the weightiest first."""

    event: Event
    day: EventDay
    why: tuple[str, ...]

    @property
    def text(self):
        when = format_day(self.day.date)[0]
        if self.day.starts_at:
            when = f"{when} {self.day.starts_at:%H:%M}"
        return _("%(when)s there is “%(event)s” (%(project)s): %(why)s.") % {
            "when": when, "event": self.event, "project": self.event.project.acronym or self.event.project,
            "why": "; ".join(self.why),
        }


def clashes_of(day, event, *, user, audiences=None):
    """[Clash] of one EventDay, saved or not: three queries."""
    return clashes_on([day], event, user=user, audiences=audiences)


def clashes_on(days, event, *, user, audiences=None):
    """[Clash] of the days of an event, saved or not, by date: three queries, and one per step up to its outermost event.

    `audiences`: those just chosen; without them the saved event's are asked.
    """
    others = [other for other in other_days(days, event, user) if any(overlap(day, other) for day in days)]
    if not others:
        return []
    chosen, theirs = audiences_of(event, others, audiences)
    people = people_in_common(event, others)
    found = []
    for other in others:
        why = reasons(event, other.event, chosen, theirs.get(other.event_id, {}), people.get(other.event_id, 0))
        if why:
            found.append(Clash(other.event, other, tuple(why)))
    return found


def other_days(days, event, user):
    """Days of other events on the same dates: one query. What stands within the same outermost event belongs together."""
    rows = (
        EventDay.objects.filter(
            date__in={day.date for day in days}, event__in=Event.objects.visible_to(user).live(),
            event__status__in=STANDING,
        )
        .select_related(
            "event__project", "event__community", "event__municipality__county", "event__county", "event__parent__parent",
        )
        .order_by("date", "starts_at", "pk")
    )
    if event.pk:
        rows = rows.exclude(event=event.pk)
    top = outermost(event)
    return [row for row in rows if top is None or outermost(row.event) != top]


def outermost(event):
    """The key of the event around everything, or None for an event that is not saved yet."""
    while event.parent_id:
        event = event.parent
    return event.pk


def overlap(day, other):
    """Without times a day is taken whole."""
    if day.date != other.date:
        return False
    if not (day.starts_at and other.starts_at):
        return True
    ends, other_ends = day.ends_at or time.max, other.ends_at or time.max
    return day.starts_at < other_ends and other.starts_at < ends


def audiences_of(event, others, chosen):
    """({key: name} of this event, {event: {key: name}} of the others): one query."""
    wanted = {day.event_id for day in others} | ({event.pk} if chosen is None and event.pk else set())
    rows, found = Event.audiences.through.objects.filter(event__in=wanted).select_related("audience"), {}
    for row in rows:
        found.setdefault(row.event_id, {})[row.audience_id] = row.audience.name
    own = {row.pk: row.name for row in chosen} if chosen is not None else found.get(event.pk, {})
    return own, found


def people_in_common(event, others):
    """{event: how many people are signed up for it and for this one}: one query. A merged person is one."""
    if not event.pk:
        return {}
    rows = (
        Registration.objects.standing().filter(event__in={event.pk, *(day.event_id for day in others)}).order_by()
        .values_list("event", Coalesce("person__root", "person"))
    )
    signed = {}
    for pk, person in rows:
        signed.setdefault(pk, set()).add(person)
    own = signed.pop(event.pk, set())
    return {pk: len(own & people) for pk, people in signed.items()}


def reasons(event, other, chosen, theirs, people):
    """Sentences that say why two events on one day hinder each other."""
    why = []
    if people:
        why.append(ngettext("%(n)d person is signed up for both", "%(n)d people are signed up for both", people) % {"n": people})
    if event.cohort and event.cohort == other.cohort and event.project_id == other.project_id:
        why.append(_("the same group of participants"))
    shared = [name for key, name in chosen.items() if key in theirs]
    if shared:
        why.append(_("the same audience: %(names)s") % {"names": ", ".join(shared)})
    place = same_place(event, other)
    if place:
        why.append(place)
    return why


def same_place(event, other):
    """The narrowest place two events share, in words, or ""; an event on the net is nowhere."""
    if EventMode.ONLINE in {event.mode, other.mode}:
        return ""
    if event.community_id and event.community_id == other.community_id:
        return _("the same host community")
    if event.municipality_id and event.municipality_id == other.municipality_id:
        if event.venue and fold(event.venue) == fold(other.venue):
            return _("the same venue: %(name)s") % {"name": event.venue}
        return _("the same municipality: %(name)s") % {"name": other.municipality}
    county = county_of(event)
    if county is not None and county == county_of(other):
        return _("the same county: %(name)s") % {"name": county}
    return ""


def county_of(event):
    return event.municipality.county if event.municipality_id else event.county


def clash_warnings(clashes):
    """Sentences for a form: the first few, and how many more there are."""
    told = [clash.text for clash in clashes[:MOST_TOLD]]
    more = len(clashes) - len(told)
    if more > 0:
        told.append(ngettext("%(n)d more event on these days", "%(n)d more events on these days", more) % {"n": more})
    return told


def order_warnings_of(event, on):
    """Sentences when an event is planned before what its activity should follow is finished (A-15): one query."""
    if not event.activity_id or on is None:
        return []
    orders = ActivityDependency.objects.filter(activity=event.activity_id).select_related("after").order_by("pk")
    over = {ActivityStatus.DONE, ActivityStatus.CANCELLED}
    return [
        _("“%(after)s” should be finished first (%(period)s).") % {"after": row.after, "period": row.after.period_text}
        for row in orders if row.after.status not in over and row.after.ends_on and on <= row.after.ends_on
    ]

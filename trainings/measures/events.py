"""Events and their days."""
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from communities.measures import rescue_region
from portal.shared.money import share_out
from portal.shared.once import once
from projects import measures
from projects.measures import Measure, Row
from projects.models import Partnership
from trainings.choices import DayKind, EventKind, EventStatus
from trainings.models import Event, EventDay
from trainings.summaries.counted import top_of, with_answers, with_people

KINDS = {
    "trainings": (EventKind.TRAINING, _("trainings held")),
    "seminars": (EventKind.SEMINAR, _("seminars held")),
    "workshops": (EventKind.WORKSHOP, _("workshops held")),
    "webinars": (EventKind.WEBINAR, _("webinars held")),
    "inspiration_days": (EventKind.INSPIRATION, _("inspiration days held")),
    "meetings": (EventKind.MEETING, _("network meetings held")),
    "dialogue_circles": (EventKind.DIALOGUE, _("dialogue circles held")),
    "trips": (EventKind.TRIP, _("study trips made")),
    "mobilities": (EventKind.MOBILITY, _("learning mobilities made")),
    "expert_visits": (EventKind.EXPERT_VISIT, _("visits of invited experts")),
}
SHARES = ("shares__organisation", "shares__weight")
HELD = {"status": EventStatus.HELD.value}


def where(path=""):
    """The event's county and rescue region as annotations; `path` leads to the event."""
    county, municipality = f"{path}county", f"{path}municipality__county"
    return {
        "at_county": Coalesce(f"{county}__code", f"{municipality}__code"),
        "at_region": Coalesce(f"{path}region__code", rescue_region(county), rescue_region(municipality)),
    }


def last_day(path=""):
    """Subquery: the last day of the event, the one on which it was over; `path` leads to the event."""
    return Subquery(EventDay.objects.filter(event=OuterRef(f"{path}pk")).order_by("-date").values("date")[:1])


def day_of(last, stated):
    """When an event was: its last day, otherwise the day as it was stated when that is a whole one."""
    return last or (stated.lower if stated and stated.lower == stated.upper else None)


def partner_of(amount, shares, organiser, *, whole=False):
    """The part "partner" of a row: of a joint event {organisation: amount}, otherwise who organised it (X-18).

    `shares`: {organisation: weight}, {None: None} where nobody shares. The amounts add up to the row's; people are not cut
    into parts (`whole`).
    """
    if None in shares:
        return str(organiser or "")
    scale = 100 if whole else 1
    shares = dict(sorted(shares.items()))
    parts = share_out(Decimal(amount) / scale, shares.values())
    return {str(organisation): part * scale for organisation, part in zip(shares, parts, strict=True)}


@once
def day_groups(projects):
    return (
        EventDay.objects.filter(event__project__in=projects, event__status=EventStatus.HELD, event__archived_at=None)
        .annotate(top=top_of("event__"), **where("event__"))
        .order_by()
        .values_list(
            "event__project", "event", "date", "top", "event__activity", "event__kind", "event__cohort", "at_county", "at_region",
            "event__organiser", "kind", *(f"event__{name}" for name in SHARES),
        )
        .annotate(halves=Sum("half_days"))
    )


def tally_days(projects):
    """Whole days held, half a day being 0.5; within a nest of events each date counts once (X-16)."""
    (groups,) = yield [day_groups(projects)]
    dates, shares = {}, {}
    for project, event, *about, kind, partner, weight, halves in groups:  # a joint event comes once for each partner
        dates.setdefault((project, event, *about), {})[kind] = halves
        shares.setdefault(event, {})[partner] = weight
    for (project, event, date, top, activity, event_kind, cohort, county, region, organiser), kinds in dates.items():
        for tags, halves in [({event_kind, "day"}, sum(kinds.values())), *(({kind}, kinds[kind]) for kind in kinds)]:
            days = Decimal(halves) / 2
            partner = partner_of(days, shares[event], organiser)
            belongs = parts(cohort, county, region, partner)
            yield Row(project, days, activity, frozenset(tags), belongs, identity=(top, date), on=date)


@once
def event_rows(projects):
    return (
        with_answers(with_people(Event.objects.live().filter(project__in=projects).exclude(status=EventStatus.CANCELLED)))
        .annotate(top=top_of(), last=last_day(), **where()).order_by()
        .values_list(
            "pk", "project", "top", "activity", "kind", "cohort", "at_county", "at_region", "organiser", "status", "came",
            "answers", "capacity", "last", "stated_date", *SHARES,
        )
    )


def tally_events(projects):
    """Events held, their people and answers; places of those planned as well. The people of a nest count once (X-16)."""
    (groups,) = yield [event_rows(projects)]
    events, shares = {}, {}
    for pk, *about, partner, weight in groups:
        events[pk] = about
        shares.setdefault(pk, {})[partner] = weight
    for pk, (project, top, activity, kind, cohort, county, region, organiser, status, *rest) in events.items():
        came, answers, capacity, *days = rest
        on = day_of(*days)
        held = status == EventStatus.HELD
        for tags, amount, identity in (
            ({kind, "event"}, int(held), None),
            ({"people"}, came if held else 0, top),
            ({"answers"}, answers if held else 0, None),
            ({"places"}, capacity, top),
        ):
            if amount:
                partner = partner_of(amount, shares[pk], organiser, whole="event" not in tags)
                belongs = parts(cohort, county, region, partner)
                yield Row(project, amount, activity, frozenset(tags), belongs, identity=identity, on=on)


def parts(cohort, county, region, partner=""):
    return {"cohort": cohort or "", "county": county or "", "region": region or "", "partner": partner}


def cohorts(project):
    names = Event.objects.filter(project=project).exclude(cohort="").order_by("cohort").values_list("cohort", flat=True)
    return [(name, name) for name in names.distinct()]


def partners(project):
    rows = Partnership.objects.filter(project=project).select_related("organisation")
    return [(str(row.organisation_id), str(row.organisation)) for row in rows]


def register():
    measures.register_tally("days", tally_days)
    measures.register_tally("events", tally_events)
    measures.register_distribution("cohort", cohorts)
    measures.register_distribution("partner", partners)
    days, events, figures = "trainings:eventday-list", "trainings:event-list", "trainings:event-figures"
    for key, (kind, label) in KINDS.items():
        measures.register(
            Measure(key, label, "events", frozenset({kind.value}), events, {**HELD, "kind": kind.value})
        )
    measures.register(Measure("events", _("events held"), "events", frozenset({"event"}), events, HELD))
    for key, tag, label in (
        ("participants", "people", _("people who took part")),
        ("answers", "answers", _("answers to questions about events")),
        ("places", "places", _("places at events")),
    ):
        measures.register(Measure(key, label, "events", frozenset({tag}), figures, {"count": tag}))
    for key, query, label in (
        ("days", {}, _("days held")),
        ("days_theory", {"kind": DayKind.THEORY.value}, _("theory days held")),
        ("days_practice", {"kind": DayKind.PRACTICE.value}, _("practice days held")),
        ("days_seminar", {"event_kind": EventKind.SEMINAR.value}, _("seminar days held")),
    ):
        tags = frozenset(query.values()) or frozenset({"day"})
        measures.register(Measure(key, label, "days", tags, days, query))

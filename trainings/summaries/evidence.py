"""What each funder wants to see of an event, and what is there. One document serves every funder who asks for its kind."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property

from portal.shared.sums import count_of
from projects.choices import EvidenceKind
from projects.models import EvidenceRule, FundingLink, Programme
from trainings.choices import EventStatus
from trainings.models import AgendaItem, Attendance, Event, EventDay, EventReport, EvidenceItem, SignedSheet, TripStop
from trainings.summaries.feedback import feedback_by_event

ORDER = {kind: place for place, kind in enumerate(EvidenceKind.values)}
THERE, MADE, OPEN = "there", "made", "open"


@dataclass(frozen=True)
class Demand:
    """One line of one funder's checklist."""

    programme: Programme
    text: str
    required: bool


@dataclass(frozen=True)
class Line:
    """A kind of evidence: who asks for it, and what is there.

    `made`: the portal itself can write this paper from what was entered. `sheets`: (days with a signed sheet, days) where
    each day wants one, otherwise None.
    """

    kind: str
    demands: tuple[Demand, ...]
    items: tuple[EvidenceItem, ...] = ()
    made: bool = False
    sheets: tuple[int, int] | None = None

    @property
    def label(self):
        return EvidenceKind(self.kind).label

    @property
    def required(self):
        return any(demand.required for demand in self.demands)

    @property
    def lacks_sheets(self):
        """Some days are signed, others are not."""
        return self.sheets is not None and 0 < self.sheets[0] < self.sheets[1]

    @property
    def state(self):
        """"there": a document lies here; "made": the portal writes it; "open"."""
        if self.items and not self.lacks_sheets:
            return THERE
        return MADE if self.made else OPEN

    @property
    def done(self):
        return self.state != OPEN


@dataclass(frozen=True)
class Funder:
    """How far one funder's checklist is."""

    programme: Programme
    done: int
    required: int
    recommended_done: int
    recommended: int

    @property
    def complete(self):
        return self.done == self.required


@dataclass(frozen=True)
class Pack:
    """An event's evidence. `lines`: what somebody asks for; `extra`: what lies here besides."""

    event: object
    lines: tuple[Line, ...]
    extra: tuple[EvidenceItem, ...]
    closed_on: date | None
    lacks_comment: bool

    @cached_property
    def funders(self):
        """[Funder] in the order in which they ask."""
        found = {}
        for line in self.lines:
            for demand in line.demands:
                counts = found.setdefault(demand.programme, [0, 0, 0, 0])
                place = 0 if demand.required else 2
                counts[place] += line.done
                counts[place + 1] += 1
        return [Funder(programme, *counts) for programme, counts in found.items()]

    @property
    def required(self):
        return sum(line.required for line in self.lines)

    @property
    def done(self):
        return sum(line.required and line.done for line in self.lines)

    @property
    def open(self):
        """The required lines that are still open."""
        return [line for line in self.lines if line.required and not line.done]

    @property
    def complete(self):
        return not self.open and not self.lacks_comment

    @property
    def items(self):
        return [item for line in self.lines for item in line.items] + list(self.extra)

    @property
    def state(self):
        """"closed", "complete", "open", "ahead" before the event was held, or "unasked" where nobody asks for anything."""
        if self.closed_on:
            return "closed"
        if not self.lines:
            return "unasked"
        if self.complete:
            return "complete"
        return "open" if self.event.status == EventStatus.HELD else "ahead"


class RuleBook:
    """The checklists of a project's funders: its programme, and those of its funding chain; two queries.

    Of a programme's rule sets with a checklist the latest holds that is valid on the day; a strand that asks nothing of such
    an event takes what its programme asks.
    """

    def __init__(self, project):
        linked = FundingLink.objects.filter(project=project, programme__isnull=False).values("programme")
        near = Programme.objects.filter(Q(pk=project.programme_id) | Q(pk__in=linked)).select_related("parent__parent")
        self.chains = [chain_of(row) for row in near]
        self.sets, self.told = {}, {}
        named = {programme.pk for chain in self.chains for programme in chain}
        for rule in EvidenceRule.objects.filter(rule_set__programme__in=named).select_related("rule_set"):
            self.sets.setdefault(rule.rule_set, []).append(rule)

    def demands(self, on, kind):
        """{kind of evidence: [Demand]} for an event of this kind on this day; to be read only, many events share it."""
        latest = tuple(self.latest(programme, on) for chain in self.chains for programme in chain)
        key = (kind, *(rule_set and rule_set.pk for rule_set in latest))
        if key not in self.told:
            self.told[key] = self.demands_of(on, kind)
        return self.told[key]

    def demands_of(self, on, kind):
        found, told = {}, set()
        for chain in self.chains:
            programme, rules = next(
                ((row, rules) for row in chain if (rules := self.rules(row, on, kind))), (None, ())
            )
            if programme is not None and programme.pk not in told:
                told.add(programme.pk)
                for rule in rules:
                    demand = Demand(programme, str(rule), rule.required)
                    found.setdefault(rule.kind or EvidenceKind.OTHER, []).append(demand)
        return found

    def rules(self, programme, on, kind):
        return [rule for rule in self.sets.get(self.latest(programme, on), ()) if rule.event_kind in ("", kind)]

    def latest(self, programme, on):
        """The programme's rule set with a checklist that holds on the day, or None."""
        valid = [
            row for row in self.sets
            if row.programme_id == programme.pk
            and (row.valid_from is None or row.valid_from <= on) and (row.valid_until is None or row.valid_until >= on)
        ]
        return max(valid, key=lambda row: (row.valid_from or date.min, row.pk), default=None)


def chain_of(programme):
    """The programme, the one it is a strand of, and so on."""
    chain = []
    while programme is not None and len(chain) < 3:
        chain.append(programme)
        programme = programme.parent
    return chain


def pack_of(event):
    """The Pack of one event."""
    return packs_of(event.project, [event])[0]


def packs_of(project, events):
    """[Pack] of a project's events, in their order: five queries. What was archived does not count."""
    events = list(events)
    book, here = RuleBook(project), [event.pk for event in events]
    known = {row["pk"]: row for row in facts_of(here)}
    feedback, items = feedback_by_event(here), {}
    rows = EvidenceItem.objects.live().filter(event__in=here, document__archived_at=None).select_related("document")
    for item in rows.order_by("kind", "pk"):
        items.setdefault(item.event_id, []).append(item)
    return [
        make_pack(event, book, known[event.pk], items.get(event.pk, []), feedback.get(event.pk)) for event in events
    ]


def facts_of(keys):
    """Of each event, as a dict: its first day and number of days, days with a signed sheet, its report, what it has."""
    reports = EventReport.objects.filter(event=OuterRef("pk"))
    agenda = AgendaItem.objects.filter(event=OuterRef("pk"))
    stops = TripStop.objects.filter(trip__event=OuterRef("pk"))
    there = Attendance.objects.present().filter(day__event=OuterRef("pk"))
    return Event.objects.filter(pk__in=keys).annotate(
        days_planned=count_of(EventDay.objects.all(), per="event"),
        days_signed=count_of(SignedSheet.objects.all(), per="day__event", distinct="day"),
        closed_on=Subquery(reports.values("closed_on")[:1]),
        has_summary=Exists(reports.exclude(summary="")),
        has_comment=Exists(reports.exclude(feedback_comment="")),
        has_agenda=Exists(agenda) | Exists(stops),
        has_people=Exists(there),
    ).values(
        "pk", "first_day", "days_planned", "days_signed", "closed_on", "has_summary", "has_comment", "has_agenda", "has_people"
    )


def make_pack(event, book, known, items, feedback):
    made = {
        EvidenceKind.AGENDA: known["has_agenda"],
        EvidenceKind.FEEDBACK: feedback is not None,
        EvidenceKind.CERTIFICATE: known["has_people"] and event.status == EventStatus.HELD,
        EvidenceKind.REPORT: known["has_summary"],
    }
    signed = (known["days_signed"], known["days_planned"])
    stated = event.stated_date.lower if event.stated_date else None
    demands = book.demands(known["first_day"] or stated or timezone.localdate(), event.kind)
    lines = tuple(
        Line(
            kind, tuple(demands[kind]), tuple(item for item in items if item.kind == kind), made.get(kind, False),
            signed if kind == EvidenceKind.ATTENDANCE else None,
        )
        for kind in sorted(demands, key=ORDER.get)
    )
    return Pack(
        event=event, lines=lines, extra=tuple(item for item in items if item.kind not in demands),
        closed_on=known["closed_on"], lacks_comment=bool(feedback and feedback.low and not known["has_comment"]),
    )


def needs_evidence(events):
    """Those whose evidence is gathered: everything but what was cancelled or postponed."""
    return events.live().exclude(status__in=[EventStatus.CANCELLED, EventStatus.POSTPONED])

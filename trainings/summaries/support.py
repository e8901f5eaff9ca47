"""Support of communities: the hours of the logs, how many each community should have, and who holds which dialogue."""
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from communities.models import Enrolment
from portal.shared.dates import months_later
from portal.shared.money import NBSP
from portal.shared.sums import sum_of
from projects import measures
from projects.models import Activity, Target
from projects.summaries.promises import Promise, promise_of, subtree
from trainings.choices import SupportKind
from trainings.models import Registration, SupportAssignment, SupportEntry

MENTOR_MONTHS = 4
# Measure: whom it counts, where so many are promised for each community.
PER_COMMUNITY = {"facilitators": SupportKind.FACILITATOR, "mentors": SupportKind.MENTOR, "experts": SupportKind.EXPERT}
DIALOGUES = {"dialogues", "dialogues_planned"}  # measures


def mentor_until(start):
    """The last day of the four months for which a mentor is agreed (C-09)."""
    return months_later(start, MENTOR_MONTHS) - timedelta(days=1)


def hours_text(minutes):
    """"3 h 30 min", "45 min"; empty when nothing is known."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(n)d h") % {"n": hours} if hours else "", _("%(n)d min") % {"n": rest} if rest else ""]
    return NBSP.join(part.replace(" ", NBSP) for part in parts if part)


def hours_number(minutes):
    """Hours as a number, for files: 210 is 3.5; None for None."""
    return None if minutes is None else (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def log_of(assignment):
    """The entries of a log, the latest first: one query."""
    return list(assignment.entries.order_by("-date", "-pk"))


def minutes_of(entries):
    return sum(entry.minutes for entry in entries)


def with_minutes(assignments):
    """Each with `minutes`, None while its log is empty."""
    return assignments.annotate(minutes=sum_of(SupportEntry.objects, "minutes", per="assignment"))


@dataclass(frozen=True)
class Hours:
    """The time somebody gave one community in one month. `month`: its first day."""

    label: str
    organisation: str
    enrolment: Enrolment
    kind: str
    month: date
    meetings: int
    minutes: int


def timesheet_of(entries):
    """[Hours] of a queryset of SupportEntry, by who gave them, then by month. One query."""
    rows = entries.order_by("date", "pk").select_related(
        "assignment__enrolment__community", "assignment__enrolment__project", "assignment__organisation"
    )
    groups = defaultdict(list)
    for entry in rows:
        groups[entry.assignment, entry.date.replace(day=1)].append(entry)
    found = [
        Hours(
            assignment.label, str(assignment.organisation or ""), assignment.enrolment,
            str(assignment.get_kind_display()), month, len(log), minutes_of(log),
        )
        for (assignment, month), log in groups.items()
    ]
    return sorted(found, key=lambda row: (row.label, row.organisation, row.month, str(row.enrolment)))


# --- so many for each community (C-15, C-16) ---


@dataclass(frozen=True)
class Ratio:
    """One community and how many of a kind it has, of how many it should. More than promised is said and accepted."""

    enrolment: Enrolment
    got: int
    wanted: int

    @property
    def missing(self):
        return max(self.wanted - self.got, 0)

    @property
    def more(self):
        return max(self.got - self.wanted, 0)


@dataclass(frozen=True)
class RatioBoard:
    """A promise of so many per community, and each community's own figure."""

    promise: Promise
    rows: tuple[Ratio, ...]

    @property
    def enough(self):
        return sum(not row.missing for row in self.rows)


def promises_about(project, wanted):
    """[(Target, Promise)] of the live promises of a project of which `wanted(target)` holds: three queries and the tallies."""
    rows = Target.objects.filter(project=project).live().select_related("activity").prefetch_related("factors", "shares__area")
    targets = [target for target in rows.order_by("order", "pk") if wanted(target)]
    within = branches(project) if targets else {}
    count = measures.Count(project)
    return [(target, promise_of(target, project, count, within, public=False)) for target in targets]


def branches(project):
    """{activity: itself and everything below it}."""
    return subtree(Activity.objects.filter(project=project).values_list("pk", "parent_id"))


def ratios_of(project, user):
    """[RatioBoard] of the promises of support for each community."""
    found = promises_about(project, lambda target: target.per_measure and target.measure in PER_COMMUNITY and target.value)
    if not found:
        return []
    within = branches(project)
    enrolments = list(
        Enrolment.objects.visible_to(user).filter(project=project).counted().select_related("community", "activity")
        .order_by("community__sort_key", "pk")
    )
    for row in enrolments:
        row.project = project
    counts = Counter(
        SupportAssignment.objects.filter(enrolment__project=project).order_by().values_list("enrolment", "kind")
    )
    return [
        RatioBoard(
            promise,
            tuple(
                Ratio(row, counts[row.pk, PER_COMMUNITY[target.measure]], target.value) for row in enrolments
                if target.activity_id is None or row.activity_id in within[target.activity_id]
            ),
        )
        for target, promise in found
    ]


def ratio_with(assignment):
    """The Ratio of a community once this new support is there; None where nothing is promised for each. Three queries."""
    enrolment = assignment.enrolment
    named = [key for key, kind in PER_COMMUNITY.items() if kind == assignment.kind]
    targets = list(
        Target.objects.filter(project=enrolment.project_id, measure__in=named, value__isnull=False).live().exclude(per_measure="")
    )
    within = branches(enrolment.project_id) if targets else {}
    fitting = [row for row in targets if row.activity_id is None or enrolment.activity_id in within[row.activity_id]]
    if not fitting:
        return None
    got = SupportAssignment.objects.filter(enrolment=enrolment, kind=assignment.kind).count()
    return Ratio(enrolment, got + 1, min(row.value for row in fitting))


# --- dialogues: each participant holds one with one community (C-10 … C-12) ---


@dataclass(frozen=True)
class Leader:
    """A participant of a development programme and his dialogue; None while he has no community yet."""

    registration: Registration
    dialogue: SupportAssignment | None


def dialogue_activities(project):
    """The activities whose participants hold dialogues: those with such a promise, and all below them. Two queries."""
    promised = Target.objects.filter(project=project, measure__in=DIALOGUES, activity__isnull=False).live()
    within = branches(project)
    return {pk for top in promised.values_list("activity", flat=True) for pk in within[top]}


def leaders_of(activities, user):
    """([Leader] this person may know, by group, [SupportAssignment] of dialogues whose leader is not named): two queries.

    Of somebody who came to several events of the programme the first counts.
    """
    registrations = (
        Registration.objects.visible_to(user).with_place().filter(event__activity__in=activities)
        .select_related("event", "person__role", "person__municipality").order_by("event__cohort", "person__sort_key", "pk")
    )
    dialogues = list(
        SupportAssignment.objects.visible_to(user).filter(enrolment__activity__in=activities, kind=SupportKind.DIALOGUE)
        .select_related("enrolment__community", "enrolment__project", "registration__person")
        .order_by("enrolment__community__sort_key", "pk")
    )
    held = {one_of(row.registration): row for row in dialogues if row.registration}
    first = {}
    for row in registrations:
        first.setdefault(one_of(row), row)
    return (
        [Leader(row, held.get(one)) for one, row in first.items()], [row for row in dialogues if row.registration is None]
    )


def one_of(registration):
    return registration.person.root_id or registration.person_id

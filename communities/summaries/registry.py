"""Who takes part in a project, how far everybody has come, and which county is still empty."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from communities.choices import EnrolmentStatus
from communities.models import ActionPlan, Assessment, Community, County, Delegate, Enrolment
from communities.models.community import COUNTED
from communities.models.plan import APPROVED
from portal.shared import rollups
from portal.shared.once import once
from portal.shared.reading import group, read
from portal.shared.seen import reader, seen_by
from portal.shared.sums import count_of
from projects import measures
from projects.choices import Distribution
from projects.models import Membership, Target
from projects.summaries.board_rows import board_of
from projects.summaries.promises import subtree

BY_PLACE = "communities_by_place"
ENROLMENT_TONES = {
    EnrolmentStatus.APPLIED: "info", EnrolmentStatus.SELECTED: "good", EnrolmentStatus.COMPLETED: "good",
    EnrolmentStatus.WITHDRAWN: "neutral", EnrolmentStatus.REJECTED: "neutral",
}


@dataclass(frozen=True)
class Gap:
    """A promise divided by county: how many counties have what was promised to them, and which have not."""

    statement: str
    covered: int
    of: int
    missing: tuple[str, ...]
    over: tuple[str, ...]


@dataclass(frozen=True)
class EnrolmentFigures:
    """How far the communities of a project have come. A community counts once, however often it takes part."""

    communities: int
    ready: int
    assessments: int
    plans: int
    approved: int


@once
def enrolments_with(keys):
    rows = Enrolment.objects.filter(pk__in=keys).select_related("community__municipality__county", "activity", "area", "author")
    return rows.order_by("area__order", "activity__order", "community__sort_key", "pk")


@once
def assessments_with(keys):
    return Assessment.objects.done().filter(enrolment__in=keys).order_by("round")


@once
def plans_with(keys):
    return ActionPlan.objects.filter(enrolment__in=keys).order_by("pk")


def enrolments_of(project, keys):
    """These enrolments of a project, with their assessments and plans: one query."""
    rows, assessments, plans = read([enrolments_with(keys), assessments_with(keys), plans_with(keys)]) if keys else [[], [], []]
    for row in rows:
        row.project = project
    return group(group(rows, "assessments", assessments, "enrolment_id"), "plans", plans, "enrolment_id")


def grouped(enrolments, by_area):
    """[(area or activity or None, [enrolment])]: by area when the project names areas, by activity otherwise."""
    groups = {}
    for row in enrolments:
        part = row.area if by_area else row.activity
        groups.setdefault(part, []).append(row)
    named = [pair for pair in groups.items() if pair[0] is not None]
    return named + [(None, groups[None])] if None in groups else named


@dataclass(frozen=True)
class Counts:
    """How many enrolments a person sees of a project. `parts`: {key of the area (activity, where no area is named) or None: the
    keys of its enrolments in their order}; `by_area`; `counted`: how many of them take part; `figures`: EnrolmentFigures with
    the `group_plans` (E-05)."""

    parts: dict
    by_area: bool
    counted: int
    figures: EnrolmentFigures
    group_plans: list

    @property
    def total(self):
        return sum(map(len, self.parts.values()))

    def first(self, most):
        """Keys of the first so many of each part."""
        return [key for keys in self.parts.values() for key in keys[:most]]


@once
def seen_of(person, project):
    """In one pass over the rows: asked for each figure by itself, what somebody may see is worked out each time."""
    rows = Enrolment.objects.visible_to(reader(person)).filter(project=project)
    plans = ActionPlan.objects.all()
    return rows.order_by("activity__order", "community__sort_key", "pk").annotate(
        rounds=count_of(Assessment.objects.done(), per="enrolment"), begun=count_of(plans, per="enrolment"),
        decided=count_of(plans.filter(status__in=APPROVED), per="enrolment"),
    ).values_list("pk", "area", "activity", "status", "community", "ready_on", "rounds", "begun", "decided")


@once
def group_plans_asked(person, project):
    plans = ActionPlan.objects.visible_to(reader(person)).filter(project=project, group__isnull=False)
    return plans.select_related("group", "author").order_by("group__order", "pk")


@once
def divided_by_county(project):
    rows = Target.objects.filter(project=project, distribution=Distribution.COUNTY).live()
    return rows.order_by().values_list("measure", flat=True)


def counts_of(project, user):
    """(Counts, measures of the promises that are divided by county): one query. For the coordinator the figures equal the
    promise board's."""
    rows, plans, divided = read([
        seen_by(seen_of, user, project.pk), seen_by(group_plans_asked, user, project.pk), divided_by_county(project.pk)
    ])
    for plan in plans:
        plan.project = project
    by_area, parts = any(area for _pk, area, *_more in rows), {}
    for pk, area, activity, *_more in rows:
        parts.setdefault(area if by_area else activity, []).append(pk)
    taking = [(community, ready) for _pk, _area, _activity, status, community, ready, *_more in rows if status in COUNTED]
    rounds, begun, decided = (sum(row[place] for row in rows) for place in (-3, -2, -1))
    return Counts(parts, by_area, len(taking), EnrolmentFigures(
        communities=len({community for community, _ready in taking}),
        ready=len({community for community, ready in taking if ready}), assessments=rounds, plans=begun + len(plans),
        approved=decided + sum(plan.status in APPROVED for plan in plans),
    ), plans), divided


def last_assessment(enrolment) -> date | None:
    """The day of the latest assessment; reads what `enrolments_of` fetched."""
    days = [assessment.assessed_on for assessment in enrolment.assessments.all() if assessment.assessed_on]
    return max(days) if days else None


def county_gaps(project):
    """What is missing for the promises about communities that are divided by county: four queries at most."""
    board = board_of(project)
    targets = [
        target for target in board.targets
        if target.distribution == Distribution.COUNTY
        and (measure := measures.get(target.measure)) and measure.tally == "enrolments"
    ]
    if not targets:
        return []
    within, names = subtree(board.pairs), {county.code: county.name for county in County.objects.all()}
    count = measures.Count(project)
    return [gap_of(target, count, within, names) for target in targets]


def gap_of(target, count, within, names):
    promised = (
        dict.fromkeys(names, target.equal_share)
        if target.equal_share is not None
        else {share.key: share.value for share in target.shares.all() if share.value}
    )
    activities = within.get(target.activity_id) if target.activity_id else None
    got = count.by_part(measures.get(target.measure), Distribution.COUNTY, activities)
    missing = tuple(names.get(key, key) for key, value in promised.items() if got.get(key, 0) < value)
    over = tuple(names.get(key, key) for key, value in promised.items() if got.get(key, 0) > value)
    return Gap(target.statement, len(promised) - len(missing), len(promised), missing, over)


def counts_by_place(communities):
    """{(county code or "", planning region code or ""): how many} of a queryset of communities: one query."""
    return by_place(in_places(communities))


def in_places(communities):
    places = communities.order_by().values_list("municipality__county__code", "municipality__region__code")
    return places.annotate(n=Count("pk"))


def by_place(rows):
    found = {}
    for county, region, count in rows:
        key = (county or "", region or "")
        found[key] = found.get(key, 0) + count
    return found


@once
def shown_in_places():
    """How many communities everybody sees, by place."""
    return in_places(Community.objects.visible_to(None).live())


@once
def all_in_places():
    return in_places(Community.objects.live())


def shown_by_place(user):
    """Walk: as `counts_by_place` of the open list of this person."""
    nobody = not getattr(user, "is_authenticated", False)
    if not rollups.is_kept(Community):
        (rows,) = yield [shown_in_places() if nobody else in_places(Community.objects.visible_to(user).live())]
        return by_place(rows)
    shown, whole = yield from rollups.whole_asked(BY_PLACE)
    if nobody:
        return by_place(shown)
    return by_place(whole if user.is_staff else [*shown, *in_places(shown_only_to(user))])


def shown_only_to(user):
    """What this person sees besides what everybody sees: only where he works himself can there be any."""
    where = Membership.objects.valid().filter(user=user).values("project")
    enrolments = Enrolment.objects.filter(Q(project__in=where) | Q(pk__in=Delegate.objects.in_force(user).values("enrolment")))
    everybodys = Community.objects.visible_to(None).filter(pk=OuterRef("pk"))
    return Community.objects.visible_to(user).live().filter(~Exists(everybodys), pk__in=enrolments.values("community"))


def position_of(community):
    """(latitude, longitude) of the community: its own, or the middle of its `villages`; None when nobody knows."""
    if community.latitude is not None and community.longitude is not None:
        return community.latitude, community.longitude
    known = [
        (place.latitude, place.longitude) for place in community.villages
        if place.latitude is not None and place.longitude is not None
    ]
    if not known:
        return None
    return tuple(sum(side) / len(known) for side in zip(*known, strict=True))


def communities_of(organisations, user):
    """The enrolments with which these partners work, as far as this person may see them: three queries."""
    return list(
        Enrolment.objects.visible_to(user).filter(author__in=organisations)
        .select_related("community__municipality", "project", "activity")
        .prefetch_related(
            Prefetch("assessments", Assessment.objects.done().order_by("round")),
            Prefetch("plans", ActionPlan.objects.order_by("pk")),
        )
        .order_by("project__sort_key", "community__sort_key", "pk")
    )


def register():
    rollups.register_whole(BY_PLACE, [shown_in_places, all_in_places], list)

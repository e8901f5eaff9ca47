"""Who takes part in a project, how far everybody has come, and which county is still empty."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Window
from django.db.models.functions import RowNumber

from communities.choices import EnrolmentStatus
from communities.models import ActionPlan, Assessment, Community, County, Delegate, Enrolment
from communities.models.community import COUNTED
from communities.models.plan import APPROVED
from portal.shared import rollups
from portal.shared.bulk import ask
from portal.shared.once import once
from projects import measures
from projects.choices import Distribution
from projects.models import Activity, Membership, Target
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


def enrolments_of(project, user, most=None):
    """The enrolments of a project that this person may see, with their assessments and plans: three queries. `most`: so many of
    each part at the most (see `counts_of`)."""
    rows = Enrolment.objects.visible_to(user).filter(project=project)
    if most:
        rows = Enrolment.objects.filter(project=project, pk__in=first_of_each(rows, *most).values("pk"))
    rows = list(
        rows.select_related("community__municipality__county", "activity", "area", "author")
        .prefetch_related(
            Prefetch("assessments", Assessment.objects.done().order_by("round")),
            Prefetch("plans", ActionPlan.objects.order_by("pk")),
        )
        .order_by("area__order", "activity__order", "community__sort_key", "pk")
    )
    for row in rows:
        row.project = project
    return rows


def first_of_each(enrolments, path, most):
    """The first so many of each part; `path`: "area" or "activity"."""
    order = [F("activity__order").asc(), F("community__sort_key").asc(), F("pk").asc()]
    return enrolments.order_by().annotate(
        place=Window(RowNumber(), partition_by=[path], order_by=order)
    ).filter(place__lte=most)


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
    """How many enrolments a person sees of a project. `parts`: {key of the area (activity, where no area is named) or None: how
    many}; `by_area`; `counted`: how many of them take part; `figures`: EnrolmentFigures without plans of groups."""

    parts: dict
    by_area: bool
    counted: int
    figures: EnrolmentFigures

    @property
    def total(self):
        return sum(self.parts.values())


def counts_of(project, user):
    """Counts: one query. For the coordinator the figures equal the promise board's."""
    rows = Enrolment.objects.visible_to(user).filter(project=project).order_by()
    takes_part, within = Q(status__in=COUNTED), {"enrolment__in": rows.values("pk"), "enrolment__project": project}
    parts, counted, assessed, planned = ask([
        rows.values_list("area", "activity").annotate(n=Count("pk")),
        rows.values_list("project").annotate(
            n=Count("pk", filter=takes_part), communities=Count("community", distinct=True, filter=takes_part),
            ready=Count("community", distinct=True, filter=takes_part & Q(ready_on__isnull=False)),
        ),
        Assessment.objects.done().filter(**within).order_by().values_list("enrolment__project").annotate(n=Count("pk")),
        ActionPlan.objects.filter(**within).order_by().values_list("enrolment__project").annotate(
            n=Count("pk"), approved=Count("pk", filter=Q(status__in=APPROVED))
        ),
    ])
    by_area, found = any(area for area, _activity, _n in parts), {}
    for area, activity, n in parts:
        key = area if by_area else activity
        found[key] = found.get(key, 0) + n
    _project, count, communities, ready = counted[0] if counted else (None, 0, 0, 0)
    _project, plans, approved = planned[0] if planned else (None, 0, 0)
    assessments = sum(n for _project, n in assessed)
    return Counts(found, by_area, count, EnrolmentFigures(communities, ready, assessments, plans, approved))


def group_plans_of(project, user):
    """The plans of groups of municipalities (E-05): one query."""
    return list(
        ActionPlan.objects.visible_to(user).filter(project=project, group__isnull=False)
        .select_related("group", "author").order_by("group__order", "pk")
    )


def last_assessment(enrolment) -> date | None:
    """The day of the latest assessment; reads what `enrolments_of` fetched."""
    days = [assessment.assessed_on for assessment in enrolment.assessments.all() if assessment.assessed_on]
    return max(days) if days else None


def county_gaps(project):
    """What is missing for the promises about communities that are divided by county: six queries at most."""
    targets = [
        target
        for target in Target.objects.filter(project=project, distribution=Distribution.COUNTY).live()
        .prefetch_related("shares").order_by("order", "pk")
        if (measure := measures.get(target.measure)) and measure.tally == "enrolments"
    ]
    if not targets:
        return []
    within = subtree(Activity.objects.filter(project=project).values_list("pk", "parent_id"))
    names = {county.code: county.name for county in County.objects.all()}
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
    """As `counts_by_place` of the open list of this person, from what is kept; None where communities are few."""
    kept = rollups.of_all(BY_PLACE, Community)
    if kept is None:
        return None
    shown, whole = kept
    if not getattr(user, "is_authenticated", False):
        return by_place(shown)
    return by_place(whole if user.is_staff else [*shown, *in_places(shown_only_to(user))])


def shown_only_to(user):
    """What this person sees besides what everybody sees: only where he works himself can there be any."""
    where = Membership.objects.valid().filter(user=user).values("project")
    enrolments = Enrolment.objects.filter(Q(project__in=where) | Q(pk__in=Delegate.objects.in_force(user).values("enrolment")))
    everybodys = Community.objects.visible_to(None).filter(pk=OuterRef("pk"))
    return Community.objects.visible_to(user).live().filter(~Exists(everybodys), pk__in=enrolments.values("community"))


def position_of(community):
    """(latitude, longitude) of the community: its own, or the middle of its villages; None when nobody knows.

    Reads its villages, which should be fetched with it.
    """
    if community.latitude is not None and community.longitude is not None:
        return community.latitude, community.longitude
    known = [
        (place.latitude, place.longitude) for place in community.places.all()
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

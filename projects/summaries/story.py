"""Everything a project's page tells, read once: a fixed number of queries, grouped in Python."""
from dataclasses import dataclass

from django.db.models import Count, Value

from portal.shared.fields.translated import LANGUAGES
from portal.shared.money import language_of
from portal.shared.once import once
from portal.shared.reading import group, parts_of, read, walk_together
from projects.choices import NarrativeKind, TargetGroupKind
from projects.models import (
    Activity,
    ActivityDependency,
    ActivityPartner,
    Challenge,
    Contact,
    Contradiction,
    CooperationGroup,
    Deliverable,
    Document,
    FundingLink,
    GroupMembership,
    Narrative,
    Partnership,
    ProjectArea,
    Result,
    Source,
    Stage,
    StatedFact,
    TargetGroup,
)


@dataclass(frozen=True)
class ActivityNode:
    """An activity with what stands under it, and how deep it is itself (0 is the top)."""

    activity: Activity
    level: int
    children: tuple["ActivityNode", ...]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Story:
    """All parts of one project. Lists are empty where nothing is stated."""

    project: object
    narratives: dict
    challenges: list
    results: list
    stages: list
    funding: list
    target_groups: dict
    partners: list
    areas: list
    groups: list
    tree: tuple[ActivityNode, ...]
    dependencies: list
    deliverables: list
    contacts: list
    contradictions: list
    sources: list
    facts: list

    @property
    def lead_is_stated(self):
        return any(partner.role == "lead" for partner in self.partners)

    def narrative(self, kind):
        return self.narratives.get(kind, [])


def project_story(project, *, public=False):
    """The whole story of a project, in one query; with `public`, only the contacts and facts that may be published."""
    return walk_together([story_asked(project, public=public)])[0]


def story_asked(project, *, public=False):
    """Walk: the Story of a project; see `portal.shared.reading`."""
    key, shown = project.pk, {"is_public": True} if public else {}
    (
        narratives, challenges, results, stages, funding, target_groups, partners, areas, groups, members, dependencies,
        deliverables, contacts, contradictions, sources, facts, *activities,
    ) = yield [
        parts_of(Narrative, key), parts_of(Challenge, key), parts_of(Result, key), parts_of(Stage, key),
        parts_of(FundingLink, key, related=("organisation", "programme")), parts_of(TargetGroup, key),
        parts_of(Partnership, key, related=("organisation__parent", "organisation__successor", "area", "activity")),
        parts_of(ProjectArea, key), parts_of(CooperationGroup, key, related=("formed_by",)), members_asked(key),
        dependencies_asked(key), parts_of(Deliverable, key),
        parts_of(Contact, key, related=("organisation", "area"), **shown),
        parts_of(Contradiction, key, related=("decided_by",)), parts_of(Source, key, related=("publisher",)),
        parts_of(StatedFact, key, related=("source",), **shown), *activities_asked(key),
    ]
    return Story(
        project=project, narratives=grouped(narratives, "kind", NarrativeKind), challenges=challenges, results=results,
        stages=stages, funding=funding, target_groups=grouped(target_groups, "kind", TargetGroupKind), partners=partners,
        areas=areas, groups=group(groups, "memberships", members, "group_id"), tree=tree_of(with_circles(*activities)),
        dependencies=dependencies, deliverables=deliverables, contacts=contacts, contradictions=contradictions,
        sources=sources, facts=facts,
    )


@once
def members_asked(project):
    return GroupMembership.objects.filter(group__project=project).select_related("organisation").order_by("pk")


@once
def dependencies_asked(project):
    rows = ActivityDependency.objects.filter(activity__project=project).select_related("activity", "after")
    return rows.order_by("activity__order", "activity", "pk")


CIRCLES = ("audiences", "areas", "topics")


def activities_asked(project):
    """[question]: the live activities, the circles of each, and its partners; `with_circles` puts them together."""
    return [
        parts_of(Activity, project, archived_at__isnull=True), *(circle_asked(name, project) for name in CIRCLES),
        activity_partners_asked(project),
    ]


@once
def circle_asked(name, project):
    """Who an activity is for, where, or about what: rows between it and a vocabulary, in the vocabulary's order."""
    through, circle = Activity._meta.get_field(name).remote_field.through, word_of(name)
    return through.objects.filter(activity__project=project).select_related(circle).order_by(circle)


def word_of(name):
    """What the rows of `circle_asked` call what they lead to: "audience", "projectarea", "topic"."""
    return Activity._meta.get_field(name).m2m_reverse_field_name()


@once
def activity_partners_asked(project):
    rows = ActivityPartner.objects.filter(activity__project=project).select_related("organisation__parent")
    return rows.order_by("-role", "pk")


def with_circles(activities, *rest):
    """The activities of `activities_asked` with their circles and partners fetched."""
    *circles, partners = rest
    for name, rows in zip(CIRCLES, circles, strict=True):
        found, circle = {activity.pk: [] for activity in activities}, word_of(name)
        for row in rows:
            if row.activity_id in found:
                found[row.activity_id].append(getattr(row, circle))
        for activity in activities:
            activity.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found[activity.pk]
    return group(activities, "partners", partners, "activity_id")


@once
def public_documents(project):
    """[how many documents everybody may open]."""
    rows = Document.objects.public().filter(project=project).order_by()
    return rows.values("project").annotate(n=Count("pk")).values_list("n", flat=True)


def groups_of(project):
    """Cooperation groups with their members: one query."""
    groups, members = read([parts_of(CooperationGroup, project.pk, related=("formed_by",)), members_asked(project.pk)])
    return group(groups, "memberships", members, "group_id")


def activities_of(project):
    """Live activities with their people, audiences, areas and topics: one query."""
    return with_circles(*read(activities_asked(project.pk)))


def words_of(activity):
    """{"audiences" | "areas" | "topics": [name]} of one activity in the current language, in one query."""
    columns = ("name_et", "name_lv", "name_en")
    parts = [
        getattr(activity, name).order_by().annotate(part=Value(name)).values_list("part", "pk", *columns)
        for name in ("audiences", "areas", "topics")
    ]
    found = {"audiences": [], "areas": [], "topics": []}
    for part, _pk, *names in parts[0].union(*parts[1:], all=True).order_by("part", "pk"):
        spoken = dict(zip(LANGUAGES, names, strict=True))
        found[part].append(spoken.get(language_of()) or spoken["et"])
    return found


def grouped(rows, name, kinds):
    """{kind: rows} in the order of the vocabulary, without empty kinds."""
    found = {kind: [] for kind in kinds.values}
    for row in rows:
        found[getattr(row, name)].append(row)
    return {kind: rows for kind, rows in found.items() if rows}


def tree_of(activities):
    """Nodes of the top level; one whose parent is archived stands at the top rather than vanish."""
    known = {activity.pk for activity in activities}
    children = {}
    for activity in activities:
        parent = activity.parent_id if activity.parent_id in known else None
        children.setdefault(parent, []).append(activity)

    def nodes(parent, level):
        return tuple(
            ActivityNode(activity, level, nodes(activity.pk, level + 1)) for activity in children.get(parent, [])
        )

    return nodes(None, 0)

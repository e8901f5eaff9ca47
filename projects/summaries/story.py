"""Everything a project's page tells, read once: a fixed number of queries, grouped in Python."""
from dataclasses import dataclass

from django.db.models import Prefetch, Value

from portal.shared.fields.translated import LANGUAGES
from portal.shared.money import language_of
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
    """The whole story of a project; with `public`, only the contacts and facts that may be published."""
    contacts = Contact.objects.filter(project=project).select_related("organisation", "area")
    facts = StatedFact.objects.filter(project=project).select_related("source")
    if public:
        contacts, facts = contacts.filter(is_public=True), facts.filter(is_public=True)
    return Story(
        project=project,
        narratives=grouped(Narrative.objects.filter(project=project), "kind", NarrativeKind),
        challenges=list(Challenge.objects.filter(project=project)),
        results=list(Result.objects.filter(project=project)),
        stages=list(Stage.objects.filter(project=project)),
        funding=list(FundingLink.objects.filter(project=project).select_related("organisation", "programme")),
        target_groups=grouped(TargetGroup.objects.filter(project=project), "kind", TargetGroupKind),
        partners=partners_of(project),
        areas=list(ProjectArea.objects.filter(project=project)),
        groups=groups_of(project),
        tree=tree_of(activities_of(project)),
        dependencies=list(
            ActivityDependency.objects.filter(activity__project=project).select_related("activity", "after")
        ),
        deliverables=list(Deliverable.objects.filter(project=project)),
        contacts=list(contacts),
        contradictions=list(Contradiction.objects.filter(project=project).select_related("decided_by")),
        sources=list(Source.objects.filter(project=project).select_related("publisher")),
        facts=list(facts),
    )


def partners_of(project):
    return list(
        Partnership.objects.filter(project=project)
        .select_related("organisation__parent", "organisation__successor", "area", "activity")
    )


def groups_of(project):
    members = GroupMembership.objects.select_related("organisation").order_by("pk")
    return list(
        CooperationGroup.objects.filter(project=project).select_related("formed_by")
        .prefetch_related(Prefetch("memberships", members))
    )


def activities_of(project):
    """Live activities with their people, audiences, areas and topics: five queries."""
    partners = ActivityPartner.objects.select_related("organisation__parent").order_by("-role", "pk")
    return list(
        Activity.objects.filter(project=project).live()
        .prefetch_related("audiences", "areas", "topics", Prefetch("partners", partners))
        .order_by("order", "pk")
    )


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

"""One project with a row of every kind, and the people who meet in it."""
from portal.shared import verbs
from projects import actions
from projects.choices import ActivityRole, Comparator, Distribution, FundingRole, NarrativeKind, Role, TargetGroupKind
from projects.models import (
    Activity,
    ActivityDependency,
    ActivityPartner,
    Audience,
    Challenge,
    Contact,
    Contradiction,
    CooperationGroup,
    CrossCheck,
    Deliverable,
    EmbedSite,
    FundingLink,
    GroupMembership,
    Narrative,
    Organisation,
    Partnership,
    Programme,
    ProjectArea,
    Result,
    Source,
    Stage,
    StatedFact,
    Target,
    TargetGroup,
)
from tests.shared.world import member, person, project

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def organisation(name="Setomaa Liit", **fields):
    return verbs.create(Organisation(name=name, **fields), by=None)


def add(row, **m2m):
    return verbs.create(row, by=None, m2m=m2m or None)


def editor(project, organisation, name="Haapsalu", activity=None):
    user = person(name)
    member(user, project, Role.EDITOR, organisation=organisation, activity=activity)
    return user


def one_of_each(project, mark="1"):
    """{name of the routes' stem: row}: one row of every kind that belongs to a project."""
    firm = organisation(f"Ühing {mark}")
    audience = add(Audience(code=f"audience-{mark}", name_et="kogukonnad"))
    area = add(ProjectArea(project=project, name_et=f"Piirkond {mark}"))
    before = add(Activity(project=project, title_et=f"Hindamine {mark}", number="1"))
    activity = add(Activity(project=project, title_et=f"Kavad {mark}", number="2"), audiences=[audience], areas=[area])
    child = add(Activity(project=project, title_et=f"Nõustamine {mark}", parent=activity))
    group = add(CooperationGroup(project=project, name_et=f"Rühm {mark}", stated_size=7))
    source = add(Source(project=project, title=f"Veebileht {mark}", publisher=firm))
    target = add(
        Target(project=project, activity=activity, statement_et=f"{mark} kogukonda", unit_et="kogukonda", value=17,
               measure="communities", comparator=Comparator.IN_TOTAL, distribution=Distribution.AREA)
    )
    actions.divide_target(target, [(area, 16)], by=None)
    other = add(
        Target(project=project, statement_et=f"Päevad {mark}", unit_et="päeva", measure="days", value=26)
    )
    text = {"project": project}
    return {
        "activity": activity,
        "child": child,
        "activitypartner": add(
            ActivityPartner(activity=activity, organisation=firm, role=ActivityRole.RESPONSIBLE)
        ),
        "activitydependency": add(ActivityDependency(activity=activity, after=before)),
        "partnership": add(Partnership(project=project, organisation=firm, area=area)),
        "projectarea": area,
        "cooperationgroup": group,
        "groupmembership": add(GroupMembership(group=group, organisation=firm)),
        "target": target,
        "crosscheck": add(CrossCheck(project=project, left=target, multiplier=2, right=other)),
        "narrative": add(Narrative(kind=NarrativeKind.NEED, text_et="Miks", **text)),
        "challenge": add(Challenge(text_et="Vahemaad", **text)),
        "result": add(Result(text_et="Koostöö kasvab", **text)),
        "stage": add(Stage(title_et="Esimene etapp", **text)),
        "targetgroup": add(TargetGroup(name_et="eakad", kind=TargetGroupKind.FINAL, **text)),
        "contact": add(Contact(role_et="projektijuht", organisation=firm, **text)),
        "fundinglink": add(FundingLink(role=FundingRole.FUND, organisation=firm, **text)),
        "deliverable": add(Deliverable(title_et="Veebileht", activity=activity, **text)),
        "source": source,
        "statedfact": add(StatedFact(statement_et="Neli partnerit", source=source, **text)),
        "contradiction": add(Contradiction(title_et="Arv", first_et="üks", second_et="kaks", **text)),
        "embedsite": add(EmbedSite(origin=f"https://vald-{mark}.example.org", **text)),
    }


def programme(code="leader", **fields):
    return add(Programme(code=code, name_et="LEADER", **fields))


def coordinator(project, name="Mari"):
    user = person(name)
    member(user, project)
    return user


__all__ = ["PDF", "add", "coordinator", "editor", "member", "one_of_each", "organisation", "person", "programme", "project"]

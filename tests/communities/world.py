"""A village, the projects it takes part in and the people who work with it; made through the verbs."""
from datetime import date

from communities import actions
from communities.choices import EnrolmentStatus
from communities.models import ActionPlan, Assessment, Community, County, Enrolment, Municipality, Region, RegionScheme
from portal.shared import verbs
from projects.choices import PartnerRole, Role
from projects.models import CooperationGroup, Organisation, Partnership
from tests.shared import world


def county(name="Harju", code="EE-37"):
    return verbs.create(County(code=code, name_et=name), by=None)


def rescue_region(name="Põhja", code="N", counties=()):
    scheme = RegionScheme.objects.filter(code="rescue").first() or verbs.create(
        RegionScheme(code="rescue", name_et="Päästepiirkonnad", country="EE"), by=None
    )
    region = verbs.create(Region(scheme=scheme, code=code, name_et=name), by=None)
    for row in counties:
        row.regions.add(region)
    return region


def municipality(name="Anija vald", county=None, **fields):
    return verbs.create(Municipality(name=name, code=fields.pop("code", name), county=county, **fields), by=None)


def community(name="Küla", **fields):
    return actions.add_community(Community(name=name, **fields), by=None)


def enrol(project, community, status=EnrolmentStatus.SELECTED, **fields):
    return actions.enrol_community(Enrolment(project=project, community=community, status=status, **fields), by=None)


def assess(enrolment, on=date(2024, 3, 1)):
    return actions.record_assessment(Assessment(enrolment=enrolment, assessed_on=on), by=None)


def plan(enrolment, title="Kava", approved=False, **fields):
    made = actions.start_plan(ActionPlan(project=enrolment.project, enrolment=enrolment, title=title, **fields), by=None)
    return approve(made) if approved else made


def submit(plan, **how):
    """Handed over although nothing stands in it."""
    return actions.submit_plan(plan, by=how.pop("by", None), incomplete_because="Näidis", **how)


def approve(plan, **how):
    return actions.approve_plan(actions.endorse_plan(submit(plan), by=None), by=None, **how)


def group_plan(project, title="Rühma kava"):
    group = verbs.create(CooperationGroup(project=project, name_et="Rühm"), by=None)
    return actions.start_plan(ActionPlan(project=project, group=group, title=title), by=None)


def partner(project, name="Partner"):
    organisation = verbs.create(Organisation(name=name), by=None)
    verbs.create(Partnership(project=project, organisation=organisation, role=PartnerRole.PARTNER), by=None)
    return organisation


def coordinator(project, name="Mari"):
    user = world.person(name)
    world.member(user, project)
    return user


def editor(project, organisation, name="Jaan", **fields):
    user = world.person(name)
    world.member(user, project, Role.EDITOR, organisation=organisation, **fields)
    return user


def reader(project, organisation, name="Leida"):
    user = world.person(name)
    world.member(user, project, Role.READER, organisation=organisation)
    return user

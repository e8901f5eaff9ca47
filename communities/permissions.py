"""Who may do what with communities, their enrolments, assessments and plans. Pure questions, no HTTP, no writes.

A community belongs to no project, its enrolment does. A partner's people work on the enrolments their organisation is
named in; a closed project is only read.
"""
from communities.choices import DelegateKind, PlanStatus, PlanStep
from communities.models import Delegate
from projects.choices import OrganisationKind, Role
from projects.permissions import (
    can_create_project,
    can_view_people,
    can_view_workspace,
    coordinates,
    is_staff,
    memberships_in,
)

WRITES = {Role.COORDINATOR, Role.EDITOR}
EDITABLE = {PlanStatus.DRAFT, PlanStatus.RETURNED}


def can_create_community(user, _nothing=None):
    """Communities are shared by all projects: coordinators and staff add them."""
    return can_create_project(user)


def can_edit_community(user, community):
    """Staff; whoever may edit one of its enrolments; and any coordinator while it takes part in nothing."""
    if is_staff(user):
        return True
    enrolments = list(community.enrolments.all())
    if not enrolments:
        return can_create_project(user)
    return any(can_edit_enrolment(user, enrolment) for enrolment in enrolments)


def can_archive_community(user, community):
    """Putting a shared thing away is no partner's decision."""
    return is_staff(user) or (
        can_create_project(user)
        and all(coordinates(user, enrolment.project) for enrolment in community.enrolments.all())
    )


def writing_memberships(user, project):
    """The memberships by which this person writes for a partner or within one activity; a reader has none."""
    return [membership for membership in memberships_in(user, project) if membership.role in WRITES]


def can_enrol(user, project):
    """The coordinator for everybody; a partner's editor for his own organisation."""
    if project.is_frozen:
        return False
    return coordinates(user, project) or bool(writing_memberships(user, project))


def can_edit_enrolment(user, enrolment):
    """The coordinator; an editor of the partner who works with the community; the coordinator of its activity."""
    project = enrolment.project
    if project.is_frozen:
        return False
    if coordinates(user, project):
        return True
    return any(reaches(membership, enrolment) for membership in memberships_in(user, project))


def reaches(membership, enrolment):
    if membership.role not in WRITES:
        return False
    if membership.activity_id is not None and membership.activity_id != enrolment.activity_id:
        return False
    if membership.role == Role.COORDINATOR:
        return membership.activity_id is not None
    return membership.organisation_id is not None and membership.organisation_id == enrolment.author_id


def can_call(user, project):
    """Calls, and what is asked of communities, are the coordinator's."""
    return not project.is_frozen and coordinates(user, project)


def can_edit_call(user, call):
    """The coordinator, and the coordinator of the activity to which the call belongs."""
    if call.project.is_frozen:
        return False
    return coordinates(user, call.project) or any(
        membership.role == Role.COORDINATOR and membership.activity_id == call.activity_id
        for membership in memberships_in(user, call.project)
        if membership.activity_id is not None
    )


def can_decide_enrolment(user, enrolment):
    """Who answered a call is chosen by those who called; otherwise whoever may edit the enrolment notes its state."""
    if enrolment.call_id is not None:
        return can_edit_call(user, enrolment.call)
    return can_edit_enrolment(user, enrolment)


def bonds(user):
    """{enrolment key: kind} of the communities this person is bound to; asked once per request."""
    if not user.is_authenticated or not user.is_active:
        return {}
    if not hasattr(user, "_bonds"):
        user._bonds = dict(Delegate.objects.in_force(user).values_list("enrolment", "kind"))
    return user._bonds


def works_with(user, enrolment):
    """Whoever may edit the enrolment, its community's representative, and its experts."""
    return can_edit_enrolment(user, enrolment) or enrolment.pk in bonds(user)


def can_assess(user, enrolment):
    """Note answers, comments and training needs: whoever works with the community, while its project is open."""
    return not enrolment.project.is_frozen and works_with(user, enrolment)


def can_map_assets(user, community):
    """Whoever works with the community in an open project, and staff; they are the ones who see all its resources."""
    return not community.is_archived and (
        is_staff(user) or any(can_assess(user, enrolment) for enrolment in community.enrolments.all())
    )


def can_edit_plan(user, plan):
    """Whoever may edit the community's enrolment, the community's representative, and whoever draws the plan up.

    Whether the plan can be written on at this step is another question: `can_write_plan`.
    """
    project = plan.project
    if project.is_frozen:
        return False
    if coordinates(user, project):
        return True
    if plan.enrolment_id and can_edit_enrolment(user, plan.enrolment):
        return True
    if any(
        membership.role == Role.EDITOR
        and membership.activity_id is None
        and membership.organisation_id is not None
        and membership.organisation_id == plan.author_id
        for membership in memberships_in(user, project)
    ):
        return True
    return plan.enrolment_id is not None and bonds(user).get(plan.enrolment_id) == DelegateKind.REPRESENTATIVE


def can_write_plan(user, plan):
    """May type in it now: a draft, or a plan that came back."""
    return plan.status in EDITABLE and can_edit_plan(user, plan)


def can_comment_plan(user, plan):
    """Whoever may edit or decide about the plan, the community's expert, and the municipality's people."""
    if plan.project.is_frozen:
        return False
    return (
        can_edit_plan(user, plan)
        or (plan.enrolment_id is not None and plan.enrolment_id in bonds(user))
        or can_endorse_plan(user, plan)
    )


def can_endorse_plan(user, plan):
    """The coordinator, and an editor who acts for the community's municipality."""
    if plan.project.is_frozen:
        return False
    if coordinates(user, plan.project):
        return True
    municipality = plan.enrolment.community.municipality if plan.enrolment_id else None
    return any(
        membership.role == Role.EDITOR
        and membership.activity_id is None
        and membership.organisation is not None
        and membership.organisation.kind == OrganisationKind.MUNICIPALITY
        and municipality is not None
        and membership.organisation_id == municipality.organisation_id
        for membership in memberships_in(user, plan.project)
    )


def can_decide_plan(user, plan):
    """Noting the village's approval, and closing the plan, is the coordinator's."""
    return not plan.project.is_frozen and coordinates(user, plan.project)


def can_return_plan(user, plan):
    """The coordinator; and the municipality, as long as the plan waits for its word."""
    if can_decide_plan(user, plan):
        return True
    return plan.status == PlanStatus.SUBMITTED and can_endorse_plan(user, plan)


def needs_endorsement(plan):
    """Must the municipality endorse the plan before it is approved? Plans older than templates need not."""
    return plan.template is not None and plan.template.needs_endorsement


# Step: (the states in which it is taken, who takes it).
STEPS = {
    PlanStep.SUBMITTED: ({PlanStatus.DRAFT, PlanStatus.RETURNED}, can_edit_plan),
    PlanStep.RETURNED: ({PlanStatus.SUBMITTED, PlanStatus.ENDORSED}, can_return_plan),
    PlanStep.ENDORSED: ({PlanStatus.SUBMITTED}, can_endorse_plan),
    PlanStep.APPROVED: ({PlanStatus.SUBMITTED, PlanStatus.ENDORSED}, can_decide_plan),
    PlanStep.STARTED: ({PlanStatus.APPROVED}, can_edit_plan),
    PlanStep.REVIEWED: ({PlanStatus.RUNNING, PlanStatus.REVIEWED}, can_edit_plan),
    PlanStep.COMPLETED: ({PlanStatus.RUNNING, PlanStatus.REVIEWED}, can_decide_plan),
}


def is_open_step(plan, step):
    """Does the path lead from the plan's state to this step?"""
    if step == PlanStep.APPROVED and plan.status == PlanStatus.SUBMITTED:
        return not needs_endorsement(plan)
    return plan.status in STEPS[step][0]


def open_steps(user, plan):
    """The steps this person may take with the plan now, in the order of the path."""
    return [step for step, (_states, may) in STEPS.items() if is_open_step(plan, step) and may(user, plan)]


def can_settle_comment(user, comment):
    """Whoever writes the plan, whoever decides about it, and whoever made the remark."""
    plan = comment.plan
    return can_edit_plan(user, plan) or (comment.author_id == user.pk and can_comment_plan(user, plan))


def can_bind_delegate(user, enrolment):
    """The coordinator says who speaks for a community, and who advises it."""
    return not enrolment.project.is_frozen and coordinates(user, enrolment.project)


def can_see_delegates(user, enrolment):
    """Names: the coordinator, the auditor, and those who work with the community."""
    return can_view_people(user, enrolment.project) or works_with(user, enrolment)


def can_view_enrolment(user, enrolment):
    """In the workspace; which enrolments somebody sees there at all is `Enrolment.objects.visible_to`'s answer."""
    return can_view_workspace(user, enrolment.project)


def can_view_plan(user, plan):
    return can_view_workspace(user, plan.project)


def owns_equipment(user, equipment):
    """An editor who acts for the organisation that owns it, in the whole project."""
    return equipment.owner_id is not None and any(
        membership.role == Role.EDITOR
        and membership.activity_id is None
        and membership.organisation_id == equipment.owner_id
        for membership in memberships_in(user, equipment.project)
    )


def can_edit_equipment(user, equipment):
    """The coordinator, an editor of the owner, and whoever works with the community that uses it."""
    project = equipment.project
    if project.is_frozen:
        return False
    if coordinates(user, project) or owns_equipment(user, equipment):
        return True
    return equipment.enrolment_id is not None and works_with(user, equipment.enrolment)


def can_lend(user, equipment):
    """Whoever may edit it, while it is not in the archive."""
    return not equipment.is_archived and can_edit_equipment(user, equipment)


def can_add_equipment(user, project):
    """Whoever may enrol communities, and those who are bound to one of them; for whom is asked again on the form."""
    if project.is_frozen:
        return False
    return can_enrol(user, project) or (
        bool(bonds(user)) and any(m.role in {Role.COMMUNITY, Role.EXPERT} for m in memberships_in(user, project))
    )

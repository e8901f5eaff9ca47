"""Who may do what in projects. Pure questions about a user and a thing; no HTTP, no writes.

A person's memberships are read once per request (`User.memberships_now`), so asking is free. Staff may do
everything that a coordinator may: they also have Django admin. Nobody changes a frozen project here.
"""
from projects.choices import Role, Visibility

SEES_MONEY = {Role.COORDINATOR, Role.AUDITOR}


def is_staff(user):
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def memberships_in(user, project):
    """This person's valid memberships in one project; empty for strangers."""
    if not user.is_authenticated or not user.is_active:
        return []
    return [membership for membership in user.memberships_now() if membership.project_id == project.pk]


def coordinates(user, project):
    """Coordinates the whole project; a coordinator of one activity does not."""
    return is_staff(user) or any(
        membership.role == Role.COORDINATOR and membership.activity_id is None
        for membership in memberships_in(user, project)
    )


def audits(user, project):
    """Audits the whole project; an auditor of one activity does not."""
    return any(m.role == Role.AUDITOR and m.activity_id is None for m in memberships_in(user, project))


def works_in(user, project):
    return is_staff(user) or bool(memberships_in(user, project))


def works_on_whole(user, project):
    """Has a role in the project as a whole, not in one activity alone."""
    return is_staff(user) or any(membership.activity_id is None for membership in memberships_in(user, project))


def can_view_workspace(user, project):
    return works_in(user, project)


def can_create_project(user, _nothing=None):
    """Whoever coordinates a project already, and staff."""
    return is_staff(user) or (
        user.is_authenticated
        and any(m.role == Role.COORDINATOR and m.activity_id is None for m in user.memberships_now())
    )


def can_edit_project(user, project):
    return not project.is_frozen and coordinates(user, project)


def can_change_publication(user, project):
    """Publishing, closing and reopening stay possible on a closed project: that is how it is opened again."""
    return coordinates(user, project)


def can_edit_activity(user, activity):
    """The coordinator, or an editor: of this very activity, or for a partner who answers for it."""
    project = activity.project
    if project.is_frozen:
        return False
    if coordinates(user, project):
        return True
    for membership in memberships_in(user, project):
        if membership.role not in {Role.EDITOR, Role.COORDINATOR}:
            continue
        if membership.activity_id is not None:
            if membership.activity_id == activity.pk:
                return True
        elif membership.organisation_id and answers_for(membership.organisation_id, activity):
            return True
    return False


def answers_for(organisation_id, activity):
    """Whether the organisation, or a unit of it, has a part in the activity."""
    return any(
        partner.organisation_id == organisation_id
        or (partner.organisation is not None and partner.organisation.parent_id == organisation_id)
        for partner in activity.partners.all()
    )


def can_edit_organisation(user, _organisation):
    """Organisations are shared by all projects: coordinators and staff keep them."""
    return can_create_project(user)


def can_manage_people(user, project):
    return coordinates(user, project)


def can_view_people(user, project):
    """Names and addresses of the project's people: those who must reach them."""
    return coordinates(user, project) or audits(user, project)


def can_add_document(user, project):
    return not project.is_frozen and (
        coordinates(user, project) or any(m.role == Role.EDITOR for m in memberships_in(user, project))
    )


def can_download_document(user, document):
    """By the document's own visibility; archived ones only for the coordinators."""
    if document.visibility == Visibility.COORDINATORS or document.archived_at:
        return coordinates(user, document.project)
    if document.visibility == Visibility.PUBLIC and document.project.is_public:
        return True
    return works_in(user, document.project)


def can_view_history(user, project):
    return coordinates(user, project) or audits(user, project)


def can_view_money_of(user, project, organisation_id):
    """A partner sees his own money and the sums of others; coordinators and auditors see every line."""
    if is_staff(user):
        return True
    return any(
        m.activity_id is None and (m.role in SEES_MONEY or m.organisation_id == organisation_id)
        for m in memberships_in(user, project)
    )


def can_keep_texts(user, stale=None):
    """Whoever coordinates the project of a text that fell behind; without one, whoever coordinates any project, and staff."""
    if stale is None or stale.project_id is None:
        return can_create_project(user) if stale is None else is_staff(user)
    return coordinates(user, stale.project)

"""Who may look at what on the dashboards. Pure questions; no HTTP, no writes."""
from projects.permissions import audits, coordinates, memberships_in


def oversees(user, project):
    """Sees every partner's things: the coordinators and auditors of the whole project, and staff."""
    return coordinates(user, project) or audits(user, project)


def own_memberships(user, project):
    """The memberships by which a person acts for a partner; those for the whole project first."""
    mine = [row for row in memberships_in(user, project) if row.organisation_id]
    return sorted(mine, key=lambda row: (row.activity_id is not None, row.pk))


def membership_for(user, partnership):
    """The membership by which a person acts for this very partner, or None."""
    mine = own_memberships(user, partnership.project)
    return next((row for row in mine if row.organisation_id == partnership.organisation_id), None)


def can_view_partner(user, partnership):
    """A partner's people see their own page; who oversees the project sees each of them."""
    return oversees(user, partnership.project) or membership_for(user, partnership) is not None


def can_open_partners(user, project):
    """Somebody for whom there is such a page at all: not a village elder or a mentor, who act for no partner."""
    return oversees(user, project) or bool(own_memberships(user, project))

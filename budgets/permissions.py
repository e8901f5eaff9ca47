"""Who may see and change money. A partner sees his own lines and only the sums of others. No HTTP, no writes."""
from projects.permissions import can_edit_project, can_view_money_of, can_view_workspace


def can_view_budgets(user, project):
    """The sums of the partners: everybody who works in the project."""
    return can_view_workspace(user, project)


def can_view_budget(user, budget):
    """A budget's lines and sources: coordinators, auditors and the partner whose money it is."""
    return can_view_money_of(user, budget.project, budget.partnership.organisation_id)


def can_edit_budgets(user, project):
    """Money is the coordinator's to write down."""
    return can_edit_project(user, project)


def can_edit_budget(user, budget):
    return can_edit_project(user, budget.project)

"""Who may see and change money. A partner sees his own lines and only the sums of others. No HTTP, no writes.

The coordinator writes budgets, periods and payments down; a partner's own editor keeps his expenses, forecasts and claims
and answers to amendments that touch his money.
"""
from projects.choices import Role
from projects.permissions import (
    audits,
    can_create_project,
    can_edit_project,
    can_view_money_of,
    can_view_workspace,
    coordinates,
    memberships_in,
)


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


def sees_all_money(user, project):
    """Every partner's lines: coordinators, auditors, staff."""
    return coordinates(user, project) or audits(user, project)


def keeps_money_of(user, project, organisation_id):
    """Writes down what this partner spends: the coordinator, and the partner's own editor; never in a closed project."""
    if project.is_frozen:
        return False
    return coordinates(user, project) or any(
        m.role == Role.EDITOR and m.activity_id is None and organisation_id is not None
        and m.organisation_id == organisation_id
        for m in memberships_in(user, project)
    )


def can_view_spending(user, project):
    """The page of expenses or claims; whose rows one finds there is `open_to`'s business."""
    return can_view_workspace(user, project) and (
        sees_all_money(user, project) or bool(own_organisations(user, project))
    )


def own_organisations(user, project):
    """Keys of the organisations whose money is this person's own in the project."""
    return {
        m.organisation_id for m in memberships_in(user, project)
        if m.organisation_id is not None and m.activity_id is None
    }


def can_keep_spending(user, project):
    """May add an expense or a claim: the coordinator, and an editor who acts for a partner."""
    if project.is_frozen:
        return False
    return coordinates(user, project) or any(
        m.role == Role.EDITOR and m.activity_id is None and m.organisation_id is not None
        for m in memberships_in(user, project)
    )


def can_view_expense(user, expense):
    """The payer's people, and those of a partner on whom a part falls."""
    if can_view_money_of(user, expense.project, expense.payer.organisation_id):
        return True
    own = own_organisations(user, expense.project)
    return bool(own) and expense.shares.filter(budget__partnership__organisation__in=own).exists()


def can_edit_expense(user, expense):
    return keeps_money_of(user, expense.project, expense.payer.organisation_id)


def can_view_claim(user, claim):
    """A partner's claim: as his budget; the project's claim: whoever sees all money."""
    if claim.partnership_id is None:
        return sees_all_money(user, claim.project)
    return can_view_money_of(user, claim.project, claim.partnership.organisation_id)


def can_edit_claim(user, claim):
    """Fill it and hand it in: a partner's own editor his, the coordinator every one."""
    return keeps_money_of(user, claim.project, claim.partnership.organisation_id if claim.partnership_id else None)


def can_decide_claim(user, claim):
    """Note what the controller or the funder decided."""
    return can_edit_project(user, claim.project)


def can_answer_amendment(user, agreement):
    """A partner agrees or not by his own editor; the coordinator notes an answer that came on paper."""
    return keeps_money_of(user, agreement.amendment.project, agreement.partnership.organisation_id)


def can_view_portfolio(user, _nothing=None):
    """Money over several projects: whoever coordinates or audits one, and staff; each sees his own projects there."""
    return can_create_project(user) or (
        user.is_authenticated
        and any(m.role == Role.AUDITOR and m.activity_id is None for m in user.memberships_now())
    )

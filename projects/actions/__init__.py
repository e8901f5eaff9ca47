"""The verbs of `projects`. Only these write; pages, admin, imports and demo data call the same ones."""
from projects.actions.documents import add_document, change_document
from projects.actions.notices import choose, people_of, see, tell
from projects.actions.organisations import add_organisation, change_organisation, remove_name
from projects.actions.parts import (
    add_part,
    archive_part,
    change_part,
    divide_target,
    division_of,
    formula_of,
    remove_part,
    restore_part,
    set_formula,
    set_members,
)
from projects.actions.people import (
    accept_invitation,
    change_membership,
    end_membership,
    find_invitation,
    invite,
    register_invited,
    withdraw_invitation,
)
from projects.actions.periods import extend_period
from projects.actions.project import (
    archive_project,
    change_project,
    close_project,
    confirm_phase,
    create_project,
    publish_project,
    reopen_project,
)
from projects.actions.stale import settle_text

__all__ = [
    "accept_invitation", "add_document", "add_organisation", "add_part", "archive_part", "archive_project",
    "change_document", "change_membership", "change_organisation", "change_part", "change_project", "choose",
    "close_project", "confirm_phase", "create_project", "divide_target", "division_of", "end_membership",
    "extend_period", "find_invitation", "formula_of", "invite", "people_of", "publish_project", "register_invited",
    "remove_name", "remove_part", "reopen_project", "restore_part", "see", "set_formula", "set_members",
    "settle_text", "tell", "withdraw_invitation",
]

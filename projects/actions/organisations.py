"""Organisations and their names. They belong to no project, so no closed project stands in the way."""
from portal.shared import verbs


def add_organisation(row, *, by, key=None, reason=""):
    """Save a new organisation, or a new name of one."""
    return verbs.create(row, by=by, key=key, reason=reason)


def change_organisation(row, *, by, version, reason=""):
    """Save a changed organisation, or a changed name of one."""
    return verbs.update(row, by=by, version=version, reason=reason)


def remove_name(name, *, by):
    """Forget one of an organisation's other names."""
    verbs.remove(name, by=by)

"""Organisations and their names. They belong to no project, so no closed project stands in the way."""
from django.db import transaction

from portal.shared import verbs


def add_organisation(row, *, by, key=None, reason=""):
    """Save a new organisation, or a new name of one."""
    return verbs.create(row, by=by, key=key, reason=reason)


def change_organisation(row, *, by, version, reason=""):
    """Save a changed organisation, or a changed name of one."""
    return verbs.update(row, by=by, version=version, reason=reason)


@transaction.atomic
def remove_name(name, *, by):
    """Forget one of an organisation's other names; its history stays."""
    name._history_user = by
    name.delete()

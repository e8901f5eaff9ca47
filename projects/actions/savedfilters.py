"""Lists that somebody wants to see again: saved under a name of his own, and taken out again."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.shared import verbs
from projects.models import SavedFilter, User

MOST = 100


@transaction.atomic
def save_filter(saved, *, by, key=None):
    """Keep a list for this person; the same name twice on one list is refused by the row's own constraint."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if SavedFilter.objects.of(by).count() >= MOST:
        raise ValidationError(_("You have a hundred saved views. Remove one first."), code="too_many")
    saved.user = by
    return verbs.create(saved, by=by, key=key)


def remove_filter(saved, *, by):
    """Take it out; the list itself stays."""
    verbs.remove(saved, by=by)

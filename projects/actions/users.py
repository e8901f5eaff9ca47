"""Accounts as staff keep them. Who may do what follows from memberships; here is only who may sign in."""
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.models import User

OWN_RIGHTS = ("is_active", "is_staff", "is_superuser")


def add_user(user, *, by, key=None):
    """A new account; its password is set already, or unusable until the person asks for a link."""
    user.email = user.email.strip().lower()
    return verbs.create(user, by=by, key=key)


@transaction.atomic
def change_user(user, *, by):
    """Save a changed account. Nobody takes away his own rights (code="own_rights"): somebody must be able to give them back."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    user.email = user.email.strip().lower()
    if user.pk == by.pk and any(getattr(stored, name) and not getattr(user, name) for name in OWN_RIGHTS):
        raise ValidationError(_("You cannot take away your own rights. Ask another administrator."), code="own_rights")
    user.full_clean(exclude=["password"])
    user._history_user = by
    user.save(update_fields=["email", "name", "language", *OWN_RIGHTS])
    if stored.email != user.email:
        # An address that was lost must not let anybody in any more.
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    return user


@transaction.atomic
def change_profile(user, *, name, language):
    """A person's own name, and the language in which the portal writes to him."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.name, user.language = name, language
    user.full_clean(exclude=["password"])
    user._history_user = user
    user.save(update_fields=["name", "language"])
    return user

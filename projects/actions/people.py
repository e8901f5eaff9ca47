"""Who works in a project: invitations by single-use link, memberships and their end (P-08, P-09)."""
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.accounts import vouch
from portal.shared.refusals import at_field
from projects.actions.notices import people_of, tell
from projects.choices import NoticeKind, Role
from projects.models import Invitation, Membership, Project, User


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(invitation, *, by, key=None):
    """Save the invitation and return (invitation, token). The token is told once and never stored.

    A second submission of the same form returns (first invitation, "").
    """
    token = secrets.token_urlsafe(32)
    invitation.email = invitation.email.strip().lower()
    invitation.invited_by = by
    invitation.token_hash = hash_of(token)
    known = Membership.objects.valid().filter(
        user__email=invitation.email, project=invitation.project, role=invitation.role,
        organisation=invitation.organisation, activity=invitation.activity,
    )
    if known.exists():
        raise at_field("email", _("This person already has that role here."), "already_member")
    made = verbs.create(invitation, by=by, key=key)
    return made, token if made.token_hash == hash_of(token) else ""


def find_invitation(token):
    """The open invitation of this link, or None: used, withdrawn, out of date and invented ones look the same."""
    return Invitation.objects.open().filter(token_hash=hash_of(token)).select_related("project", "organisation").first()


@transaction.atomic
def accept_invitation(token, *, user):
    """Turn the link into a membership, once. `user`'s address must be the invited one."""
    invitation = Invitation.objects.select_for_update().open().filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise ValidationError(_("This link no longer works. Ask for a new invitation."), code="link_is_dead")
    if invitation.email != user.email.lower():
        raise ValidationError(_("This invitation was sent to another address."), code="other_address")
    membership = Membership.objects.valid().filter(
        user=user, project=invitation.project, role=invitation.role,
        organisation=invitation.organisation, activity=invitation.activity,
    ).first() or verbs.create(
        Membership(
            user=user, project=invitation.project, role=invitation.role, organisation=invitation.organisation,
            activity=invitation.activity,
        ),
        by=user,
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    verbs.update(invitation, by=user, version=invitation.version)
    tell(
        NoticeKind.MEMBER, people=people_of(membership.project, [Role.COORDINATOR]), subject=user, by=user,
        project=membership.project, route="projects:membership-list", args=[membership.project.slug],
        key=f"member:{membership.pk}",
    )
    return membership


@transaction.atomic
def register_invited(token, *, name, password, language):
    """Make the account of somebody invited who has none yet, and accept. Returns the user."""
    invitation = find_invitation(token)
    if invitation is None:
        raise ValidationError(_("This link no longer works. Ask for a new invitation."), code="link_is_dead")
    if User.objects.filter(email=invitation.email).exists():
        raise ValidationError(_("You already have an account. Sign in to accept."), code="has_account")
    user = User(email=invitation.email, name=name, language=language)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    # The link came to this address, so it is his: without a primary address allauth could not change or reset it.
    vouch(user)
    accept_invitation(token, user=user)
    return user


def withdraw_invitation(invitation, *, by):
    """The link stops working at once."""
    invitation.revoked_at = timezone.now()
    return verbs.update(invitation, by=by, version=invitation.version)


@transaction.atomic
def change_membership(membership, *, by, version, reason=""):
    """Change role, scope or end date; the last coordinator stays one."""
    keep_a_coordinator(membership, still=membership.role == Role.COORDINATOR and membership.activity_id is None
                       and membership.until is None)
    return verbs.update(membership, by=by, version=version, reason=reason)


@transaction.atomic
def end_membership(membership, *, by):
    """The person's next request is refused; what he did stays in the history."""
    keep_a_coordinator(membership, still=False)
    membership.revoked_at = timezone.now()
    return verbs.update(membership, by=by, version=membership.version)


def keep_a_coordinator(membership, *, still):
    """Raise ValidationError(code="last_coordinator") when the project would be left without one."""
    Project.objects.select_for_update().get(pk=membership.project_id)
    stored = Membership.objects.get(pk=membership.pk)
    was = stored.role == Role.COORDINATOR and stored.activity_id is None
    others = Membership.objects.valid().filter(
        project=membership.project_id, role=Role.COORDINATOR, activity__isnull=True, until__isnull=True
    ).exclude(pk=membership.pk)
    if was and not still and not others.exists():
        raise ValidationError(
            _("A project needs a coordinator. Name another one first."), code="last_coordinator"
        )

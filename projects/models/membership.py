"""Who may do what: memberships with a role and a scope, and the invitations that lead to them."""
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from projects.choices import Role
from projects.models.activity import Activity
from projects.models.organisation import Organisation
from projects.models.project import Project

INVITATION_DAYS = 7


class MembershipQuerySet(models.QuerySet):
    def valid(self, on=None):
        """Memberships in force on a day (default today) of people who may sign in."""
        day = on or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), revoked_at__isnull=True, user__is_active=True)

    @same_for_all
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.worked_on_by(user))


class Scope(Versioned):
    """A role in a project, for one organisation, perhaps in one activity only (Haapsalu)."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="%(class)s_set"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("acts for"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    activity = models.ForeignKey(
        Activity, verbose_name=_("only in this activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.activity_id and self.project_id and self.activity.project_id != self.project_id:
            raise at_field("activity", _("Choose one of this project."), "foreign_project")
        if self.role in {Role.EDITOR, Role.READER} and not self.organisation_id:
            raise at_field("organisation", _("Say for which partner this person acts."), "no_partner")


class Membership(Scope):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    until = models.DateField(_("until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["project", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                "user", "project", "role", Coalesce("organisation", 0), Coalesce("activity", 0),
                condition=Q(revoked_at__isnull=True),
                name="membership_once",
                violation_error_message=_("This person already has that role here."),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    @property
    def acts_for_partner(self):
        """Sees the project from one partner's side; a coordinator who belongs to a partner sees it whole."""
        return self.organisation_id is not None and self.role in {Role.EDITOR, Role.READER}


class InvitationQuerySet(models.QuerySet):
    def open(self, at=None):
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at or timezone.now())

    @same_for_all
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.worked_on_by(user))


def in_seven_days():
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class Invitation(Scope):
    """A link that works once, for one address and one role. Only the token's hash is kept."""

    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"), default=in_seven_days, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("accepted by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", editable=False,
    )
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["token_hash"])
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.email}: {self.get_role_display()}"

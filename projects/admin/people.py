"""People who sign in, what they may do in which project, and invitations."""
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PageForm, PortalModelAdmin, Refused, TabularRows, already_sent, bulk, dated
from portal.shared.ways import reverse
from projects import actions
from projects.actions import users
from projects.admin.base import PROJECT_FILTER
from projects.models import Invitation, Membership, User

GROUP = _("People")


class MembershipVerbs:
    change_verb = staticmethod(actions.change_membership)


class MembershipTable(MembershipVerbs, TabularRows):
    model = Membership
    fields = ["project", "role", "organisation", "activity", "until"]


class UserAddForm(PageForm, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name", "language"]


@admin.register(User)
class UserAdmin(PortalModelAdmin, DjangoUserAdmin):
    """The e-mail is the login. Only superusers make staff, and only they touch the accounts of staff."""

    group = GROUP
    add_form = UserAddForm
    add_verb = staticmethod(users.add_user)
    list_display = ["email", "name", "language", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "language"]
    ordering = ["email"]
    search_fields = ["email", "name"]
    filter_horizontal = []
    readonly_fields = ["set_password", "last_login", "date_joined"]
    inlines = [MembershipTable]
    fieldsets = [
        (None, {"fields": ["email", "name", "language"]}),
        (_("Signing in"), {"fields": ["is_active", "set_password", ("last_login", "date_joined")]}),
        (_("Administration"), {"fields": ["is_staff", "is_superuser"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "language"]}),
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
    ]

    @admin.display(description=_("password"))
    def set_password(self, user):
        return format_html('<a href="{}">{}</a>', reverse("admin:auth_user_password_change", args=[user.pk]), _("Set a new one"))

    def get_readonly_fields(self, request, obj=None):
        own = [] if request.user.is_superuser else ["is_staff", "is_superuser"]
        return [*self.readonly_fields, *own]

    def has_change_permission(self, request, obj=None):
        protected = obj is not None and obj.is_staff and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not protected

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else []

    def change_row(self, request, row, form):
        self.told(lambda: users.change_user(row, by=request.user))


@admin.register(Membership)
class MembershipAdmin(MembershipVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["user", "project", "role", "organisation", "activity", "until", "revoked_at"]
    list_filter = ["role", PROJECT_FILTER, dated("revoked_at", _("state"), _("In force"), _("Ended"))]
    list_select_related = ["user", "project", "organisation", "activity"]
    search_fields = ["user__email", "user__name", "project__search_key", "organisation__search_key"]
    readonly_fields = ["revoked_at"]
    actions = [bulk(_("End the membership"), actions.end_membership, "end")]
    fieldsets = [
        (None, {"fields": ["user", "project", "role"]}),
        (_("For whom and for how long"), {"fields": ["organisation", "activity", ("until", "revoked_at")]}),
    ]


@admin.register(Invitation)
class InvitationAdmin(PortalModelAdmin):
    """The link is told once, when the invitation is made; a mistaken one is withdrawn and made anew."""

    group = GROUP
    list_display = ["email", "project", "role", "organisation", "expires_at", "accepted_at", "revoked_at"]
    list_filter = ["role", PROJECT_FILTER, dated("accepted_at", _("state"), _("Open"), _("Accepted"))]
    list_select_related = ["project", "organisation"]
    search_fields = ["email", "project__search_key", "organisation__search_key"]
    actions = [bulk(_("Withdraw"), actions.withdraw_invitation, "withdraw")]
    readonly_fields = ["invited_by", "expires_at", "accepted_at", "accepted_by", "revoked_at"]
    fieldsets = [
        (None, {"fields": ["email", "project", "role", "organisation", "activity"]}),
        (_("What became of it"), {"fields": ["invited_by", "expires_at", ("accepted_at", "accepted_by"), "revoked_at"]}),
    ]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request, obj)

    def add_row(self, request, row, form):
        key = form.cleaned_data.get("idempotency_key")
        _made, token = self.told(lambda: actions.invite(row, by=request.user, key=key))
        if not token:
            raise Refused(already_sent())
        link = request.build_absolute_uri(reverse("projects:invitation-accept", args=[token]))
        messages.warning(request, _("Send this link to the person; it is shown only now: %(link)s") % {"link": link})

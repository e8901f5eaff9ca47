"""The people of a project: who works in it, who is invited, and how an invitation becomes a membership."""
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from portal.shared.rules import public
from portal.shared.tables import Column, Table
from portal.shared.ui import Action
from portal.shared.views import ActionPage, ListPage, Page
from portal.shared.ways import reverse
from projects import actions, permissions
from projects.forms import AcceptForm, InvitationForm, MembershipForm
from projects.models import Invitation, Membership, User
from projects.views.columns import edit_column
from projects.views.parts import PartCreate, PartUpdate
from projects.views.project import workspace_url
from projects.views.workspace import WorkspaceMixin

GONE = 404

SCOPE = [
    Column("role", gettext_lazy("Role"), value="get_role_display"),
    Column("organisation", gettext_lazy("Acts for"), value=lambda row: row.organisation and row.organisation.name, empty=""),
    Column("activity", gettext_lazy("Only in this activity"), value=lambda row: row.activity and str(row.activity), empty=""),
]


class MembershipList(WorkspaceMixin, ListPage):
    tab = "people"
    model = Membership
    rule = staticmethod(permissions.can_view_people)
    template_name = "projects/membership_list.html"
    page_title = gettext_lazy("People")

    def get_columns(self):
        slug, may = self.parent.slug, self.may.manage_people
        return [
            Column("name", gettext_lazy("Name"), value=lambda row: str(row.user), sort="user__name"),
            Column("email", gettext_lazy("E-mail"), value="user.email", sort="user__email"),
            *SCOPE,
            Column("until", gettext_lazy("Until"), kind="date", sort="until", empty=_("without an end")),
            *edit_column(may, lambda row: reverse("projects:membership-edit", args=[slug, row.pk])),
        ]

    def get_queryset(self):
        rows = super().get_queryset().filter(revoked_at=None)
        return rows.select_related("user", "organisation", "activity")

    def count_text(self, count):
        return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}

    def primary_action(self):
        if not self.may.manage_people:
            return None
        return Action(_("Invite somebody"), reverse("projects:invitation-create", args=[self.parent.slug]), icon="plus")

    def invitations(self):
        rows = Invitation.objects.open().filter(project=self.parent).select_related("organisation", "activity")
        withdraw = [
            Column(
                "withdraw", gettext_lazy("Change"), value=lambda row: _("Withdraw"),
                url=lambda row: reverse("projects:invitation-withdraw", args=[self.parent.slug, row.pk]),
            )
        ]
        columns = [
            Column("email", gettext_lazy("E-mail")),
            *SCOPE,
            Column("expires_at", gettext_lazy("The link works until"), kind="date"),
            *(withdraw if self.may.manage_people else []),
        ]
        return Table(columns, rows, caption=_("Invitations not answered yet"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitations=self.invitations(), **kwargs)


class InvitationCreate(PartCreate):
    """The link is shown once, here, and mailed; only its hash is kept."""

    tab = "people"
    model = Invitation
    form_class = InvitationForm
    rule = staticmethod(permissions.can_manage_people)
    page_title = gettext_lazy("Invite somebody")
    page_lead = gettext_lazy("They get a link by e-mail. It works once, for this address and this role, for seven days.")
    submit_label = gettext_lazy("Send the invitation")

    def save(self, form):
        key = form.cleaned_data.get("idempotency_key")
        with transaction.atomic():
            invitation, token = actions.invite(form.instance, by=self.request.user, key=key)
            link = public_address(self.request, reverse("projects:invitation-accept", args=[token])) if token else ""
            if link:
                transaction.on_commit(partial(send_invitation, invitation, link))
        context = self.get_context_data(invitation=invitation, link=link, page_title=_("The invitation is on its way"))
        response = self.response_class(
            self.request, ["projects/invitation_made.html"], context, using=self.template_engine
        )
        response["Cache-Control"] = "no-store"
        return response


def public_address(request, path):
    """A link for a mail: by the setting, so that a forged Host header leads nobody astray."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def send_invitation(invitation, link):
    """Hand the mail to the outbox."""
    context = {"invitation": invitation, "link": link, "brand": settings.BRAND_NAME}
    send_mail(
        _("%(brand)s: invitation to %(project)s") % {"brand": settings.BRAND_NAME, "project": invitation.project},
        render_to_string("projects/invitation_mail.txt", context), None, [invitation.email],
    )


class InvitationWithdraw(WorkspaceMixin, ActionPage):
    tab = "people"
    model = Invitation
    rule = staticmethod(permissions.can_manage_people)
    question = gettext_lazy("Withdraw this invitation?")
    explanation = gettext_lazy("The link stops working at once.")
    submit_label = gettext_lazy("Withdraw")
    success_message = gettext_lazy("The invitation is withdrawn.")
    dangerous = True

    def get_queryset(self):
        return super().get_queryset().open()

    def perform(self, _project):
        actions.withdraw_invitation(self.object, by=self.request.user)


class MembershipUpdate(PartUpdate):
    tab = "people"
    model = Membership
    form_class = MembershipForm
    rule = staticmethod(permissions.can_manage_people)
    verb = staticmethod(actions.change_membership)
    away = "end"
    AWAY = {"end": gettext_lazy("End the membership")}

    def get_queryset(self):
        return super().get_queryset().filter(revoked_at=None).select_related("user")


class MembershipEnd(WorkspaceMixin, ActionPage):
    tab = "people"
    model = Membership
    rule = staticmethod(permissions.can_manage_people)
    question = gettext_lazy("End this membership?")
    explanation = gettext_lazy("The person's next click is refused. What they did stays in the history.")
    submit_label = gettext_lazy("End the membership")
    success_message = gettext_lazy("The membership has ended.")
    dangerous = True

    def get_queryset(self):
        return super().get_queryset().filter(revoked_at=None).select_related("user")

    def perform(self, _project):
        actions.end_membership(self.object, by=self.request.user)

    def get_success_url(self):
        if self.object.user_id == self.request.user.pk:
            return reverse("projects:project-list")
        return self.tab_url()


class InvitationAccept(Page):
    """What a link leads to: a yes for those who are signed in, the sign-in page for those with an account, otherwise a form.

    Used, withdrawn, out of date and invented links look the same (404).
    """

    rule = public
    template_name = "projects/invitation_accept.html"
    invitation = None

    def load(self):
        self.invitation = actions.find_invitation(self.kwargs["token"])
        return None

    def get_page_title(self):
        return _("Invitation")

    @property
    def is_mine(self):
        user = self.request.user
        return user.is_authenticated and user.email.lower() == self.invitation.email

    @property
    def has_account(self):
        return User.objects.filter(email=self.invitation.email).exists()

    @property
    def needs_form(self):
        return not self.request.user.is_authenticated and not self.has_account

    def get_form(self, data=None):
        return AcceptForm(data, email=self.invitation.email, initial={"language": get_language()})

    def get(self, request, *args, **kwargs):
        if self.invitation is None:
            return self.dead()
        return self.answer(form=self.get_form() if self.needs_form else None)

    def post(self, request, *args, **kwargs):
        if self.invitation is None:
            return self.dead()
        form = self.get_form(request.POST) if self.needs_form else None
        if form is not None and not form.is_valid():
            return self.answer(422, form=form)
        try:
            self.accept(form)
        except ValidationError as error:
            return self.answer(409, form=form, problems=error.messages)
        messages.success(request, _("Welcome! You now work in this project."))
        return HttpResponseRedirect(workspace_url(self.invitation.project))

    def accept(self, form):
        token, request = self.kwargs["token"], self.request
        if form is None and not request.user.is_authenticated:
            raise ValidationError(_("You already have an account. Sign in to accept."), code="has_account")
        if form is None:
            actions.accept_invitation(token, user=request.user)
            return
        data = form.cleaned_data
        user = actions.register_invited(
            token, name=data["name"], password=data["password"], language=data["language"]
        )
        login(request, user)

    def answer(self, status=200, *, form, problems=()):
        context = self.get_context_data(
            form=form, problems=problems, invitation=self.invitation, project=self.invitation.project,
            is_mine=self.is_mine, signed_in=self.request.user.is_authenticated,
        )
        return self.render_to_response(context, status=status, headers={"Cache-Control": "no-store"})

    def dead(self):
        context = self.get_context_data(page_title=_("This link no longer works"))
        return self.response_class(
            self.request, ["projects/invitation_dead.html"], context, using=self.template_engine, status=GONE
        )

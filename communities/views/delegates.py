"""People of a community in a project: who speaks for it, who advises it."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities import actions, permissions
from communities.forms import DelegateForm
from communities.models import Delegate
from communities.views.base import BelowEnrolment
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, ListPage
from portal.shared.ways import reverse


class DelegateList(BelowEnrolment, ListPage):
    model = Delegate
    rule = staticmethod(permissions.can_see_delegates)
    page_title = _("The community's people")
    page_lead = _("A representative writes the community's plan, an expert comments on it.")
    empty_title = _("Nobody is added to this community yet.")

    def get_queryset(self):
        return super().get_queryset().select_related("user")

    @cached_property
    def may_bind(self):
        return permissions.can_bind_delegate(self.request.user, self.owner)

    def address(self, name, *args):
        return reverse(f"communities:delegate-{name}", args=[self.parent.slug, self.owner.pk, *args])

    def get_columns(self):
        release = Column(
            "remove", _("Change"), value=lambda row: _("Remove"), url=lambda row: self.address("remove", row.pk)
        )
        return [
            Column("user", _("Name"), value=lambda row: str(row.user), sort="user__name"),
            Column("kind", _("As what"), value="get_kind_display", sort="kind"),
            *([release] if self.may_bind else []),
        ]

    def primary_action(self):
        if not self.may_bind:
            return None
        return Action(_("Add a person to the community"), self.address("create"), icon="plus")

    def count_text(self, count):
        return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


class BackToPeople:
    """From these pages one returns to the list of people."""

    def get_success_url(self):
        return reverse("communities:delegate-list", args=[self.parent.slug, self.owner.pk])

    get_cancel_url = get_success_url


class DelegateCreate(BackToPeople, BelowEnrolment, CreatePage):
    model = Delegate
    rule = staticmethod(permissions.can_bind_delegate)
    form_class = DelegateForm
    verb = staticmethod(spread(actions.bind_delegate))
    page_title = _("Add a person to the community")
    page_lead = _("People whom you invited to the project as a community's representative or as an expert.")
    submit_label = _("Add")


class DelegateRemove(BackToPeople, BelowEnrolment, ActionPage):
    model = Delegate
    rule = staticmethod(permissions.can_bind_delegate)
    question = _("Remove this person from the community?")
    explanation = _("They keep their role in the project.")
    submit_label = _("Remove")
    dangerous = True
    success_message = _("The person is removed from the community.")

    def get_queryset(self):
        return super().get_queryset().select_related("user")

    def perform(self, _enrolment):
        actions.unbind_delegate(self.object, by=self.request.user)

"""People of a community in a project: who speaks for it, who advises it."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.forms import DelegateForm
from communities.models import Delegate
from communities.views.base import BelowEnrolment
from portal.shared.tables import Column, Table
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage


class DelegateCreate(BelowEnrolment, CreatePage):
    model = Delegate
    scope = "visible_to"
    rule = staticmethod(permissions.can_bind_delegate)
    form_class = DelegateForm
    verb = staticmethod(spread(actions.bind_delegate))
    page_title = _("Bind a person to the community")
    page_lead = _("A representative writes the community's plan, an expert comments on it. Invite them to the project first.")
    submit_label = _("Bind")


class DelegateRemove(BelowEnrolment, ActionPage):
    model = Delegate
    rule = staticmethod(permissions.can_bind_delegate)
    question = _("Release this person from the community?")
    explanation = _("They keep their role in the project.")
    submit_label = _("Release")
    dangerous = True
    success_message = _("The person is not bound to the community any more.")

    def get_queryset(self):
        return super().get_queryset().select_related("user")

    def perform(self, _enrolment):
        actions.unbind_delegate(self.object, by=self.request.user)


def delegate_table(enrolment, *, may_bind):
    """The people of a community as a Table, or None when there are none."""
    rows = list(Delegate.objects.filter(enrolment=enrolment).select_related("user"))
    slug = enrolment.project.slug

    def remove(row):
        return reverse("communities:delegate-remove", args=[slug, enrolment.pk, row.pk])

    columns = [
        Column("user", _("Name"), value=lambda row: str(row.user)),
        Column("kind", _("As what"), value="get_kind_display"),
        *([Column("remove", _("Change"), value=lambda row: _("Release"), url=remove)] if may_bind else []),
    ]
    return Table(columns, rows, caption=_("The community's people")) if rows else None

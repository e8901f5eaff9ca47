"""The partner opens a link and understands: his communities, events, money and promises, and what waits for him."""
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.dashboards import permissions
from portal.dashboards.partner import partner_page
from portal.shared.rules import Rule
from portal.shared.ui import Tab
from portal.shared.views import ShowPage
from portal.shared.ways import reverse
from projects.models import Partnership
from projects.permissions import coordinates
from projects.views.workspace import WorkspaceMixin


class PartnerDashboard(WorkspaceMixin, ShowPage):
    """One partner of a project; without a number in the address the reader's own, or the first one for who oversees all."""

    model = Partnership
    rule = Rule("can_view_partner", permissions.can_view_partner)
    has_object = True
    about_object = True
    tab = "overview"
    template_name = "dashboards/partner.html"

    def get_queryset(self):
        return Partnership.objects.filter(project=self.parent).select_related("organisation", "area")

    def get_object(self):
        if "pk" in self.kwargs:
            return super().get_object()
        if not permissions.can_open_partners(self.request.user, self.parent):
            raise PermissionDenied
        own = [row.organisation_id for row in permissions.own_memberships(self.request.user, self.parent)]
        rows = sorted(self.get_queryset(), key=lambda row: (place_in(own, row.organisation_id), row.order, row.pk))
        if not rows or not (rows[0].organisation_id in own or permissions.oversees(self.request.user, self.parent)):
            raise Http404
        return rows[0]

    def get_page_title(self):
        return str(self.object.organisation)

    def page_eyebrow(self):
        return self.object.get_role_display() or _now("Partner")

    @cached_property
    def activity(self):
        """The only activity in which the reader acts for this partner, or None."""
        if permissions.oversees(self.request.user, self.parent):
            return None
        return permissions.membership_for(self.request.user, self.object).activity

    def lead_text(self):
        if self.activity:
            return _now("Everything here is about one activity: %(activity)s") % {"activity": self.activity}
        return _now("What is this partner's in the project, and what waits for it.")

    def partner_tabs(self, partners):
        """The other partners, for those who may look at them."""
        if not permissions.oversees(self.request.user, self.parent) or len(partners) < 2:
            return []
        return [
            Tab(str(row), reverse("dashboards:partner-detail", args=[self.parent.slug, row.pk]), current=row.pk == self.object.pk)
            for row in partners
        ]

    def get_context_data(self, **kwargs):
        page = partner_page(
            self.object, self.request.user, timezone.localdate(), activity=self.activity,
            coordinates=coordinates(self.request.user, self.parent),
        )
        return super().get_context_data(
            page=page, lead=self.lead_text(), partners=self.partner_tabs(page.partners),
            partners_label=_("Partners"), **kwargs,
        )


def place_in(own, organisation):
    return own.index(organisation) if organisation in own else len(own)

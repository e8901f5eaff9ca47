"""The project's box for other web sites: which ones may show it, and what they paste into their page."""
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.shared.tables import Column, Table
from portal.shared.ui import Action
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects import permissions
from projects.forms.embed import EmbedSiteForm
from projects.models import EmbedSite
from projects.views.columns import edit_column
from projects.views.parts import PartCreate, PartRemove, PartUpdate
from projects.views.workspace import WorkspaceMixin, route_of


class BelowContent(WorkspaceMixin):
    tab = "content"
    model = EmbedSite
    section = ""

    def tab_url(self):
        return reverse("projects:embedsite-list", args=[self.parent.slug])

    get_success_url = tab_url
    get_cancel_url = tab_url


class EmbedSiteList(BelowContent, ShowPage):
    """Everybody of the project sees where its box may stand; who edits the project changes that."""

    rule = staticmethod(permissions.can_view_workspace)
    template_name = "projects/embedsite_list.html"
    page_title = _("Box for other web sites")
    page_lead = _("A partner's web site can show the project's name, period, promises and next events, always as they are here.")

    def actions(self):
        if not self.may.edit:
            return []
        url = reverse("projects:embedsite-create", args=[self.parent.slug])
        return [Action(_("Add a site"), url, primary=True, icon="plus")]

    def sites(self):
        slug, rows = self.parent.slug, list(EmbedSite.objects.filter(project=self.parent).order_by("order", "origin"))
        columns = [
            Column("origin", _("Address of the site")), Column("note", _("Whose site")),
            *edit_column(self.may.edit, lambda row: reverse("projects:embedsite-edit", args=[slug, row.pk])),
        ]
        return Table(columns, rows, caption=_("Sites that may show the box"))

    def get_context_data(self, **kwargs):
        way = route_of("site:embed", self.parent.slug)
        address = self.request.build_absolute_uri(way) if way else ""
        return super().get_context_data(sites=self.sites(), address=address, snippet=self.snippet(address), **kwargs)

    def snippet(self, address):
        return format_html(
            '<iframe src="{}" title="{}" width="100%" height="520" loading="lazy"></iframe>', address, self.parent.acronym
        )


class EmbedSiteCreate(BelowContent, PartCreate):
    form_class = EmbedSiteForm
    page_title = _("Add a site")


class EmbedSiteUpdate(BelowContent, PartUpdate):
    form_class = EmbedSiteForm


class EmbedSiteRemove(BelowContent, PartRemove):
    question = _("Remove this site?")
    explanation = _("It no longer shows the box. Who removed it stays in the history.")

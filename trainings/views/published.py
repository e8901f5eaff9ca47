"""What is shown to everybody once it is published (news, materials): its state and what may be done with it."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action
from portal.shared.views import May
from portal.shared.ways import reverse


class PublishedPage:
    """Beside DetailPage: `route` begins the names of the verbs' routes, `may_rules` answers edit, change and publish."""

    route = ""
    may_rules = {}

    @cached_property
    def may(self):
        return May(self.may_rules, self.request.user, self.object)

    def to(self, verb):
        return reverse(f"{self.route}-{verb}", args=[self.object.project.slug, self.object.pk])

    def actions(self):
        row, may = self.object, self.may
        if row.is_archived:
            return [Action(_("Take back out"), self.to("restore"))] if may.edit else []
        found = []
        if may.publish and row.published_on is None:
            found.append(Action(_("Publish"), self.to("publish"), primary=True))
        if may.change:
            found.append(Action(_("Edit"), self.to("edit"), icon="edit"))
        if may.publish and row.published_on is not None:
            found.append(Action(_("Withdraw"), self.to("withdraw")))
        return [*found, Action(_("Archive"), self.to("archive"))] if may.change else found

    def badge(self):
        if self.object.is_archived:
            return _("Archived")
        return _("Not published") if self.object.published_on is None else ""

"""What was put away in a project, with the way back."""
from django.utils.translation import gettext_lazy as _

from portal.shared.views import ShowPage
from portal.shared.ways import reverse
from projects import permissions
from projects.models import Activity, Document, Target
from projects.views.parts import PartRestore
from projects.views.workspace import WorkspaceMixin


class ArchivedList(WorkspaceMixin, ShowPage):
    """Activities, promises and documents in the archive. Nothing is deleted, so everything can come back."""

    tab = "history"
    rule = staticmethod(permissions.can_view_history)
    template_name = "projects/archived_list.html"
    page_title = _("In the archive")
    kinds = ((Activity, _("Activities"), "activity"), (Target, _("Promises"), "target"), (Document, _("Documents"), "document"))

    def get_context_data(self, **kwargs):
        groups = [
            (heading, [(row, self.back(stem, row)) for row in model.objects.filter(project=self.parent).archived()])
            for model, heading, stem in self.kinds
        ]
        return super().get_context_data(groups=[group for group in groups if group[1]], **kwargs)

    def back(self, stem, row):
        return reverse(f"projects:{stem}-restore", args=[self.parent.slug, row.pk])


class TargetRestore(PartRestore):
    tab = "promises"
    model = Target
    question = _("Take this promise back out of the archive?")


class DocumentRestore(PartRestore):
    tab = "documents"
    model = Document
    question = _("Take this document back out of the archive?")

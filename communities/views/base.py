"""What the pages below a project's communities share."""
from communities.models import Enrolment
from communities.permissions import can_edit_enrolment
from portal.shared.ui import Crumb
from portal.shared.views.base import find
from projects.views.workspace import WorkspaceMixin


def spread(verb):
    """A verb that names its relations (`places=`), called the way pages call verbs (`m2m={"places": …}`)."""

    def called(row, *, by, m2m=None, **rest):
        return verb(row, by=by, **(m2m or {}), **rest)

    return called


class EnrolmentRows(WorkspaceMixin):
    """Pages about one enrolment of the project: the rule is asked about it, hidden ones are 404."""

    model = Enrolment
    tab = "communities"
    about_object = True
    rule = staticmethod(can_edit_enrolment)

    def get_queryset(self):
        return super().get_queryset().select_related("community", "activity", "area", "author")

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_cancel_url(self):
        return self.object.get_absolute_url() if self.object is not None else self.tab_url()

    def crumbs_below(self):
        return [Crumb(str(self.object), self.object.get_absolute_url())] if self.object is not None else []


class BelowEnrolment(WorkspaceMixin):
    """Pages about what belongs to an enrolment, found by `enrolment_pk`; the rule is asked about the enrolment."""

    tab = "communities"
    rule = staticmethod(can_edit_enrolment)
    parent_link = "enrolment__project"
    enrolment = None

    def load(self):
        super().load()
        rows = Enrolment.objects.visible_to(self.request.user).filter(project=self.parent)
        self.enrolment = find(rows.select_related("community"), pk=self.kwargs["enrolment_pk"])
        self.enrolment.project = self.parent
        if self.object is not None:
            self.object.enrolment = self.enrolment
        return self.enrolment

    def get_queryset(self):
        return super().get_queryset().filter(enrolment=self.kwargs["enrolment_pk"])

    def get_instance(self):
        row = super().get_instance()
        row.enrolment = self.enrolment
        return row

    def get_success_url(self):
        return self.enrolment.get_absolute_url()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.enrolment), self.enrolment.get_absolute_url())]

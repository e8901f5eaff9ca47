"""What the pages below a project's communities share."""
from communities.models import Enrolment
from communities.permissions import can_edit_enrolment
from projects.views.rows import NestedMixin, RowMixin
from projects.views.workspace import WorkspaceMixin


class EnrolmentRows(RowMixin):
    """Pages about one enrolment of the project; hidden ones are 404."""

    model = Enrolment
    tab = "communities"
    rule = staticmethod(can_edit_enrolment)

    def get_queryset(self):
        return super().get_queryset().select_related("community", "activity", "area", "author")


class BelowEnrolment(NestedMixin, WorkspaceMixin):
    """Pages about what belongs to an enrolment; the rule is asked about the enrolment."""

    tab = "communities"
    rule = staticmethod(can_edit_enrolment)
    owner_model = Enrolment
    owner_field = "enrolment"
    owner_kwarg = "enrolment_pk"
    owner_related = ("community",)
    about_owner = True

"""A plan as such: whose it is, what it is called, its period."""
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.forms.base import YOURS_ONLY, project_organisations, propose_only
from communities.models import ActionPlan, Enrolment
from communities.permissions import can_edit_plan
from portal.shared.forms import PortalForm
from projects.models import CooperationGroup
from projects.permissions import coordinates


class ActionPlanForm(PortalForm):
    """A plan of a community, or of a cooperation group (E-05). Whose it is does not change afterwards."""

    layout_groups = [
        (_("Whose plan"), ["enrolment", "group"]),
        (_("The plan"), ["title", "author", "start", "end", "language"]),
    ]
    scope = {
        "enrolment": lambda user, project: Enrolment.objects.visible_to(user).filter(project=project)
        .select_related("community").order_by("community__sort_key", "pk"),
        "group": lambda user, project: CooperationGroup.objects.filter(project=project),
        "author": project_organisations,
    }

    class Meta:
        model = ActionPlan
        fields = ["enrolment", "group", "title", "author", "start", "end", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Left out, it stays as it is.
        self.fields["language"].required = False
        if self.instance.pk:
            del self.fields["enrolment"], self.fields["group"]
        elif not self.fields["group"].queryset.exists():
            del self.fields["group"]
            self.fields["enrolment"].required = True
        if coordinates(self.user, self.parent):
            return
        if self.instance.pk and not project_organisations(self.user, self.parent).exists():
            # A community's representative writes for no organisation: who draws the plan up stays as it is.
            del self.fields["author"]
        else:
            self.fields["author"].required = True
            propose_only(self, "author")

    def clean(self):
        data = super().clean()
        if self.instance.pk is None and not self.errors:
            self.check_subject(data)
        return data

    def check_subject(self, data):
        enrolment, group = data.get("enrolment"), data.get("group")
        if bool(enrolment) == bool(group):
            raise ValidationError(
                _("A plan belongs to a community or to a group of municipalities."), code="one_subject"
            )
        if enrolment is not None:
            enrolment.project = self.parent
        plan = ActionPlan(project=self.parent, enrolment=enrolment, group=group, author=data.get("author"))
        if not can_edit_plan(self.user, plan):
            raise ValidationError(YOURS_ONLY, code="not_yours")

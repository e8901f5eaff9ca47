"""A remark about a plan, and a person bound to a community."""
from django import forms

from communities.actions import BINDABLE
from communities.models import Delegate, PlanComment, SectionTemplate
from portal.shared.forms import PortalForm
from projects.models import Membership, User


class PlanCommentForm(PortalForm):
    """`cell` comes with the address of the page: it says which field is meant."""

    class Meta:
        model = PlanComment
        fields = ["section", "cell", "text"]
        widgets = {"cell": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        self.fields["section"].queryset = SectionTemplate.objects.filter(template=plan.template_id).live()
        if plan.template_id is None:
            del self.fields["section"]


class DelegateForm(PortalForm):
    """People of the project who are a community's persons or experts and not yet bound to this community."""

    class Meta:
        model = Delegate
        fields = ["user", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        belongs = Membership.objects.valid().filter(project=self.parent, role__in=BINDABLE)
        bound = Delegate.objects.filter(enrolment=self.instance.enrolment)
        self.fields["user"].queryset = (
            User.objects.filter(pk__in=belongs.values("user")).exclude(pk__in=bound.values("user")).order_by("name", "pk")
        )

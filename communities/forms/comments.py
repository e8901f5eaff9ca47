"""A remark about a plan, a decision to correct, a person to bind to a community."""
from django import forms

from communities.actions import BINDABLE
from communities.forms.path import documents_of
from communities.models import Delegate, PlanComment, PlanDecision, SectionTemplate
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


class PlanDecisionForm(PortalForm):
    """`parent` is the project."""

    scope = {"document": documents_of}

    class Meta:
        model = PlanDecision
        fields = ["body", "present", "in_favour", "document", "note"]


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

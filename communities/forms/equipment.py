"""What was bought, the yearly look at it, and whom it is lent to."""
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communities.choices import EquipmentState
from communities.forms.base import YOURS_ONLY, project_organisations
from communities.models import ActionPlan, Community, Enrolment, Equipment, EquipmentCheck, InvestmentNeed, Loan
from communities.permissions import can_edit_equipment
from portal.shared.choosing import RowField
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.options import OfferedTogether
from projects.models import Organisation
from projects.permissions import coordinates
from projects.summaries import retention_of

SEEN = [(value, label) for value, label in EquipmentState.choices if value != EquipmentState.WRITTEN_OFF]


def shown_enrolments(user, project):
    rows = Enrolment.objects.visible_to(user).filter(project=project)
    if not coordinates(user, project):
        rows = rows.filter(pk__in=Enrolment.objects.worked_on_by(user).values("pk"))
    return rows.select_related("community").order_by("community__sort_key", "pk")


def shown_plans(user, project):
    """The plans of the communities that are offered, and of groups: a plan brings its community with it."""
    rows = ActionPlan.objects.visible_to(user).filter(project=project)
    mine = Q(enrolment__isnull=True) | Q(enrolment__in=shown_enrolments(user, project).order_by().values("pk"))
    return rows.filter(mine).order_by("title", "pk")


def shown_needs(user, project):
    rows = InvestmentNeed.objects.visible_to(user).filter(plan__in=shown_plans(user, project).order_by().values("pk"))
    return rows.live().select_related("plan")


class NeedChoice(RowField):
    def label_from_instance(self, need):
        return f"{need} ({need.plan})"


class EquipmentForm(OfferedTogether, PortalForm):
    """The state is not typed here: a check finds it. A plan's need brings the plan and the community with it."""

    together = ("owner", "plan")
    layout_groups = [
        (_("What"), ["name", "quantity", "cost", "bought_on", "inventory_mark"]),
        (_("For whom"), ["enrolment", "indispensable_because", "need", "plan"]),
        (_("Who keeps it"), ["owner", "custodian_role", "kept_at", "lendable"]),
    ]
    scope = {
        "enrolment": shown_enrolments, "owner": project_organisations, "plan": shown_plans, "need": shown_needs,
    }

    class Meta:
        model = Equipment
        fields = [
            "name", "quantity", "cost", "bought_on", "inventory_mark", "enrolment", "indispensable_because", "need",
            "plan", "owner", "custodian_role", "kept_at", "lendable",
        ]
        field_classes = {"need": NeedChoice}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indispensable_because"].help_text = _("Asked for when a community uses it.")
        self.fields["lendable"].help_text = _("For things that travel: a games shelf, a tent, a projector.")
        self.fields["need"].help_text = _("The row of the plan it was bought for, when there is one.")

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        need, plan = data.get("need"), data.get("plan")
        if need is not None and plan is None:
            data["plan"] = plan = need.plan
        if plan is not None and data.get("enrolment") is None:
            data["enrolment"] = plan.enrolment
        enrolment = data.get("enrolment")
        if enrolment is not None:
            enrolment.project = self.parent
        written = Equipment(project=self.parent, enrolment=enrolment, owner=data.get("owner"))
        if not can_edit_equipment(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data

    def get_warnings(self):
        """A purchase for a community nobody called ready yet may be right; somebody must say so (A-22)."""
        enrolment, found = self.cleaned_data.get("enrolment"), []
        chosen_now = self.instance.pk is None or "enrolment" in self.changed_data
        if enrolment is not None and enrolment.ready_on is None and chosen_now:
            found.append(_t("Nobody has decided yet that %(community)s is ready to start.") % {"community": enrolment})
        return found


class EquipmentCheckForm(PortalForm):
    class Meta:
        model = EquipmentCheck
        fields = ["checked_on", "state", "checked_by", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = SEEN
        self.fields["checked_by"].help_text = _("A role, not a name.")


class WriteOffForm(PlainForm):
    """Why it is no more. `parent` is the equipment."""

    on = forms.DateField(label=_("Written off on"), required=False, help_text=_("Empty means: today."))
    checked_by = forms.CharField(
        label=_("Who decided, by role"), max_length=120, required=False, help_text=_("A role, not a name.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def get_warnings(self):
        kept = retention_of(self.parent.project)
        if kept.text and kept.holds_on(self.cleaned_data["on"] or timezone.localdate()):
            return [_t("It is to be kept: %(until)s.") % {"until": kept.text}]
        return []


class ReinstateForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class LoanForm(PortalForm):
    """To whom and when. Either an organisation of the project or a community borrows it."""

    layout_groups = [
        (_("Who borrows it"), ["organisation", "community"]),
        (_("When"), ["starts_on", "ends_on", "note"]),
    ]
    scope = {
        # Municipalities that are no partners borrow too (E-20).
        "organisation": lambda user, project: Organisation.objects.visible_to(user).live(),
        "community": lambda user, project: Community.objects.visible_to(user).live(),
    }

    class Meta:
        model = Loan
        fields = ["organisation", "community", "starts_on", "ends_on", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lent_to = self.instance.community_id
        if lent_to and not Community.objects.visible_to(self.user).filter(pk=lent_to).exists():
            # It has been lent to a community that is not named to this person (C-07): the borrower stays.
            del self.fields["organisation"], self.fields["community"]

    def clean(self):
        data = super().clean()
        if "community" in self.fields and not self.errors and bool(data.get("organisation")) == bool(data.get("community")):
            raise ValidationError(_("Say which organisation or which community borrows it."), code="one_borrower")
        return data


class ReturnForm(PlainForm):
    on = forms.DateField(label=_("Returned on"), required=False, help_text=_("Empty means: today."))


class LoanReasonForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=100, required=False)

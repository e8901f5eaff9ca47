"""What a community has, and an idea made of it."""
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.actions.assets import FEWEST, MOST
from communities.models import ActionPlan, Asset, Service, ServiceKind
from portal.shared.forms import PlainForm, PortalForm, RowsField, form_field


class AssetForm(PortalForm):
    layout_groups = [
        (_("What"), ["category", "name", "description"]),
        (_("What it can offer"), ["can_offer", "offers", "availability", "condition"]),
        (_("Who"), ["keeper", "contact_role", "visibility"]),
        (_("Where"), ["latitude", "longitude"]),
    ]
    scope = {"offers": lambda user, parent: ServiceKind.objects.live()}

    class Meta:
        model = Asset
        fields = [
            "category", "name", "description", "can_offer", "offers", "availability", "condition", "keeper",
            "contact_role", "visibility", "latitude", "longitude",
        ]
        widgets = {"offers": forms.CheckboxSelectMultiple}


class IdeaForm(PlainForm):
    """Two to four resources and a name make a service idea. `assets`, `plans`: what this person may put together, and where."""

    form_name = "idea"

    assets = RowsField(label=_("Resources"), queryset=Asset.objects.none(), widget=forms.CheckboxSelectMultiple)
    plan = forms.ModelChoiceField(label=_("Into which plan"), queryset=ActionPlan.objects.none())
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, assets, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assets"].queryset = assets
        self.fields["assets"].label_from_instance = named
        self.fields["assets"].help_text = _(
            "Choose two to four that could become something together. The plan names those that are public."
        )
        self.fields["plan"].queryset = ActionPlan.objects.filter(pk__in=[plan.pk for plan in plans])
        if len(plans) == 1:
            self.initial.setdefault("plan", plans[0].pk)
        self.fields["name"] = form_field(Service._meta.get_field("name"), label=_("Name of the idea"))
        self.order_fields(["assets", "name", "plan"])
        self.initial["idempotency_key"] = uuid.uuid4()

    def clean_assets(self):
        chosen = self.cleaned_data["assets"]
        if not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError(_("Choose two to four resources."), code="how_many")
        return chosen


def named(asset):
    return f"{asset} ({asset.can_offer})" if asset.can_offer else str(asset)

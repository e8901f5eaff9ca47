"""One month of all services of a plan: four numbers for each. Empty is unknown, 0 is nobody."""
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from communities.actions import MonthOfService
from communities.models import ServiceDelivery
from communities.summaries.deliveries import MEASURED
from portal.shared.forms import LARGEST_VERSION, PlainForm

MOST = 1_000_000


class MonthForm(PlainForm):
    """`rows`: [(service, its delivery in that month or None)]. Fields are `<service>-<figure>`; `<service>-version` is
    what the person began from."""

    form_name = "service-month"

    def __init__(self, *args, rows=(), month=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for service, delivery in self.rows:
            for name in MEASURED:
                self.fields[f"{service.pk}-{name}"] = self.number(service, name, delivery)
            self.fields[f"{service.pk}-note"] = forms.CharField(
                required=False, max_length=300, label=self.label(service, "note"),
                initial=delivery.note if delivery else "", widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            self.fields[f"{service.pk}-version"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=delivery.version if delivery else None,
                validators=[MinValueValidator(1), MaxValueValidator(LARGEST_VERSION)],
            )

    @staticmethod
    def label(service, name):
        return f"{service.name}: {ServiceDelivery._meta.get_field(name).verbose_name}"

    def number(self, service, name, delivery):
        return forms.IntegerField(
            required=False, min_value=0, max_value=MOST, label=self.label(service, name),
            initial=getattr(delivery, name) if delivery else None,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "class": "form-control month-number"}),
        )

    @property
    def heads(self):
        fields = [ServiceDelivery._meta.get_field(name) for name in (*MEASURED, "note")]
        return [field.verbose_name for field in fields]

    @property
    def lines(self):
        """[{service, fields: [(field, its heading)], version}] as the page draws them."""
        return [
            {
                "service": service, "version": self[f"{service.pk}-version"],
                "fields": [
                    (self[f"{service.pk}-{name}"], head)
                    for name, head in zip((*MEASURED, "note"), self.heads, strict=True)
                ],
            }
            for service, _delivery in self.rows
        ]

    def typed(self):
        """[MonthOfService] of what was sent."""
        data = self.cleaned_data
        return [
            MonthOfService(
                service.pk, **{name: data.get(f"{service.pk}-{name}") for name in MEASURED},
                note=data.get(f"{service.pk}-note") or "", version=data.get(f"{service.pk}-version"),
            )
            for service, _delivery in self.rows
        ]


class BeginForm(PlainForm):
    on = forms.DateField(label=_("Began on"), required=False, help_text=_("Empty means: today."))


class PauseForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=100, required=False)

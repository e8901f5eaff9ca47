"""The forms about people: their data, whether two are one, and why somebody is erased."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communities.forms import project_organisations
from communities.models import Community
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.options import OfferedTogether
from trainings.models import Person
from trainings.summaries.alike import is_likely, marks_between, named

THIS, OTHER, TWO = "this", "other", "two"


class PersonForm(OfferedTogether, PortalForm):
    together = ("community", "municipality", "role", "audience", "partner")
    layout_groups = [
        (_("Who"), ["name", "email", "phone"]),
        (_("From where"), ["community", "village", "municipality"]),
        (_("As what"), ["organisation", "role", "affiliation", "audience", "partner"]),
    ]
    scope = {
        "partner": project_organisations,
        "community": lambda user, project: Community.objects.visible_to(user),
    }

    class Meta:
        model = Person
        fields = [
            "name", "email", "phone", "community", "village", "municipality", "organisation", "role", "affiliation", "audience",
            "partner",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.instance.community_id
        if kept and not Community.objects.visible_to(self.user).filter(pk=kept).exists():
            # Neither named to whoever may not know of it nor lost when he saves.
            del self.fields["community"]


class OneOrTwoForm(PlainForm):
    """Are two people one, and then, whose name and data stand for both? `known`: the other one, when he was chosen already."""

    other = forms.ModelChoiceField(label=_("The other one"), queryset=Person.objects.none())
    decision = forms.ChoiceField(
        label=_("Are they one person?"), widget=forms.RadioSelect,
        choices=[
            (THIS, _("One person; the data of this one are shown")),
            (OTHER, _("One person; the data of the other one are shown")),
            (TWO, _("Two different people")),
        ],
    )

    def __init__(self, *args, person, known=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        others = Person.objects.filter(project=person.project_id).exclude(pk=person.root_id or person.pk)
        others = others.filter(pk=known.pk) if known else others.ones().filter(erased_at__isnull=True)
        field = self.fields["other"]
        field.queryset = others.select_related("community").order_by("sort_key", "pk")
        field.label_from_instance = named
        if known:
            field.initial, field.widget = known.pk, forms.HiddenInput()
            self.fields["decision"].choices = [
                (THIS, _t("One person, known as %(name)s") % {"name": named(person)}),
                (OTHER, _t("One person, known as %(name)s") % {"name": named(known)}),
                (TWO, _t("Two different people")),
            ]

    def clean_other(self):
        other = self.cleaned_data["other"]
        other.project = self.person.project
        return other

    def get_warnings(self):
        answer = self.cleaned_data
        if answer["decision"] == TWO or is_likely(marks_between(self.person, answer["other"])):
            return []
        return [_t("These two share neither contact nor name. One person all the same?")]


class EraseForm(PlainForm):
    """Why somebody is erased; the name typed once more, because it cannot be undone."""

    name = forms.CharField(label=_("Type the name once more"), max_length=120, help_text=_("It cannot be undone."))
    reason = forms.CharField(
        label=_("Reason"), max_length=100, help_text=_("For example: he asked for it on 01.07.2024. Do not write the name here.")
    )

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if name != self.parent.name:
            raise ValidationError(_t("This is not the name of this person."), code="other_name")
        return name

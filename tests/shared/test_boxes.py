"""Our fields are crispy's own, but for the space between tags."""
import re
from pathlib import Path

import crispy_bootstrap5
import pytest
from crispy_forms.helper import FormHelper
from django import forms
from django.template.backends.django import DjangoTemplates
from django.utils.translation import override

from portal.shared import boxes
from portal.shared.fields import PartialDateFormField
from portal.shared.forms import PlainForm

HOSTILE = '"><script>alert(1)</script>&'
KINDS = [("", "---------"), (1, "Üks"), ("b", HOSTILE), ("Rühm", [("c", "C"), ("d", "D")])]
CRISPY = DjangoTemplates({
    "NAME": "crispy", "DIRS": [Path(crispy_bootstrap5.__file__).parent / "templates"], "APP_DIRS": False,
    "OPTIONS": {"libraries": {"crispy_forms_field": "crispy_forms.templatetags.crispy_forms_field",
                              "crispy_forms_filters": "crispy_forms.templatetags.crispy_forms_filters",
                              "l10n": "django.templatetags.l10n"}},
})


class EveryKind(PlainForm):
    title = forms.CharField(max_length=20, help_text="Sõnad <b>siin</b>.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    amount = forms.IntegerField(min_value=1, disabled=True)
    day = PartialDateFormField(required=False)
    agreed = forms.BooleanField(label=HOSTILE)
    kind = forms.ChoiceField(choices=KINDS, help_text="Üks.")
    filled = forms.ChoiceField(choices=KINDS[1:])
    kinds = forms.MultipleChoiceField(choices=KINDS[1:3])
    answer = forms.NullBooleanField()
    ring = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect, required=False)
    ticks = forms.MultipleChoiceField(choices=KINDS[1:3], widget=forms.CheckboxSelectMultiple)
    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".pdf"}))


def without_space(html):
    html = re.sub(r"<legend\s+class", "<legend class", re.sub(r"\s+", " ", html))
    return re.sub(r" ?(<|>) ?", r"\1", html)


def attributes_in_order(html):
    """Each tag with its attributes sorted: their order means nothing."""
    def sorted_tag(found):
        name, rest = found.groups()
        parts = sorted(re.findall(r'[\w-]+(?:="[^"]*")?', rest))
        return f"<{' '.join([name, *parts])}>"
    return re.sub(r"<(\w+)((?:\s+[\w-]+(?:=\"[^\"]*\")?)+)\s*>", sorted_tag, html)


DATA = {
    "empty": {},
    "right": {"title": HOSTILE, "kind": "b", "filled": "1", "kinds": ["1", "b"], "answer": "true", "ring": "c", "agreed": "on"},
    "strange": {"kind": "nowhere", "ring": "zz", "ticks": ["zz"], "amount": "x", "day": "eile"},
}


@pytest.mark.parametrize("name", EveryKind.base_fields)
@pytest.mark.parametrize("data", [None, *DATA])
def test_a_field_is_the_one_of_crispy(name, data):
    given = None if data is None else DATA[data]
    ours, theirs = EveryKind(given), EveryKind(given)
    with override("et"):
        context = {"field": theirs[name], **FormHelper().get_attributes("bootstrap5")}
        wanted = CRISPY.get_template("bootstrap5/field.html").render(context)
        made = boxes.field(ours[name])
    assert attributes_in_order(without_space(made)) == attributes_in_order(without_space(wanted))
    assert "<script>" not in made

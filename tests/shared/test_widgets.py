"""Our boxes and lists are Django's own, but for empty lines between the tags."""
import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from portal.shared.widgets import Renderer

HOSTILE = '"><script>alert(1)</script>&'
CHOICES = [
    ("", "---------"), (1, "Üks"), (2024, 2024), (HOSTILE, HOSTILE), (True, mark_safe("<b>jah</b>")), ("p", _("Projects")),
    ("Rühm <1>", [("a", "A"), ("b", "B")]),
]
ATTRS = {"id": "id_x", "required": True, "disabled": False, "data-x": HOSTILE, "rows": 4}
WIDGETS = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput,
    forms.DateInput, forms.TimeInput, forms.CheckboxInput, forms.Textarea,
]
VALUES = [None, "", "sõna", HOSTILE, mark_safe("<i>"), 0, 1, 12743.68, True, False]


def both(widget, value, attrs):
    """The HTML of our renderer and of Django's, without space between tags."""
    made = [widget.render("nimi", value, attrs, renderer=renderer()) for renderer in (Renderer, DjangoTemplates)]
    return [re.sub(r">\s+<", "><", html).strip() for html in made]


@pytest.mark.parametrize("value", VALUES, ids=str)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
@pytest.mark.parametrize("attrs", [{}, ATTRS], ids=["bare", "attrs"])
def test_a_box_is_the_one_of_django(widget, value, attrs):
    ours, theirs = both(widget(), value, attrs)
    assert ours == theirs


@pytest.mark.parametrize("value", ["", None, 1, "1", 2024, HOSTILE, True, ["a", "b"], "nowhere"], ids=str)
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_a_list_of_choices_is_the_one_of_django(widget, value):
    ours, theirs = both(widget(choices=CHOICES), value, ATTRS)
    assert ours == theirs


def test_an_answer_of_yes_no_or_unknown():
    ours, theirs = both(forms.NullBooleanSelect(), True, ATTRS)
    assert ours == theirs


def test_what_people_typed_runs_nowhere():
    for widget in (forms.TextInput(), forms.Select(choices=CHOICES)):
        assert "<script>" not in widget.render("nimi", HOSTILE, ATTRS, renderer=Renderer())

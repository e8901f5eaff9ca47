"""Promises: the sentence and its number, its division, its formula, and what must agree with what."""
import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.fields import LineFormField
from portal.shared.forms import IN_OTHERS, PlainForm
from projects import measures
from projects.forms.base import PartForm, others, trio
from projects.models import CrossCheck, Target

LARGEST = 2**31 - 1
NOTHING = ("", _("nothing yet"))
MEASURES = {"measure": _("Counted by"), "per_measure": _("For each of"), "reachable_measure": _("Reachable by")}


class TargetForm(PartForm):
    layout_groups = [
        (_("The promise"), ["statement_et", "unit_et", "comparator", "value", "order"]),
        (_("What counts"), ["measure", "activity", "per_measure", "reachable_measure"]),
        (_("How it is divided"), ["distribution", "equal_share"]),
        (_("If it turns out differently"), ["deviation_et"]),
        (IN_OTHERS, others("statement", "unit", "deviation")),
    ]

    class Meta:
        model = Target
        fields = [
            *trio("statement"), *trio("unit"), "comparator", "value", "measure", "activity", "per_measure",
            "reachable_measure", "distribution", "equal_share", *trio("deviation"), "order",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in MEASURES.items():
            field, present = self.fields[name], getattr(self.instance, name)
            known = [NOTHING, *measures.choices()]
            if present and present not in dict(known):
                known.append((present, present))
            self.fields[name] = forms.ChoiceField(
                label=label, choices=known, required=False, help_text=field.help_text
            )


class DeviationForm(PartForm):
    """Only why it turned out differently; the board asks it beside the figure."""

    class Meta:
        model = Target
        fields = trio("deviation")


class CrossCheckForm(PartForm):
    class Meta:
        model = CrossCheck
        fields = ["left", "multiplier", "right", "order"]


def digest(values):
    """A short stand-in for what the person started from; another division or formula has another one."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class DivisionForm(PlainForm):
    """One number for each part of a divided promise. `items`: [(key, label)], `present`: {key: number or None}."""

    form_name = "division"
    basis = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, data=None, *, items=(), present=None, **kwargs):
        super().__init__(data, **kwargs)
        self.items, self.present = list(items), present or {}
        self.initial["basis"] = self.present_basis = digest(sorted(self.present.items()))
        for key, label in self.items:
            self.fields[f"share_{key}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=LARGEST, initial=self.present.get(key),
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )

    @property
    def is_stale(self):
        return self.cleaned_data["basis"] != self.present_basis

    def shares(self):
        """[(key, number or None)] of the parts that are stated, and of those that stay undecided but were listed."""
        pairs = [(key, self.cleaned_data.get(f"share_{key}")) for key, _label in self.items]
        return [(key, value) for key, value in pairs if value is not None or key in self.present]


class FormulaForm(PlainForm):
    """The factors and room for two more: 2 runs × 12 people × 1 dialogue.

    `present`: [{"value", "label_et", "label_lv", "label_en"}].
    """

    form_name = "formula"
    SPARE = 2
    PARTS = ("value", "label_et", "label_lv", "label_en")
    basis = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, data=None, *, present=(), **kwargs):
        super().__init__(data, **kwargs)
        self.present = list(present)
        self.initial["basis"] = self.present_basis = digest(self.present)
        for row in range(1, max(3, len(self.present) + self.SPARE) + 1):
            self.add_row(row, self.present[row - 1] if row <= len(self.present) else {})

    def add_row(self, row, factor):
        self.fields[f"value_{row}"] = forms.IntegerField(
            label=_("Number"), required=False, min_value=0, max_value=LARGEST, initial=factor.get("value")
        )
        for name, label in (("label_et", _("what, in Estonian")), ("label_lv", _("in Latvian")), ("label_en", _("in English"))):
            self.fields[f"{name}_{row}"] = LineFormField(
                label=label, required=False, max_length=80, initial=factor.get(name, "")
            )

    @property
    def rows(self):
        return sorted(int(name.removeprefix("value_")) for name in self.fields if name.startswith("value_"))

    @property
    def layout_groups(self):
        legend = _("Factor %(number)s")
        return [(legend % {"number": row}, [f"{part}_{row}" for part in self.PARTS]) for row in self.rows]

    @property
    def is_stale(self):
        return self.cleaned_data["basis"] != self.present_basis

    def clean(self):
        data = super().clean()
        for row in self.rows:
            value, label = data.get(f"value_{row}"), data.get(f"label_et_{row}")
            if value is None and any(data.get(f"{part}_{row}") for part in self.PARTS[1:]):
                self.add_error(f"value_{row}", _("Give the number too."))
            if value is not None and not label:
                self.add_error(f"label_et_{row}", _("Say what is counted."))
        return data

    def factors(self):
        """What `actions.set_formula` takes: the filled rows, in order."""
        rows = [{part: self.cleaned_data[f"{part}_{row}"] for part in self.PARTS} for row in self.rows]
        return [row for row in rows if row["value"] is not None]

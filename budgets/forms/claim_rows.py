"""A claim's rows as one form: what is asked for, and later what is accepted of it."""
import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.shared.fields import MoneyFormField, MoneyInput
from portal.shared.forms import PlainForm
from portal.shared.money import from_cents, to_cents


class ClaimRowsForm(PlainForm):
    """A form over the rows of a claim that knows what it started from: `was`, JSON of {row key: cents or null}."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)
    is_stale = False

    def seen(self):
        """{row key: euros or None} as they were when the page was opened; None when the form does not say."""
        try:
            told = json.loads(self.cleaned_data["was"] or "null")
            return None if told is None else {int(key): from_cents(cents) for key, cents in told.items()}
        except (ValueError, AttributeError, TypeError, ArithmeticError):
            return None

    def renewed(self, **rows):
        """The same form, as typed, that starts from what is saved now: sent again, it is saved. `rows`: those of now."""
        found = type(self)(self.data.copy(), user=self.user, parent=self.parent, **rows)
        found.data["was"] = found.initial["was"]
        found.is_stale = True
        return found


class ClaimItemsForm(ClaimRowsForm):
    """`candidates`: [Candidate]. Proposes all that is left where the claim asks for nothing yet (`proposed`).

    `amounts()`: {share key: euros}.
    """

    form_name = "claim-items"

    def __init__(self, *args, candidates, proposed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        self.initial["was"] = json.dumps({row.share.pk: to_cents(row.mine) for row in candidates if row.mine})
        for row in candidates:
            name = f"amount-{row.share.pk}"
            self.fields[name] = MoneyFormField(
                label=_("Claimed of %(expense)s") % {"expense": row.share.expense}, required=False,
                widget=MoneyInput({"class": "form-control form-control-sm"}),
            )
            self.initial[name] = row.left if proposed and row.left > 0 else row.mine

    def clean(self):
        for row in self.candidates:
            name = f"amount-{row.share.pk}"
            amount = self.cleaned_data.get(name)
            if amount is not None and amount > row.left:
                self.add_error(name, ValidationError(_("At most what is left of it."), code="over_share"))
        return self.cleaned_data

    @property
    def rows(self):
        """[(Candidate, field)]"""
        return [(row, self[f"amount-{row.share.pk}"]) for row in self.candidates]

    def amounts(self):
        return {row.share.pk: self.cleaned_data[f"amount-{row.share.pk}"] for row in self.candidates}


class DecisionsForm(ClaimRowsForm):
    """`items`: [ClaimItem]. `decisions()`: {item key: (euros or None, why not all of it)}."""

    form_name = "claim-decisions"

    def __init__(self, *args, items, fill=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        self.initial["was"] = json.dumps({item.pk: None if item.accepted is None else to_cents(item.accepted) for item in items})
        for item in items:
            accepted, because = self.names(item)
            self.fields[accepted] = MoneyFormField(
                label=_("Accepted of %(expense)s") % {"expense": item.share.expense}, required=False,
                widget=MoneyInput({"class": "form-control form-control-sm"}),
            )
            self.fields[because] = forms.CharField(
                label=_("Why not all of %(expense)s") % {"expense": item.share.expense}, required=False, max_length=300,
                widget=forms.TextInput({"class": "form-control form-control-sm"}),
            )
            self.initial[accepted] = item.amount if fill and item.accepted is None else item.accepted
            self.initial[because] = item.refused_because

    @staticmethod
    def names(item):
        return f"accepted-{item.pk}", f"because-{item.pk}"

    def clean(self):
        for item in self.items:
            accepted, because = self.names(item)
            amount = self.cleaned_data.get(accepted)
            if amount is not None and amount > item.amount:
                self.add_error(accepted, ValidationError(_("No more can be accepted than was claimed."), code="too_much"))
            elif amount is not None and amount < item.amount and not self.cleaned_data.get(because):
                self.add_error(because, ValidationError(_("Say why not all of it is accepted."), code="no_reason"))
        return self.cleaned_data

    @property
    def rows(self):
        """[(ClaimItem, accepted field, reason field)]"""
        return [(item, *(self[name] for name in self.names(item))) for item in self.items]

    def decisions(self):
        return {item.pk: tuple(self.cleaned_data[name] for name in self.names(item)) for item in self.items}

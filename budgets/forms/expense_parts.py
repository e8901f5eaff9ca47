"""Dividing an expense, its evidence, and the categories of a partner's own books."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgets.forms.places import Places, places_field
from budgets.models import BudgetLine, ExpenseEvidence, OwnCategory
from budgets.summaries.parts import parts_by_weight, parts_like_event, settled_parts
from budgets.summaries.rules import categories_of
from portal.shared.fields.money import MoneyFormField
from portal.shared.forms import LARGEST_VERSION, PlainForm, PortalForm
from projects.forms.papers import PaperForm

AMOUNTS, WEIGHTS, EVENT = "amounts", "weights", "event"
FEWEST, MORE = 3, 2


class SplitForm(PlainForm):
    """On whom an expense falls: amounts that make it exactly, parts (2 and 1), or as the partners share its event."""

    form_name = "expense-split"
    how = forms.ChoiceField(
        label=_("How to divide it"), widget=forms.RadioSelect, initial=AMOUNTS,
        choices=[
            (AMOUNTS, _("By amounts, which together make exactly what is charged")),
            (WEIGHTS, _("By parts: 2 and 1 mean two thirds and one third")),
            (EVENT, _("As the partners share the event")),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_VERSION)

    def __init__(self, *args, expense, **kwargs):
        super().__init__(*args, **kwargs)
        self.expense = expense
        self.fields["version"].initial = expense.version
        if expense.event_id is None:
            self.fields["how"].choices = self.fields["how"].choices[:-1]
        for number in range(1, self.rows + 1):
            share = self.present[number - 1] if number <= len(self.present) else None
            self.fields[f"on_{number}"] = places_field(self.places, initial=self.places.code_of(share) if share else "")
            self.fields[f"amount_{number}"] = MoneyFormField(
                label=_("Amount, or how many parts"), required=False, initial=share.amount if share else None
            )

    @cached_property
    def present(self):
        return list(self.expense.shares.select_related("budget__partnership__organisation", "line").order_by("pk"))

    @cached_property
    def rows(self):
        return max(FEWEST, len(self.present) + MORE)

    @cached_property
    def places(self):
        return Places(self.user, self.expense.project, self.present)

    @property
    def layout_groups(self):
        return [(_("How"), ["how"]), *(
            (_now("Part %(number)d") % {"number": number}, [f"on_{number}", f"amount_{number}"])
            for number in range(1, self.rows + 1)
        )]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["how"] == EVENT:
            self.parts = parts_like_event(self.expense.event, self.expense.charged)
            return cleaned
        typed = self.typed_parts(cleaned)
        if cleaned["how"] == WEIGHTS:
            if not typed or any(amount is None for _budget, _line, amount in typed):
                raise ValidationError(_("Write an amount for every part."), code="share_unknown")
            typed = parts_by_weight(self.expense.charged, typed)
        self.parts = settled_parts(typed, self.expense.charged)
        return cleaned

    def typed_parts(self, cleaned):
        found = []
        for number in range(1, self.rows + 1):
            place, amount = self.places.find(cleaned.get(f"on_{number}")), cleaned.get(f"amount_{number}")
            if place is None and amount:
                raise ValidationError({f"on_{number}": _("Say on which partner's budget it falls.")})
            if place is not None:
                found.append((*place, amount))
        return found


class EvidenceForm(PaperForm):
    form_name = "expense-evidence"
    title_help = _("Empty means: what it is, supplier and number.")
    field_order = ["kind", "file", "title", "document", "note"]

    class Meta:
        model = ExpenseEvidence
        fields = ["kind", "document", "note"]


class OwnCategoryForm(PortalForm):
    """`budget` is set by the page; the line and the cost category are of it."""

    form_name = "own-category"

    class Meta:
        model = OwnCategory
        fields = ["name", "line", "category"]
        help_texts = {"line": _("Expenses with this category fall on it unless another line is chosen.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        budget = self.instance.budget
        self.fields["line"].queryset = BudgetLine.objects.filter(budget=budget).order_by("number", "pk")
        self.fields["category"].queryset = categories_of(budget)


class RestoreForm(PlainForm):
    form_name = "restore"
    double_reason = forms.CharField(
        label=_("why it is not claimed twice"), required=False, max_length=300,
        help_text=_("When the same document stands elsewhere too."),
    )

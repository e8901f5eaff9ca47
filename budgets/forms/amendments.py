"""The forms of approval and of amendments. The table of an amendment has a box for every amount that may change."""
from django import forms
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from budgets.actions.amendments import Wanted
from budgets.choices import AgreementState, FundingSource
from budgets.models import Amendment, AmendmentChange
from budgets.summaries.amendments import NEW_LINE, NEW_SHARE, TOTAL, kind_of, label_of
from portal.shared.dates import validate_day
from portal.shared.fields import LineFormField, MoneyFormField
from portal.shared.forms import PlainForm, PortalForm
from projects.models import Document

NOT_A_NAME = _("A body or a role, not a name.")


class AmendmentForm(PortalForm):
    class Meta:
        model = Amendment
        fields = ["title", "reason"]


class DecisionForm(PlainForm):
    """When, by whom, on which paper. `parent` is the project."""

    decided_on = forms.DateField(label=_("Decided on"), initial=timezone.localdate)
    decided_by = LineFormField(label=_("Decided by"), max_length=160, required=False, help_text=NOT_A_NAME)
    document = forms.ModelChoiceField(
        label=_("Decision"), queryset=Document.objects.none(), required=False,
        help_text=_("The paper itself, when it is among the project's documents."),
    )
    scope = {"document": lambda user, project: Document.objects.visible_to(user).filter(project=project).live()}

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        return day


class ApproveBudgetsForm(DecisionForm):
    form_name = "approve-budgets"


class DecideAmendmentForm(DecisionForm):
    form_name = "decide-amendment"
    field_order = ["approved", "decided_on", "decided_by", "document", "overrule"]

    approved = forms.ChoiceField(
        label=_("The decision"), choices=[("yes", _("Approved")), ("no", _("Rejected"))], widget=forms.RadioSelect
    )

    def __init__(self, *args, waiting=(), **kwargs):
        super().__init__(*args, **kwargs)
        if waiting:
            self.fields["overrule"] = LineFormField(
                label=_("Why it is approved all the same"), max_length=100, required=False,
                # A form prints its help as HTML.
                help_text=escape(_g("Not agreed by: %(partners)s.") % {"partners": ", ".join(waiting)}),
            )
        self.waiting = waiting

    def clean(self):
        cleaned = super().clean()
        if self.waiting and cleaned.get("approved") == "yes" and "overrule" in cleaned and not cleaned["overrule"]:
            self.add_error("overrule", forms.ValidationError(_("Say why it is approved all the same."), code="not_agreed"))
        return cleaned


class WhyForm(PlainForm):
    """A reason that must be given."""

    form_name = "why"
    reason = LineFormField(label=_("Reason"), max_length=100)


class MaybeWhyForm(PlainForm):
    form_name = "maybe-why"
    reason = LineFormField(label=_("Reason"), max_length=100, required=False)


class AnswerAmendmentForm(PlainForm):
    form_name = "answer-amendment"
    agrees = forms.ChoiceField(
        label=_("The answer"), widget=forms.RadioSelect,
        choices=[("yes", AgreementState.AGREED.label), ("no", AgreementState.REFUSED.label)],
    )
    note = LineFormField(
        label=_("Note"), max_length=300, required=False, help_text=_("Whoever does not agree says what does not suit.")
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agrees") == "no" and "note" in cleaned and not cleaned["note"]:
            self.add_error("note", forms.ValidationError(_("Say what does not suit."), code="note"))
        return cleaned


class AsOfForm(forms.Form):
    """The day of a page that looks back; today when it is not stated."""

    day = forms.DateField(label=_("As of"), required=False, validators=[validate_day])


# --- the table ---


class AmendmentTableForm(PlainForm):
    """All lines and sources of the approved budgets with what they shall be. `rows` has a TableRow each, by partner.

    content, changes: what is in force (ProjectContent) and the saved AmendmentChanges; `budgets`: {key: approved Budget}.
    Beside each box `was_…` carries what stood in it when the page was opened; only boxes that differ from it are written.
    """

    form_name = "amendment-table"

    def __init__(self, *args, content, changes, budgets, categories=(), programmes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.content, self.budgets, self.changes = content, budgets, changes
        self.rows, self.partners = {}, []
        there = {(c.budget_id, c.line_id, c.share_id, c.line_number, c.source, c.programme_id): c for c in changes}
        for budget in content.budgets:
            if budget.pk in budgets:
                self.partners.append((budget, list(self.rows_of(budget, there))))
                self.add_new(budget, [(row.pk, str(row)) for row in categories], [(row.pk, str(row)) for row in programmes])

    def rows_of(self, budget, there):
        """Boxes of one partner: lines with their cells, sources, the total where nothing else makes it."""
        for line in budget.lines:
            yield self.row(there, f"line_{line.pk}", line.label, line.amount, budget, line=line.pk)
            for cell in budget.cells:
                if cell.line == line.pk:
                    share = next(share for share in budget.shares if share.pk == cell.share)
                    yield self.row(
                        there, f"cell_{line.pk}_{share.pk}", f"{line.label} · {share.label}", cell.amount, budget,
                        line=line.pk, share=share.pk,
                    )
        mine = [change for change in self.changes if change.budget_id == budget.pk]
        for change in (change for change in mine if kind_of(change) == NEW_LINE):
            yield self.kept_row(change)
        for share in budget.shares:
            yield self.row(there, f"share_{share.pk}", share.label, share.amount, budget, share=share.pk)
        for change in (change for change in mine if kind_of(change) == NEW_SHARE):
            yield self.kept_row(change)
        made = budget.lines_total if budget.lines else budget.shares_total
        if made is None or budget.stated_total not in (None, made) or any(kind_of(change) == TOTAL for change in mine):
            yield self.row(there, f"total_{budget.pk}", _g("Total"), budget.stated_total, budget)

    def row(self, there, name, label, amount, budget, line=None, share=None):
        change = there.get((budget.pk, line, share, None, "", None))
        told = {"budget_id": budget.pk, "line_id": line, "share_id": share}
        return self.add_box(name, label, amount, change.after if change else amount, told, f"{budget.partner}: {label}")

    def kept_row(self, change):
        """A line or a source that this amendment adds; an empty box takes it out again."""
        told = {
            name: getattr(change, name)
            for name in (
                "budget_id", "line_number", "title_et", "title_lv", "title_en", "activity_id", "category_id", "source",
                "programme_id",
            )
        }
        label = label_of(change)
        return self.add_box(f"new_{change.pk}", label, None, change.after, told, f"{change.budget}: {label}", is_new=True)

    def add_box(self, name, label, before, after, told, said, is_new=False):
        self.fields[name] = MoneyFormField(label=said, required=False, initial=after)
        self.fields[name].widget.attrs |= {"aria-label": said, "class": "form-control"}
        self.fields[f"was_{name}"] = MoneyFormField(required=False, initial=after, widget=forms.HiddenInput)
        self.rows[name] = TableRow(self, name, label, before, after, told, is_new)
        return self.rows[name]

    def add_new(self, budget, categories, programmes):
        """A new line and a new source for each partner; the choices are (key, name) pairs."""
        self.fields[f"title_{budget.pk}"] = LineFormField(label=_("New line"), max_length=300, required=False)
        self.fields[f"amount_{budget.pk}"] = MoneyFormField(label=_("Amount"), required=False)
        self.fields[f"category_{budget.pk}"] = choice_of(_("Cost category"), categories)
        self.fields[f"source_{budget.pk}"] = forms.ChoiceField(
            label=_("New source"), choices=[("", "—"), *FundingSource.choices], required=False
        )
        self.fields[f"programme_{budget.pk}"] = choice_of(_("Programme"), programmes)
        self.fields[f"from_{budget.pk}"] = MoneyFormField(label=_("Amount"), required=False)
        for name in ("title", "amount", "category", "source", "programme", "from"):
            field = self.fields[f"{name}_{budget.pk}"]
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["aria-label"] = f"{budget.partner}: {field.label}"

    def clean(self):
        cleaned = super().clean()
        for key in self.budgets:
            pairs = (("title", "amount", _("Write what it is for.")), ("source", "from", _("Choose a source.")))
            for what, amount, need in pairs:
                one, other = cleaned.get(f"{what}_{key}"), cleaned.get(f"{amount}_{key}")
                if other is not None and not one and f"{what}_{key}" in cleaned:
                    self.add_error(f"{what}_{key}", forms.ValidationError(need, code="required"))
                if one and other is None and f"{amount}_{key}" in cleaned:
                    self.add_error(f"{amount}_{key}", forms.ValidationError(_("Write how much."), code="required"))
            if cleaned.get(f"programme_{key}") and cleaned.get(f"source_{key}") not in (FundingSource.GRANT, None):
                self.add_error(
                    f"programme_{key}", forms.ValidationError(_("Only a grant comes from a programme."), code="programme")
                )
        return cleaned

    # --- what was typed ---

    def typed(self):
        """[(TableRow, euros or None)] of the boxes that this person changed."""
        return [
            (row, self.cleaned_data[name]) for name, row in self.rows.items()
            if self.cleaned_data[name] != self.cleaned_data.get(f"was_{name}")
        ]

    def added(self):
        """Unsaved AmendmentChanges of the new lines and sources typed below the tables."""
        for budget, _rows in self.partners:
            told, key = self.cleaned_data, budget.pk
            if told.get(f"title_{key}"):
                numbers = [line.number for line in budget.lines]
                numbers += [change.line_number for change in self.changes if change.budget_id == key and change.line_number]
                yield AmendmentChange(
                    budget_id=key, line_number=max(numbers, default=0) + 1, title_et=told[f"title_{key}"],
                    category_id=told[f"category_{key}"], after=told[f"amount_{key}"],
                )
            if told.get(f"source_{key}"):
                yield AmendmentChange(
                    budget_id=key, source=told[f"source_{key}"], programme_id=told[f"programme_{key}"], after=told[f"from_{key}"]
                )

    def wanted(self):
        """[Wanted] of everything that this person typed."""
        return [*(row.wanted(after) for row, after in self.typed()), *(Wanted(change, is_new=True) for change in self.added())]

    def proposed(self):
        """All AmendmentChanges as they would be if this were saved: for trying it."""
        typed = {row.name: amount for row, amount in self.typed()}
        found = []
        for name, row in self.rows.items():
            after = typed.get(name, row.after)
            if after != row.before and not (row.is_new and after is None):
                found.append(row.change(after))
        return [*found, *self.added()]


def choice_of(label, pairs):
    return forms.TypedChoiceField(label=label, choices=[("", "—"), *pairs], required=False, coerce=int, empty_value=None)


class TableRow:
    """One amount of the table: what is in force, what it shall be, and the box in which that is typed."""

    def __init__(self, form, name, label, before, after, told, is_new):
        self.form, self.name, self.label, self.before, self.after = form, name, label, before, after
        self.told, self.is_new = told, is_new

    @property
    def box(self):
        return self.form[self.name]

    @property
    def was(self):
        return self.form[f"was_{self.name}"]

    @property
    def is_cell(self):
        return self.name.startswith("cell_")

    def change(self, after):
        """An unsaved AmendmentChange of this amount."""
        return AmendmentChange(after=after, **self.told)

    def wanted(self, after):
        """The same as a Wanted, with what stood in the box when the page was opened."""
        return Wanted(self.change(after), was=self.form.cleaned_data.get(f"was_{self.name}"), key=self.name)



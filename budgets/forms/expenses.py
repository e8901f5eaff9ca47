"""An expense on one page: the document, its amounts, on whom it falls, and the files that prove it."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgets.actions.expenses import refuse_double, rescaled
from budgets.forms.places import JOINT, Places, places_field
from budgets.models import Expense, OwnCategory
from budgets.permissions import own_organisations, sees_all_money
from budgets.summaries.expenses import DOCUMENTS as DOCUMENT_KINDS
from budgets.summaries.expenses import doubts_about
from budgets.summaries.parts import charged_of, parts_like_event
from communities.models import Equipment
from portal.shared.forms import PortalForm
from portal.shared.options import OfferedTogether
from projects.choices import EvidenceKind
from projects.models import Partnership
from trainings.models import Event

DOCUMENT = ["kind", "supplier", "supplier_code", "number", "issued_on", "paid_on", "description"]
AMOUNTS = ["total", "vat", "vat_eligible", "outside"]
BELONGS = ["on", "own_category", "payer", "event", "equipment"]
OPTIONAL = ("own_category", "event", "equipment")
FILES = _("PDF, Office and OpenDocument files, pictures, text, signed containers; at most 20 MB.")


def payers(user, project):
    """The coordinator notes anybody's expense, a partner's editor his own organisation's."""
    rows = Partnership.objects.filter(project=project).select_related("organisation").order_by("order", "pk")
    return rows if sees_all_money(user, project) else rows.filter(organisation__in=own_organisations(user, project))


def own_categories(user, project):
    rows = OwnCategory.objects.open_to(user).filter(budget__project=project)
    return rows.select_related("line", "budget__partnership__organisation").order_by("budget", "name_key", "pk")


class ExpenseForm(OfferedTogether, PortalForm):
    """`parts`: [(Budget, BudgetLine or None, amount or None)] once the form holds; None: as they are."""

    form_name = "expense"
    together = OPTIONAL
    scope = {
        "payer": payers, "own_category": own_categories,
        "event": lambda user, project: Event.objects.visible_to(user).filter(project=project).live().order_by("search_key", "pk"),
        "equipment": lambda user, project: Equipment.objects.visible_to(user).filter(project=project).live(),
    }
    on = forms.ChoiceField(label=_("Budget line or partner"), required=False)

    class Meta:
        model = Expense
        fields = [*DOCUMENT, *AMOUNTS, "own_category", "payer", "event", "equipment", "double_reason", "note"]

    parts = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(self.present) > 1:
            del self.fields["on"]
            self.fields["total"].help_text = _("Several share it: their parts keep their proportions.")
        else:
            self.fields["on"] = places_field(self.places, joint=True, help_text=_(
                "Several partners or lines: divide it after saving. Empty means: the line of the category in the partner's books."
            ))
            self.initial["on"] = self.places.code_of(self.present[0]) if self.present else ""
        self.fields["total"].required = True
        self.payer_before = self.instance.payer_id
        self.fields["payer"].required = False
        self.fields["payer"].choices = self.payers_offered
        self.fields["payer"].help_text = _("Empty means: the partner on whom it falls.")
        for name in OPTIONAL:
            # What was sent is not offered again unless it is wrong.
            if not (list(self.fields[name].queryset[:1]) if self.is_bound else self.offered_rows[name]):
                del self.fields[name]
        if not self.is_bound and not self.instance.double_reason:
            del self.fields["double_reason"]

    @property
    def layout_groups(self):
        return [
            (_("The document"), DOCUMENT), (_("Amounts"), AMOUNTS), (_("Where it belongs"), BELONGS),
            (_("Evidence"), ["invoice", "payment"]), (_("Besides"), ["double_reason", "note"]),
        ]

    def payers_offered(self):
        """The choices of `payers`, from the partnerships read anyway; who paid until now stays."""
        field, rows = self.fields["payer"], self.places.partnerships.values()
        if not sees_all_money(self.user, self.parent):
            own = own_organisations(self.user, self.parent)
            rows = [row for row in rows if row.organisation_id in own or row.pk == self.payer_before]
        return [("", field.empty_label), *((row.pk, str(row)) for row in rows)]

    @cached_property
    def present(self):
        """The parts as they are."""
        if self.instance.pk is None:
            return []
        return list(self.instance.shares.select_related("budget__partnership__organisation", "line").order_by("pk"))

    @cached_property
    def places(self):
        return Places(self.user, self.parent, self.present)

    def full_clean(self):
        """The question why it is not claimed twice is asked only when there is a reason to ask."""
        super().full_clean()
        if self.is_bound and "double_reason" in self.fields:
            if "double_reason" not in self._errors and not self.cleaned_data.get("double_reason"):
                del self.fields["double_reason"]

    def clean(self):
        cleaned = super().clean()
        if "on" in self.fields and "on" not in self.errors and not cleaned.get("on"):
            own = cleaned.get("own_category")
            if own is None or own.line_id is None:
                raise ValidationError({"on": ValidationError(_("Say on which partner's budget it falls."), code="no_share")})
        if not cleaned.get("payer") and "payer" not in self.errors:
            cleaned["payer"] = self.guessed_payer(cleaned)
            if cleaned["payer"] is None:
                self.add_error("payer", _("Say who paid it."))
        return cleaned

    def guessed_payer(self, cleaned):
        known = {row.pk: row for row in self.fields["payer"].queryset}
        place = self.places.find(cleaned.get("on"))
        if place is None and cleaned.get("own_category"):
            place = (cleaned["own_category"].budget, None)
        if place is not None and place[0].partnership_id in known:
            return known[place[0].partnership_id]
        return next(iter(known.values())) if len(known) == 1 else None

    def _post_clean(self):
        super()._post_clean()
        if self._errors:
            return
        try:
            self.instance.charged = charged_of(self.instance)
            self.parts = self.chosen_parts()
            if {"supplier", "number", "total"} & set(self.changed_data) or "double_reason" in self.data:
                refuse_double(self.instance, self.user, overrule=False)
        except ValidationError as error:
            self.add_verb_errors(error)

    def chosen_parts(self):
        if "on" not in self.fields:
            return None
        chosen = self.cleaned_data["on"]
        if chosen == JOINT:
            if self.instance.event is None:
                raise ValidationError({"event": _now("Choose the event whose partners share it.")})
            return parts_like_event(self.instance.event, self.instance.charged)
        if chosen:
            return [(*self.places.find(chosen), None)]
        own = self.instance.own_category
        return [(own.budget, own.line, None)]

    def get_warnings(self):
        charged, seen = self.instance.charged, self.places.lines
        parts = self.parts if self.parts is not None else rescaled(self.present, charged)
        # What is left of another partner's line is not told.
        return doubts_about(self.instance, [
            (budget, line if line is not None and line.pk in seen else None, charged if amount is None else amount)
            for budget, line, amount in parts
        ])


class ExpenseCreateForm(ExpenseForm):
    """With the files in place."""

    invoice = forms.FileField(label=_("The document as a file"), required=False, help_text=FILES)
    payment = forms.FileField(label=_("Proof of payment as a file"), required=False)

    @property
    def files_sent(self):
        """[(field, EvidenceKind, upload)]."""
        kinds = {"invoice": self.document_kind, "payment": EvidenceKind.PAYMENT}
        return [(name, kind, self.cleaned_data[name]) for name, kind in kinds.items() if self.cleaned_data.get(name)]

    @property
    def document_kind(self):
        return DOCUMENT_KINDS.get(self.instance.kind, EvidenceKind.OTHER)


class HandedInForm(PortalForm):
    """Of an expense in a claim that was handed in: the note, and the day of payment as long as there is none."""

    form_name = "expense"

    class Meta:
        model = Expense
        fields = ["paid_on", "note"]

    parts = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.paid_on is not None:
            del self.fields["paid_on"]

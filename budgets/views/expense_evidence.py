"""The files that prove an expense: put there, opened, taken away."""
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.actions import expense_evidence as actions
from budgets.forms.expense_parts import EvidenceForm
from budgets.models import Expense, ExpenseEvidence
from budgets.views.tab import MoneyTab
from portal.shared.views import ArchivePage, CreatePage, RestorePage
from portal.shared.views.base import Page
from portal.shared.ways import reverse
from projects.choices import EvidenceKind
from projects.views.document import sent
from projects.views.rows import NestedMixin


class EvidenceItems(NestedMixin, MoneyTab):
    """Rows of one expense; who may is asked about the expense."""

    part = "expenses"
    model = ExpenseEvidence
    owner_model = Expense
    owner_field = "expense"
    owner_related = ("payer__organisation",)
    about_owner = True
    rule = staticmethod(permissions.can_edit_expense)


class EvidenceCreate(EvidenceItems, CreatePage):
    form_class = EvidenceForm
    page_title = _("Add evidence")
    success_message = _("The evidence is here.")

    def get_initial(self):
        kind = self.request.GET.get("kind", "")
        return {"kind": kind} if kind in EvidenceKind.values else {}

    def get_success_url(self):
        """Back to the line that has just turned green."""
        address = reverse("budgets:expense-detail", args=[self.parent.slug, self.owner.pk])
        return f"{address}#{self.object.kind}" if self.object is not None else address

    def save(self, form):
        answer, row = form.cleaned_data, form.instance
        return self.done(actions.add_evidence(
            self.owner, row.kind, by=self.request.user, upload=answer.get("file"), document=answer.get("document"),
            title=answer.get("title") or "", note=row.note, key=answer.get("idempotency_key"),
        ))


class EvidenceArchive(EvidenceItems, ArchivePage):
    verb = staticmethod(actions.remove_evidence)
    question = _("Take this out of the evidence?")
    explanation = _("The document stays in the project. It can be put back.")
    submit_label = _("Take out of the evidence")
    success_message = _("It is taken out.")

    def perform(self, _expense):
        self.verb(self.object, by=self.request.user)


class EvidenceRestore(EvidenceItems, RestorePage):
    verb = staticmethod(actions.restore_evidence)
    question = _("Put this back into the evidence?")
    submit_label = _("Put back")
    success_message = _("It is back.")

    def perform(self, _expense):
        self.verb(self.object, by=self.request.user)


class EvidenceDownload(EvidenceItems, Page):
    """The file, whatever its document's own visibility: prices stand in it, and whoever may see the expense may see it."""

    has_object = True
    rule = staticmethod(permissions.can_view_expense)

    def get_queryset(self):
        rows = super().get_queryset().filter(archived_at=None, document__archived_at=None)
        return rows.select_related("document")

    def get(self, request, *args, **kwargs):
        return sent(self.object.document)

"""Payments received: the rows behind every "received", and how they are written down."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets import permissions
from budgets.actions.payouts import add_payout, archive_payout, change_payout, restore_payout
from budgets.choices import PayoutKind
from budgets.filters.claims import PayoutFilters
from budgets.forms.payouts import PayoutForm
from budgets.models import Budget, Claim, Payout
from budgets.summaries.budget import total_of
from budgets.views.tab import MoneyTab
from portal.shared.money import format_money
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb
from portal.shared.verbs import spread
from portal.shared.views import ArchivePage, CreatePage, ListPage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_download_document
from projects.views.columns import edit_column
from projects.views.rows import RowMixin


class PayoutsTab(MoneyTab):
    part = "claims"
    model = Payout
    parent_link = "budget__project"

    def list_url(self):
        return reverse("budgets:payout-list", args=[self.parent.slug])


class PayoutList(PayoutsTab, ListPage):
    scope = "open_to"
    rule = staticmethod(permissions.can_view_spending)
    filterset_class = PayoutFilters
    page_title = _("Payments received")
    default_sort = "-paid_on"
    empty_title = _("No payments yet")

    def get_queryset(self):
        return super().get_queryset().select_related(
            "budget__partnership__organisation", "claim__period", "claim__partnership__organisation", "claim__project",
            "programme", "document__project",
        )

    def get_columns(self):
        slug = self.parent.slug
        return [
            Column("paid_on", _("Paid on"), kind="date", sort="paid_on"),
            Column("partner", _("Partner"), value="budget.partnership.organisation",
                   sort="budget__partnership__organisation__sort_key"),
            Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
            Column("amount", _("Amount"), kind="money", sort="amount"),
            Column("claim", _("Payment claim"), url=lambda row: row.claim.get_absolute_url() if row.claim else ""),
            Column("programme", _("Paid by"), empty=_("not stated")),
            Column("document", _("Document"), value=self.document_of, url=lambda row: row.document.get_absolute_url()),
            Column("note", _("Note")),
            *edit_column(self.may.edit_money, lambda row: reverse("budgets:payout-edit", args=[slug, row.pk])),
        ]

    def document_of(self, row):
        """One of the coordinators only is not even named to others."""
        return row.document if row.document and can_download_document(self.request.user, row.document) else None

    def primary_action(self):
        if not self.may.edit_money:
            return None
        return Action(_("Note a payment"), reverse("budgets:payout-create", args=[self.parent.slug]), icon="plus")

    def count_text(self, count):
        text = ngettext("%(count)d payment", "%(count)d payments", count) % {"count": count}
        total = total_of(self.get_rows().values_list("amount", flat=True))
        return text if total is None else f"{text} · {format_money(total)}"


class PayoutCreate(PayoutsTab, CreatePage):
    """`?claim=` and `?budget=` fill the form."""

    rule = staticmethod(permissions.can_edit_budgets)
    form_class = PayoutForm
    verb = staticmethod(spread(add_payout))
    page_title = _("Note a payment")

    def get_initial(self):
        wanted = {name: self.request.GET.get(name, "") for name in ("claim", "budget")}
        found = {}
        if wanted["claim"].isdecimal():
            claim = Claim.objects.filter(project=self.parent, pk=wanted["claim"][:18]).first()
            if claim is not None and claim.partnership_id:
                found = {"claim": claim.pk, "budget": Budget.objects.filter(partnership=claim.partnership_id).first()}
        elif wanted["budget"].isdecimal():
            found = {"budget": wanted["budget"][:18], "kind": PayoutKind.ADVANCE}
        return found

    def get_success_url(self):
        return self.object.claim.get_absolute_url() if self.object.claim_id else self.list_url()

    def get_cancel_url(self):
        return self.list_url()


class PayoutRows(RowMixin, PayoutsTab):
    """Pages about one payment; the rule is asked about the project."""

    about_object = False
    rule = staticmethod(permissions.can_edit_budgets)

    def get_queryset(self):
        return super().get_queryset().select_related("budget__partnership__organisation", "claim__period")

    def lend_parent(self):
        self.object.budget.project = self.parent
        if self.object.claim_id:
            self.object.claim.project = self.parent

    def get_success_url(self):
        return self.list_url()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(_("Payments received"), self.list_url())]


class PayoutEdit(PayoutRows, UpdatePage):
    form_class = PayoutForm
    verb = staticmethod(spread(change_payout))

    def actions(self):
        away = ("restore", _("Take back out")) if self.object.is_archived else ("archive", _("Archive"))
        return [Action(away[1], self.sibling(away[0]), danger=not self.object.is_archived)]


class PayoutArchive(PayoutRows, ArchivePage):
    verb = staticmethod(archive_payout)
    explanation = _("It counts no longer and stays in the history. It can be taken back out.")

    def perform(self, _project):
        self.verb(self.object, by=self.request.user)


class PayoutRestore(PayoutRows, RestorePage):
    verb = staticmethod(restore_payout)

    def perform(self, _project):
        self.verb(self.object, by=self.request.user)

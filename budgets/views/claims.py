"""Payment claims: the list, and how one is begun."""
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets import permissions
from budgets.actions.claims import change_claim, open_claim
from budgets.filters.claims import ClaimFilters
from budgets.forms.claims import ClaimCreateForm, ClaimForm
from budgets.models import Claim
from budgets.summaries.budget import total_of
from budgets.summaries.claims import claimed_of, with_sums
from budgets.views.claim_columns import CLAIM_COLUMNS
from budgets.views.tab import MoneyTab
from portal.shared.money import format_money
from portal.shared.ui import Action
from portal.shared.views import CreatePage, ListPage, UpdatePage
from portal.shared.ways import reverse
from projects.views.rows import RowMixin


class ClaimsTab(MoneyTab):
    part = "claims"
    model = Claim

    def to(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.parent.slug, *args])


class ClaimList(ClaimsTab, ListPage):
    """A partner finds his own claims; whoever sees all money finds every one."""

    scope = "open_to"
    rule = staticmethod(permissions.can_view_spending)
    filterset_class = ClaimFilters
    page_title = _("Payment claims")
    columns = CLAIM_COLUMNS
    default_sort = "-period"
    empty_title = _("No claims yet")
    empty_text = _("A claim takes its expenses from those written down here.")

    def get_queryset(self):
        rows = super().get_queryset().select_related("period", "partnership__organisation", "project")
        return with_sums(rows)

    def actions(self):
        found = [
            Action(_("Reporting periods"), self.to("reportingperiod-list")),
            Action(_("Payments received"), self.to("payout-list")),
        ]
        if self.may.keep_spending:
            found.insert(0, Action(_("New claim"), self.to("claim-create"), primary=True, icon="plus"))
        return found

    def count_text(self, count):
        text = ngettext("%(count)d claim", "%(count)d claims", count) % {"count": count}
        claimed = total_of(claimed_of(row) for row in self.get_rows() if row.partnership_id)
        if claimed is None:
            return text
        return text + " · " + _now("partners claim %(sum)s") % {"sum": format_money(claimed)}


class ClaimCreate(ClaimsTab, CreatePage):
    rule = staticmethod(permissions.can_keep_spending)
    form_class = ClaimCreateForm
    page_title = _("New claim")
    page_lead = _("On the next page you choose its expenses; everything that is left in the period is proposed.")
    submit_label = _("Continue")
    success_message = _("The claim is begun.")

    def verb(self, claim, *, by, key=None):
        return open_claim(claim.period, claim.partnership, by=by, key=key, note=claim.note)

    def get_initial(self):
        return {name: self.request.GET[name] for name in ("period", "partnership") if name in self.request.GET}

    def get_success_url(self):
        if self.object.partnership_id is None:
            return self.object.get_absolute_url()
        return self.to("claim-items", self.object.pk)


class ClaimRows(RowMixin, ClaimsTab):
    """Pages about one claim."""

    rule = staticmethod(permissions.can_edit_claim)
    object_rules = {"keep": permissions.can_edit_claim, "decide": permissions.can_decide_claim}

    def get_queryset(self):
        return super().get_queryset().select_related(
            "period__programme__parent", "partnership__organisation", "partnership__budget"
        )

    def lend_parent(self):
        super().lend_parent()
        self.object.period.project = self.parent
        if self.object.partnership_id:
            self.object.partnership.project = self.parent
            if hasattr(self.object.partnership, "budget"):
                self.object.partnership.budget.project = self.parent


class ClaimEdit(ClaimRows, UpdatePage):
    form_class = ClaimForm

    def verb(self, claim, *, by, version):
        return change_claim(claim, by=by, version=version)

"""Payments received."""
from django.utils.translation import gettext_lazy as _

from budgets.choices import ClaimState, FundingSource
from budgets.forms.periods import funders_of
from budgets.models import Budget, Claim, ClaimItem, FundingShare, Payout
from budgets.summaries.budget import total_of
from portal.shared.forms import PortalForm
from portal.shared.money import format_money
from projects.models import Document


class PayoutForm(PortalForm):
    """Whose payment it is, is said once."""

    scope = {
        "budget": lambda user, project: Budget.objects.filter(project=project).select_related("partnership__organisation"),
        "claim": lambda user, project: Claim.objects.filter(project=project, state=ClaimState.APPROVED).select_related(
            "period", "partnership__organisation", "project"
        ),
        "programme": funders_of,
        "document": lambda user, project: Document.objects.live().filter(project=project),
    }

    class Meta:
        model = Payout
        fields = ["budget", "kind", "claim", "programme", "paid_on", "amount", "document", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = True
        if self.instance.pk:
            del self.fields["budget"]
        else:
            self.fields["budget"].label = _("Partner")

    def get_warnings(self):
        """More than was granted or accepted may still be what came."""
        payout = self.instance
        others = Payout.objects.live().exclude(pk=payout.pk)
        grants = FundingShare.objects.filter(budget=payout.budget, source=FundingSource.GRANT).values_list("amount", flat=True)
        received = total_of([*others.filter(budget=payout.budget).values_list("amount", flat=True), payout.amount])
        grant = total_of(grants)
        if grant is not None and received > grant:
            yield _("With it %(received)s was received, which is more than the grant of %(grant)s.") % {
                "received": format_money(received), "grant": format_money(grant)
            }
        if payout.claim is not None and payout.claim.partnership_id:
            accepted = total_of(ClaimItem.objects.filter(claim=payout.claim).values_list("accepted", flat=True))
            paid = total_of([*others.filter(claim=payout.claim).values_list("amount", flat=True), payout.amount])
            if accepted is not None and paid > accepted:
                yield _("With it %(paid)s was paid on the claim, of which %(accepted)s was accepted.") % {
                    "paid": format_money(paid), "accepted": format_money(accepted)
                }

"""How claims look in lists."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from budgets.choices import ClaimState
from budgets.models import Claim
from budgets.summaries.claims import accepted_of, claimed_of
from portal.shared.tables import Column

CLAIM_TONES = {
    ClaimState.DRAFT: "neutral", ClaimState.SUBMITTED: "info", ClaimState.REVIEW: "info", ClaimState.RETURNED: "attention",
    ClaimState.APPROVED: "good",
}
NOTHING_YET = _("nothing yet")
WHOLE_PROJECT = _("Whole project")


def whose(claim):
    return claim.partnership.organisation if claim.partnership_id else WHOLE_PROJECT


CLAIM_COLUMNS = [
    Column("partner", _("Partner"), value=whose, url=Claim.get_absolute_url, sort="partnership__organisation__sort_key"),
    Column("period", _("Reporting period"), sort=("period__starts_on", "period__number")),
    Column("state", _("State"), kind="badge", value="get_state_display", tone=lambda row: CLAIM_TONES[row.state], sort="state"),
    Column("claimed", _("Claimed"), kind="money", value=claimed_of, empty=NOTHING_YET),
    Column("accepted", pgettext_lazy("an amount", "Accepted"), kind="money", value=accepted_of, empty=NOTHING_YET),
    Column("received", _("Received"), kind="money", sort="received", empty=NOTHING_YET),
    Column("submitted_on", pgettext_lazy("of a claim", "Submitted"), kind="date", sort="submitted_on", empty=_("not yet")),
    Column("decided_on", _("Decided on"), kind="date", sort="decided_on", empty=_("not yet")),
]

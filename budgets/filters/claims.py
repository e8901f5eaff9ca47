"""Which claims and payments one looks at."""
from django.utils.translation import gettext_lazy as _

from budgets.choices import CLAIM_IS_OPEN, ClaimState, PayoutKind
from budgets.models import Budget, Claim, Payout, ReportingPeriod
from communities.filters import YES, choice
from portal.shared.filters import PortalFilterSet

WHOLE, HANDED_IN = "project", "handed"


def partners_of(user, project):
    """[(key, name)] of the partners whose money this person may see."""
    budgets = Budget.objects.filter(project=project).open_to(user).select_related("partnership__organisation")
    return [(str(row.partnership_id), str(row.partnership.organisation)) for row in budgets.order_by("partnership__order", "pk")]


class ClaimFilters(PortalFilterSet):
    """`partner`: a partnership, or "project" for the project's own claims; `state`: "handed" for all but the open ones."""

    partner = choice(_("Partner"), method="by_partner")
    period = choice(_("Reporting period"), field_name="period")
    state = choice(_("State"), [*ClaimState.choices, (HANDED_IN, _("handed in"))], method="by_state")

    class Meta:
        model = Claim
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["partner"].extra["choices"] = [(WHOLE, _("Whole project")), *partners_of(self.user, self.parent)]
        periods = ReportingPeriod.objects.filter(project=self.parent)
        self.filters["period"].extra["choices"] = [(str(row.pk), str(row)) for row in periods]

    def by_partner(self, rows, _name, value):
        return rows.filter(partnership__isnull=True) if value == WHOLE else rows.filter(partnership=value)

    def by_state(self, rows, _name, value):
        return rows.exclude(state__in=CLAIM_IS_OPEN) if value == HANDED_IN else rows.filter(state=value)


class PayoutFilters(PortalFilterSet):
    partner = choice(_("Partner"), field_name="budget__partnership")
    claim = choice(_("Payment claim"), field_name="claim")
    kind = choice(_("Kind"), PayoutKind.choices, field_name="kind")
    archive = choice(_("Archive"), [(YES, _("In the archive"))], method="by_archive")

    class Meta:
        model = Payout
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["partner"].extra["choices"] = partners_of(self.user, self.parent)
        claims = Claim.objects.filter(project=self.parent).open_to(self.user)
        claims = claims.select_related("period", "partnership__organisation", "project")
        self.filters["claim"].extra["choices"] = [(str(row.pk), str(row)) for row in claims]

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("archive"):
            queryset = queryset.live()
        return super().filter_queryset(queryset)

    def by_archive(self, rows, _name, _value):
        return rows.filter(archived_at__isnull=False)

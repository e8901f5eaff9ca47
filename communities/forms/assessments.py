"""Rounds of an assessment."""
from communities.models import Assessment
from portal.shared.forms import PortalForm


class AssessmentForm(PortalForm):
    """The round is numbered by the verb."""

    class Meta:
        model = Assessment
        fields = ["assessed_on", "method"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assessed_on"].required = True

"""The style guide: every component in its states, on one page, for those who build pages and those who judge them."""

from django.utils import timezone
from django.views.generic import TemplateView

from portal.shared.rules import RuleRequired, demo_only
from portal.site import styleguide_samples as samples


class StyleguidePage(RuleRequired, TemplateView):
    """Open in the demo only: a place where nothing is true has no business in an office's portal."""

    rule = demo_only
    template_name = "styleguide.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | samples.everything(timezone.localdate())

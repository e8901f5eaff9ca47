"""What will still be spent on a line, and how a partner's bookkeeping names its columns."""
from django.utils.translation import gettext_lazy as _

from budgets.models import LineForecast
from budgets.summaries.spending import spending_of
from portal.shared.forms import PortalForm
from portal.shared.money import format_money


class LineForecastForm(PortalForm):
    class Meta:
        model = LineForecast
        fields = ["amount", "as_of", "note"]

    def get_warnings(self):
        """More than the line has is said, and not refused."""
        line = self.instance.line
        if self.instance.amount is None:
            return
        spent = spending_of(line.budget.project, [line.budget]).line(line.pk).spent
        total = spent + self.instance.amount
        if line.amount is not None and total > line.amount:
            yield _("With what is spent already it makes %(total)s; the line has %(line)s: the difference is %(by)s.") % {
                "total": format_money(total), "line": format_money(line.amount), "by": format_money(total - line.amount)
            }

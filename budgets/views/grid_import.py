"""The table of money brought in from a spreadsheet: looked at, written all at once, taken back."""
import json

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets import permissions
from budgets.actions.grid_import import bring_line, take_back
from budgets.actions.locks import lock_budgets
from budgets.forms.grid_import import SAME, GridPreview, GridSheet
from budgets.models import BudgetLine
from budgets.views.tab import MoneyTab
from portal.shared.imports.preview import MOST_SHOWN, TOTAL
from portal.shared.views.imports import ImportPage


class GridImport(MoneyTab, ImportPage):
    """Lines of the same number are changed, others added; what the table does not say stays."""

    kind = "budget-grid"
    part = "grid"
    route = "budgets:budget-grid-import"
    rule = staticmethod(permissions.can_edit_budgets)
    preview_class = GridPreview
    page_title = gettext_lazy("Bring in a table")
    page_lead = gettext_lazy(
        "Lines of the same partner and number are changed, others are added. Nothing is written before you have looked at it."
    )

    def sheet(self, parent, user):
        return GridSheet(parent)

    def carry_out(self, preview):
        """Locked before the first row, in the order everybody locks money."""
        with transaction.atomic():
            lock_budgets(self.parent)
            return super().carry_out(preview)

    def create(self, row, by):
        values = row.values
        line = values["line"] or self.table.new_line(row)
        sources = {source.code: source for source in self.table.grid.sources}
        made = bring_line(values["block"], line, values["changes"], sources, by=by, reason=self.reason())
        if values["line"] is None:
            values["block"].lines.append(line)
        return made

    def reason(self):
        """By this the history knows what one table wrote; it is the same in every language."""
        return f"XLSX #{self.batch.pk}"

    def take_back(self, instance, by):
        take_back(instance, by=by, reason=self.reason())

    def add_label(self, preview):
        count = preview.new + preview.changed
        return ngettext("Write %(count)d row", "Write %(count)d rows", count) % {"count": count}

    def show_preview(self, preview, status=200, problems=()):
        count = preview.changed
        if count:
            text = ngettext("%(count)d line is changed", "%(count)d lines are changed", count) % {"count": count}
            preview.parsed.notes.insert(0, text)
        response = super().show_preview(preview, status, problems)
        response.context_data["may_add"] = (not preview.problems or self.leaves_out) and bool(preview.new + count)
        return response

    def tell(self, preview, outcome):
        """Rows without a difference were not left out: there was nothing to write."""
        preview.parsed.data = [row for row, state in preview.states if state not in (SAME, TOTAL)]
        super().tell(preview, outcome)

    def taken_words(self, count):
        return ngettext("%(count)d amount or line is as before.", "%(count)d amounts and lines are as before.", count) % {
            "count": count
        }

    def show_result(self):
        """Each line once, though its sources were written as well."""
        self.template_name = "imports/result.html"
        label = BudgetLine._meta.label
        keys = [pk for name, pk, _version in json.loads(self.batch.result or "[]") if name == label]
        rows = BudgetLine.objects.filter(pk__in=keys).select_related("budget__partnership__organisation")
        made = [self.crumb_of(row) for row in rows.order_by("budget", "number")[:MOST_SHOWN]]
        return self.show(made=made, count=len(keys), hidden=max(0, len(keys) - MOST_SHOWN))

    def get_page_title(self):
        if self.batch is not None and self.batch.status == "done" and self.step != "undo":
            return _("The table is written")
        return super().get_page_title()

"""The Reports tab: the list, a new report, and what it is called."""
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from budgets.models import ReportingPeriod
from portal.reports import permissions
from portal.reports.actions import change_report, open_report
from portal.reports.choices import ReportState
from portal.reports.filters import ReportFilters
from portal.reports.forms import ReportEditForm, ReportForm
from portal.reports.models import Report
from portal.reports.summaries.listing import with_last
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import CreatePage, ListPage, UpdatePage
from portal.shared.ways import reverse
from projects.views.rows import RowMixin
from projects.views.workspace import PROJECT_RULES, WorkspaceMixin

TONES = {ReportState.DRAFT: "neutral", ReportState.FROZEN: "good"}


class ReportsTab(WorkspaceMixin):
    tab = "reports"
    model = Report
    rule = staticmethod(permissions.can_view_reports)
    may_rules = PROJECT_RULES | {"write_reports": permissions.can_write_reports, "see_drafts": permissions.can_view_drafts}

    def get_queryset(self):
        return with_last(super().get_queryset().select_related("programme"))

    def to(self, name, *args):
        return reverse(f"reports:{name}", args=[self.parent.slug, *args])


class ReportRows(RowMixin, ReportsTab):
    """Pages about one report; each says what may be done with it."""

    object_rules = {"edit_report": permissions.can_edit_report, "reopen_report": permissions.offers_reopening}


class ReportList(ReportsTab, ListPage):
    filterset_class = ReportFilters
    page_title = _("Reports")
    page_lead = _("What the project tells its funders. Figures are counted; once frozen, a report stays as it was.")
    empty_title = _("No report yet")
    empty_text = _("Choose a period and the funder: the report stands ready at once, written from what happened.")

    def get_queryset(self):
        rows = super().get_queryset()
        return rows if self.may.see_drafts else rows.filter(last_number__isnull=False)

    def get_columns(self):
        return [
            Column("title", _("Report"), url=lambda row: self.to("report-detail", row.pk), sort="title"),
            Column("period", _("Period"), kind="period", value=lambda row: (row.starts_on, row.ends_on),
                   export=lambda row: f"{row.starts_on:%d.%m.%Y}–{row.ends_on:%d.%m.%Y}", sort=("starts_on", "ends_on")),
            Column("programme", _("Reported to"), empty=_("not stated"), sort="programme__search_key"),
            Column("state", pgettext_lazy("of a report", "State"), kind="badge", value="get_state_display",
                   tone=lambda row: TONES[row.state], sort="state"),
            Column("last_number", _("Frozen version"), kind="number", empty=_("none yet"), sort="last_number"),
            Column("frozen_at", _("Frozen on"), kind="date", empty=_("not yet"), sort="frozen_at"),
        ]

    def count_text(self, count):
        return ngettext("%(count)d report", "%(count)d reports", count) % {"count": count}

    def primary_action(self):
        return Action(_("New report"), self.to("report-create"), icon="plus") if self.may.write_reports else None


class ReportCreate(ReportsTab, CreatePage):
    """`?period=<key>` proposes one; without it the last period that is over."""

    rule = staticmethod(permissions.can_write_reports)
    form_class = ReportForm
    page_title = _("New report")
    page_lead = _("Choose the months and the funder. Everything else is written from what happened, and you may change it.")
    submit_label = _("Make the report")
    success_message = _("The report stands ready: read it, fill the gaps, freeze it.")

    def get_initial(self):
        wanted = self.request.GET.get("period", "")
        periods = list(ReportingPeriod.objects.filter(project=self.parent).order_by("starts_on", "pk"))
        today = timezone.localdate()
        over = [row for row in periods if row.ends_on < today]
        chosen = next((row for row in periods if str(row.pk) == wanted), None) or next(reversed(over or periods), None)
        if chosen is not None:
            return {"period": chosen.pk, "programme": chosen.programme_id or self.parent.programme_id, "language": self.language}
        first, last = usual_days(self.parent, today)
        return {"starts_on": first, "ends_on": last, "programme": self.parent.programme_id, "language": self.language}

    @property
    def language(self):
        return self.request.LANGUAGE_CODE[:2]

    def verb(self, report, *, by, key):
        return open_report(
            self.parent, by=by, programme=report.programme, period=report.period, starts_on=report.starts_on,
            ends_on=report.ends_on, language=report.language, title=report.title, key=key,
        )

    def get_success_url(self):
        return self.to("report-detail", self.object.pk)


def usual_days(project, today):
    """(first, last) of the half-year that is over; of a project that has ended, all its days; None where they are not known."""
    first, last = project.starts_on, project.ends_on
    if first is None or (last is not None and last < today):
        return first, last
    until = today.replace(day=1) - timedelta(days=1)
    since = max(first, (until.replace(day=1) - timedelta(days=150)).replace(day=1))
    return (since, until) if since <= until else (first, max(first, today))


class ReportEdit(ReportRows, UpdatePage):
    rule = staticmethod(permissions.can_edit_report)
    form_class = ReportEditForm
    verb = staticmethod(spread(change_report))
    page_lead = _("The figures follow at once. Take the chapters' suggestions anew when the months change.")

    def actions(self):
        return [Action(_("Remove"), self.to("report-remove", self.object.pk), danger=True)]

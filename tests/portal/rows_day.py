"""The part of `Rows` about the day: notices, drafts, changes, news, reports."""
from datetime import date, timedelta

from django.utils import timezone

from portal.reports import models as told
from portal.reports.summaries.content import as_json, checksum
from portal.reports.summaries.live import content_of
from portal.shared.dates import PartialDate
from projects import models as it
from tests.portal.rows_trainings import MONDAY
from trainings import models as our


class DayRows:
    """A row of every model that ties the apps together; see `Rows`."""

    def periodchange(self, n):
        document = self.of(it.Document)
        return it.PeriodChange(
            project=document.project, document=document, before=PartialDate(2025, 6, 30), after=PartialDate(2025, 12, 31),
            reason=f"Tarne viibis {n}", decided_on=date(2025, 5, 2), decided_by="Juhtkomitee",
        )

    def staletext(self, n):
        return it.StaleText.objects.create(
            project=self.of(it.Project), about=f"projects.narrative:{n}", label=f"Lõik {n}", field="text", language="lv"
        )

    def notice(self, n):
        return it.Notice.objects.create(user=self.of(it.User), kind="document", subject=f"Leping {n}", key=f"document:{n}")

    def noticechoice(self, n):
        return it.NoticeChoice.objects.create(user=self.of(it.User), kind="document", channel="portal")

    def savedfilter(self, n):
        return it.SavedFilter.objects.create(user=self.of(it.User), page="projects:project-list", name=f"Minu vaade {n}")

    def homevisit(self, n):
        return it.HomeVisit.objects.create(user=self.of(it.User), last_at=timezone.now())

    def projectdraft(self, n):
        return it.ProjectDraft.objects.create(user=self.of(it.User), title=f"Uus projekt {n}")

    def embedsite(self, n):
        return self.in_project(it.EmbedSite, origin=f"https://leht{n}.example.org")

    def news(self, n):
        return self.in_project(our.News, title_et=f"Uudis {n}", text_et=f"Juhtus {n}", happened_on=MONDAY)

    def report(self, n):
        return self.in_project(told.Report, title=f"Aruanne {n}", starts_on=MONDAY, ends_on=MONDAY + timedelta(days=90))

    def reportsection(self, n):
        return told.ReportSection(report=self.of(told.Report), key="summary", text=f"Lühidalt {n}")

    def reportversion(self, n):
        report = self.of(told.Report)
        content = as_json(content_of(report, number=1))
        return told.ReportVersion.objects.create(report=report, number=1, content=content, sha256=checksum(content))

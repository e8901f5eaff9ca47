"""A report as it was frozen: read from its content alone, whatever changed since."""
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgets.permissions import sees_all_money
from portal.reports import permissions
from portal.reports.choices import ReportState
from portal.reports.exports.paper import report_paper
from portal.reports.models import Report, ReportVersion
from portal.reports.summaries.content import checksum, from_json
from portal.reports.views.drafts import FigurePage
from portal.reports.views.figures import evidence_table, figure_table, headlines
from portal.reports.views.reports import ReportsTab
from portal.shared.dates import format_period
from portal.shared.papers import paper_response
from portal.shared.tables import format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import DetailPage
from portal.shared.views.base import Page
from projects.views.document import sent
from projects.views.rows import NestedMixin

PAPERS = {"docx": "word", "pdf": "pdf", "xlsx": "sheet"}


class VersionPage(NestedMixin, ReportsTab):
    """Pages of one frozen version of a report of this project."""

    model = ReportVersion
    owner_model, owner_field, owner_kwarg = Report, "report", "report_pk"
    owner_related = ("programme",)
    has_object = True
    rule = staticmethod(permissions.can_view_reports)

    def get_queryset(self):
        rows = ReportVersion.objects.filter(report=self.kwargs["report_pk"], report__project=self.parent)
        return rows.select_related("pdf", "word", "sheet", "made_by")

    @cached_property
    def content(self):
        return from_json(self.object.content)

    @property
    def page_url(self):
        return self.to("reportversion-detail", self.owner.pk, self.object.pk)

    def figure_url(self, figure):
        return self.to("reportversion-figure", self.owner.pk, self.object.pk, figure.key)

    @property
    def sees_all(self):
        """Single documents of every partner, too."""
        return sees_all_money(self.request.user, self.parent)

    def crumbs_below(self):
        return []


class VersionDetail(VersionPage, DetailPage):
    template_name = "reports/reportversion_detail.html"

    def get_page_title(self):
        return self.content.title

    @property
    def lead(self):
        words = {"number": self.object.number, "day": format_day(self.object.made_at)[0]}
        return _now("Version %(number)s, frozen on %(day)s") % words

    def actions(self):
        papers = [
            Action(label, self.to("reportversion-paper", self.owner.pk, self.object.pk, kind))
            for kind, label in (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "XLSX")) if getattr(self.object, PAPERS[kind])
        ]
        printed = Action(_("Print"), self.to("reportversion-paper", self.owner.pk, self.object.pk, "html"))
        if permissions.offers_reopening(self.request.user, self.owner):
            return [*papers, printed, Action(_("Open it again"), self.to("report-reopen", self.owner.pk))]
        if permissions.can_edit_report(self.request.user, self.owner):
            return [Action(_("To the draft"), self.to("report-detail", self.owner.pk), primary=True), *papers, printed]
        return [*papers, printed]

    def get_context_data(self, **kwargs):
        content = self.content
        # Who does not answer for the report cannot put anything right: he reads what was missing.
        linked = permissions.can_view_drafts(self.request.user, self.parent)
        gaps = content.gaps if linked else [replace(gap, route="") for gap in content.gaps]
        return super().get_context_data(
            gaps=gaps, lead=self.lead, content=content, stats=headlines(content.figures, self.figure_url),
            chapters=[self.chapter(row) for row in content.chapters],
            evidence=evidence_table(content.evidence, linked=linked) if content.evidence else None, facts=self.facts(),
            is_whole=checksum(self.object.content) == self.object.sha256, others=self.others(),
            is_reopened=self.owner.state == ReportState.DRAFT, **kwargs,
        )

    def chapter(self, chapter):
        caption = _now("Figures: %(chapter)s") % {"chapter": chapter.title}
        mine = self.content.of_section(chapter.key)
        return {"chapter": chapter, "table": figure_table(mine, self.figure_url, caption=caption) if mine else None}

    def facts(self):
        content, version = self.content, self.object
        days = format_period(content.starts_on, content.ends_on)
        whole = self.to("reportversion-paper", self.owner.pk, version.pk, "json") if self.sees_all else ""
        return [
            Fact(_("Period"), days), Fact(_("Reported to"), content.funder), Fact(_("Frozen by"), str(version.made_by or "")),
            Fact(_("Checksum"), version.sha256, url=whole),
            *([] if version.pdf_id else [Fact("PDF", _now("This server wrote no PDF when the report was frozen."))]),
        ]

    def others(self):
        """[Crumb] of the other frozen versions, the last one first."""
        rows = ReportVersion.objects.filter(report=self.owner).exclude(pk=self.object.pk).order_by("-number")
        return [
            Crumb(_now("Version %(number)s") % {"number": number}, self.to("reportversion-detail", self.owner.pk, pk))
            for pk, number in rows.values_list("pk", "number")
        ]


class VersionFigure(FigurePage, VersionPage, DetailPage):
    """The rows behind a frozen figure. Of money each sees what he may see."""

    @property
    def sees_money(self):
        return self.sees_all

    @cached_property
    def figure(self):
        found = self.content.figure(self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    def crumbs_below(self):
        return [Crumb(self.content.title, self.page_url)]


class VersionPaper(VersionPage, Page):
    """A frozen paper, byte for byte; "json": the content whose checksum was kept; "html": to print."""

    def get(self, request, *args, **kwargs):
        kind, version = self.kwargs["kind"], self.object
        if kind == "html":
            return paper_response(report_paper(self.content), "html", "")
        if kind == "json":
            name = f"{self.parent.slug}-{self.owner.pk}-v{version.number}.json"
            if not self.sees_all:
                raise Http404
            return HttpResponse(
                version.content.encode(), content_type="application/json; charset=utf-8",
                headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
            )
        document = getattr(version, PAPERS[kind], None) if kind in PAPERS else None
        if document is None:
            raise Http404
        return sent(document)

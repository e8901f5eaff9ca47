"""A draft: its chapters with their figures, how far the promises are, what is missing, the list of evidence.

Every figure is counted when the page is opened. Once it is frozen these pages lead to what was frozen.
"""
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.reports import permissions
from portal.reports.choices import SectionKey
from portal.reports.exports.paper import report_book, report_paper
from portal.reports.summaries.figures import Happened, period_figures, promise_figures
from portal.reports.summaries.gaps import evidence_of, gaps_of
from portal.reports.summaries.live import content_of, sections_of
from portal.reports.views.figures import RowsTable, evidence_table, figure_table, headlines
from portal.reports.views.reports import ReportRows
from portal.shared.dates import format_period
from portal.shared.papers import PdfUnavailable, paper_response, pdf_unavailable
from portal.shared.requests import query_with
from portal.shared.ui import Action, Tab
from portal.shared.views import DetailPage
from portal.shared.views.base import Page
from portal.shared.views.lists import EXPORTS, download, table_file
from trainings.exports.evidence_zip import fit

# So many gaps stand on the first page; the others on their own.
FEW = 5
PAGES = (
    ("report-detail", _("Text and figures")), ("report-promises", _("Promises")), ("report-gaps", _("What is missing")),
    ("report-evidence", _("Evidence")),
)


class DraftPage(ReportRows, DetailPage):
    """Pages of a draft, for those who may see drafts."""

    rule = staticmethod(permissions.can_view_draft)
    page = "report-detail"

    @cached_property
    def happened(self):
        return Happened(self.object)

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.frozen_url) if self.object.is_frozen else super().get(request, *args, **kwargs)

    @property
    def frozen_url(self):
        """The page of the last frozen version."""
        return self.to("reportversion-detail", self.object.pk, self.object.last_version)

    def subtabs(self):
        return [Tab(label, self.to(name, self.object.pk), current=name == self.page) for name, label in PAGES]

    def get_page_title(self):
        return self.object.title

    @property
    def lead(self):
        funder = self.object.programme or _now("no funder stated")
        return f"{format_period(self.object.starts_on, self.object.ends_on)} · {funder}"

    def actions(self):
        pk = self.object.pk
        papers = [Action("Word", self.to("report-paper", pk, "docx")), Action("PDF", self.to("report-paper", pk, "pdf")),
                  Action("XLSX", self.to("report-paper", pk, "xlsx"))]
        if not self.may.edit_report:
            return papers
        freeze = Action(_("Freeze the report"), self.to("report-freeze", pk), primary=True)
        return [freeze, Action(_("Edit"), self.to("report-edit", pk), icon="edit"), *papers]

    def figure_url(self, figure):
        return self.to("report-figure", self.object.pk, figure.key)

    def get_context_data(self, **kwargs):
        context = {"lead": self.lead, "last_version": self.last_version}
        return super().get_context_data(**context | kwargs)

    @property
    def last_version(self):
        """(number, address) of what was frozen before it was opened again, or None."""
        return (self.object.last_number, self.frozen_url) if self.object.last_number else None


class ReportDetail(DraftPage):
    """The chapters, each with its figures. Who sees no drafts is led to what was frozen."""

    rule = staticmethod(permissions.can_view_report)
    template_name = "reports/report_detail.html"

    def get(self, request, *args, **kwargs):
        if not permissions.can_view_draft(request.user, self.object):
            return HttpResponseRedirect(self.frozen_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        figures, gaps = period_figures(self.happened), gaps_of(self.happened)
        return super().get_context_data(
            stats=headlines(figures, self.figure_url), gaps=gaps[:FEW], gap_count=len(gaps),
            more_gaps=self.to("report-gaps", self.object.pk) if len(gaps) > FEW else "",
            chapters=[self.chapter(row, figures) for row in sections_of(self.object)], **kwargs,
        )

    def chapter(self, section, figures):
        """{"section", "edit", "table"}: a chapter's text, where it is changed, and its figures."""
        mine = [figure for figure in figures if figure.section == section.key]
        caption = _now("Figures: %(chapter)s") % {"chapter": section.get_key_display()}
        edit = self.to("reportsection-edit", self.object.pk, section.pk) if self.may.edit_report else ""
        return {
            "section": section, "edit": edit, "table": figure_table(mine, self.figure_url, caption=caption) if mine else None,
            "promises": self.to("report-promises", self.object.pk) if section.key == SectionKey.PROMISES else "",
        }


class ReportPromises(DraftPage):
    page = "report-promises"
    template_name = "reports/report_promises.html"

    def get_context_data(self, **kwargs):
        figures = promise_figures(self.happened)
        return super().get_context_data(
            table=figure_table(figures, self.figure_url, caption=_("Promises on the last day of the report")),
            checks=[check.text for check in self.happened.promises[1]], **kwargs,
        )


class ReportGaps(DraftPage):
    page = "report-gaps"
    template_name = "reports/report_gaps.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(gaps=gaps_of(self.happened), **kwargs)


class ReportEvidence(DraftPage):
    page = "report-evidence"
    template_name = "reports/report_evidence.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(table=evidence_table(evidence_of(self.happened)), **kwargs)


class FigurePage:
    """The rows behind one figure. `figure`: the Figure; `sees_money`: single documents, too."""

    template_name = "reports/report_figure.html"
    sees_money = True

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in EXPORTS:
            return table_file(self.make_table(), wanted, f"{self.object} {self.figure.label}"[:80])
        return self.show()

    def make_table(self):
        return RowsTable(self.figure, sees_money=self.sees_money)

    def get_page_title(self):
        return self.figure.label[:1].upper() + self.figure.label[1:]

    def get_context_data(self, **kwargs):
        exports = [Action(kind.upper(), query_with(self.request, format=kind)) for kind in EXPORTS]
        return super().get_context_data(figure=self.figure, table=self.make_table(), exports=exports, **kwargs)


class ReportFigure(FigurePage, DraftPage):
    """A draft's figure, counted now."""

    def actions(self):
        return []

    def get(self, request, *args, **kwargs):
        if self.object.is_frozen:
            return HttpResponseRedirect(self.frozen_url)
        return super().get(request, *args, **kwargs)

    @cached_property
    def figure(self):
        key = self.kwargs["key"]
        figures = promise_figures(self.happened) if key.startswith("promise-") else period_figures(self.happened)
        found = next((figure for figure in figures if figure.key == key), None)
        if found is None:
            raise Http404
        return found


class ReportPaper(ReportRows, Page):
    """The draft to take away, or to print ("html")."""

    has_object = True
    rule = staticmethod(permissions.can_view_draft)

    def get(self, request, *args, **kwargs):
        content, kind = content_of(self.object), self.kwargs["kind"]
        name = fit(" ".join([self.object.title, _now("draft")]))
        if kind == "xlsx":
            return download(report_book(content), "xlsx", name)
        try:
            return paper_response(report_paper(content), kind, name)
        except KeyError as error:
            raise Http404 from error
        except PdfUnavailable as error:
            pk = self.object.pk
            return pdf_unavailable(
                request, error, word_url=self.to("report-paper", pk, "docx"), print_url=self.to("report-paper", pk, "html")
            )

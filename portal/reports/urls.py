"""A project's reports: `projects/<slug>/reports/`."""
from django.urls import path

from portal.reports.views import drafts, frozen, reports, sections, steps

app_name = "reports"
HERE = "projects/<slug:slug>/reports/"
ONE = f"{HERE}<id:pk>/"
SECTIONS, VERSIONS = f"{HERE}<id:report_pk>/chapters/<id:pk>/", f"{HERE}<id:report_pk>/versions/<id:pk>/"

urlpatterns = [
    path(HERE, reports.ReportList.as_view(), name="report-list"),
    path(f"{HERE}new/", reports.ReportCreate.as_view(), name="report-create"),
    path(ONE, drafts.ReportDetail.as_view(), name="report-detail"),
    path(f"{ONE}promises/", drafts.ReportPromises.as_view(), name="report-promises"),
    path(f"{ONE}missing/", drafts.ReportGaps.as_view(), name="report-gaps"),
    path(f"{ONE}evidence/", drafts.ReportEvidence.as_view(), name="report-evidence"),
    path(f"{ONE}figures/<slug:key>/", drafts.ReportFigure.as_view(), name="report-figure"),
    path(f"{ONE}paper.<str:kind>", drafts.ReportPaper.as_view(), name="report-paper"),
    path(f"{ONE}edit/", reports.ReportEdit.as_view(), name="report-edit"),
    path(f"{ONE}remove/", steps.ReportRemove.as_view(), name="report-remove"),
    path(f"{ONE}freeze/", steps.ReportFreeze.as_view(), name="report-freeze"),
    path(f"{ONE}reopen/", steps.ReportReopen.as_view(), name="report-reopen"),
    path(f"{SECTIONS}edit/", sections.SectionEdit.as_view(), name="reportsection-edit"),
    path(f"{SECTIONS}renew/", sections.SectionRenew.as_view(), name="reportsection-renew"),
    path(VERSIONS, frozen.VersionDetail.as_view(), name="reportversion-detail"),
    path(f"{VERSIONS}figures/<slug:key>/", frozen.VersionFigure.as_view(), name="reportversion-figure"),
    path(f"{VERSIONS}paper.<str:kind>", frozen.VersionPaper.as_view(), name="reportversion-paper"),
]

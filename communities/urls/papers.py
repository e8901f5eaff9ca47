"""A plan on paper, its frozen versions, and all plans of a project side by side."""
from django.urls import path

from communities.urls.base import PLAN, PLANS
from communities.views import comparison, papers, versions

VERSIONS = f"{PLAN}versions/"

patterns = [
    path(f"{PLANS}compare/", comparison.PlanComparison.as_view(), name="plan-comparison"),
    path(f"{PLANS}<id:pk>/print/", papers.PlanPrint.as_view(), name="plan-print"),
    path(f"{PLANS}<id:pk>/pdf/", papers.PlanPdf.as_view(), name="plan-pdf"),
    path(f"{PLANS}<id:pk>/word/", papers.PlanWord.as_view(), name="plan-word"),
    path(VERSIONS, versions.VersionList.as_view(), name="planversion-list"),
    path(f"{VERSIONS}compare/", versions.VersionCompare.as_view(), name="planversion-compare"),
    path(f"{VERSIONS}<id:pk>/", versions.VersionDetail.as_view(), name="planversion-detail"),
    path(f"{VERSIONS}<id:pk>/restore/", versions.VersionRestore.as_view(), name="planversion-restore"),
]

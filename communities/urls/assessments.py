"""Assessments."""
from django.urls import path

from communities.urls.base import ONE
from communities.views import enrolments, records

patterns = [
    path("communities/assessments/", records.AssessmentListPage.as_view(), name="assessment-list"),
    path(
        f"{ONE}assessments/new/", enrolments.AssessmentCreate.as_view(),
        name="assessment-create",
    ),
    path(
        f"{ONE}assessments/<id:pk>/edit/", enrolments.AssessmentEdit.as_view(),
        name="assessment-edit",
    ),
]

"""Calls, criteria, and the decisions about enrolments."""
from django.urls import path

from communities.urls.base import IN_PROJECT
from communities.views import calls

CALLS = f"{IN_PROJECT}calls/"
CRITERIA = f"{IN_PROJECT}criteria/"

patterns = [
    path("calls/<id:pk>/", calls.CallPublicPage.as_view(), name="call-public"),
    path(CALLS, calls.CallListPage.as_view(), name="call-list"),
    path(f"{CALLS}new/", calls.CallCreatePage.as_view(), name="call-create"),
    path(f"{CALLS}<id:pk>/", calls.CallDetailPage.as_view(), name="call-detail"),
    path(f"{CALLS}<id:pk>/edit/", calls.CallEditPage.as_view(), name="call-edit"),
    path(f"{CRITERIA}new/", calls.CriterionCreatePage.as_view(), name="criterion-create"),
    path(f"{CRITERIA}<id:pk>/edit/", calls.CriterionEditPage.as_view(), name="criterion-edit"),
    path(f"{CRITERIA}<id:pk>/remove/", calls.CriterionRemovePage.as_view(), name="criterion-remove"),
    path(f"{IN_PROJECT}<id:pk>/choose/", calls.EnrolmentChoose.as_view(), name="enrolment-choose"),
    path(f"{IN_PROJECT}<id:pk>/reject/", calls.EnrolmentReject.as_view(), name="enrolment-reject"),
    path(f"{IN_PROJECT}<id:pk>/ready/", calls.EnrolmentReady.as_view(), name="enrolment-ready"),
    path(f"{IN_PROJECT}<id:pk>/unready/", calls.EnrolmentUnready.as_view(), name="enrolment-unready"),
]

"""The map of `communities`."""
from django.urls import path

import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from communities.views import communities, enrolments, plans, records

app_name = "communities"

IN_PROJECT = "projects/<slug:slug>/communities/"
PLANS = "projects/<slug:slug>/plans/"

urlpatterns = [
    path("communities/", communities.CommunityListPage.as_view(), name="community-list"),
    path("communities/new/", communities.CommunityCreatePage.as_view(), name="community-create"),
    path("communities/assessments/", records.AssessmentListPage.as_view(), name="assessment-list"),
    path("communities/plans/", records.ActionPlanListPage.as_view(), name="actionplan-list"),
    path("communities/<id:pk>/", communities.CommunityDetailPage.as_view(), name="community-detail"),
    path("communities/<id:pk>/edit/", communities.CommunityEditPage.as_view(), name="community-edit"),
    path("communities/<id:pk>/archive/", communities.CommunityArchivePage.as_view(), name="community-archive"),
    path("communities/<id:pk>/restore/", communities.CommunityRestorePage.as_view(), name="community-restore"),
    path(IN_PROJECT, enrolments.ProjectCommunities.as_view(), name="project-communities"),
    path(f"{IN_PROJECT}new/", enrolments.EnrolmentCreate.as_view(), name="enrolment-create"),
    path(f"{IN_PROJECT}<id:pk>/", enrolments.EnrolmentDetail.as_view(), name="enrolment-detail"),
    path(f"{IN_PROJECT}<id:pk>/edit/", enrolments.EnrolmentEdit.as_view(), name="enrolment-edit"),
    path(f"{IN_PROJECT}<id:pk>/decide/", enrolments.EnrolmentDecide.as_view(), name="enrolment-decide"),
    path(f"{IN_PROJECT}<id:pk>/ready/", enrolments.EnrolmentReady.as_view(), name="enrolment-ready"),
    path(f"{IN_PROJECT}<id:pk>/extend/", enrolments.EnrolmentExtend.as_view(), name="enrolment-extend"),
    path(
        f"{IN_PROJECT}<id:enrolment_pk>/assessments/new/", enrolments.AssessmentCreate.as_view(),
        name="assessment-create",
    ),
    path(
        f"{IN_PROJECT}<id:enrolment_pk>/assessments/<id:pk>/edit/", enrolments.AssessmentEdit.as_view(),
        name="assessment-edit",
    ),
    path(f"{PLANS}new/", plans.PlanCreate.as_view(), name="actionplan-create"),
    path(f"{PLANS}<id:pk>/", plans.PlanDetail.as_view(), name="actionplan-detail"),
    path(f"{PLANS}<id:pk>/edit/", plans.PlanEdit.as_view(), name="actionplan-edit"),
    path(f"{PLANS}<id:pk>/submit/", plans.PlanSubmit.as_view(), name="actionplan-submit"),
    path(f"{PLANS}<id:pk>/approve/", plans.PlanApprove.as_view(), name="actionplan-approve"),
    path(f"{PLANS}<id:pk>/return/", plans.PlanReturn.as_view(), name="actionplan-return"),
]

"""Action plans: all of a project's, one of them, its path, and what is said about it."""
from django.urls import path

from communities.urls.base import ONE, PLAN, PLANS
from communities.views import comments, decisions, delegates, plans, records
from communities.views import path as steps

patterns = [
    path("communities/plans/", records.ActionPlanListPage.as_view(), name="actionplan-list"),
    path(PLANS, plans.ProjectPlans.as_view(), name="project-plans"),
    path(f"{PLANS}new/", plans.PlanCreate.as_view(), name="actionplan-create"),
    path(f"{PLANS}<id:pk>/", plans.PlanDetail.as_view(), name="actionplan-detail"),
    path(f"{PLANS}<id:pk>/edit/", plans.PlanEdit.as_view(), name="actionplan-edit"),
    path(f"{PLANS}<id:pk>/submit/", steps.PlanSubmit.as_view(), name="actionplan-submit"),
    path(f"{PLANS}<id:pk>/return/", steps.PlanReturn.as_view(), name="actionplan-return"),
    path(f"{PLANS}<id:pk>/endorse/", steps.PlanEndorse.as_view(), name="actionplan-endorse"),
    path(f"{PLANS}<id:pk>/approve/", steps.PlanApprove.as_view(), name="actionplan-approve"),
    path(f"{PLANS}<id:pk>/start/", steps.PlanStart.as_view(), name="actionplan-start"),
    path(f"{PLANS}<id:pk>/review/", steps.PlanReviewPage.as_view(), name="actionplan-review"),
    path(f"{PLANS}<id:pk>/complete/", steps.PlanComplete.as_view(), name="actionplan-complete"),
    path(f"{PLAN}comments/new/", comments.CommentCreate.as_view(), name="plancomment-create"),
    path(f"{PLAN}comments/<id:pk>/resolve/", comments.CommentResolve.as_view(), name="plancomment-resolve"),
    path(f"{PLAN}comments/<id:pk>/reopen/", comments.CommentReopen.as_view(), name="plancomment-reopen"),
    path(f"{PLAN}decisions/<id:pk>/edit/", decisions.DecisionEdit.as_view(), name="plandecision-edit"),
    path(f"{ONE}people/", delegates.DelegateList.as_view(), name="delegate-list"),
    path(f"{ONE}people/new/", delegates.DelegateCreate.as_view(), name="delegate-create"),
    path(f"{ONE}people/<id:pk>/remove/", delegates.DelegateRemove.as_view(), name="delegate-remove"),
]

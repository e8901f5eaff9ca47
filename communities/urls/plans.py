"""Action plans."""
from django.urls import path

from communities.urls.base import PLANS
from communities.views import plans, records

patterns = [
    path("communities/plans/", records.ActionPlanListPage.as_view(), name="actionplan-list"),
    path(f"{PLANS}new/", plans.PlanCreate.as_view(), name="actionplan-create"),
    path(f"{PLANS}<id:pk>/", plans.PlanDetail.as_view(), name="actionplan-detail"),
    path(f"{PLANS}<id:pk>/edit/", plans.PlanEdit.as_view(), name="actionplan-edit"),
    path(f"{PLANS}<id:pk>/submit/", plans.PlanSubmit.as_view(), name="actionplan-submit"),
    path(f"{PLANS}<id:pk>/approve/", plans.PlanApprove.as_view(), name="actionplan-approve"),
    path(f"{PLANS}<id:pk>/return/", plans.PlanReturn.as_view(), name="actionplan-return"),
]

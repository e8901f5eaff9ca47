"""Approved versions of the budgets, and the amendments between them."""
from django.urls import path

from budgets.urls.budget import TAB
from budgets.views import amendment_table, amendments, versions

AMENDMENTS = f"{TAB}amendments/"

patterns = [
    path(f"{TAB}on/", versions.BudgetsOn.as_view(), name="project-budget-on"),
    path(f"{TAB}approve/", versions.BudgetApprove.as_view(), name="budget-approve"),
    path(f"{TAB}reopen/", versions.BudgetReopen.as_view(), name="budget-reopen"),
    path(f"{TAB}versions/", versions.VersionList.as_view(), name="budgetversion-list"),
    path(f"{TAB}versions/compare/", versions.VersionCompare.as_view(), name="budgetversion-compare"),
    path(f"{TAB}versions/<id:pk>/", versions.VersionDetail.as_view(), name="budgetversion-detail"),
    path(AMENDMENTS, amendments.AmendmentList.as_view(), name="amendment-list"),
    path(f"{AMENDMENTS}new/", amendments.AmendmentCreate.as_view(), name="amendment-create"),
    path(f"{AMENDMENTS}<id:pk>/", amendments.AmendmentDetail.as_view(), name="amendment-detail"),
    path(f"{AMENDMENTS}<id:pk>/edit/", amendments.AmendmentEdit.as_view(), name="amendment-edit"),
    path(f"{AMENDMENTS}<id:pk>/table/", amendment_table.AmendmentTable.as_view(), name="amendment-table"),
    path(f"{AMENDMENTS}<id:pk>/submit/", amendments.AmendmentSubmit.as_view(), name="amendment-submit"),
    path(f"{AMENDMENTS}<id:pk>/return/", amendments.AmendmentReturn.as_view(), name="amendment-return"),
    path(f"{AMENDMENTS}<id:pk>/decide/", amendments.AmendmentDecide.as_view(), name="amendment-decide"),
    path(f"{AMENDMENTS}<id:pk>/withdraw/", amendments.AmendmentWithdraw.as_view(), name="amendment-withdraw"),
    path(
        f"{AMENDMENTS}<id:amendment_pk>/answers/<id:pk>/", amendments.AnswerAmendment.as_view(),
        name="amendmentagreement-answer",
    ),
]

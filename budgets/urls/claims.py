"""Reporting periods, payment claims and payments received."""
from django.urls import path

from budgets.urls.budget import TAB
from budgets.views import claim_detail, claim_files, claim_steps, claims, payouts, periods

PERIODS, CLAIMS, PAYOUTS = f"{TAB}periods/", f"{TAB}claims/", f"{TAB}payments/"

patterns = [
    path(PERIODS, periods.PeriodList.as_view(), name="reportingperiod-list"),
    path(f"{PERIODS}new/", periods.PeriodCreate.as_view(), name="reportingperiod-create"),
    path(f"{PERIODS}make/", periods.PeriodMake.as_view(), name="reportingperiod-make"),
    path(f"{PERIODS}<id:pk>/", periods.PeriodDetail.as_view(), name="reportingperiod-detail"),
    path(f"{PERIODS}<id:pk>/edit/", periods.PeriodEdit.as_view(), name="reportingperiod-edit"),
    path(f"{PERIODS}<id:pk>/remove/", periods.PeriodRemove.as_view(), name="reportingperiod-remove"),
    path(CLAIMS, claims.ClaimList.as_view(), name="claim-list"),
    path(f"{CLAIMS}new/", claims.ClaimCreate.as_view(), name="claim-create"),
    path(f"{CLAIMS}<id:pk>/", claim_detail.ClaimDetail.as_view(), name="claim-detail"),
    path(f"{CLAIMS}<id:pk>/edit/", claims.ClaimEdit.as_view(), name="claim-edit"),
    path(f"{CLAIMS}<id:pk>/expenses/", claim_steps.ClaimItems.as_view(), name="claim-items"),
    path(f"{CLAIMS}<id:pk>/submit/", claim_steps.ClaimSubmit.as_view(), name="claim-submit"),
    path(f"{CLAIMS}<id:pk>/review/", claim_steps.ClaimReview.as_view(), name="claim-review"),
    path(f"{CLAIMS}<id:pk>/return/", claim_steps.ClaimReturn.as_view(), name="claim-return"),
    path(f"{CLAIMS}<id:pk>/decide/", claim_steps.ClaimDecide.as_view(), name="claim-decide"),
    path(f"{CLAIMS}<id:pk>/approve/", claim_steps.ClaimApprove.as_view(), name="claim-approve"),
    path(f"{CLAIMS}<id:pk>/table/", claim_files.ClaimXlsx.as_view(), name="claim-table"),
    path(f"{CLAIMS}<id:pk>/zip/", claim_files.ClaimZip.as_view(), name="claim-zip"),
    path(PAYOUTS, payouts.PayoutList.as_view(), name="payout-list"),
    path(f"{PAYOUTS}new/", payouts.PayoutCreate.as_view(), name="payout-create"),
    path(f"{PAYOUTS}<id:pk>/edit/", payouts.PayoutEdit.as_view(), name="payout-edit"),
    path(f"{PAYOUTS}<id:pk>/archive/", payouts.PayoutArchive.as_view(), name="payout-archive"),
    path(f"{PAYOUTS}<id:pk>/restore/", payouts.PayoutRestore.as_view(), name="payout-restore"),
]

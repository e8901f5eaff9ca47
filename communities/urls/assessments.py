"""Assessments, what people answered, and what communities need to learn."""
from django.urls import path

from communities.urls.base import IN_PROJECT, ONE
from communities.views import answers, assessments, needs, records

ROUND = f"{ONE}assessments/<id:assessment_pk>/"
NEED = f"{ONE}needs/"

patterns = [
    path("communities/assessments/", records.AssessmentListPage.as_view(), name="assessment-list"),
    path(f"{IN_PROJECT}assessments/", assessments.AssessmentOverview.as_view(), name="assessment-overview"),
    path(f"{IN_PROJECT}needs/", needs.TrainingNeedListPage.as_view(), name="trainingneed-list"),
    path(f"{ONE}assessments/new/", assessments.AssessmentCreate.as_view(), name="assessment-create"),
    path(f"{ONE}assessments/<id:pk>/", assessments.AssessmentDetail.as_view(), name="assessment-detail"),
    path(f"{ONE}assessments/<id:pk>/edit/", assessments.AssessmentEdit.as_view(), name="assessment-edit"),
    path(f"{ROUND}respondents/new/", answers.RespondentCreate.as_view(), name="respondent-create"),
    path(f"{ROUND}respondents/<id:pk>/edit/", answers.RespondentEdit.as_view(), name="respondent-edit"),
    path(f"{ROUND}respondents/<id:pk>/remove/", answers.RespondentRemove.as_view(), name="respondent-remove"),
    path(
        f"{ROUND}statements/<id:statement_pk>/comment/", assessments.StatementComments.as_view(), name="statement-comment"
    ),
    path(f"{NEED}new/", needs.TrainingNeedCreate.as_view(), name="trainingneed-create"),
    path(f"{NEED}<id:pk>/edit/", needs.TrainingNeedEdit.as_view(), name="trainingneed-edit"),
    path(f"{NEED}<id:pk>/archive/", needs.TrainingNeedArchive.as_view(), name="trainingneed-archive"),
    path(f"{NEED}<id:pk>/restore/", needs.TrainingNeedRestore.as_view(), name="trainingneed-restore"),
]

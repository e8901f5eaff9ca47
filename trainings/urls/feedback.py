"""Feedback: given by address alone, read in the workspace."""
from django.urls import path

from trainings.urls.base import ONE, TAB
from trainings.views import feedback, feedback_summary, project_feedback

patterns = [
    path("feedback/<str:token>/", feedback.FeedbackPage.as_view(), name="feedback"),
    path("feedback/<str:token>/thanks/", feedback.FeedbackThanks.as_view(), name="feedback-thanks"),
    path(f"{TAB}feedback/", project_feedback.ProjectFeedback.as_view(), name="project-feedback"),
    path(f"{ONE}feedback/", feedback_summary.FeedbackSummary.as_view(), name="feedback-summary"),
    path(f"{ONE}feedback/code.svg", feedback_summary.FeedbackCode.as_view(), name="feedback-code"),
    path(f"{ONE}feedback/comment/", feedback_summary.FeedbackComment.as_view(), name="feedback-comment"),
    path(f"{ONE}feedback/summary.<str:kind>", feedback_summary.FeedbackPaper.as_view(), name="feedback-paper"),
]

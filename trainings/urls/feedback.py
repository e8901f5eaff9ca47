"""Feedback: given by address alone, read in the workspace."""
from django.urls import path

from trainings.views import feedback

patterns = [
    path("feedback/<str:token>/", feedback.FeedbackPage.as_view(), name="feedback"),
    path("feedback/<str:token>/thanks/", feedback.FeedbackThanks.as_view(), name="feedback-thanks"),
]

"""The editor of a plan."""
from django.urls import path

from communities.urls.base import PLAN
from communities.views import editor, editor_drafts, editor_timeline

patterns = [
    path(f"{PLAN}edit/<slug:section>/", editor.PlanSection.as_view(), name="plan-section"),
    path(f"{PLAN}edit/<slug:section>/draft/", editor_drafts.PlanDrafts.as_view(), name="plan-draft"),
    path(f"{PLAN}timeline/", editor_timeline.PlanTimeline.as_view(), name="plan-timeline"),
]

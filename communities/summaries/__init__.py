"""Figures and lists about communities: read-only, a fixed number of queries."""
from communities.summaries.content import content_from, content_of, contents_of
from communities.summaries.path import (
    PLAN_TONES,
    Missing,
    NextStep,
    missing_in,
    next_step,
    plans_asked,
    plans_owed_by,
    state_of,
    step_name,
    step_url,
)
from communities.summaries.registry import (
    ENROLMENT_TONES,
    EnrolmentFigures,
    Gap,
    communities_of,
    counts_by_place,
    county_gaps,
    enrolments_of,
    gap_of,
    grouped,
    last_assessment,
)

__all__ = [
    "ENROLMENT_TONES", "EnrolmentFigures", "Gap", "Missing", "NextStep", "PLAN_TONES", "communities_of", "counts_by_place",
    "county_gaps", "enrolments_of", "gap_of", "grouped", "last_assessment", "missing_in",
    "next_step", "plans_asked", "plans_owed_by", "state_of", "step_name", "step_url",
    "content_from", "content_of", "contents_of",
]

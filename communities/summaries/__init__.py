"""Figures and lists about communities: read-only, a fixed number of queries."""
from communities.summaries.registry import (
    ENROLMENT_TONES,
    PLAN_TONES,
    EnrolmentFigures,
    Gap,
    communities_of,
    counts_by_place,
    county_gaps,
    enrolments_of,
    figures_of,
    gap_of,
    group_plans_of,
    grouped,
    last_assessment,
    plans_returned_to,
    plans_waiting,
)

__all__ = [
    "ENROLMENT_TONES", "EnrolmentFigures", "Gap", "PLAN_TONES", "communities_of", "counts_by_place", "county_gaps",
    "enrolments_of", "figures_of", "gap_of", "group_plans_of", "grouped", "last_assessment", "plans_returned_to",
    "plans_waiting",
]

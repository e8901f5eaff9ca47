"""The filter bars of trainings."""
from trainings.filters.events import (
    COMING,
    PAST,
    WHOLE,
    EventDayFilters,
    EventFilters,
    FeedFilters,
    MonthFilters,
    coming,
    of_event,
    past,
    within,
)
from trainings.filters.support import SupportEntryFilters, SupportFilters

__all__ = [
    "COMING", "EventDayFilters", "EventFilters", "FeedFilters", "MonthFilters", "PAST", "SupportEntryFilters",
    "SupportFilters", "WHOLE", "coming", "of_event", "past", "within",
]

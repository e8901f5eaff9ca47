"""The filter bars of trainings."""
from trainings.filters.events import COMING, PAST, WHOLE, EventDayFilters, EventFilters, coming, of_event, past, within
from trainings.filters.support import SupportEntryFilters, SupportFilters

__all__ = [
    "COMING", "EventDayFilters", "EventFilters", "PAST", "SupportEntryFilters", "SupportFilters", "WHOLE", "coming",
    "of_event", "past", "within",
]

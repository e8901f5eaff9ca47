"""Figures and lists about trainings: read-only, a fixed number of queries."""
from trainings.summaries.counted import headcounts
from trainings.summaries.events import (
    Cell,
    Counter,
    counter_of,
    counters,
    days_in_words,
    events_overdue,
    month_sheet,
    nested_in,
    next_events,
    planned_events,
    say_whether_held,
    sum_of_days,
)
from trainings.summaries.support import hours_number, hours_text, log_of, minutes_of, with_minutes

__all__ = [
    "Cell", "Counter", "counter_of", "counters", "days_in_words",
    "events_overdue", "headcounts", "hours_number", "hours_text", "log_of",
    "minutes_of", "month_sheet", "nested_in", "next_events", "planned_events", "say_whether_held", "sum_of_days",
    "with_minutes",
]

"""The verbs of `trainings`. Only these write; pages, admin, imports and demo data call the same ones."""
from trainings.actions.events import (
    AHEAD,
    WHOLE_DAY,
    add_event_day,
    archive_event,
    cancel_event,
    change_event,
    change_event_day,
    decide_destination,
    hold_event,
    plan_event,
    postpone_event,
    remove_event_day,
    replan_event,
    restore_event,
)
from trainings.actions.support import (
    assign_support,
    change_support,
    change_support_entry,
    complete_support,
    extend_support,
    log_support,
    remove_support_entry,
)

__all__ = [
    "AHEAD", "WHOLE_DAY", "add_event_day", "archive_event", "assign_support", "cancel_event", "change_event",
    "change_event_day", "change_support", "change_support_entry", "complete_support", "decide_destination",
    "extend_support", "hold_event", "log_support", "plan_event", "postpone_event", "remove_event_day",
    "remove_support_entry", "replan_event", "restore_event",
]

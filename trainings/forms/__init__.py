"""Doors in: they parse, offer only what the person may name, and warn. Verbs check and save."""
from trainings.forms.events import (
    DestinationDecisionForm,
    DestinationForm,
    EventDayForm,
    EventForm,
    HoldForm,
    ReasonForm,
)
from trainings.forms.support import CompleteForm, ExtendForm, SupportEntryForm, SupportForm

__all__ = [
    "CompleteForm", "DestinationDecisionForm", "DestinationForm", "EventDayForm", "EventForm", "ExtendForm",
    "HoldForm", "ReasonForm", "SupportEntryForm", "SupportForm",
]

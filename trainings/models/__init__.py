"""The nouns of `trainings`, in reading order."""
from trainings.models.event import Destination, Event, EventDay
from trainings.models.support import SupportAssignment, SupportEntry

__all__ = ["Destination", "Event", "EventDay", "SupportAssignment", "SupportEntry"]

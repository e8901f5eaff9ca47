"""The vocabulary of `trainings`: closed lists. Open lists ("jne") are rows, see models/vocabulary.py."""
from trainings.choices.event import DayKind, DestinationState, EventKind, EventMode, EventStatus
from trainings.choices.people import Affiliation, AttendanceSource, ConsentKind, RegistrationSource, RegistrationStatus
from trainings.choices.support import SupportForm, SupportKind, SupportPhase
from trainings.choices.trip import LessonKind, LessonState, MobilityKind, TripDirection

__all__ = [
    "Affiliation", "AttendanceSource", "ConsentKind", "DayKind", "DestinationState", "EventKind", "EventMode",
    "EventStatus", "LessonKind", "LessonState", "MobilityKind", "RegistrationSource", "RegistrationStatus", "SupportForm",
    "SupportKind", "SupportPhase", "TripDirection",
]

"""The nouns of `trainings`, in reading order."""
from trainings.models.attendance import Attendance, SignedSheet
from trainings.models.details import AgendaItem, EventReport, EventShare
from trainings.models.event import Destination, Event, EventDay
from trainings.models.evidence import EvidenceItem, Feedback
from trainings.models.feed import CalendarFeed
from trainings.models.news import News
from trainings.models.person import Person, PersonApart
from trainings.models.programme import TrainingProgramme
from trainings.models.registration import Consent, ConsentText, Registration, Signup, SpecialNeeds
from trainings.models.resource import Resource
from trainings.models.support import SupportAssignment, SupportEntry, SupportOutcome
from trainings.models.trip import Lesson, LessonCheck, StudyTrip, TripNote, TripStop
from trainings.models.vocabulary import ParticipantRole, ResourceKind

__all__ = [
    "AgendaItem", "Attendance", "CalendarFeed", "Consent", "ConsentText", "Destination", "Event", "EventDay",
    "EventReport", "EventShare", "EvidenceItem", "Feedback", "Lesson", "LessonCheck", "News", "ParticipantRole",
    "Person", "PersonApart", "Registration", "Resource", "ResourceKind", "SignedSheet", "Signup", "SpecialNeeds",
    "StudyTrip", "SupportAssignment", "SupportEntry", "SupportOutcome", "TrainingProgramme", "TripNote", "TripStop",
]

"""Participants and what they leave behind, made the shortest way."""
from portal.shared import verbs
from tests.trainings.world import PAST
from trainings import actions
from trainings.models import Attendance, Feedback, Lesson, Person, Resource, ResourceKind, SupportEntry


def person(project, name="Aime Kask", **fields):
    found = Person.objects.filter(project=project, name=name).first()
    return found or Person.objects.create(project=project, name=name, **fields)


def there(event, *people, minutes=None):
    """These people were at the event on every day of it."""
    days = event.days.all()
    Attendance.objects.bulk_create(Attendance(day=day, person=one, minutes=minutes) for day in days for one in people)


def answer(event, **fields):
    return Feedback.objects.create(event=event, given_on=PAST, **fields)


def meeting(assignment, on=PAST, minutes=90):
    return actions.log_support(SupportEntry(assignment=assignment, date=on, minutes=minutes, discussed="Kava"), by=None)


def lesson(event, **fields):
    return verbs.create(Lesson(project=event.project, event=event, practice="Külapood", **fields), by=None)


def material(event, **fields):
    kind, _new = ResourceKind.objects.get_or_create(code="juhend", defaults={"name_et": "Juhend"})
    row = Resource(project=event.project, event=event, kind=kind, title="Juhend", url="https://example.org/", **fields)
    row.published_on = PAST
    return verbs.create(row, by=None)

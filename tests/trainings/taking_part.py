"""Participants and what they leave behind, made the shortest way."""
from portal.shared import verbs
from tests.trainings.world import PAST
from trainings import actions
from trainings.models import Attendance, Feedback, Person, SupportEntry


def person(project, name="Aime Kask", **fields):
    found = Person.objects.filter(project=project, name=name).first()
    return found or verbs.create(Person(project=project, name=name, **fields), by=None)


def there(event, *people, minutes=None):
    """These people were at the event on every day of it."""
    for day in event.days.all():
        for one in people:
            verbs.create(Attendance(day=day, person=one, minutes=minutes), by=None)


def answer(event, **fields):
    return Feedback.objects.create(event=event, given_on=PAST, **fields)


def meeting(assignment, on=PAST, minutes=90):
    return actions.log_support(SupportEntry(assignment=assignment, date=on, minutes=minutes, discussed="Kava"), by=None)

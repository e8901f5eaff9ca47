"""Events and their days, made through the verbs."""
from datetime import date, timedelta

from django.utils import timezone

from trainings import actions
from trainings.choices import EventKind, SupportKind
from trainings.models import Destination, Event, EventDay, SupportAssignment

PAST = date(2024, 3, 4)


def event(project, title="Koolitus", kind=EventKind.TRAINING, audiences=(), **fields):
    made = Event(project=project, title_et=title, kind=kind, **fields)
    return actions.plan_event(made, by=None, audiences=audiences)


def day(event, on=PAST, kind="theory", half_days=2, **fields):
    return actions.add_event_day(EventDay(event=event, date=on, kind=kind, half_days=half_days, **fields), by=None)


def held(project, title="Peetud koolitus", on=PAST, headcount=None, days=("theory",), **fields):
    made = event(project, title, **fields)
    for place, kind in enumerate(days):
        day(made, on + timedelta(days=place), kind)
    return actions.hold_event(made, by=None, headcount=headcount)


def coming(project, title="Tulev koolitus", **fields):
    made = event(project, title, **fields)
    day(made, timezone.localdate() + timedelta(days=7))
    return made


def support(enrolment, kind=SupportKind.MENTOR, label="Mentor", completed=False, **fields):
    made = actions.assign_support(SupportAssignment(enrolment=enrolment, kind=kind, label=label, **fields), by=None)
    return actions.complete_support(made, by=None) if completed else made


def destination(project, country="SE", **fields):
    from projects.actions import add_part

    return add_part(Destination(project=project, country=country, **fields), by=None)

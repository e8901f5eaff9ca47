"""People at events, written straight into the tables: quick to make, so that many random worlds can be counted."""
from datetime import date, time, timedelta

from communities.models import County, Municipality
from projects.models import Audience, Organisation
from trainings.models import Attendance, Event, EventDay, Person

VILLAGES = ["Kolga küla", "kolga", "Obinitsa", "Värska alevik", "Värska", ""]


def person(project, name="Mari Tamm", **fields):
    return Person.objects.create(project=project, name=name, **fields)


def attend(day, *people, minutes=None, is_present=True):
    return [Attendance.objects.create(day=day, person=each, minutes=minutes, is_present=is_present) for each in people]


def counties():
    found = []
    for code, name in (("EE-37", "Harju"), ("EE-87", "Võru")):
        county = County.objects.create(code=code, name_et=name)
        found.append(Municipality.objects.create(code=f"{code}-1", name=f"{name} vald", county=county))
    return found


def chain_end(row, into):
    """The end of the way of merges, followed step by step."""
    while into[row.pk] is not None:
        row = into[row.pk]
    return row


class RandomWorld:
    """A project with people, some of whom are one, and events, some of which lie within others. `chance`: a random.Random."""

    def __init__(self, project, chance, people=14, events=9):
        self.project, self.chance = project, chance
        self.partners = [Organisation.objects.create(name=f"Partner {n}") for n in range(2)]
        self.audiences = [Audience.objects.create(code=f"a{n}", name_et=f"Sihtrühm {n}") for n in range(2)]
        self.municipalities = counties()
        self.people = [self.somebody(n) for n in range(people)]
        self.merge()
        self.events = []
        for n in range(events):
            self.events.append(self.some_event(n))
        self.days = [day for event in self.events for day in self.some_days(event)]
        rows = [
            Attendance(
                day=day, person=row, is_present=chance.random() < 0.85, minutes=chance.choice([None, None, 30, 90, 400])
            )
            for day in self.days for row in self.people if chance.random() < 0.3
        ]
        Attendance.objects.bulk_create(rows)

    def somebody(self, n):
        pick = self.chance.choice
        return person(
            self.project, f"Osaleja {n}", village=pick(VILLAGES), municipality=pick([None, *self.municipalities]),
            partner=pick([None, *self.partners]), audience=pick([None, *self.audiences]),
        )

    def merge(self):
        """A third of the rows point to an earlier one, which may itself point on."""
        into = {row.pk: None for row in self.people}
        for place, row in enumerate(self.people):
            if place and self.chance.random() < 0.35:
                into[row.pk] = self.chance.choice(self.people[:place])
        for row in self.people:
            if into[row.pk] is not None:
                row.merged_into, row.root = into[row.pk], chain_end(row, into)
        Person.objects.bulk_update(self.people, ["merged_into", "root"])

    def some_event(self, n):
        parent = self.chance.choice([None, None, *self.events[-2:]])
        status = "planned" if self.chance.random() < 0.15 else "held"
        return Event.objects.create(project=self.project, title_et=f"Sündmus {n}", status=status, parent=parent)

    def some_days(self, event):
        """Close to one another, so that what lies within something often falls on its dates."""
        begins = date(2024, 12, 28) + timedelta(days=self.chance.randrange(6))
        for n in range(self.chance.choice([1, 1, 2])):
            hours, times = self.chance.choice([(None, None), (4, None), (None, (time(9), time(12, 30)))])
            starts, ends = times or (None, None)
            yield EventDay.objects.create(
                event=event, date=begins + timedelta(days=n), academic_hours=hours, starts_at=starts, ends_at=ends
            )

"""The part of `Rows` about trainings."""
from datetime import date, timedelta

from django.utils import timezone

from communities import models as places
from projects import models as it
from trainings import models as our
from trainings.models import Destination, Event, EventDay, SupportAssignment, SupportEntry

MONDAY = date(2026, 3, 2)


class TrainingRows:
    """A row of every model of trainings; see `Rows`."""

    def event(self, n):
        activity = self.of(it.Activity)
        return Event(project=activity.project, activity=activity, title_et=f"Küla koolitus {n}")

    def eventday(self, n):
        return EventDay(event=self.of(Event), date=MONDAY + timedelta(days=n))

    def destination(self, n):
        event = self.of(Event)
        return Destination(project=event.project, activity=event.activity, event=event, country="FI")

    def supportassignment(self, n):
        return SupportAssignment(
            enrolment=self.of(places.Enrolment), kind="mentor", label=f"mentor {n}", organisation=self.of(it.Organisation),
            starts_on=timezone.localdate(),
        )

    def supportentry(self, n):
        return SupportEntry(
            assignment=self.of(SupportAssignment), date=timezone.localdate(), minutes=90, discussed=f"Küla kava {n}"
        )

    def supportoutcome(self, n):
        return our.SupportOutcome(assignment=self.of(SupportAssignment), changed=f"Muutus {n}")

    def participantrole(self, n):
        return our.ParticipantRole(code=f"roll-{n}", name_et=f"Roll {n}")

    def resourcekind(self, n):
        return our.ResourceKind(code=f"liik-{n}", name_et=f"Liik {n}")

    def trainingprogramme(self, n):
        return self.in_project(our.TrainingProgramme, title_et=f"Koolituskava {n}")

    def agendaitem(self, n):
        return our.AgendaItem(event=self.of(Event), topic=f"Teema {n}")

    def eventshare(self, n):
        return our.EventShare(event=self.of(Event), organisation=self.of(it.Organisation), weight=1)

    def eventreport(self, n):
        return our.EventReport(event=self.of(Event), summary=f"Kokkuvõte {n}")

    def person(self, n):
        return our.Person(project=self.of(it.Project), name=f"Osaleja {n}", email=f"osaleja{n}@example.org")

    def person_of(self, event):
        """Somebody in the event's project."""
        self.number += 1
        return self.save(our.Person(project=event.project, name=f"Osaleja {self.number}"))

    def personapart(self, n):
        first = self.of(our.Person)
        second = self.save(our.Person(project=first.project, name=f"Teine {n}"))
        return our.PersonApart(first=first, second=second)

    def signup(self, n):
        return our.Signup(event=self.of(Event))

    def registration(self, n):
        event = self.of(Event)
        return our.Registration(event=event, person=self.person_of(event))

    def specialneeds(self, n):
        return our.SpecialNeeds(registration=self.of(our.Registration), diet=f"Toit {n}")

    def consenttext(self, n):
        return our.ConsentText(kind="terms", number=n % 30_000, text_et=f"Sõnastus {n}", valid_from=MONDAY)

    def consent(self, n):
        return our.Consent(registration=self.of(our.Registration), text=self.of(our.ConsentText))

    def attendance(self, n):
        day = self.of(EventDay)
        return our.Attendance(day=day, person=self.person_of(day.event))

    def signedsheet(self, n):
        return our.SignedSheet(day=self.of(EventDay), document=self.of(it.Document), signatures=n % 1000)

    def feedback(self, n):
        return our.Feedback(event=self.of(Event), given_on=MONDAY, content=4, useful=f"Kasulik {n}")

    def evidenceitem(self, n):
        return our.EvidenceItem(event=self.of(Event), kind="agenda", document=self.of(it.Document))

    def studytrip(self, n):
        return our.StudyTrip(event=self.of(Event), purpose=f"Eesmärk {n}")

    def tripstop(self, n):
        return our.TripStop(trip=self.of(our.StudyTrip), place=f"Peatus {n}")

    def tripnote(self, n):
        trip = self.of(our.StudyTrip)
        return our.TripNote(trip=trip, person=self.person_of(trip.event), saw=f"Nägin {n}")

    def lesson(self, n):
        event = self.of(Event)
        return our.Lesson(project=event.project, event=event, practice=f"Hea tava {n}")

    def lessoncheck(self, n):
        return our.LessonCheck(lesson=self.of(our.Lesson), months=3, due_on=MONDAY)

    def resource(self, n):
        return self.in_project(
            our.Resource, kind=self.of(our.ResourceKind), title=f"Juhend {n}", url="https://example.org/juhend"
        )

    def calendarfeed(self, n):
        return our.CalendarFeed(user=self.of(it.User))

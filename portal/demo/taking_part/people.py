"""Participants, made once per project and sent to its events in turns."""
from datetime import UTC, datetime, time, timedelta

from portal.shared.bulk_verbs import create_many
from portal.shared.text import fold
from trainings.actions.persons import tell_apart
from trainings.choices import AttendanceSource, RegistrationSource
from trainings.models import Attendance, Person, Registration

FIRST = {
    "et": ["Aime", "Priit", "Leida", "Margus", "Tiiu", "Urmas", "Helve", "Kalju", "Maret", "Olev", "Silvi", "Veljo"],
    "lv": ["Ilze", "Valdis", "Dzintra", "Aivars", "Vizma", "Normunds", "Ausma", "Guntis", "Skaidrīte", "Ojārs", "Zane",
           "Uldis"],
}
FAMILY = {
    "et": ["Kullerkupp", "Karukell", "Nurmenukk", "Piibeleht", "Rukkilill", "Sinilill", "Härjasilm", "Kurekell",
           "Maikelluke", "Võilill"],
    "lv": ["Rudzupuķe", "Pīpene", "Kurpīte", "Zilene", "Vizbule", "Gaiļbiksīte", "Māllēpe", "Naktsvijole", "Ugunspuķe",
           "Margrietiņa"],
}
WHOLE_DAY = 8 * 45  # minutes of eight academic hours


def names(language, start=0):
    """Endless invented names, no two alike among the first 120."""
    first, family = FIRST[language], FAMILY[language]
    number = start
    while True:
        yield f"{first[number % len(first)]} {family[(number + number // len(first)) % len(family)]}"
        number += 1


def pool(told, size, *, language="et", start=0, homes=(), **values):
    """`size` people of the project. `homes`: communities they come from, in turns; other values hold for all."""
    named = names(language, start)
    rows = []
    for number in range(size):
        name = next(named)
        home = homes[number % len(homes)] if homes else None
        more = {"community": home, "village": home.name, "municipality": home.municipality} if home else {}
        first, family = fold(name).split()
        rows.append(
            Person(project=told.project, name=name, email=f"{first}.{family}@kodu.example.org", is_demo=True, **more, **values)
        )
    return create_many(rows, by=told.by)


def took_part(told, event, people, *, gone_early=0):
    """These people signed up for the event and were there on every day of it; the last `gone_early` for half of the last."""
    days = list(event.days.order_by("date"))
    signed = datetime.combine(days[0].date - timedelta(days=20), time(9), tzinfo=UTC)
    registrations = create_many(
        [
            Registration(
                event=event, person=person, source=RegistrationSource.STAFF, is_demo=True,
                queued_at=signed + timedelta(hours=number),
            )
            for number, person in enumerate(people)
        ],
        by=told.by,
    )
    create_many(
        [
            Attendance(
                day=day, person=person, source=AttendanceSource.SHEET, is_demo=True,
                minutes=WHOLE_DAY // 2 if day is days[-1] and number >= len(people) - gone_early else None,
            )
            for day in days for number, person in enumerate(people)
        ],
        by=told.by,
    )
    return registrations


def misspelt(told, people, event):
    """One person who came a second time under another spelling, and one who only sounds like somebody else."""
    first, second = people[0], people[1]
    again, other = create_many(
        [
            Person(
                project=told.project, name=first.name[:-1], village=first.village, community=first.community, is_demo=True
            ),
            Person(project=told.project, name=second.name, email="teine@kodu.example.org", is_demo=True),
        ],
        by=told.by,
    )
    tell_apart(second, other, by=told.by)
    took_part(told, event, [again, other])


def some(people, count, turn):
    """`count` of them, beginning further on with each turn, so that some come often and some once."""
    start = (turn * 3) % len(people)
    return [people[(start + place) % len(people)] for place in range(count)]

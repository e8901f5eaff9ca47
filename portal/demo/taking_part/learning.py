"""What the demo's events leave behind: programmes of the day, feedback of nobody, journeys with stops, lessons learnt."""
from datetime import time, timedelta

from portal.demo.plans.catalogue import Pair
from portal.shared import verbs
from portal.shared.bulk_verbs import create_many
from trainings.actions import details, lessons, trips
from trainings.choices import LessonKind, LessonState
from trainings.models import EventShare, Feedback, Lesson, StudyTrip, TripNote, TripStop

# Scores of content, trainer, organisation, use at home, and 0–10; some leave a question out.
ANSWERS = [(5, 5, 4, 5, 10), (4, 5, 4, 4, 9), (4, 4, 5, 4, 8), (5, 4, None, 5, 9), (3, 4, 4, 3, 6), (4, 4, 4, None, 8)]
WORDS = [
    (Pair("Arvutasime oma küla hinna kohe kohapeal läbi.", "Savam ciemam cenu izrēķinājām uzreiz uz vietas."),
     Pair("Rohkem aega harjutamiseks.", "Vairāk laika vingrinājumiem."),
     Pair("Küsin kolmelt naabrilt, mida nad vajavad.", "Pajautāšu trim kaimiņiem, kas viņiem vajadzīgs.")),
    (Pair("Teiste külade lood.", "Citu ciemu stāsti."), Pair("", ""),
     Pair("Lepin vallaga kokku kohtumise.", "Sarunāšu tikšanos ar pašvaldību.")),
    (Pair("Rühmatöö.", "Darbs grupās."), Pair("Saal oli külm.", "Zālē bija auksti."), Pair("", "")),
]
AGENDA = [  # from, until, topic, in what manner, who
    ((10, 0), (10, 30), Pair("Tere tulemast ja ootused", "Ievads un cerības"), Pair("ring", "aplis"),
     Pair("koolitaja", "pasniedzējs")),
    ((10, 30), (12, 15), Pair("Mõttest teenuseni", "No idejas līdz pakalpojumam"), Pair("rühmatöö", "darbs grupās"),
     Pair("koolitaja", "pasniedzējs")),
    ((13, 0), (14, 30), Pair("Ühe küla lugu", "Viena ciema stāsts"), Pair("külaskäik", "vizīte"),
     Pair("külavanem", "ciema vecākais")),
    ((14, 45), (15, 30), Pair("Mis homme teisiti", "Kas rīt būs citādi"), Pair("kokkuvõte", "kopsavilkums"),
     Pair("hõlbustaja", "fasilitators")),
]


def agenda(told, event, language="et"):
    """The same good day, wherever it is held."""
    place = 1 if language == "lv" else 0
    day = event.days.order_by("date").first()
    lines = [
        {"starts_at": time(*first), "ends_at": time(*last), "topic": topic[place], "method": method[place],
         "led_by": who[place], "is_demo": True}
        for first, last, topic, method, who in AGENDA
    ]
    details.add_lines(event, lines, by=told.by, day=day)


def feedback(told, event, count, *, language="et", worse=0):
    """`count` answers, given on the day after; nobody's, so they are not told apart from their words."""
    place = 1 if language == "lv" else 0
    day = event.days.order_by("-date").first().date + timedelta(days=1)
    for number in range(count):
        scores = [score if score is None else max(1, score - worse) for score in ANSWERS[number % len(ANSWERS)]]
        useful, change, month = (words[place] for words in WORDS[number % len(WORDS)])
        verbs.create(
            Feedback(
                event=event, given_on=day, language=language, **dict(zip(
                    ("content", "trainer", "organisation", "usable", "recommend"), scores, strict=True
                )), useful=useful, change=change, next_month=month, is_demo=True,
            ),
            by=None,
        )


def shares(told, event, parts):
    """Partners of a joint event: rows of (organisation, weight, places)."""
    for partner, weight, places in parts:
        details.add_detail(
            EventShare(event=event, organisation=partner, weight=weight, places=places, is_demo=True), by=told.by
        )


def journey(told, event, stops, **values):
    """The programme of a journey. `stops`: rows of TripStop fields; the day counts from 0."""
    trip = trips.plan_trip(StudyTrip(event=event, is_demo=True, **values), by=told.by)
    first = event.days.order_by("date").first()
    found = []
    for order, stop in enumerate(stops, start=1):
        day = first.date + timedelta(days=stop.pop("day")) if first else None
        found.append(trips.add_stop(TripStop(trip=trip, date=day, order=order, is_demo=True, **stop), by=told.by))
    return trip, found


def notes(told, trip, stops, people, texts):
    """What some of them wrote on the way: rows of (saw, surprised, idea), a person and a stop each in turns."""
    create_many(
        [
            TripNote(
                trip=trip, stop=stops[number % len(stops)], person=people[number], saw=saw, surprised=surprised, idea=idea,
                is_demo=True,
            )
            for number, (saw, surprised, idea) in enumerate(texts)
        ],
        by=told.by,
    )


def lesson(told, event, stop, day, state, **values):
    """A lesson noted on a day, and after three months what became of it."""
    row = lessons.note_lesson(
        Lesson(project=told.project, event=event, stop=stop, is_demo=True, **{"kind": LessonKind.METHOD, **values}),
        by=told.by, on=day,
    )
    check = row.checks.order_by("months").first()
    if state != LessonState.IDEA:
        lessons.answer_check(check, by=told.by, state=state, note="Esimene samm on tehtud.", today=check.due_on)
    return row

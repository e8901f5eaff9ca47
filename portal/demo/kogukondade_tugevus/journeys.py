"""The two mobilities and two visits of Kogukondade tugevus: where they led, whom they met, what was learnt. Invented."""
from datetime import date, time

from portal.demo.taking_part import learning
from trainings.choices import EventKind, LessonKind, LessonState, MobilityKind, TripDirection

OUT = {
    "FI": [
        {"day": 0, "starts_at": time(13), "place": "Tampere", "host": "Taastujate klubimaja", "topic": "Päev klubimajas",
         "contact_role": "klubimaja juht", "language": "inglise"},
        {"day": 2, "starts_at": time(10), "place": "Jyväskylä", "host": "Linna sotsiaalosakond",
         "topic": "Kuidas linn ja kogukond tööd jagavad", "contact_role": "arendusjuht", "language": "inglise"},
    ],
    "NO": [
        {"day": 0, "starts_at": time(14), "place": "Trondheim", "host": "Naabruskonna kohvik",
         "topic": "Töö esimesel kuul pärast ravi", "contact_role": "kohviku juhataja", "language": "inglise"},
        {"day": 3, "starts_at": time(9), "place": "Røros", "host": "Küla ühistu", "topic": "Kogukond tööandjana",
         "contact_role": "ühistu juht", "language": "inglise"},
    ],
}
HERE = [
    {"day": 0, "starts_at": time(10), "place": "Tallinn", "host": "MTÜ Töömaja", "topic": "Meetodite päev",
     "contact_role": "koolitusjuht", "language": "inglise"},
    {"day": 1, "starts_at": time(10), "place": "Rakvere", "host": "Kogukonnamaja", "topic": "Ümarlaud omavalitsustega",
     "contact_role": "kogukonnatöötaja", "language": "inglise"},
]
LESSONS = {
    "FI": ("2025-04-14", LessonKind.METHOD, LessonState.TRYING, {
        "practice": "Klubimaja päev algab ühisest tööjaotusest, mitte nõustamisest", "fit": 4,
        "why": "Igaühel on päevas üks asi, mida just temalt oodatakse.", "first_step": "Proovida ühel hommikul nädalas",
        "responsible": "tegevusjuhendaja", "by_when": date(2025, 9, 1),
    }),
    "NO": ("2025-09-29", LessonKind.APPROACH, LessonState.IDEA, {
        "practice": "Kogukond palkab, linn maksab esimese kuu", "fit": 3, "first_step": "Arutada Töötukassaga",
        "responsible": "tegevjuht", "by_when": date(2026, 1, 31),
    }),
    "EE": ("2025-05-26", LessonKind.OTHER, LessonState.IN_USE, {
        "practice": "Küsimused, millega taastuja ise kokkuleppeid sõnastab", "fit": 5,
        "first_step": "Tõlkida küsimused ja anda koolitajatele", "responsible": "koolitusjuht",
    }),
}


def tell(told, event, team):
    """Going out each participant is one mobility of the programme; coming in, each visit is one invited expert."""
    out = event.kind == EventKind.MOBILITY
    stops = [dict(stop, country=event.country) for stop in (OUT[event.country] if out else HERE)]
    trip, found = learning.journey(
        told, event, stops, direction=TripDirection.OUT if out else TripDirection.IN,
        mobility_kind=MobilityKind.SHADOWING if out else MobilityKind.EXPERT,
        purpose="Õppida, kuidas kogukond toetab inimest pärast rehabilitatsiooni.", leader="koolitusjuht",
        transport="laev ja rong" if event.country == "FI" else "",
        emissions_note="Laev ja rong lennuki asemel." if event.country == "FI" else "",
        insurance="reisikindlustus" if out else "", emergency="tegevjuht",
    )
    if out:
        learning.notes(told, trip, found, team, [
            ("Igaühel oli oma töö.", "Keegi ei küsinud haigusloost.", "Alustada hommikut tööjaotusega."),
            ("Linn ja ühendused istusid ühe laua taga.", "", "Kutsuda vald ümarlauale."),
        ])
    lesson = LESSONS.get(event.country)
    if lesson and not told.project.lesson_set.filter(event__country=event.country).exists():
        day, kind, state, values = lesson
        learning.lesson(told, event, found[0], date.fromisoformat(day), state, kind=kind, **values)
    learning.feedback(told, event, 4)

"""An invented course of Koosloomest koostööni, marked as demo data. The trip's country stays undecided, as in the source."""
from portal.demo.build import Story, T, days
from portal.demo.koosloomest import reporting, spending
from portal.demo.organisations import organisation
from portal.demo.people import LEADER
from portal.demo.places import place
from portal.demo.taking_part import learning
from portal.demo.taking_part.people import pool, some, took_part
from portal.demo.vocabulary import audiences
from trainings import actions as training_actions
from trainings.choices import DayKind, EventKind

VORU, TARTU = "Võrumaa Partnerluskogu", "Tartumaa Arendusselts"
SEMINARS = [  # organiser, village, day, people, title
    (VORU, "Obinitsa", "2024-09-19", 34,
     T("Hea vananemise küla", "Ciems, kur labi novecot", "A village to grow old in")),
    (TARTU, "Varnja", "2024-11-14", 27,
     T("Teenus, kuhu pääseb igaüks", "Pakalpojums, kas pieejams ikvienam", "A service that everybody can reach")),
    (VORU, "Värska", "2025-02-20", 31,
     T("Vabatahtlik kui naaber", "Brīvprātīgais kā kaimiņš", "The volunteer as a neighbour")),
    (TARTU, "Varnja", "2025-05-08", 38,
     T("Koos uute sihtrühmadeni", "Kopā līdz jaunām grupām", "Reaching new groups together")),
]
WORKSHOP = T("Koosloome töötuba", "Kopradīšanas darbnīca", "Co-creation workshop")


def progress(by):
    told = Story.of(LEADER, by)
    seminars = told.activity("Inspiratsiooniseminarid")
    workshops = seminars.children.get()
    people = audiences("communities", "entrepreneurs", "municipalities", "development-organisations")
    guests = [
        person for place_in_turn, (partner, audience) in enumerate((p, a) for a in people for p in (VORU, TARTU))
        for person in pool(told, 6, start=15 * place_in_turn, partner=organisation(partner), audience=audience)
    ]
    for number, (organiser, village, day, came, title) in enumerate(SEMINARS):
        where = {"municipality": place(village).municipality, "venue": village, "organiser": organisation(organiser)}
        day = days(day)[0]
        seminar = told.event(
            EventKind.SEMINAR, title, [(day, DayKind.OTHER)], audiences=people, held=True, headcount=came,
            activity=seminars, **where,
        )
        took_part(told, seminar, some(guests, came, number))
        learning.shares(told, seminar, [(organisation(VORU), 1, None), (organisation(TARTU), 1, None)])
        learning.feedback(told, seminar, 5 + number % 3)
        if number % 2:  # its people are counted with the seminar, never twice
            told.event(
                EventKind.WORKSHOP, WORKSHOP, [(day, DayKind.OTHER, 1)], audiences=people, held=True, activity=workshops,
                parent=seminar, **where,
            )
    trip = told.event(
        EventKind.TRIP, T("Õppereis välisriiki", "Brauciens uz ārzemēm", "Study trip abroad"), [],
        activity=told.activity("Rahvusvahelised õppereisid"), organiser=organisation(TARTU), stated_date="2025-04",
        capacity=20,
    )
    learning.shares(told, trip, [(organisation(VORU), 7, 14), (organisation(TARTU), 3, 6)])
    learning.journey(
        told, trip, [],
        purpose="Näha, kuidas mujal kaasatakse eakaid ja erivajadustega inimesi ning kasutatakse mitut fondi koos.",
        questions="Kes algatab?\nKuidas kaks fondi ühes projektis kokku saavad?\nMida räägivad osalejad ise?",
        leader="tegevusrühma juht",
    )
    training_actions.postpone_event(trip, by=by, reason="Sihtriik on veel valimata.")
    spending.spend(told)
    reporting.report(told)

"""What Act Local taught and learnt: the programme built from needs, two journeys with their stops, lessons for the plans."""
from datetime import date, time

from communities.models import ActionPlan, TrainingNeed
from portal.demo.act_local.villages import PARTNER_OF
from portal.demo.build import T, spread
from portal.demo.organisations import organisation
from portal.demo.taking_part import learning, proof
from portal.demo.vocabulary import audiences
from projects.choices import Country
from trainings.actions import programme as programmes
from trainings.choices import EventKind, LessonKind, LessonState
from trainings.models import Event, TrainingProgramme

PROGRAMME = T(
    "Kogukonnateenuste koolitusprogramm", "Kopienas pakalpojumu mācību programma", "Training programme on community services"
)
WHAT_FOR = T(
    "Kokku pandud sellest, mida külad hindamisel ise soovisid õppida.",
    "Sastādīta no tā, ko ciemi izvērtējumā paši gribēja apgūt.",
    "Put together from what the villages themselves wanted to learn when they were assessed.",
)
ANSWERED = {"Raha ja hind": "Hinna", "Teenuse esimesed sammud": "Uute"}  # how a need begins that the event answers
ANSWERED_LV = {"Raha ja hind": "Cenas", "Teenuse esimesed sammud": "Jaunu"}
STOPS = {
    "Õppereis Kurzemesse": [
        {"day": 0, "starts_at": time(11), "place": "Sabile", "host": "Veinimäe selts", "topic": "Külaliste vastuvõtt",
         "contact_role": "seltsi juht"},
        {"day": 1, "starts_at": time(10), "place": "Kandava", "host": "Noortekeskus", "topic": "Noorte oma teenus",
         "contact_role": "noortekeskuse juht", "seminar": True},
        {"day": 2, "starts_at": time(9, 30), "place": "Roja", "host": "Kalurite ühistu", "topic": "Ühine köök ja pood",
         "contact_role": "ühistu juhataja"},
    ],
    "Õppereis Saaremaale": [
        {"day": 0, "starts_at": time(12), "place": "Leisi", "host": "Külamaja", "topic": "Koduhooldus oma jõududega",
         "contact_role": "külavanem"},
        {"day": 1, "starts_at": time(10), "place": "Orissaare", "host": "Kogukonnaköök", "topic": "Toit, mis jõuab koju",
         "contact_role": "köögi eestvedaja", "seminar": True},
        {"day": 2, "starts_at": time(10), "place": "Lümanda", "host": "Söögimaja", "topic": "Teenus, mis püsib ka talvel",
         "contact_role": "perenaine"},
    ],
}
WRITTEN = [
    ("Kuidas kolm küla peavad üht kööki.", "Et arvet peab pensionil raamatupidaja.", "Küsida koolimaja köök õhtuteks."),
    ("Noored müüvad ise pileteid.", "", "Anda suvekohvik noorte kätte."),
    ("Jogas dienas sarunas ar viesiem.", "Ka viss sākas ar vienu talku.", "Sākt ar mazu."),
]
LESSONS = [  # journey, stop, day, state, more
    ("Õppereis Saaremaale", 0, "2020-09-22", LessonState.IN_USE, {
        "practice": "Naabrid hooldavad naabreid: tund päevas, kokku lepitud ja tasustatud", "fit": 5, "village": "Iisaku",
        "why": "Inimesed on teineteisele tuttavad ja vald maksab tunni eest.", "first_step": "Leppida vallaga tunnihind kokku",
        "responsible": "külavanem", "by_when": date(2020, 11, 30),
    }),
    ("Õppereis Saaremaale", 1, "2020-09-23", LessonState.TRYING, {
        "practice": "Kogukonnaköök, mis viib sooja toidu koju", "fit": 4, "village": "Obinitsa",
        "why": "Köök on koolis olemas ja seisab õhtuti tühjana.", "first_step": "Proovida kahe perega kuu aega",
        "responsible": "seltsi liige", "by_when": date(2020, 12, 15),
    }),
    ("Õppereis Kurzemesse", 1, "2020-08-20", LessonState.DROPPED, {
        "practice": "Noorte oma piletikassa", "fit": 2, "kind": LessonKind.APPROACH,
        "why": "Seal on noori kuuskümmend.", "first_step": "Küsida noortelt", "responsible": "noorsootöötaja",
    }),
]


def learnt(told, people):
    programme(told)
    evidence(told)
    for title, stops in STOPS.items():
        event = Event.objects.get(project=told.project, title_et=title)
        seminar = event.children.get()
        learning.shares(told, event, [
            (organisation(PARTNER_OF[area]), 1, quota) for area, quota in
            (("Setomaa", 9), ("Alutaguse", 8), ("Ape", 7), ("Engure", 5))
        ])
        trip, found = learning.journey(
            told, event, [
                {**stop, "country": event.country, "seminar": seminar if stop.get("seminar") else None} for stop in stops
            ],
            purpose="Näha, kuidas naabrid kogukonnateenuseid pakuvad ja mis neid püsti hoiab.",
            questions="Kes teenuse eest maksab?\nMis juhtus esimesel talvel?\nMille nad teeksid teisiti?",
            leader="projektijuht", transport="ühine buss Värskast ja Iisakust", lodging="külalistemaja",
            emergency="projektijuht", insurance="reisikindlustus" if event.country == Country.LV else "",
        )
        learning.notes(told, trip, found, [people["Setomaa"][0], people["Alutaguse"][0], people["Ape"][0]], WRITTEN)
        for journey, number, day, state, values in LESSONS:
            if journey == title:
                lesson(told, event, found[number], date.fromisoformat(day), state, values)


def lesson(told, event, stop, day, state, values):
    village = values.get("village")
    plan = ActionPlan.objects.get(enrolment__project=told.project, enrolment__community__name=village) if village else None
    values = {name: value for name, value in values.items() if name != "village"}
    learning.lesson(told, event, stop, day, state, plan=plan, **values)


def evidence(told):
    """The first days of Setomaa and Alutaguse have everything; the next ones have only begun."""
    for partner, came in (("Setomaa", 22), ("Alutaguse", 19)):
        first, second = Event.objects.filter(
            project=told.project, kind=EventKind.TRAINING, organiser=organisation(PARTNER_OF[partner])
        ).order_by("pk")[:2]
        proof.complete(told, first, came)
        proof.begun(told, second)


def programme(told):
    """Every training day belongs to it; price and involvement answer what the villages asked for, food safety waits (A-16)."""
    row = programmes.add_programme(
        TrainingProgramme(
            project=told.project, activity=told.activity("Koolitusprogramm"), is_demo=True,
            **spread({"title": PROGRAMME, "text": WHAT_FOR}),
        ),
        by=told.by, audiences=audiences("communities"),
    )
    needs = list(TrainingNeed.objects.filter(enrolment__project=told.project).select_related("enrolment__author"))
    events = Event.objects.filter(project=told.project, kind=EventKind.TRAINING).select_related("organiser")
    for event in events.order_by("pk"):
        language = "lv" if event.organiser.country == Country.LV else "et"
        begins = (ANSWERED_LV if language == "lv" else ANSWERED).get(event.title_et)
        event.programme = row
        programmes.answer_needs(
            event, by=told.by, version=event.version,
            needs=[
                need for need in needs
                if begins and need.topic.startswith(begins) and need.enrolment.author_id == event.organiser_id
            ],
        )
        learning.agenda(told, event, language)
        if event.title_et in ANSWERED:
            learning.feedback(told, event, 6, language=language)
        elif event.title_et == "Külalised tulevad" and language == "et":
            learning.feedback(told, event, 4, language=language, worse=1)

"""An invented course of Act Local, marked as demo data: 17 villages with real names, everything else made up."""
from communities.models import Community
from portal.demo.act_local.learning import learnt
from portal.demo.act_local.villages import LANGUAGE_OF, PARTNER_OF, VILLAGES, villages
from portal.demo.build import Story, T, days
from portal.demo.organisations import organisation
from portal.demo.people import ACT_LOCAL
from portal.demo.places import place
from portal.demo.taking_part.people import pool, some, took_part
from portal.demo.vocabulary import audiences
from projects import actions
from projects.choices import ActivityStatus, Country
from projects.models import Activity, Target
from trainings.choices import DayKind, EventKind

THEORY, PRACTICE, OTHER = DayKind.THEORY, DayKind.PRACTICE, DayKind.OTHER
# Per area: dates of the six theory and the four practice days, and how many came on average.
COURSE = {
    "Setomaa": ("2020-01-18 2020-01-25 2020-02-08 2020-02-15 2020-06-13 2020-06-20",
                "2020-09-05 2020-09-12 2020-10-03 2020-10-10", 22),
    "Alutaguse": ("2020-01-16 2020-01-23 2020-02-06 2020-02-13 2020-06-11 2020-06-18",
                  "2020-09-03 2020-09-10 2020-10-01 2020-10-08", 19),
    "Ape": ("2020-01-22 2020-01-29 2020-02-12 2020-02-19 2020-06-10 2020-06-17",
            "2020-09-02 2020-09-09 2020-09-30 2020-10-07", 17),
    "Engure": ("2020-01-21 2020-01-28 2020-02-11 2020-02-18 2020-06-09 2020-06-16",
               "2020-09-01 2020-09-08 2020-09-29 2020-10-06", 14),
}
TITLES = [
    T("Mõttest teenuseni", "No idejas līdz pakalpojumam", "From idea to service"),
    T("Raha ja hind", "Nauda un cena", "Money and price"),
    T("Koostöö vallaga", "Sadarbība ar pašvaldību", "Working with the municipality"),
    T("Teenuse esimesed sammud", "Pakalpojuma pirmie soļi", "First steps of a service"),
    T("Külalised tulevad", "Sagaidām ciemiņus", "Guests are coming"),
]
WHY_FEWER = T(
    "Näidisandmed: kaks kevadist päeva jäi ära ja nende sisu arutati õppereisil.",
    "Parauga dati: divas pavasara dienas nenotika, par to saturu runāja braucienā.",
    "Demo data: two days in spring were not held; their content was discussed on a study trip.",
)
TRIPS = [
    (T("Õppereis Kurzemesse", "Brauciens uz Kurzemi", "Study trip to Kurzeme"), Country.LV,
     "2020-08-12 2020-08-13 2020-08-14", {"Setomaa": 9, "Alutaguse": 8, "Ape": 7, "Engure": 5},
     T("Seminar: mida naabrid hästi teevad", "Seminārs: ko labi dara kaimiņi", "Seminar: what neighbours do well")),
    (T("Õppereis Saaremaale", "Brauciens uz Sāremā", "Study trip to Saaremaa"), Country.EE,
     "2020-09-16 2020-09-17 2020-09-18", {"Setomaa": 8, "Alutaguse": 7, "Ape": 6, "Engure": 5},
     T("Seminar: teenus, mis püsib", "Seminārs: pakalpojums, kas pastāv", "Seminar: a service that lasts")),
]


def progress(by):
    told = Story.of(ACT_LOCAL, by)
    villages(told)
    people = {area: villagers(told, area) for area in COURSE}
    trainings(told, people)
    trips(told, people)
    learnt(told, people)
    for title in ("Potentsiaali ja ressursside hindamine", "Tegevuskavad", "Koolitusprogramm", "Õppereisid"):
        activity = Activity.objects.get(project=told.project, title_et=title)
        activity.status = ActivityStatus.DONE
        actions.change_part(activity, by=by, version=activity.version)
    target = Target.objects.get(project=told.project, measure="days_theory")
    target.deviation_et, target.deviation_lv, target.deviation_en = WHY_FEWER
    actions.change_part(target, by=by, version=target.version)


def villagers(told, area):
    """People of the area's villages: a few more than ever come at once."""
    homes = list(Community.objects.filter(enrolments__project=told.project, enrolments__area__name_et=area).order_by("pk"))
    return pool(
        told, COURSE[area][2] + 6, language=LANGUAGE_OF[area], start=30 * list(COURSE).index(area), homes=homes,
        partner=organisation(PARTNER_OF[area]), audience=audiences("communities")[0],
    )


def trainings(told, villagers):
    """24 theory and 16 practice days; on two days in Setomaa one half was theory and the other practice."""
    activity = told.activity("Koolitusprogramm")
    people = audiences("communities")
    for area, (theory, practice, came) in COURSE.items():
        theory, practice = days(theory), days(practice)
        blocks = [
            [(day, THEORY) for day in theory[0:2]],
            [(day, THEORY) for day in theory[2:4]],
            [(day, THEORY) for day in theory[4:6]],
            [(day, PRACTICE) for day in practice[0:2]],
            [(day, PRACTICE) for day in practice[2:4]],
        ]
        if area == "Setomaa":
            blocks[2] = [(theory[4], THEORY)]
            blocks[3] = [(day, kind, 1) for day in practice[0:2] for kind in (THEORY, PRACTICE)] + [(theory[5], PRACTICE)]
        for number, (title, block) in enumerate(zip(TITLES, blocks, strict=True)):
            event = told.event(
                EventKind.TRAINING, title, block, audiences=people, held=True, headcount=came - number, activity=activity,
                organiser=organisation(PARTNER_OF[area]), venue=f"{VILLAGES[area][0][0]}, rahvamaja",
                municipality=place(VILLAGES[area][0][0]).municipality,
            )
            took_part(told, event, some(villagers[area], came - number, number), gone_early=number)


def trips(told, villagers):
    for title, country, dates, came, seminar in TRIPS:
        dates = days(dates)
        trip = told.event(
            EventKind.TRIP, title, [(day, OTHER) for day in dates], held=True, headcount=sum(came.values()), country=country,
            activity=told.activity("Õppereisid"),
        )
        took_part(told, trip, [person for area, places in came.items() for person in villagers[area][:places]])
        told.event(  # its people are counted with the trip, never twice
            EventKind.SEMINAR, seminar, [(dates[1], OTHER, 1)], held=True, country=country, parent=trip,
            activity=told.activity("Ühised seminarid"),
        )

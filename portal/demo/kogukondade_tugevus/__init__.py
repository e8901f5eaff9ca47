"""Kogukondade tugevus: what its source says (D-01 … D-19), and an invented course of it."""
from portal.demo.build import Story, T, days
from portal.demo.kogukondade_tugevus import facts, journeys
from portal.demo.organisations import organisation
from portal.demo.people import STRENGTH as SLUG
from portal.demo.programmes import programme
from portal.demo.taking_part.people import pool, took_part
from portal.demo.vocabulary import audiences, topics
from projects import actions
from projects.choices import (
    ActivityKind,
    ActivityStatus,
    Comparator,
    Country,
    Direction,
    FundingRole,
    NarrativeKind,
    ProjectType,
    TargetGroupKind,
)
from projects.models import Activity, FundingLink, Narrative, Partnership, Result, Target, TargetGroup
from trainings.choices import Affiliation, DayKind, DestinationState, EventKind
from trainings.models import Destination

SUMMARY = T(
    "Kogukonnaarendajad ja koolitajad lähevad õpirändele Soome ja Norrasse ning kutsuvad Eestisse kaks välisriigi eksperti. "
    "Eesmärk on õppida, kuidas kogukond saab toetada inimest, kes on sõltuvusest taastumas ja vajab rehabilitatsiooni järel "
    "tuge ning seltskonda. Kogemusi jagatakse vabatahtlike võrgustikus ja koostöös omavalitsuste, ministeeriumide ja "
    "Töötukassaga. Projekt kestab 17 kuud ja seda kaasrahastab Euroopa Liidu Erasmus+ programm.",
    "Kopienu attīstītāji un pasniedzēji dodas mācību mobilitātē uz Somiju un Norvēģiju un aicina uz Igauniju divus ārvalstu "
    "ekspertus. Mērķis ir mācīties, kā kopiena var atbalstīt cilvēku, kas atveseļojas no atkarības un kam pēc rehabilitācijas "
    "vajadzīgs atbalsts un sabiedrība. Pieredzē dalās brīvprātīgo tīklā un sadarbībā ar pašvaldībām, ministrijām un "
    "Igaunijas Bezdarba apdrošināšanas kasi. Projekts ilgst 17 mēnešus, un to līdzfinansē Eiropas Savienības programma "
    "“Erasmus+”.",
    "Community developers and trainers go on learning mobilities to Finland and Norway and invite two foreign experts to "
    "Estonia. They want to learn how a community can stand by people who are recovering from addiction and need support and "
    "company after rehabilitation. The experience is shared with a network of volunteers and with municipalities, ministries "
    "and the Unemployment Insurance Fund. The project runs for 17 months and is co-funded by the European Union's Erasmus+ "
    "programme.",
)
NARRATIVE = [  # kind, text, level
    (
        NarrativeKind.GOAL,
        T("Eestis on rohkem kogukonnaarendajaid-koolitajaid, kes teavad ja oskavad paremini, kuidas kogukond saab kaasata "
          "sõltuvusest taastuvaid inimesi.",
          "Igaunijā ir vairāk kopienu attīstītāju-pasniedzēju, kas labāk zina un prot, kā kopiena var iesaistīt cilvēkus, kas "
          "atveseļojas no atkarības.",
          "Estonia has more community developer-trainers who know better how a community can include people recovering from "
          "addiction."),
        None,
    ),
    (
        NarrativeKind.BACKGROUND,
        T("Rehabilitatsioon kestab kuni 12 kuud ja sellest ei piisa. Edasine tugi hoiab ära tagasilanguse, aga kogukonna "
          "jõudu selleks on seni vähe kasutatud.",
          "Rehabilitācija ilgst līdz 12 mēnešiem, un ar to nepietiek. Turpmāks atbalsts pasargā no recidīva, taču kopienas "
          "spēks šim nolūkam līdz šim maz izmantots.",
          "Rehabilitation lasts up to 12 months, and that is not enough. Further support prevents relapse, but the strength of "
          "communities has been little used for it."),
        None,
    ),
    (
        NarrativeKind.NEED,
        T("Vaja on inimesi, kes toetavad kogukondi arengu kavandamisel ja elluviimisel.",
          "Vajadzīgi cilvēki, kas palīdz kopienām plānot attīstību un to īstenot.",
          "People are needed who support communities in planning and carrying out their development."),
        T("Eesti", "Igaunija", "Estonia"),
    ),
    (
        NarrativeKind.NEED,
        T("Samu inimesi on vaja ka oma meeskonda.", "Šādi cilvēki vajadzīgi arī pašu komandā.",
          "The same people are needed in the team itself."),
        T("MTÜ Töömaja meeskond", "Biedrības “Töömaja” komanda", "The team of MTÜ Töömaja"),
    ),
    (
        NarrativeKind.NEED,
        T("Vaja on tegusaid kogukondi, kes on valmis varasema sõltuvusega inimesi enda hulka võtma.",
          "Vajadzīgas rosīgas kopienas, kas gatavas uzņemt cilvēkus ar agrāku atkarību.",
          "Active communities are needed that are ready to take in people with a past addiction."),
        None,
    ),
    (
        NarrativeKind.APPROACH,
        T("Meetodid ja lähenemisviisid, mida õpitakse reisidel ja ekspertidelt, tugevdavad nii töötajaid kui ka vabatahtlike "
          "võrgustikku.",
          "Metodes un pieejas, ko apgūst braucienos un no ekspertiem, stiprina gan darbiniekus, gan brīvprātīgo tīklu.",
          "Methods and approaches learned on the trips and from the experts strengthen the staff and the network of "
          "volunteers."),
        None,
    ),
]
RESULTS = [  # text, direction, a hope only
    (T("Eeldused kogukondade toetamiseks", "Priekšnoteikumi kopienu atbalstam", "The conditions for supporting communities"),
     Direction.IMPROVES, False),
    (T("Sõltuvusest taastuvate inimeste kaasamine kogukonna- ja ühiskonnaellu",
       "Cilvēku, kas atveseļojas no atkarības, iesaistīšana kopienā un sabiedrībā",
       "The inclusion of people recovering from addiction in community and society"), Direction.IMPROVES, False),
    (T("Koostöö ametkondadega: omavalitsused, ministeeriumid, Töötukassa ja teised",
       "Sadarbība ar iestādēm: pašvaldībām, ministrijām, Bezdarba kasi un citām",
       "Cooperation with authorities: municipalities, ministries, the Unemployment Insurance Fund and others"),
     Direction.IMPROVES, False),
    (T("Sidusam ja hoolivam ühiskond", "Saliedētāka un gādīgāka sabiedrība", "A more cohesive and caring society"),
     Direction.APPEARS, True),
]
TRIPS = [
    ("FI", T("Õpiränne Soome", "Mācību mobilitāte uz Somiju", "Learning mobility to Finland"),
     "2025-04-07 2025-04-08 2025-04-09 2025-04-10 2025-04-11", 5),
    ("NO", T("Õpiränne Norrasse", "Mācību mobilitāte uz Norvēģiju", "Learning mobility to Norway"),
     "2025-09-22 2025-09-23 2025-09-24 2025-09-25 2025-09-26", 4),
]
VISITS = [
    (T("Kutsutud eksperdi esimene visiit", "Pirmā uzaicinātā eksperta vizīte", "Visit of the first invited expert"),
     "2025-05-21 2025-05-22 2025-05-23", 21),
    (T("Kutsutud eksperdi teine visiit", "Otrā uzaicinātā eksperta vizīte", "Visit of the second invited expert"),
     "2025-11-12 2025-11-13", 18),
]
MOBILITIES = T("Õpiränded", "Mācību mobilitātes", "Learning mobilities")
EXPERTS = T("Kutsutud eksperdid", "Uzaicinātie eksperti", "Invited experts")


def source(by):
    """Everything that the source states, and nothing else."""
    told = Story.begin(
        by, slug=SLUG, acronym="Kogukondade tugevus",
        title=T("Õpirände projekt", "Mācību mobilitātes projekts: kopienu spēks",
                "Learning mobility project: the strength of communities"),
        summary=SUMMARY, type=ProjectType.MOBILITY, programme=programme("erasmus-plus"),
        reference_code="2024-1-EE01-KA122-ADU-000233253", planned_start="2024-08-01", planned_end="2025-12-31",
    )
    told.add(Partnership, organisation=organisation("MTÜ Töömaja"))
    for kind, text, level in NARRATIVE:
        told.add(Narrative, kind=kind, text=text, level=level or T("", "", ""))
    for text, direction, hope in RESULTS:
        told.add(Result, text=text, direction=direction, intended_only=hope)
    target_groups(told)
    activities(told)
    told.add(FundingLink, role=FundingRole.FUND, label=T("Euroopa Liit", "Eiropas Savienība", "European Union"))
    told.add(FundingLink, role=FundingRole.PROGRAMME, programme=told.project.programme)
    facts.tell(told)
    told.publish()


def target_groups(told):
    """Trainers, then the communities they support, then the people: the last only ever as a whole (D-11)."""
    trainers = told.add(
        TargetGroup, kind=TargetGroupKind.PARTICIPANT,
        name=T("Kogukonnaarendajad-koolitajad", "Kopienu attīstītāji-pasniedzēji", "Community developer-trainers"),
    )
    for name in (
        T("MTÜ Töömaja töötajad", "Biedrības “Töömaja” darbinieki", "Employees of MTÜ Töömaja"),
        T("Vabatahtlike võrgustik", "Brīvprātīgo tīkls", "Network of volunteers"),
    ):
        told.add(TargetGroup, kind=TargetGroupKind.PARTICIPANT, name=name, parent=trainers)
    communities = told.add(
        TargetGroup, kind=TargetGroupKind.BENEFICIARY, parent=trainers, name=T("Kogukonnad", "Kopienas", "Communities")
    )
    for name in (
        T("Sõltuvusest taastuvad inimesed", "Cilvēki, kas atveseļojas no atkarības", "People recovering from addiction"),
        T("Rehabilitatsiooni läbinud inimesed", "Cilvēki, kas pabeiguši rehabilitāciju",
          "People who have completed rehabilitation"),
    ):
        told.add(TargetGroup, kind=TargetGroupKind.FINAL, name=name, parent=communities, sensitive=True)


def activities(told):
    mobilities = told.add(
        Activity, kind=ActivityKind.MOBILITY, title=MOBILITIES,
        text=T("Kaks õpirännet: Soome ja Norrasse. Iga õpiränne on siin üks reis.",
               "Divas mācību mobilitātes: uz Somiju un Norvēģiju. Katra šeit ir viens brauciens.",
               "Two learning mobilities, to Finland and to Norway. Each is one trip here."),
        m2m={"audiences": audiences("employees", "volunteers"), "topics": topics("methods", "approaches")},
    )
    experts = told.add(
        Activity, kind=ActivityKind.EXPERT_VISIT, title=EXPERTS,
        text=T("Eestisse kutsutakse kaks eksperti.", "Uz Igauniju tiek uzaicināti divi eksperti.",
               "Two experts are invited to Estonia."),
        m2m={"audiences": audiences("employees", "volunteers"), "topics": topics("methods", "approaches")},
    )
    for country in (Country.FI, Country.NO):
        told.add(Destination, activity=mobilities, country=country, state=DestinationState.CHOSEN)
    told.add(
        Target, activity=mobilities, measure="mobilities", comparator=Comparator.EXACTLY, value=2,
        statement=T("Kavandatud on kaks õpirännet: Soome ja Norrasse", "Plānotas divas mobilitātes: uz Somiju un Norvēģiju",
                    "Two learning mobilities are planned: to Finland and to Norway"),
        unit=T("õpirännet", "mobilitātes", "mobilities"),
    )
    told.add(
        Target, activity=experts, measure="expert_visits", comparator=Comparator.EXACTLY, value=2,
        statement=T("Eestisse kutsutakse kaks eksperti", "Uz Igauniju uzaicina divus ekspertus",
                    "Two experts are invited to Estonia"),
        unit=T("eksperti", "eksperti", "experts"),
    )


def progress(by):
    """Two trips and two visits, all invented; the people it is about appear nowhere."""
    told = Story.of(SLUG, by)
    people = audiences("employees", "volunteers")
    house = {"organisation": "MTÜ Töömaja", "partner": organisation("MTÜ Töömaja")}
    team = pool(told, 6, start=50, affiliation=Affiliation.EMPLOYEE, audience=people[0], **house)
    team += pool(told, 15, start=60, affiliation=Affiliation.VOLUNTEER, audience=people[1], **house)
    team = [person for pair in zip(team[:6], team[6:12], strict=True) for person in pair] + team[12:]
    for kind, title, rows in (
        (EventKind.MOBILITY, MOBILITIES, TRIPS),
        (EventKind.EXPERT_VISIT, EXPERTS, [(Country.EE, *visit) for visit in VISITS]),
    ):
        activity = told.activity(title.et)
        for country, name, dates, came in rows:
            event = told.event(
                kind, name, [(day, DayKind.OTHER) for day in days(dates)], audiences=people, held=True, headcount=came,
                activity=activity, country=country, organiser=organisation("MTÜ Töömaja"),
            )
            took_part(told, event, team[:came])
            journeys.tell(told, event, team)
        activity.status = ActivityStatus.DONE
        actions.change_part(activity, by=by, version=activity.version)

"""What is done and what is promised: A-08 … A-23."""
from portal.demo.build import T
from portal.demo.vocabulary import audiences, topics
from projects import actions
from projects.choices import ActivityKind, ActivityRole, Comparator, Country, Distribution
from projects.models import Activity, ActivityDependency, ActivityPartner, CrossCheck, Target
from trainings.models import Destination

COMMUNITIES = T("külakogukonda", "ciemu kopienas", "village communities")
SHARES = [("Ape", 4), ("Engure", 3), ("Setomaa", 5), ("Alutaguse", 5)]
ACTIVITIES = [  # key, part of, kind, jointly, audiences, topics, title, text
    (
        "services", None, ActivityKind.SERVICE, True, ("residents", "visitors"),
        ("home-care", "youth-work", "hobbies", "culture"),
        T("Kogukonnateenuste kujundamine", "Kopienas pakalpojumu veidošana", "Designing community services"),
        T("17 külakogukonda kujundavad teenuseid, mida vajavad nii elanikud kui ka külastajad. Näiteid võib lisada.",
          "17 ciemu kopienas veido pakalpojumus, kas vajadzīgi gan iedzīvotājiem, gan apmeklētājiem. "
          "Piemērus var papildināt.",
          "17 village communities design services that both residents and visitors need. More examples may be added."),
    ),
    (
        "assessment", "services", ActivityKind.ASSESSMENT, False, (), (),
        T("Potentsiaali ja ressursside hindamine", "Potenciāla un resursu izvērtēšana",
          "Assessment of potential and resources"),
        T("Partnerid hindavad iga külakogukonna võimalusi ja seda, mis tal juba olemas on.",
          "Partneri izvērtē katras ciema kopienas iespējas un to, kas tai jau ir.",
          "The partners assess what each village community could do and what it already has."),
    ),
    (
        "plans", "services", ActivityKind.PLANNING, False, (), (),
        T("Tegevuskavad", "Rīcības plāni", "Action plans"),
        T("Kavas on teenuste sisu, sihtrühmad, ressursid, finantsplaan, investeeringuvajadused ja koostöömudel kohaliku "
          "omavalitsusega; osi võib lisada.",
          "Plānā ir pakalpojumu saturs, mērķa grupas, resursi, finanšu plāns, investīciju vajadzības un sadarbības modelis "
          "ar pašvaldību; daļas var papildināt.",
          "A plan holds the content of the services, target groups, resources, a financial plan, investment needs and a "
          "cooperation model with the municipality; parts may be added."),
    ),
    (
        "training", None, ActivityKind.TRAINING, False, ("communities",), (),
        T("Koolitusprogramm", "Apmācību programma", "Training programme"),
        T("Programm vastab külakogukondade tegelikele vajadustele. Päevad on teoreetilised või praktilised.",
          "Programma atbilst ciemu kopienu īstajām vajadzībām. Dienas ir teorētiskas vai praktiskas.",
          "The programme follows the real needs of the village communities. Its days are theoretical or practical."),
    ),
    (
        "trips", None, ActivityKind.TRIP, True, (), ("good-practice",),
        T("Õppereisid", "Pieredzes apmaiņas braucieni", "Study trips"),
        T("Sõidetakse Eesti ja Läti teistesse piirkondadesse, et õppida sealsetest kogukonnateenustest.",
          "Brauc uz citām Igaunijas un Latvijas vietām mācīties no to kopienas pakalpojumiem.",
          "Travel to other regions of Estonia and Latvia to learn from the community services there."),
    ),
    (
        "seminars", "trips", ActivityKind.SEMINAR, True, (), (),
        T("Ühised seminarid", "Kopīgie semināri", "Joint seminars"),
        T("Seminarid peetakse õppereiside ajal.", "Semināri notiek pieredzes apmaiņas braucienu laikā.",
          "The seminars are held during the study trips."),
    ),
    (
        "equipment", None, ActivityKind.EQUIPMENT, False, (), (),
        T("Väikevahendid alustajatele", "Neliels aprīkojums iesācējiem", "Small equipment for those who start"),
        T("Partner võib osta väikese ja hädavajaliku seadme kogukonnale, kes alustab teenusega projekti ajal.",
          "Partneris var iegādāties nelielu, noteikti vajadzīgu iekārtu kopienai, kas sāk pakalpojumu projekta laikā.",
          "A partner may buy a small, indispensable device for a community that starts its service during the project."),
    ),
    (
        "experts", None, ActivityKind.SUPPORT, False, (), (),
        T("Ekspertide tugi", "Ekspertu atbalsts", "Support by experts"),
        T("Toetatakse nii teenuste kavandamist kui ka elluviimist.",
          "Atbalsta gan pakalpojumu plānošanu, gan sniegšanu.",
          "Both the planning and the running of services are supported."),
    ),
]


def tell(told):
    work = activities(told)
    promises(told, work)
    for country, note in (
        (Country.EE, T("Eesti teised piirkonnad", "Citas Igaunijas vietas", "Other regions of Estonia")),
        (Country.LV, T("Läti teised piirkonnad", "Citas Latvijas vietas", "Other regions of Latvia")),
    ):
        told.add(Destination, activity=work["trips"], country=country, note=note)


def activities(told):
    """{key: Activity}"""
    work = {}
    for key, parent, kind, joint, people, about, title, text in ACTIVITIES:
        work[key] = told.add(
            Activity, kind=kind, parent=work.get(parent), is_joint=joint, title=title, text=text,
            m2m={
                "audiences": audiences(*people), "topics": topics(*about),
                "areas": list(told.project.projectarea_set.all()) if key == "services" else [],
            },
        )
    told.link(
        ActivityPartner, activity=work["experts"], role=ActivityRole.COOPERATING,
        description=T("Kogenud eksperdid", "Pieredzējuši eksperti", "Experienced experts"),
    )
    for before in ("assessment", "plans"):
        told.link(ActivityDependency, activity=work["training"], after=work[before])
    return work


def promises(told, work):
    communities, assessments, plans = (
        divided(told, measure, statement, unit) for measure, statement, unit in (
            ("communities",
             T("Teenuseid kujundab 17 külakogukonda: 4 Apes, 3 Engures, 5 Setomaal ja 5 Alutagusel",
               "Pakalpojumus veido 17 ciemu kopienas: 4 Apē, 3 Engurē, 5 Setomaa un 5 Alutagusē",
               "17 village communities design services: 4 in Ape, 3 in Engure, 5 in Setomaa and 5 in Alutaguse"),
             COMMUNITIES),
            ("assessments",
             T("Iga külakogukonna potentsiaal ja ressursid on hinnatud",
               "Katras ciema kopienas potenciāls un resursi ir izvērtēti",
               "The potential and resources of every village community are assessed"),
             T("hindamist", "izvērtējumi", "assessments")),
            ("plans",
             T("Iga külakogukond saab tegevuskava", "Katra ciema kopiena saņem rīcības plānu",
               "Every village community gets an action plan"),
             T("tegevuskava", "rīcības plāni", "action plans")),
        )
    )
    for measure, value, statement, unit in (
        ("days_theory", 26,
         T("Koolitusprogrammis on kokku 26 teoreetilist õppepäeva", "Apmācību programmā kopā ir 26 teorētiskas dienas",
           "The training programme has 26 theory days in total"),
         T("teoreetilist õppepäeva", "teorētiskās dienas", "theory days")),
        ("days_practice", 16,
         T("Koolitusprogrammis on kokku 16 praktilist õppepäeva", "Apmācību programmā kopā ir 16 praktiskas dienas",
           "The training programme has 16 practice days in total"),
         T("praktilist õppepäeva", "praktiskās dienas", "practice days")),
    ):
        told.add(
            Target, activity=work["training"], measure=measure, comparator=Comparator.IN_TOTAL, value=value,
            statement=statement, unit=unit,
        )
    told.add(
        Target, activity=work["trips"], measure="trips", comparator=Comparator.EXACTLY, value=2,
        statement=T("Partnerid korraldavad 2 õppereisi Eesti ja Läti teistesse piirkondadesse",
                    "Partneri rīko 2 pieredzes apmaiņas braucienus uz citām Igaunijas un Latvijas vietām",
                    "The partners organise 2 study trips to other regions of Estonia and Latvia"),
        unit=T("õppereisi", "braucieni", "study trips"),
    )
    told.add(
        Target, activity=work["seminars"], measure="seminars", comparator=Comparator.OPEN,
        statement=T("Õppereiside ajal peetakse ka ühiseid seminare",
                    "Pieredzes apmaiņas braucienos notiek arī kopīgi semināri",
                    "Joint seminars are held during the study trips"),
        unit=T("seminari", "semināri", "seminars"),
    )
    told.add(
        Target, measure="experts", comparator=Comparator.OPEN,
        statement=T("Kogenud eksperdid toetavad külakogukondi", "Pieredzējuši eksperti atbalsta ciemu kopienas",
                    "Experienced experts support the village communities"),
        unit=T("eksperti", "eksperti", "experts"),
    )
    for right in (assessments, plans):
        told.add(CrossCheck, left=communities, multiplier=1, right=right)


def divided(told, measure, statement, unit):
    """A promise of 17, divided by area."""
    target = told.add(
        Target, measure=measure, comparator=Comparator.EXACTLY, value=17, distribution=Distribution.AREA,
        statement=statement, unit=unit,
    )
    return actions.divide_target(target, [(told.area(name), value) for name, value in SHARES], by=told.by)

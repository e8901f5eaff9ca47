"""The invented project: three invented partners, two invented areas, four invented villages."""
from portal.demo.build import Story, T, make
from portal.demo.naidisprojekt.clock import day
from portal.demo.people import EXAMPLE
from portal.demo.vocabulary import audiences, topics
from projects import actions
from projects.choices import (
    ActivityKind,
    ActivityRole,
    ActivityStatus,
    Comparator,
    Country,
    Direction,
    Distribution,
    FundingRole,
    NarrativeKind,
    OrganisationKind,
    PartnerRole,
    ProjectType,
    TargetGroupKind,
)
from projects.models import (
    Activity,
    ActivityDependency,
    ActivityPartner,
    Challenge,
    Contact,
    FundingLink,
    Narrative,
    Organisation,
    Partnership,
    Programme,
    Result,
    Source,
    Target,
    TargetGroup,
)

SUMMARY = T(
    "See projekt on välja mõeldud, et portaali saaks proovida. Neli olematut küla Näidisvallas ja Izdomases kaardistavad oma "
    "tugevusi, teevad tegevuskava ja õpivad koos. Kuupäevad liiguvad koos tänase päevaga, nii et alati on midagi tulemas ja "
    "midagi ootamas.",
    "Šis projekts ir izdomāts, lai portālu varētu izmēģināt. Četri neesoši ciemi Parauga pusē un Izdomās apzina savas stiprās "
    "puses, raksta rīcības plānu un mācās kopā. Datumi mainās līdz ar šodienu, tāpēc vienmēr kaut kas tuvojas un kaut kas gaida.",
    "This project is invented so that the portal can be tried out. Four villages that do not exist map their strengths, make "
    "action plans and learn together. The dates move along with today, so something is always coming up and something always "
    "waits.",
)
LEAD, MUNICIPALITY, NOVADS = "MTÜ Näidisküla Selts", "Väljamõeldise vald", "Izdomas novads"
PARTNERS = [
    (LEAD, OrganisationKind.NGO, Country.EE, PartnerRole.LEAD),
    (MUNICIPALITY, OrganisationKind.MUNICIPALITY, Country.EE, PartnerRole.PARTNER),
    (NOVADS, OrganisationKind.MUNICIPALITY, Country.LV, PartnerRole.PARTNER),
]
HERE = T("Näidisvald", "Parauga puse", "Example area")
THERE = T("Izdomas", "Izdomas", "Izdomas")
ACTIVITIES = [  # number, kind, state, start and end in days from today, who answers, title
    ("1", ActivityKind.ASSESSMENT, ActivityStatus.DONE, -140, -80, LEAD,
     T("Tugevuste kaardistamine", "Stipro pušu apzināšana", "Mapping of strengths")),
    ("2", ActivityKind.PLANNING, ActivityStatus.RUNNING, -90, 6, MUNICIPALITY,
     T("Tegevuskavad", "Rīcības plāni", "Action plans")),
    ("3", ActivityKind.TRAINING, ActivityStatus.RUNNING, -60, 120, NOVADS,
     T("Õpipäevad", "Mācību dienas", "Learning days")),
    ("4", ActivityKind.TRIP, ActivityStatus.PLANNED, 60, 70, LEAD,
     T("Õppereis", "Pieredzes apmaiņas brauciens", "Study trip")),
    ("5", ActivityKind.SUPPORT, ActivityStatus.RUNNING, -45, 90, LEAD, T("Mentorid", "Mentori", "Mentors")),
]
TARGETS = [  # activity, measure, comparator, number, statement, unit
    ("", "communities", Comparator.EXACTLY, 4,
     T("Osaleb neli küla, kaks kummastki piirkonnast", "Piedalās četri ciemi, divi no katras puses",
       "Four villages take part, two from each area"), T("küla", "ciemi", "villages")),
    ("", "plans_approved", Comparator.EXACTLY, 4,
     T("Neljal külal on kinnitatud tegevuskava", "Četriem ciemiem ir apstiprināts rīcības plāns",
       "Four villages have an approved action plan"), T("kinnitatud kava", "apstiprināti plāni", "approved plans")),
    ("3", "days_theory", Comparator.IN_TOTAL, 6,
     T("Kokku kuus õpipäeva", "Kopā sešas mācību dienas", "Six learning days in total"),
     T("õpipäeva", "mācību dienas", "learning days")),
    ("3", "participants", Comparator.AT_LEAST, 60,
     T("Õpipäevadel osaleb vähemalt 60 inimest", "Mācību dienās piedalās vismaz 60 cilvēki",
       "At least 60 people take part in the learning days"), T("osalejat", "dalībnieki", "people")),
    ("4", "trips", Comparator.EXACTLY, 1,
     T("Üks õppereis", "Viens brauciens", "One study trip"), T("õppereis", "brauciens", "study trip")),
    ("", "mentors", Comparator.UP_TO, 4,
     T("Kuni neli mentorit", "Ne vairāk kā četri mentori", "Up to four mentors"), T("mentorit", "mentori", "mentors")),
]


def tell(by):
    found = {name: make(Organisation, by, name=name, kind=kind, country=country) for name, kind, country, _role in PARTNERS}
    money = make(
        Programme, by, code="naidisfond", name=T("Näidisfond", "Parauga fonds", "Example Fund"),
        statement=T("Toetab väljamõeldud Näidisfond", "Atbalsta izdomāts Parauga fonds", "Supported by an invented fund"),
    )
    told = Story.begin(
        by, slug=EXAMPLE, acronym="Näidisprojekt", is_example=True, programme=money, type=ProjectType.COOPERATION,
        title=T("Väljamõeldud näide: neli küla õpivad koos", "Izdomāts piemērs: četri ciemi mācās kopā",
                "Invented example: four villages learn together"),
        summary=SUMMARY, countries="EE-LV", planned_start=day(-150), planned_end=day(305),
    )
    told.areas(HERE, THERE)
    for name, _kind, _country, role in PARTNERS:
        told.add(Partnership, organisation=found[name], role=role, area=told.area(THERE.et if name == NOVADS else HERE.et))
    texts(told)
    activities(told, found)
    told.add(FundingLink, role=FundingRole.PROGRAMME, programme=money)
    told.add(
        Contact, role=T("Näidisprojekti juht", "Parauga projekta vadītājs", "Leader of the example"), organisation=found[LEAD],
        email="koordinaator@naidis.example.org", is_public=True, consent_on=day(-149),
    )
    told.add(
        Source, title="Näidisprojekti väljamõeldud lugu", publisher=found[LEAD], read_on=day(0),
        perspective=T("Välja mõeldud", "Izdomāts", "Invented"),
    )
    told.publish()


def texts(told):
    told.add(
        Narrative, kind=NarrativeKind.GOAL,
        text=T("Küla teab, mis tal olemas on, ja teeb sellest midagi.", "Ciems zina, kas tam ir, un kaut ko no tā rada.",
               "A village knows what it has and makes something of it."),
    )
    told.add(
        Narrative, kind=NarrativeKind.STRENGTH,
        text=T("Igas olematus külas on keegi, kes oskab leiba küpsetada.", "Katrā neesošā ciemā kāds prot cept maizi.",
               "In every village that does not exist somebody can bake bread."),
    )
    told.add(
        Challenge, text=T("Päris külasid ei saa proovimiseks kasutada", "Īstus ciemus izmēģināšanai lietot nevar",
                          "Real villages cannot be used for trying things out"),
    )
    told.add(
        Result, direction=Direction.INCREASES,
        text=T("Julgus portaali proovida", "Drosme izmēģināt portālu", "Courage to try the portal"),
    )
    told.add(
        TargetGroup, kind=TargetGroupKind.PARTICIPANT,
        name=T("Olematute külade elanikud", "Neesošu ciemu iedzīvotāji", "People of villages that do not exist"),
    )


def activities(told, found):
    made = {}
    for number, kind, status, start, end, owner, title in ACTIVITIES:
        made[number] = told.add(
            Activity, number=number, kind=kind, status=status, title=title, start=day(start), end=day(end),
            m2m={"audiences": audiences("communities"), "topics": topics("success-stories")},
        )
        told.link(ActivityPartner, activity=made[number], organisation=found[owner], role=ActivityRole.RESPONSIBLE)
    for after, before in (("2", "1"), ("3", "2")):
        told.link(ActivityDependency, activity=made[after], after=made[before])
    for number, measure, comparator, value, statement, unit in TARGETS:
        target = told.add(
            Target, activity=made.get(number), measure=measure, comparator=comparator, value=value, statement=statement,
            unit=unit, distribution=Distribution.AREA if measure == "communities" else Distribution.NONE,
        )
        if target.distribution:
            actions.divide_target(target, [(told.area(HERE.et), 2), (told.area(THERE.et), 2)], by=told.by)

"""The promises as sentences: C-06 … C-12, C-14 … C-17, C-20."""
from portal.demo.build import T
from projects import actions
from projects.choices import Comparator, Distribution
from projects.models import CrossCheck, Target

COMMUNITIES = T("kogukonda", "kopienas", "communities")
ABCD = "ABCD-lähenemise pilootprogramm"
DIALOGUE = "Arenguprogramm „Dialoog kogukonnaga“"
COUNCILS = "Seminarid kriisinõukogude liikmetele"
FACILITATORS = "Hõlbustajate treening"
NETWORK = "Praktikute võrgustik"
RUNS = T("korda", "reizes", "runs")
PEOPLE = T("osalejat", "dalībnieki", "people")


def tell(told):
    pilot = told.add(
        Target, activity=told.activity(ABCD), measure="communities", comparator=Comparator.IN_TOTAL, value=15,
        distribution=Distribution.COUNTY, equal_share=1, unit=COMMUNITIES,
        statement=T("Programmis saab osaleda kokku 15 kogukonda, üks igast maakonnast",
                    "Programmā kopā var piedalīties 15 kopienas, viena no katra apriņķa",
                    "15 communities in total can take part, one from each county"),
    )
    told.add(
        Target, activity=told.activity(ABCD), measure="facilitators", per_measure="communities", value=2,
        comparator=Comparator.EXACTLY, unit=T("hõlbustajat", "fasilitatori", "facilitators"),
        statement=T("Igal ABCD-kogukonnal on kaks hõlbustajat", "Katrai ABCD kopienai ir divi fasilitatori",
                    "Each ABCD community has two facilitators"),
    )
    told.add(
        Target, activity=told.activity("Avatud Dialoogi põhine töö"), measure="communities", value=3,
        comparator=Comparator.UP_TO, unit=COMMUNITIES,
        statement=T("Avatud Dialoogi põhine töö kuni 3 kogukonnaga",
                    "Uz Atvērto dialogu balstīts darbs ar ne vairāk kā 3 kopienām",
                    "Work based on Open Dialogue with up to 3 communities"),
    )
    told.add(
        Target, activity=told.activity("Kriisivalmiduse ja kodanikukaitse koolitused"), measure="trainings", value=8,
        comparator=Comparator.EXACTLY, distribution=Distribution.REGION, equal_share=2,
        unit=T("koolitust", "apmācības", "trainings"),
        statement=T("8 kriisivalmiduse ja kodanikukaitse koolitust, kaks igas piirkonnas",
                    "8 apmācības par gatavību krīzēm un civilo aizsardzību, divas katrā reģionā",
                    "8 trainings in crisis preparedness and civil protection, two in each region"),
    )
    told.add(
        Target, activity=told.activity("Kriisivalmiduse mentorprogramm"), measure="communities", value=4,
        comparator=Comparator.IN_TOTAL, distribution=Distribution.REGION, equal_share=1, unit=COMMUNITIES,
        statement=T("Mentorprogrammis saab osaleda kokku 4 kogukonda, üks igast piirkonnast, igaüks neli kuud",
                    "Mentoringā kopā var piedalīties 4 kopienas, viena no katra reģiona, katra četrus mēnešus",
                    "4 communities in total can be mentored, one from each region, each for four months"),
    )
    dialogue(told)
    councils(told)
    trained = told.add(
        Target, activity=told.activity(FACILITATORS), measure="participants", comparator=Comparator.IN_TOTAL, value=30,
        unit=PEOPLE,
        statement=T("Hõlbustajate treeningutel saab kokku osaleda 30 inimest",
                    "Fasilitatoru apmācībās kopā var piedalīties 30 cilvēki",
                    "30 people in total can take part in the training of facilitators"),
    )
    told.add(CrossCheck, left=pilot, multiplier=2, right=trained)
    open_ended(told)
    told.add(
        Target, activity=told.activity("Inspiratsioonipäevad"), measure="inspiration_days", value=2,
        comparator=Comparator.EXACTLY, unit=T("inspiratsioonipäeva", "iedvesmas dienas", "inspiration days"),
        statement=T("Korraldatakse kaks inspiratsioonipäeva", "Tiek rīkotas divas iedvesmas dienas",
                    "Two inspiration days are organised"),
    )


def dialogue(told):
    """Two runs of up to 12 people, each of whom holds one dialogue: 24 by plan, as many as took part within reach."""
    activity = told.activity(DIALOGUE)
    told.add(
        Target, activity=activity, measure="participants", comparator=Comparator.UP_TO, value=24,
        distribution=Distribution.COHORT, equal_share=12, unit=PEOPLE,
        statement=T("Programm viiakse ellu kaks korda, ühes rühmas kuni 12 inimest",
                    "Programma notiek divas reizes, vienā grupā ne vairāk kā 12 cilvēki",
                    "The programme is run twice, with up to 12 people in a group"),
    )
    target = told.add(
        Target, activity=activity, measure="dialogues", reachable_measure="participants",
        comparator=Comparator.IN_TOTAL, unit=T("dialoogi", "dialogi", "dialogues"),
        statement=T("Iga osaleja peab dialoogi ühe kogukonnaga: 24 kogukonda",
                    "Katrs dalībnieks novada dialogu ar vienu kopienu: 24 kopienas",
                    "Each participant holds a dialogue with one community: 24 communities"),
    )
    factors = [
        {"value": 2, "label_et": RUNS.et, "label_lv": RUNS.lv, "label_en": RUNS.en},
        {"value": 12, "label_et": PEOPLE.et, "label_lv": PEOPLE.lv, "label_en": PEOPLE.en},
        {"value": 1, "label_et": "dialoog", "label_lv": "dialogs", "label_en": "dialogue"},
    ]
    actions.set_formula(target, factors, by=told.by)


def councils(told):
    activity = told.activity(COUNCILS)
    told.add(
        Target, activity=activity, measure="seminars", comparator=Comparator.EXACTLY, value=4,
        distribution=Distribution.REGION, equal_share=1, unit=T("seminari", "semināri", "seminars"),
        statement=T("4 kahepäevast seminari kriisinõukogudele, üks igas piirkonnas",
                    "4 divu dienu semināri krīzes padomēm, viens katrā reģionā",
                    "4 two-day seminars for crisis councils, one in each region"),
    )
    target = told.add(
        Target, activity=activity, measure="days_seminar", comparator=Comparator.EXACTLY,
        unit=T("seminaripäeva", "semināru dienas", "seminar days"),
        statement=T("Seminarid on kahepäevased", "Semināri ilgst divas dienas", "The seminars last two days"),
    )
    factors = [
        {"value": 4, "label_et": "seminari", "label_lv": "semināri", "label_en": "seminars"},
        {"value": 2, "label_et": "päeva", "label_lv": "dienas", "label_en": "days"},
    ]
    actions.set_formula(target, factors, by=told.by)


def open_ended(told):
    for measure, statement, unit in (
        ("webinars", T("Võrgustik peab veebiseminare", "Tīkls rīko tīmekļseminārus", "The network holds webinars"),
         T("veebiseminari", "tīmekļsemināri", "webinars")),
        ("meetings", T("Võrgustik kohtub aeg-ajalt ka päriselt", "Tīkls reizēm tiekas arī klātienē",
                       "The network meets in person now and then"),
         T("kohtumist", "tikšanās", "meetings")),
    ):
        told.add(
            Target, activity=told.activity(NETWORK), measure=measure, comparator=Comparator.OPEN, statement=statement,
            unit=unit,
        )

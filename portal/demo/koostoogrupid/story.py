"""Who, where, why, and whose money: E-01 … E-15, E-22, E-23, E-26."""
from portal.demo.build import Story, T
from portal.demo.organisations import organisation
from portal.demo.people import GROUPS
from portal.demo.programmes import programme
from projects.choices import Direction, FundingRole, NarrativeKind, PartnerRole, ProjectType, TargetGroupKind
from projects.models import (
    CooperationGroup,
    FundingLink,
    GroupMembership,
    Narrative,
    Partnership,
    Result,
    Stage,
    TargetGroup,
)

SUMMARY = T(
    "Lääne-Harju, Harku, Saku, Kohila ja Saue vald arendavad koos noorsootööd, et teenused jõuaksid ka nende noorteni, kes on "
    "seni kõrvale jäänud. Suunad on omavahel ära jagatud: alates kaasamise tahvlist ja piirkonnaülestest noorsootöötajatest "
    "kuni ühise infosüsteemi ja ratastel mänguriiulini. Haapsalu linn on liitunud ühe tegevusega. Kahe aasta jooksul "
    "katsetatakse uusi teenuseid ja tugevdatakse omavalitsuste võrgustikku Euroopa Sotsiaalfondi toel.",
    "Lēneharju, Harku, Saku, Kohilas un Saues pagasts kopā attīsta jaunatnes darbu, lai pakalpojumi sasniegtu arī tos "
    "jauniešus, kas līdz šim palikuši malā. Darbības virzieni ir sadalīti: no iesaistīšanas tāfeles un kopīgiem jaunatnes "
    "darbiniekiem līdz vienotai informācijas sistēmai un spēļu plauktam uz riteņiem. Hāpsalas pilsēta ir pievienojusies vienai "
    "darbībai. Divos gados izmēģina jaunus pakalpojumus un stiprina pašvaldību tīklu ar Eiropas Sociālā fonda atbalstu.",
    "Lääne-Harju, Harku, Saku, Kohila and Saue develop youth work together so that services also reach young people who have "
    "been left out so far. The municipalities share the strands between them, from an involvement board and youth workers "
    "shared across borders to a common information system and a games shelf on wheels. The town of Haapsalu has joined one "
    "activity. Over two years new services are tried out and the municipal network is strengthened with European Social Fund "
    "support.",
)
LEGAL_BASIS = T(
    "Ministri käskkiri 281 „Tõrjutusriskis noorte kaasamine ja noorte tööhõivevalmiduse parandamine“, väljavõte",
    "Ministra rīkojums Nr. 281 par sociālās atstumtības riskam pakļautu jauniešu iesaistīšanu, izvilkums",
    "Minister's directive 281 on including young people at risk of exclusion and their employability, excerpt",
)
MANAGER = "Lääne-Harju vald"
MEMBERS = ["Lääne-Harju vald", "Harku vald", "Saku vald", "Kohila vald", "Saue vald"]
STAGE_THREE = T("Kolmas etapp", "Trešais posms", "Third stage")
NARRATIVE = [  # kind, text, level
    (
        NarrativeKind.GOAL,
        T("Noorsootöö jõuab uute noorteni ja noortel on rohkem võimalusi selles osaleda.",
          "Jaunatnes darbs sasniedz jaunus dalībniekus, un jauniešiem ir vairāk iespēju tajā piedalīties.",
          "Youth work reaches new young people, and the young have more ways of taking part."),
        None,
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Noorsootöö teenused jõuavad uute noorteni.", "Jaunatnes darba pakalpojumi sasniedz jaunus jauniešus.",
          "Youth-work services reach new young people."),
        None,
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Noortel on laiemad võimalused noorsootöös osaleda.", "Jauniešiem ir plašākas iespējas piedalīties.",
          "Young people have wider possibilities of taking part."),
        None,
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Omavalitsused leiavad koos uusi ja uudseid noorsootöö lahendusi.",
          "Pašvaldības kopā atrod jaunus un oriģinālus risinājumus.",
          "Municipalities find new and inventive solutions in youth work together."),
        STAGE_THREE,
    ),
    (
        NarrativeKind.BACKGROUND,
        T("Eesti noorsootöös on alates 2016. aastast kolm etappi.", "Igaunijas jaunatnes darbā kopš 2016. gada ir trīs posmi.",
          "Since 2016 Estonian youth work has three stages."),
        None,
    ),
    (
        NarrativeKind.APPROACH,
        T("Eesti Noorsootöö Keskus toetab teenuseid noortele, nõustab omavalitsusi ja nende rühmi ning aitab neil koostada ja "
          "ellu viia ühiseid tegevuskavasid.",
          "Igaunijas Jaunatnes darba centrs atbalsta pakalpojumus jauniešiem, konsultē pašvaldības un to grupas un palīdz tām "
          "sagatavot un īstenot kopīgus rīcības plānus.",
          "The Estonian Youth Work Centre supports services for young people, advises municipalities and their groups, and helps "
          "them to make and carry out joint action plans."),
        None,
    ),
]
RESULTS = [
    (
        T("Omavalitsuste ning noorsootöö asutuste ja ühingute koostöö",
          "Pašvaldību, jaunatnes darba iestāžu un biedrību sadarbība",
          "Cooperation of municipalities with youth-work institutions and associations"),
        Direction.IMPROVES,
    ),
    (
        T("Omavalitsuste võime kaasata noori, ka tõrjutusriskis noori",
          "Pašvaldību spēja iesaistīt jauniešus, arī sociālās atstumtības riskam pakļautos",
          "The municipalities' ability to include young people, those at risk among them"),
        Direction.INCREASES,
    ),
    (
        T("Teenusepakkujate kasutamine üle vallapiiride", "Pakalpojumu sniedzēju izmantošana pāri pašvaldību robežām",
          "Use of service providers across municipal borders"),
        Direction.IMPROVES,
    ),
]
ENDED = T("lõpetatud või lõpetamas", "pabeigts vai tiek pabeigts", "finished or finishing")
STAGES = [
    (T("Esimene etapp", "Pirmais posms", "First stage"), ENDED),
    (T("Teine etapp", "Otrais posms", "Second stage"), ENDED),
    (STAGE_THREE, T("tegutseb", "darbojas", "active")),
]


def begin(by):
    told = Story.begin(
        by, slug=GROUPS, acronym="KOV koostöögruppide tegevussuund",
        title=T("Noorsootöö tegevussuund ESF-i kaasrahastatud programmis",
                "Jaunatnes darba virziens ESF līdzfinansētā programmā",
                "Youth-work strand of a programme co-financed by the ESF"),
        summary=SUMMARY, legal_basis=LEGAL_BASIS, type=ProjectType.STRAND, programme=programme("kov-koostoogrupid"),
        planned_start="2019-01-01", planned_end="2020-12-31",
    )
    for name in MEMBERS:
        told.add(Partnership, organisation=organisation(name), role=PartnerRole.MANAGER if name == MANAGER else "")
    told.add(
        Partnership, organisation=organisation("Haapsalu linn"), role=PartnerRole.ACTIVITY_ONLY,
        note=T("Liitus hiljem ühe tegevusega; millisega, ei ole märgitud.",
               "Pievienojās vēlāk vienai darbībai; kurai, nav norādīts.",
               "Joined later for one activity; which one is not stated."),
    )
    groups(told)
    for kind, text, level in NARRATIVE:
        told.add(Narrative, kind=kind, text=text, level=level or T("", "", ""))
    for text, direction in RESULTS:
        told.add(Result, text=text, direction=direction)
    for title, status in STAGES:
        told.add(Stage, title=title, status=status)
    told.add(
        TargetGroup, kind=TargetGroupKind.FINAL, sensitive=True,
        name=T("Tõrjutusriskis noored", "Sociālās atstumtības riskam pakļauti jaunieši", "Young people at risk of exclusion"),
    )
    told.add(
        TargetGroup, kind=TargetGroupKind.FINAL,
        name=T("Uued noored, kes noorsootöös veel ei osale", "Jaunieši, kas jaunatnes darbā vēl nepiedalās",
               "New young people, not yet reached by youth work"),
    )
    chain(told)
    return told


def groups(told):
    saue = told.add(
        CooperationGroup, stated_size=5, formed_by=organisation("Eesti Noorsootöö Keskus"),
        name=T("Saue valla koostöögrupp", "Saues sadarbības grupa", "Saue cooperation group"),
        area_note=T("Lääne-Harjumaa", "Harju apriņķa rietumi", "Western Harjumaa"),
    )
    for name in MEMBERS:
        told.link(GroupMembership, group=saue, organisation=organisation(name))
    told.add(
        CooperationGroup, stated_size=7, formed_by=organisation("Eesti Noorsootöö Keskus"),
        name=T("Harju koostöögrupp", "Harju sadarbības grupa", "Harju cooperation group"),
        area_note=T("Ida-Harju", "Harju apriņķa austrumi", "Eastern Harjumaa"),
    )


def chain(told):
    """From the fund down to the group, each link with its role (E-23)."""
    told.add(FundingLink, role=FundingRole.FUND, organisation=organisation("Euroopa Sotsiaalfond"))
    told.add(FundingLink, role=FundingRole.PROGRAMME, programme=programme("torjutusriskis-noored"))
    told.add(
        FundingLink, role=FundingRole.APPROVER,
        label=T("Haridus- ja teadusminister", "Izglītības un zinātnes ministrs", "Minister of Education and Research"),
    )
    told.add(FundingLink, role=FundingRole.IMPLEMENTER, organisation=organisation("Eesti Noorsootöö Keskus"))
    told.add(
        FundingLink, role=FundingRole.GROUP,
        label=T("Saue valla koostöögrupp", "Saues sadarbības grupa", "Saue cooperation group"),
    )

"""Who, where, why: C-01, C-03 … C-05, C-10."""
from portal.demo.build import Story, T
from portal.demo.organisations import organisation
from portal.demo.people import MINISTRY
from portal.demo.programmes import programme
from projects.choices import FundingRole, NarrativeKind, ProjectType, TargetGroupKind
from projects.models import FundingLink, Narrative, TargetGroup

SUMMARY = T(
    "Nelja aasta jooksul õpivad Eesti kogukonnad ja omavalitsused arengut kavandama selle põhjal, mis neil juba olemas on. "
    "Igast maakonnast proovib üks kogukond ressursipõhist lähenemist kahe hõlbustaja toel. Koos Päästeametiga "
    "korraldatakse kriisivalmiduse koolitusi ja nelja kuu pikkust mentorlust igas piirkonnas. Omavalitsuste juhid "
    "harjutavad kogukonnaga dialoogi pidamist ning praktikud saavad kokku võrgustikus ja veebiseminaridel. Kõik juhendid "
    "koondatakse avalikku tööriistakasti.",
    "Četros gados Igaunijas kopienas un pašvaldības mācās plānot attīstību, balstoties uz to, kas tām jau ir. No katra "
    "apriņķa viena kopiena ar divu fasilitatoru palīdzību izmēģina uz resursiem balstītu pieeju. Kopā ar Glābšanas dienestu "
    "katrā reģionā notiek apmācības par gatavību krīzēm un četrus mēnešus ilgs mentorings. Pašvaldību vadītāji vingrinās "
    "dialogā ar kopienu, bet praktiķi satiekas tīklā un tīmekļsemināros. Visas rokasgrāmatas apkopo publiskā rīku kopā.",
    "Over four years Estonian communities and municipalities learn to plan development from what they already have. One "
    "community from every county tries the asset-based approach with two facilitators at its side. With the Rescue Board, "
    "crisis-preparedness trainings and four months of mentoring are offered in each region. Municipal leaders practise "
    "dialogue with a community, and practitioners meet in a network and on webinars. All guides are gathered in a public "
    "toolbox.",
)
NARRATIVE = [
    (
        NarrativeKind.GOAL,
        T("Kogukonnad ja kohalik elu toetuvad rohkem sellele, mis neil juba olemas on, ning kogukonnad on kriisideks "
          "paremini valmis.",
          "Kopienas un vietējā dzīve vairāk balstās uz to, kas tām jau ir, un kopienas ir labāk gatavas krīzēm.",
          "Communities and local life build more on what they already have, and communities are better prepared for crises."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Ressursipõhine lähenemine kogukondade toetamisel ja kohaliku elu korraldamisel.",
          "Uz resursiem balstīta pieeja kopienu atbalstā un vietējās dzīves kārtošanā.",
          "An asset-based approach in supporting communities and in organising local life."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Kogukondade kriisivalmidus, koostöös Päästeametiga.", "Kopienu gatavība krīzēm, sadarbībā ar Päästeamet.",
          "Crisis preparedness of communities, together with the Rescue Board."),
    ),
    (
        NarrativeKind.APPROACH,
        T("Nelja aasta peale on kavandatud arendus- ja koolitustegevused kogukonna arendajatele, kogukondadele ja kohalikele "
          "omavalitsustele.",
          "Četriem gadiem plānotas attīstības un apmācību darbības kopienu attīstītājiem, kopienām un pašvaldībām.",
          "Development and training activities are planned over four years for community developers, communities and "
          "municipalities."),
    ),
]
LEADERS = [
    T("Abilinnapead", "Pilsētas mēra vietnieki", "Deputy mayors of towns"),
    T("Abivallavanemad", "Pagasta vadītāja vietnieki", "Deputy mayors of rural municipalities"),
    T("Arendusjuhid", "Attīstības vadītāji", "Heads of development"),
]


def begin(by):
    told = Story.begin(
        by, slug=MINISTRY, acronym="Kogukonnakeskse lähenemisviisi rakendamine 2023–2026",
        title=T("Siseministeeriumi strateegiline partnerlus",
                "Igaunijas Iekšlietu ministrijas stratēģiskā partnerība: uz kopienu vērsta pieeja",
                "Strategic partnership of the Ministry of the Interior: a community-centred approach"),
        summary=SUMMARY, type=ProjectType.PARTNERSHIP, programme=programme("siseministeeriumi-partnerlus"),
        planned_start="2023", planned_end="2026",
    )
    for kind, text in NARRATIVE:
        told.add(Narrative, kind=kind, text=text)
    target_groups(told)
    told.add(
        FundingLink, role=FundingRole.PROGRAMME, programme=told.project.programme,
        organisation=organisation("Siseministeerium"),
    )
    return told


def target_groups(told):
    told.tell(
        TargetGroup,
        [
            T("Kogukonnad", "Kopienas", "Communities"),
            T("Kohalikud omavalitsused", "Pašvaldības", "Municipalities"),
            T("Kogukonna arendajad", "Kopienu attīstītāji", "Community developers"),
        ],
        field="name", kind=TargetGroupKind.BENEFICIARY,
    )
    told.add(
        TargetGroup, kind=TargetGroupKind.FINAL, sensitive=True,
        name=T("Keerulises olukorras või kriisis kogukonnad", "Kopienas sarežģītā situācijā vai krīzē",
               "Communities in a difficult situation or in crisis"),
    )
    leaders = told.add(
        TargetGroup, kind=TargetGroupKind.PARTICIPANT,
        name=T("Kohalike omavalitsuste juhid", "Pašvaldību vadītāji", "Leaders of municipalities"),
    )
    told.tell(TargetGroup, LEADERS, field="name", kind=TargetGroupKind.PARTICIPANT, parent=leaders)
    told.add(
        TargetGroup, kind=TargetGroupKind.PARTICIPANT,
        name=T("Omavalitsuste kriisinõukogude liikmed", "Pašvaldību krīzes padomju locekļi",
               "Members of municipal crisis councils"),
    )

"""Who, where, why: B-01 … B-09."""
from portal.demo.build import Story, T
from portal.demo.organisations import organisation
from portal.demo.people import LEADER
from portal.demo.programmes import programme
from projects.choices import Direction, FundingRole, NarrativeKind, PartnerRole, ProjectType, TargetGroupKind
from projects.models import Challenge, FundingLink, Narrative, Partnership, Result, TargetGroup

SUMMARY = T(
    "Võrumaa ja Tartumaa LEADER-tegevusrühmad õpivad koos, kuidas eakaid ja erivajadustega inimesi kohalikku ellu "
    "paremini kaasata. Aasta jooksul toimuvad inspiratsiooniseminarid ja koosloome töötoad ning käiakse välisriigis heade "
    "lahendustega tutvumas. Osalema on oodatud kogukonnad, ettevõtjad, omavalitsused ja arendusorganisatsioonid. Kahe "
    "partneri eelarve on kokku 60 000 eurot, millest Tartumaa osa on 18 000 eurot. Teel kogutud teadmisi kasutatakse uute "
    "teenuste loomisel ja eri fondide ühendamisel.",
    "Veru un Tartu apriņķa LEADER vietējās rīcības grupas kopā mācās, kā labāk iesaistīt vietējā dzīvē vecāka gadagājuma "
    "cilvēkus un cilvēkus ar īpašām vajadzībām. Gada laikā notiek iedvesmas semināri un kopradīšanas darbnīcas, un ārvalstīs "
    "iepazīst labus risinājumus. Piedalīties aicinātas kopienas, uzņēmēji, pašvaldības un attīstības organizācijas. Abu "
    "partneru budžets kopā ir 60 000 eiro, no tiem Tartu puses daļa ir 18 000 eiro. Iegūtās zināšanas izmanto, radot jaunus "
    "pakalpojumus un apvienojot vairākus fondus.",
    "The LEADER groups of Võrumaa and Tartumaa learn together how to draw older people and people with special needs better "
    "into local life. Over one year they hold inspiration seminars and co-creation workshops and visit good solutions "
    "abroad. Communities, entrepreneurs, municipalities and development organisations are invited. The two partners' budget "
    "is 60,000 euros, of which Tartumaa's share is 18,000. What is learned will feed new services and the combined use of "
    "several funds.",
)
NARRATIVE = [
    (
        NarrativeKind.GOAL,
        T("Kogukonnad ja LEADER-i taotlejad oskavad paremini kaasata inimesi, kes vajavad tuge.",
          "Kopienas un LEADER projektu iesniedzēji labāk prot iesaistīt cilvēkus, kam vajadzīgs atbalsts.",
          "Communities and LEADER applicants are better able to involve people who need support."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Oskus tuge vajavaid sihtrühmi kaasata.", "Prasme iesaistīt atbalstāmās grupas.",
          "The ability to involve groups that need support."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Oskus neile tegevusi kavandada.", "Prasme plānot tām nodarbes.", "The ability to plan activities for them."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Valdkonna organisatsioonide võrgustumine.", "Nozares organizāciju tīklošana.",
          "Networking of the organisations in the field."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Tihedam koostöö.", "Ciešāka sadarbība.", "Closer cooperation."),
    ),
    (
        NarrativeKind.APPROACH,
        T("Seminaridel ja õppereisidel tutvustatakse häid näiteid ning peetakse koosloome töötube uute tegevuste ja teenuste "
          "leidmiseks.",
          "Semināros un braucienos iepazīst labus piemērus un rīko kopradīšanas darbnīcas, kur meklē jaunas nodarbes un "
          "pakalpojumus.",
          "Seminars and study trips show good examples and hold co-creation workshops for finding new activities and "
          "services."),
    ),
]
CHALLENGES = [
    T("Elanikkond vananeb", "Iedzīvotāji noveco", "The population is ageing"),
    T("Tervena elatud aastaid võiks olla rohkem", "Veselīgi nodzīvotu gadu varētu būt vairāk",
      "There could be more healthy years of life"),
    T("Erivajadustega inimesed vajavad ligipääsetavaid teenuseid",
      "Cilvēkiem ar īpašām vajadzībām vajadzīgi pieejami pakalpojumi",
      "People with special needs need accessible services"),
    T("Kogukonnad teavad sellest vähe", "Kopienas par to zina maz", "Communities know little about it"),
    T("Vabatahtlikud vajavad võrgustikku ja jõudu juurde", "Brīvprātīgajiem vajadzīgs tīkls un lielāks spēks",
      "Volunteers need a network and more strength"),
]
RESULTS = [
    (
        T("Osalejate oskus luua ja pakkuda tegevusi ja teenuseid tuge vajavatele inimestele",
          "Dalībnieku prasme radīt un sniegt nodarbes un pakalpojumus cilvēkiem, kam vajadzīgs atbalsts",
          "The participants' ability to create and offer activities and services for people who need support"),
        T("Osalejad", "Dalībnieki", "Participants"),
    ),
    (
        T("Kogemus mitme fondi kasutamisel ja tööl uute sihtrühmadega",
          "Pieredze vairāku fondu izmantošanā un darbā ar jaunām mērķa grupām",
          "Experience in using several funds and in working with new target groups"),
        T("LEADER-i tegevusrühmad", "LEADER vietējās rīcības grupas", "LEADER groups"),
    ),
]
BENEFICIARIES = [
    T("Kogukonnad", "Kopienas", "Communities"),
    T("Ettevõtjad", "Uzņēmēji", "Entrepreneurs"),
    T("Kohalikud omavalitsused", "Pašvaldības", "Municipalities"),
    T("Teised arendusorganisatsioonid", "Citas attīstības organizācijas", "Other development organisations"),
]


def begin(by):
    told = Story.begin(
        by, slug=LEADER, acronym="Koosloomest koostööni",
        title=T("LEADER-i koostööprojekt", "LEADER sadarbības projekts: no kopradīšanas līdz sadarbībai",
                "LEADER cooperation project: from co-creation to cooperation"),
        summary=SUMMARY, type=ProjectType.COOPERATION, programme=programme("leader"),
        planned_start="2024-07-01", planned_end="2025-06-30", period_is_tentative=True,
    )
    told.areas(T("Võrumaa", "Veru apriņķis", "Võrumaa"), T("Tartumaa", "Tartu apriņķis", "Tartumaa"))
    told.add(Partnership, organisation=organisation("Võrumaa Partnerluskogu"), role=PartnerRole.LEAD)
    told.add(Partnership, organisation=organisation("Tartumaa Arendusselts"), role=PartnerRole.PARTNER)
    for kind, text in NARRATIVE:
        told.add(Narrative, kind=kind, text=text)
    told.tell(Challenge, CHALLENGES)
    for text, subject in RESULTS:
        told.add(Result, text=text, subject=subject, direction=Direction.INCREASES)
    target_groups(told)
    told.add(FundingLink, role=FundingRole.PROGRAMME, programme=told.project.programme)
    return told


def target_groups(told):
    """Five kinds that the source keeps apart: who needs support, who benefits, who applies, takes part, carries out."""
    support = told.add(
        TargetGroup, kind=TargetGroupKind.FINAL,
        name=T("Tuge vajavad inimesed", "Cilvēki, kam vajadzīgs atbalsts", "People who need support"),
    )
    for name in (
        T("Eakad", "Vecāka gadagājuma cilvēki", "Older people"),
        T("Puuetega inimesed", "Cilvēki ar invaliditāti", "People with disabilities"),
    ):
        told.add(TargetGroup, kind=TargetGroupKind.FINAL, name=name, parent=support)
    told.tell(TargetGroup, BENEFICIARIES, field="name", kind=TargetGroupKind.BENEFICIARY)
    told.add(
        TargetGroup, kind=TargetGroupKind.APPLICANT,
        name=T("LEADER-i projektitaotlejad", "LEADER projektu iesniedzēji", "LEADER project applicants"),
    )
    told.add(TargetGroup, kind=TargetGroupKind.PARTICIPANT, name=T("Osalejad", "Dalībnieki", "Participants"))
    told.add(
        TargetGroup, kind=TargetGroupKind.IMPLEMENTER,
        name=T("LEADER-i tegevusrühmad", "LEADER vietējās rīcības grupas", "LEADER groups"),
    )

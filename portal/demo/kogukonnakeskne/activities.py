"""What is done, for whom, and what is left behind: C-02, C-03, C-06 … C-11, C-14 … C-20."""
from portal.demo.build import T
from portal.demo.organisations import organisation
from portal.demo.vocabulary import audiences, topics
from projects.choices import ActivityKind, ActivityRole, DeliverableState
from projects.models import Activity, ActivityPartner, Deliverable
from trainings import actions as training_actions
from trainings.choices import EventKind
from trainings.models import Event

GROUPS = [  # key, audience, title
    ("communities", "communities", T("Kogukondadele", "Kopienām", "For communities")),
    ("municipalities", "municipalities", T("Kohalikele omavalitsustele", "Pašvaldībām", "For municipalities")),
    ("developers", "developers", T("Kogukonna arendajatele", "Kopienu attīstītājiem", "For community developers")),
    ("support", None, T("Toetavad tegevused", "Atbalsta darbības", "Supporting activities")),
]
ACTIVITIES = [  # group, kind, topics, title, text
    (
        "communities", ActivityKind.TRAINING, ("resource-based",),
        T("ABCD-lähenemise pilootprogramm", "ABCD pieejas izmēģinājuma programma", "ABCD pilot programme"),
        T("Igast maakonnast leitakse üks kogukond, kellega koos arendamise protsess läbi tehakse.",
          "No katra apriņķa atrod vienu kopienu un kopā ar to iziet attīstības procesu.",
          "One community is found in every county and goes through the development process together with us."),
    ),
    (
        "communities", ActivityKind.DIALOGUE, (),
        T("Avatud Dialoogi põhine töö", "Uz Atvērto dialogu balstīts darbs", "Work based on Open Dialogue"),
        T("Võrgustikukohtumised kuni kolme kogukonnaga, kes on keerulises olukorras ja vajavad tuge väljastpoolt.",
          "Tīkla tikšanās ar ne vairāk kā trim kopienām, kas ir grūtībās un kam vajadzīgs atbalsts no ārpuses.",
          "Network meetings with up to three communities that are in difficulty and need support from outside."),
    ),
    (
        "communities", ActivityKind.TRAINING, ("crisis",),
        T("Kriisivalmiduse ja kodanikukaitse koolitused", "Apmācības par gatavību krīzēm un civilo aizsardzību",
          "Trainings in crisis preparedness and civil protection"),
        T("Koolitused üle Eesti, kaks igas piirkonnas.", "Apmācības visā Igaunijā, divas katrā reģionā.",
          "Trainings all over Estonia, two in each region."),
    ),
    (
        "communities", ActivityKind.SUPPORT, ("crisis",),
        T("Kriisivalmiduse mentorprogramm", "Mentoringa programma gatavībai krīzēm", "Mentoring for crisis preparedness"),
        T("Mentor toetab kogukonda neli kuud, lähtudes selle kogukonna vajadustest.",
          "Mentors četrus mēnešus atbalsta kopienu atbilstoši tās vajadzībām.",
          "A mentor supports a community for four months, following that community's needs."),
    ),
    (
        "municipalities", ActivityKind.DIALOGUE, (),
        T("Arenguprogramm „Dialoog kogukonnaga“", "Attīstības programma „Dialogs ar kopienu”",
          "Development programme “Dialogue with the community”"),
        T("Omavalitsuste juhid õpivad vestlusringe pidama ja igaüks peab ühe dialoogi ühe kogukonnaga.",
          "Pašvaldību vadītāji mācās vadīt dialoga apļus, un katrs novada vienu dialogu ar vienu kopienu.",
          "Municipal leaders learn to hold dialogue circles, and each holds one dialogue with one community."),
    ),
    (
        "municipalities", ActivityKind.SEMINAR, ("crisis", "resource-based"),
        T("Seminarid kriisinõukogude liikmetele", "Semināri krīzes padomju locekļiem", "Seminars for crisis councils"),
        T("Kahepäevased seminarid ressursipõhisest arendamisest ja kogukonna kaasamisest, üks igas piirkonnas.",
          "Divu dienu semināri par attīstību, kas balstās uz resursiem un kopienu, viens katrā reģionā.",
          "Two-day seminars on asset-based development and the community approach, one in each region."),
    ),
    (
        "developers", ActivityKind.TRAINING, ("resource-based",),
        T("Hõlbustajate treening", "Fasilitatoru apmācība", "Training of facilitators"),
        T("Igal ABCD-kogukonnal on kaks hõlbustajat, kes töötavad koos kogukonnaga.",
          "Katrai ABCD kopienai ir divi fasilitatori, kas strādā kopā ar kopienu.",
          "Each ABCD community has two facilitators who work together with it."),
    ),
    (
        "developers", ActivityKind.NETWORK, (),
        T("Praktikute võrgustik", "Praktiķu tīkls", "Network of practitioners"),
        T("Kogukonna arendajad ja huvilised kohtuvad veebiseminaridel ja vahel ka päriselt.",
          "Kopienu attīstītāji un interesenti tiekas tīmekļsemināros un reizēm arī klātienē.",
          "Community developers and everybody interested meet on webinars and now and then in person."),
    ),
    (
        "support", ActivityKind.DELIVERABLE, ("guides", "articles", "web-talks"),
        T("Kogukonnaveeb ja aardekast", "Kopienu tīmekļvietne un rīku kopa", "Community website and toolbox"),
        T("Veebileht kogukonna arendamise teemadel koos tööriistakastiga, kuhu kogutakse juhendeid, artikleid, ettekandeid ja "
          "muud.",
          "Tīmekļvietne par kopienu attīstību un rīku kopa, kurā krāj rokasgrāmatas, rakstus, lekcijas un citu.",
          "A website on community development with a toolbox that gathers guides, articles, talks and more."),
    ),
    (
        "support", ActivityKind.SEMINAR, (),
        T("Inspiratsioonipäevad", "Iedvesmas dienas", "Inspiration days"),
        T("Kaks päeva, mis tutvustavad partnerluse tegevusi.", "Divas dienas, kas iepazīstina ar partnerības darbiem.",
          "Two days that present the partnership's activities."),
    ),
]
SENSITIVE = "Avatud Dialoogi põhine töö"
CRISIS_TRAININGS = "Kriisivalmiduse ja kodanikukaitse koolitused"
WEBSITE = "Kogukonnaveeb ja aardekast"
INSPIRATION = "Inspiratsioonipäevad"


def tell(told):
    parents, audience_of = {}, {}
    for key, audience, title in GROUPS:
        audience_of[key] = audiences(audience) if audience else []
        parents[key] = told.add(
            Activity, kind=ActivityKind.STRAND, title=title, m2m={"audiences": audience_of[key]}
        )
    made = {}
    for group, kind, about, title, text in ACTIVITIES:
        made[title.et] = told.add(
            Activity, parent=parents[group], kind=kind, title=title, text=text, sensitive=title.et == SENSITIVE,
            m2m={"audiences": audience_of[group], "topics": topics(*about)},
        )
    told.link(
        ActivityPartner, activity=made[CRISIS_TRAININGS], organisation=organisation("Päästeamet"),
        role=ActivityRole.AUTHORITY,
    )
    told.add(
        Deliverable, activity=made[WEBSITE], state=DeliverableState.DELIVERED, url="https://kogukonnaveeb.ee/",
        title=T("Kogukonnaveeb", "Kopienu tīmekļvietne „Kogukonnaveeb”", "Community website “Kogukonnaveeb”"),
    )
    told.add(
        Deliverable, activity=made[WEBSITE], state=DeliverableState.DELIVERED,
        title=T("Aardekast ehk tööriistakast", "Rīku kopa „Aardekast”", "Toolbox “Aardekast”"),
    )
    first = Event(
        project=told.project, activity=made[INSPIRATION], kind=EventKind.INSPIRATION, stated_date="--09-19", order=1,
        title_et="Esimene inspiratsioonipäev", title_lv="Pirmā iedvesmas diena", title_en="First inspiration day",
    )
    training_actions.plan_event(first, by=told.by)

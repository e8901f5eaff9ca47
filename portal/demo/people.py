"""The people of the demo: roles with a story, nobody real. All of them share one password, told to everybody."""
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from portal.demo.build import T
from portal.shared import verbs
from projects import actions
from projects.choices import Role
from projects.models import Activity, Invitation, Membership, Organisation, Project, User

DEMO_PASSWORD = "talgud-koos-2026"  # noqa: S105 - printed on the demo's sign-in page
ACT_LOCAL, LEADER = "act-local", "koosloomest-koostooni"
MINISTRY, STRENGTH = "kogukonnakeskne-lahenemisviis", "kogukondade-tugevus"
GROUPS, EXAMPLE = "kov-koostoogrupid", "naidisprojekt"
AUDIT_DAYS = 90


@dataclass(frozen=True)
class Grant:
    """A role in one project; `activity` is an Estonian title, `days` how long it lasts from the day of loading."""

    project: str
    role: str
    organisation: str = ""
    activity: str = ""
    days: int | None = None


@dataclass(frozen=True)
class Person:
    key: str
    email: str
    name: str
    story: T
    language: str = "et"
    staff: bool = False
    grants: tuple[Grant, ...] = ()


PEOPLE = [
    Person(
        "admin", "admin@example.org", "Peakasutaja",
        T("Hoiab kogu portaali korras ja töötab halduses.", "Uztur kārtībā visu portālu un strādā administrēšanas vidē.",
          "Keeps the whole portal in order and works in the admin."),
        staff=True,
    ),
    Person(
        "act-local", "projektijuht@setomaa-liit.example.org", "Koordinaator Act Local",
        T("Juhib projekti Act Local ja vastutab selle aruannete eest.", "Vada projektu “Act Local” un atbild par pārskatiem.",
          "Leads Act Local and answers for its reports."),
        grants=(Grant(ACT_LOCAL, Role.COORDINATOR, "MTÜ Setomaa Liit"),),
    ),
    Person(
        "alutaguse", "koordinaator@alutaguse.example.org", "Toimetaja Alutaguse",
        T("Sisestab Alutaguse kogukondade ja koolituste andmeid.", "Ievada Alutaguses kopienu un apmācību datus.",
          "Enters what happens in the communities and trainings of Alutaguse."),
        grants=(Grant(ACT_LOCAL, Role.EDITOR, "Alutaguse vallavalitsus"),),
    ),
    Person(
        "ape", "koordinators@ape.example.org", "Novērotājs Ape",
        T("Vaatab oma valla töölauda: kogukonnad, sündmused, mis ootab.",
          "Skatās sava novada paneli: kopienas, pasākumi, kas jādara.",
          "Reads the dashboard of his municipality: communities, events, what waits."),
        language="lv", grants=(Grant(ACT_LOCAL, Role.READER, "Ape vald"),),
    ),
    Person(
        "leader", "projektijuht@leader.example.org", "Koordinaator LEADER Võrumaa",
        T("Juhib LEADER-projekti juhtpartneri poolt.", "Vada LEADER projektu vadošā partnera vārdā.",
          "Leads the LEADER project for its lead partner."),
        grants=(Grant(LEADER, Role.COORDINATOR, "Võrumaa Partnerluskogu"),),
    ),
    Person(
        "tas", "vaatleja@tas.example.org", "Vaatleja TAS",
        T("Jälgib Tartumaa Arendusseltsi eelarvet ja tegevusi.", "Seko līdzi Tartu puses grupas budžetam un darbiem.",
          "Follows the budget and activities of Tartumaa Arendusselts."),
        grants=(Grant(LEADER, Role.READER, "Tartumaa Arendusselts"),),
    ),
    Person(
        "tas-editor", "raamatupidaja@tas.example.org", "Toimetaja TAS",
        T("Kirjutab üles Tartumaa Arendusseltsi kulud ja maksetaotlused.",
          "Pieraksta Tartu puses grupas izdevumus un maksājuma pieprasījumus.",
          "Writes down the expenses and payment claims of Tartumaa Arendusselts."),
        grants=(Grant(LEADER, Role.EDITOR, "Tartumaa Arendusselts"),),
    ),
    Person(
        "ministry", "koordinaator@kogukonnad.example.org", "Koordinaator Kogukonnad",
        T("Juhib Siseministeeriumi partnerlust ja näeb ka kaitstud kogukondi.",
          "Vada Iekšlietu ministrijas partnerību un redz arī aizsargātās kopienas.",
          "Leads the ministry's partnership and also sees the protected communities."),
        grants=(Grant(MINISTRY, Role.COORDINATOR),),
    ),
    Person(
        "elder", "kulavanem@kogukonnad.example.org", "Külavanem",
        T("Esindab oma küla ja koostab selle tegevuskava.", "Pārstāv savu ciemu un raksta tā rīcības plānu.",
          "Speaks for the village and drafts its action plan."),
        grants=(Grant(MINISTRY, Role.COMMUNITY), Grant(EXAMPLE, Role.COMMUNITY)),
    ),
    Person(
        "mentor", "mentor@kogukonnad.example.org", "Kriisimentor",
        T("Toetab kogukondi nelja kuu jooksul kriisideks valmistumisel.",
          "Četrus mēnešus palīdz kopienām sagatavoties krīzēm.",
          "Supports communities for four months in preparing for crises."),
        grants=(Grant(MINISTRY, Role.EXPERT), Grant(EXAMPLE, Role.EXPERT)),
    ),
    Person(
        "auditor", "audiitor@example.org", "Audiitor",
        T("Loeb kõike koos eelarvega, aga ainult kokkulepitud päevani.",
          "Lasa visu, arī budžetu, bet tikai līdz norunātai dienai.",
          "Reads everything, money too, but only until an agreed day."),
        grants=(Grant(LEADER, Role.AUDITOR, days=AUDIT_DAYS), Grant(EXAMPLE, Role.AUDITOR, days=AUDIT_DAYS)),
    ),
    Person(
        "strength", "opiranne@toomaja.example.org", "Koordinaator Õpiränne",
        T("Korraldab õpirändeid ja kutsub eksperte.", "Rīko mācību mobilitātes un aicina ekspertus.",
          "Organises the learning mobilities and invites the experts."),
        grants=(Grant(STRENGTH, Role.COORDINATOR, "MTÜ Töömaja"),),
    ),
    Person(
        "laane-harju", "noorsootoo@laane-harju.example.org", "Projektijuht Lääne-Harju",
        T("Juhib noorsootöö koostöögruppi.", "Vada jaunatnes darba sadarbības grupu.",
          "Manages the youth-work cooperation group."),
        grants=(Grant(GROUPS, Role.COORDINATOR, "Lääne-Harju vald"),),
    ),
    Person(
        "saue", "noorsootoo@saue.example.org", "Toimetaja Saue",
        T("Vastutab Saue valla kahe tegevuse eest.", "Atbild par divām Saues pagasta darbībām.",
          "Answers for the two activities of Saue."),
        grants=(Grant(GROUPS, Role.EDITOR, "Saue vald"),),
    ),
    Person(
        "haapsalu", "noorsootoo@haapsalu.example.org", "Toimetaja Haapsalu",
        T("Võib muuta ainult ühte tegevust ja mitte midagi muud.", "Drīkst mainīt tikai vienu darbību un neko citu.",
          "May edit one activity and nothing else."),
        grants=(Grant(GROUPS, Role.EDITOR, "Haapsalu linn", "Mänguriiul ratastel"),),
    ),
    Person(
        "example", "koordinaator@naidis.example.org", "Koordinaator Näidisprojekt",
        T("Juhib väljamõeldud projekti, kus alati midagi ootab.", "Vada izdomātu projektu, kurā vienmēr kaut kas gaida.",
          "Leads the invented project where something always waits."),
        grants=(Grant(EXAMPLE, Role.COORDINATOR, "MTÜ Näidisküla Selts"),),
    ),
    Person(
        "izdomas", "koordinators@izdomas.example.org", "Redaktors Izdomas",
        T("Sisestab väljamõeldud Läti valla andmeid.", "Ievada izdomāta novada datus.",
          "Enters the data of an invented Latvian municipality."),
        language="lv", grants=(Grant(EXAMPLE, Role.EDITOR, "Izdomas novads"),),
    ),
    Person(
        "stranger", "kylaline@example.org", "Kontoga külaline",
        T("Tal on konto, aga mitte ühtegi projekti.", "Viņam ir konts, bet nav neviena projekta.",
          "Has an account but no project."),
    ),
]


def load():
    """Make the accounts. Returns {key: User}; the admin made them all, himself included."""
    password = make_password(DEMO_PASSWORD)
    made, admin = {}, None
    for person in PEOPLE:
        user = User(
            email=person.email, name=person.name, language=person.language, password=password,
            is_staff=person.staff, is_superuser=person.staff,
        )
        made[person.key] = verbs.create(user, by=admin)
        admin = admin or user
        verbs.create(EmailAddress(user=user, email=person.email, verified=True, primary=True), by=admin)
    return made


def coordinator_of(slug):
    """The user who leads a project."""
    for person in PEOPLE:
        if any(grant.project == slug and grant.role == Role.COORDINATOR for grant in person.grants):
            return User.objects.get(email=person.email)
    raise LookupError(slug)


def join(slug):
    """Invite everybody who works in the project, and let them accept."""
    project = Project.objects.get(slug=slug)
    leader = coordinator_of(slug)
    for person in PEOPLE:
        for grant in person.grants:
            if grant.project == slug:
                user = User.objects.get(email=person.email)
                give_end(lead(user, project, grant) if user == leader else invited(user, project, grant, leader), grant)


def lead(user, project, grant):
    """Whoever made the project leads it already; what is missing is for whom he acts."""
    membership = Membership.objects.get(user=user, project=project, role=Role.COORDINATOR)
    membership.organisation = Organisation.objects.filter(name=grant.organisation).first()
    return actions.change_membership(membership, by=user, version=membership.version)


def invited(user, project, grant, leader):
    invitation = Invitation(
        project=project, role=grant.role, email=user.email,
        organisation=Organisation.objects.get(name=grant.organisation) if grant.organisation else None,
        activity=Activity.objects.get(project=project, title_et=grant.activity) if grant.activity else None,
    )
    _invitation, token = actions.invite(invitation, by=leader)
    return actions.accept_invitation(token, user=user)


def give_end(membership, grant):
    if grant.days:
        membership.until = timezone.localdate() + timedelta(days=grant.days)
        leader = coordinator_of(grant.project)
        actions.change_membership(membership, by=leader, version=membership.version)


def refresh():
    """Auditors of the demo keep their days, however long it stands."""
    for person in PEOPLE:
        for grant in person.grants:
            if grant.days:
                membership = Membership.objects.filter(
                    user__email=person.email, project__slug=grant.project, role=grant.role, revoked_at__isnull=True
                ).first()
                if membership:
                    give_end(membership, grant)

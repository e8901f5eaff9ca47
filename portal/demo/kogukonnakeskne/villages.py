"""How the pilot found its communities, what they have, and four plans on their way. Invented, marked as demo data."""
from datetime import date, timedelta

from communities import actions
from communities.choices import CriterionPurpose, DelegateKind
from communities.models import ActionPlan, Call, Criterion, Delegate
from portal.demo.build import T, spread
from portal.demo.people import PEOPLE
from portal.demo.plans import catalogue as offers
from portal.demo.plans.fill import Filling, Village
from projects.models import User

SELECTION, READINESS = CriterionPurpose.SELECTION, CriterionPurpose.READINESS
CRITERIA = [
    (SELECTION, T("Vähemalt kaks eestvedajat", "Vismaz divi līderi", "At least two people who lead")),
    (SELECTION, T("Kogukond on ise huvitatud", "Kopiena pati ir ieinteresēta", "The community itself is interested")),
    (SELECTION, T("Vald on kursis", "Pašvaldība ir informēta", "The municipality knows")),
    (READINESS, T("Kava on kinnitatud", "Plāns ir apstiprināts", "The plan is approved")),
    (READINESS, T("Teenuse pakkuja on olemas", "Pakalpojuma sniedzējs ir", "Somebody provides the service")),
    (READINESS, T("Ruum või koht on kokku lepitud", "Par telpu ir vienošanās", "A room or place is agreed")),
]
PLANS = {  # village: its service, invented number of residents, km, how far its plan has come
    "Viinistu": (offers.CULTURE, 142, "28", "running"),
    "Pürksi": (offers.DIGI, 239, "0.5", "endorsed"),
    "Leisi": (offers.HOME, 271, "36", "submitted"),
    "Raikküla": (offers.CRAFT, 203, "14", "draft"),
}
METHOD = "Kogukonna varade kaart"
MAPPED = 8


def call(told, activity):
    """One community from every county; who is chosen meets what was asked."""
    for purpose, text in CRITERIA:
        told.add(Criterion, purpose=purpose, text=text)
    row = Call(
        project=told.project, activity=activity, opens_on=date(2023, 9, 4), closes_on=date(2026, 9, 30), per_county=1,
        is_demo=True,
        **spread({
            "title": T("Leiame igast maakonnast ühe kogukonna", "Meklējam vienu kopienu katrā apriņķī",
                       "We look for one community in every county"),
            "text": T("Kutsume kogukondi, kes tahavad alustada sellest, mis neil juba olemas on.",
                      "Aicinām kopienas, kas grib sākt ar to, kas tām jau ir.",
                      "We invite communities that want to start from what they already have."),
        }),
    )
    return actions.add_call(row, by=told.by)


def criteria_for(told, purpose):
    return list(Criterion.objects.filter(project=told.project, purpose=purpose))


def pilot_village(told, rounds, enrolment, assessment, number):
    """Its resources, its scores, and its plan when it has one."""
    name = enrolment.community.name
    if number < MAPPED:
        rounds.map_things(enrolment.community, "et", seed=number)
        rounds.score(assessment, "et", seed=number, people=3 + number % 3)
        rounds.note_needs(enrolment, assessment, "et", numbers=[number % 3])
    if name in PLANS:
        plan(told, enrolment, name, assessment.assessed_on + timedelta(days=60))


def plan(told, enrolment, name, day):
    offer, people, km, state = PLANS[name]
    row = ActionPlan(
        project=told.project, enrolment=enrolment, title=f"{name}: kogukonna tegevuskava", start=f"{day.year}-{day.month:02}",
        end=f"{day.year + 2}-{day.month:02}", is_demo=True,
    )
    row = actions.start_plan(row, by=told.by)
    filling = Filling(row, told.by, offer, Village(name, people, km), first=date(day.year, day.month, 1), done=False)
    filling.everything(money=state != "draft")
    if state == "draft":
        bind(enrolment, "elder", DelegateKind.REPRESENTATIVE, told.by)
        return
    row = actions.submit_plan(row, by=told.by, on=day + timedelta(days=40))
    if state == "submitted":
        return
    row = actions.endorse_plan(row, by=told.by, on=day + timedelta(days=55), body="vallavalitsus")
    if state == "running":
        row = actions.approve_plan(
            row, by=told.by, on=day + timedelta(days=62), body="küla üldkoosolek", present=27, in_favour=25
        )
        actions.begin_plan(row, by=told.by, on=day + timedelta(days=70))


def bind(enrolment, key, kind, by):
    """A ready-made person of the demo and one community."""
    email = next(person.email for person in PEOPLE if person.key == key)
    actions.bind_delegate(Delegate(enrolment=enrolment, user=User.objects.get(email=email), kind=kind), by=by)


"""What happened so far in the example, and what waits: a plan to decide, an event to report, one tomorrow, an invitation."""
from datetime import time

from communities import actions as community_actions
from communities.choices import EnrolmentStatus
from communities.models import ActionPlan, Community
from portal.demo.build import Story, T
from portal.demo.naidisprojekt import changes, documents, money
from portal.demo.naidisprojekt.clock import day
from portal.demo.naidisprojekt.story import HERE, LEAD, MUNICIPALITY, NOVADS, THERE
from portal.demo.organisations import organisation
from portal.demo.people import EXAMPLE
from portal.demo.plans import catalogue as offers
from portal.demo.plans.fill import Filling, Village
from portal.demo.plans.things import Round
from portal.demo.taking_part import learning as lessons_of_the_day
from portal.demo.taking_part import signing_up
from portal.demo.taking_part.people import misspelt, pool, some, took_part
from portal.demo.vocabulary import audiences
from projects import actions
from projects.choices import Role
from projects.models import Invitation
from trainings import actions as training_actions
from trainings.actions.calendar import renew_calendar_feed
from trainings.choices import DayKind, EventKind, EventMode, SupportKind
from trainings.models import SupportAssignment

VILLAGES = [  # name, area, partner, how far its plan has come
    ("Näidisküla", HERE, MUNICIPALITY, "approved"),
    ("Proovipere", HERE, MUNICIPALITY, "submitted"),
    ("Izdomciems", THERE, NOVADS, "returned"),
    ("Paraugciems", THERE, NOVADS, "draft"),
]
OFFERS = {"approved": offers.FOOD, "submitted": offers.HOME, "returned": offers.CRAFT, "draft": offers.CULTURE}
THEORY = DayKind.THEORY
HOURS = {EventKind.TRAINING: (2, time(10), time(15, 30)), EventKind.WEBINAR: (1, time(18), time(19, 30))}
EVENTS = [  # kind, title, day, people who came (None: not held), more
    (EventKind.TRAINING, T("Kuidas küla oma tugevusi näeb", "Kā ciems ierauga savas stiprās puses",
                           "How a village sees its strengths"), -52, 24, {"venue": "Näidisküla seltsimaja"}),
    (EventKind.TRAINING, T("Esimene teenus", "Pirmais pakalpojums", "The first service"), -31, 19,
     {"venue": "Izdomciema saieta nams"}),
    (EventKind.TRAINING, T("Hind ja raha", "Cena un nauda", "Price and money"), -9, None, {"venue": "Proovipere rahvamaja"}),
    (EventKind.TRAINING, T("Koostöö vallaga", "Sadarbība ar pašvaldību", "Working with the municipality"), 1, None,
     {"venue": "Väljamõeldise vallamaja", "capacity": 12}),
    (EventKind.WEBINAR, T("Küsimuste õhtu", "Jautājumu vakars", "Evening of questions"), 7, None,
     {"mode": EventMode.ONLINE, "capacity": 50}),
]


def progress(by):
    told = Story.of(EXAMPLE, by)
    rounds = Round(by)
    for name, area, partner, state in VILLAGES:
        village(told, rounds, name, area, partner, state)
    learning = told.activity("Õpipäevad")
    people = audiences("communities")
    homes = list(Community.objects.filter(enrolments__project=told.project).order_by("pk"))
    villagers = pool(told, 28, homes=homes, audience=people[0])
    for turn, (kind, title, when, came, more) in enumerate(EVENTS):
        event = told.event(
            kind, title, [(day(when), THEORY, *HOURS[kind])], audiences=people, held=came is not None, headcount=came,
            activity=learning, organiser=organisation(LEAD), **more,
        )
        if came is not None:
            took_part(told, event, some(villagers, came - 2 * turn, turn), gone_early=2)
            if turn:
                misspelt(told, villagers, event)
            lessons_of_the_day.agenda(told, event)
            lessons_of_the_day.feedback(told, event, 7 - turn)
        elif when > 0:
            signing_up.open_door(told, event, villagers)
    moved = told.event(
        EventKind.TRAINING, T("Talgupäev", "Talkas diena", "Communal work day"), [(day(16), DayKind.PRACTICE)],
        audiences=people, activity=learning, organiser=organisation(NOVADS), venue="Paraugciems",
    )
    training_actions.postpone_event(moved, by=by, reason="Toimumiskoht on remondis.")
    told.event(
        EventKind.TRIP, T("Õppereis olematusse kanti", "Brauciens uz neesošu pusi", "Study trip to nowhere"),
        [(day(64), DayKind.OTHER), (day(65), DayKind.OTHER)], audiences=people, activity=told.activity("Õppereis"),
        organiser=organisation(LEAD), capacity=30,
    )
    documents.add(told.project, by)
    money.spend(told)
    changes.tell(told)
    renew_calendar_feed(by)
    actions.invite(
        Invitation(
            project=told.project, role=Role.EDITOR, organisation=organisation(MUNICIPALITY),
            email="uus.toimetaja@naidis.example.org",
        ),
        by=by,
    )


def village(told, rounds, name, area, partner, state):
    partner = organisation(partner)
    community = community_actions.add_community(
        Community(name=name, contact_role="Külavanem", is_demo=True), by=told.by
    )
    enrolment = told.enrol(
        community, area=told.area(area.et), author=partner, status=EnrolmentStatus.SELECTED, selected_on=day(-145),
        starts_on=day(-140), ends_on=day(300),
    )
    language = "et" if area is HERE else "lv"
    assessment = told.assess(enrolment, day(-100), "Kogukonnaring")
    rounds.map_things(community, language)
    rounds.score(assessment, language, seed=len(name), people=5)
    rounds.note_needs(enrolment, assessment, language, numbers=[0])
    mentor = SupportAssignment(
        enrolment=enrolment, kind=SupportKind.MENTOR, label="Külamentor", starts_on=day(-45), ends_on=day(5), is_demo=True
    )
    if state in {"approved", "submitted"}:
        training_actions.assign_support(mentor, by=told.by)
    plan = ActionPlan(
        project=told.project, enrolment=enrolment, author=partner, title=f"{name}: tegevuskava", start=day(10), end=day(300),
        is_demo=True, language=language,
    )
    plan = community_actions.start_plan(plan, by=told.by)
    begun = Filling(plan, told.by, OFFERS[state], Village(name, 88, "9"), first=day(10).replace(day=1), done=False)
    begun.everything(money=state in {"approved", "submitted"})
    if state == "draft":
        return
    if state == "returned":
        plan = community_actions.submit_plan(plan, by=told.by, on=day(-25), incomplete_because="Finanšu plāns vēl top.")
        community_actions.return_plan(plan, by=told.by, on=day(-20), reason="Palun lisa kolme aasta tulud ja kulud.")
        return
    plan = community_actions.submit_plan(plan, by=told.by, on=day(-3 if state == "submitted" else -25))
    if state == "approved":
        plan = community_actions.endorse_plan(plan, by=told.by, on=day(-21))
        community_actions.approve_plan(plan, by=told.by, on=day(-18), present=21, in_favour=19)

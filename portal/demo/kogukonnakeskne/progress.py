"""An invented course of the partnership, marked as demo data: under way, with gaps. Communities in crisis have no names."""
from datetime import date, timedelta

from communities import actions as community_actions
from communities.choices import CommunityKind, DelegateKind, EnrolmentStatus
from communities.models import Community, Region
from portal.demo.build import Story, T, add_community, days
from portal.demo.kogukonnakeskne import villages
from portal.demo.kogukonnakeskne.activities import ACTIVITIES, CRISIS_TRAININGS, GROUPS, SENSITIVE
from portal.demo.people import MINISTRY
from portal.demo.places import place
from portal.demo.plans.things import Round
from portal.demo.taking_part import toolbox
from portal.demo.taking_part.people import pool, took_part
from portal.demo.vocabulary import audiences
from projects import actions
from projects.choices import ActivityStatus
from trainings import actions as training_actions
from trainings.actions.support import tell_outcome
from trainings.choices import DayKind, EventKind, EventMode, SupportKind
from trainings.models import ParticipantRole, SupportAssignment, SupportOutcome

OTHER = DayKind.OTHER
SELECTED, APPLIED = EnrolmentStatus.SELECTED, EnrolmentStatus.APPLIED
PILOT = [  # one village for each of eleven counties
    "Viinistu", "Pürksi", "Leisi", "Tõstamaa", "Raikküla", "Kolga-Jaani", "Palamuse", "Varnja", "Võsu", "Tudulinna",
    "Obinitsa",
]
CANDIDATES = ["Emmaste", "Imavere"]
WITHDRAWN = "Saverna"
MENTORED = {"Viinistu": "2024-09-02", "Palamuse": "2025-01-13", "Võsu": "2025-09-01"}
LONGER = "Palamuse"
HELD = ["Mikitamäe", "Värska", "Kuremäe", "Pürksi", "Leisi", "Tõstamaa", "Raikküla", "Varnja", "Kolga-Jaani"]
AGREED = ["Meremäe", "Alajõe", "Mäetaguse", "Palamuse", "Emmaste"]
CRISIS = T("Kriisivalmiduse koolitus", "Apmācība par gatavību krīzēm", "Training in crisis preparedness")
COUNCIL = T("Kriisinõukogu seminar", "Krīzes padomes seminārs", "Seminar for crisis councils")
TRAININGS = [  # region, village, day, people
    ("N", "Viinistu", "2024-03-16", 24), ("N", "Viinistu", "2025-03-15", 21), ("S", "Varnja", "2024-04-20", 31),
    ("S", "Obinitsa", "2025-04-12", 26), ("E", "Võsu", "2024-10-05", 19), ("W", "Raikküla", "2025-10-11", 23),
]
SEMINARS = [  # region, village, days (in the East only one of two was held), people
    ("N", "Viinistu", "2024-05-14 2024-05-15", 17), ("S", "Palamuse", "2024-11-19 2024-11-20", 22),
    ("E", "Võsu", "2025-05-20", 14),
]
WEBINARS = ["2023-11-08", "2024-02-14", "2024-09-25", "2025-02-12", "2025-11-05"]
MEETINGS = [("Kolga-Jaani", "2024-06-06", 33), ("Raikküla", "2025-06-05", 41)]
COHORTS = [("I rühm", "2024-01-18 2024-02-15 2024-03-14 2024-04-11", 12),
           ("II rühm", "2025-01-16 2025-02-13 2025-03-13 2025-04-10", 10)]
FACILITATORS = [("2023-10-03 2023-10-04 2023-11-01", 14), ("2024-10-01 2024-10-02 2024-10-30", 8)]
RUNNING = [title.et for _group, _kind, _topics, title, _text in ACTIVITIES] + [
    title.et for _key, _audience, title in GROUPS
]


def progress(by):
    told = Story.of(MINISTRY, by)
    for title in RUNNING:
        activity = told.activity(title)
        activity.status = ActivityStatus.RUNNING
        actions.change_part(activity, by=by, version=activity.version)
    pilot(told)
    protected(told)
    mentoring(told)
    dialogues(told)
    events(told)
    toolbox.fill(told)


def community(told, name):
    """The village's community; some took part in Act Local too."""
    found = Community.objects.filter(name=name).first()
    return found or add_community(name, place(name), told.by, contact_role="Külavanem")


def support(told, enrolment, kind, label, **values):
    assignment = SupportAssignment(enrolment=enrolment, kind=kind, label=label, is_demo=True, **values)
    return training_actions.assign_support(assignment, by=told.by)


def pilot(told):
    """Eleven of fifteen counties, each community with two facilitators; two more have applied, one has left."""
    activity = told.activity("ABCD-lähenemise pilootprogramm")
    call, rounds = villages.call(told, activity), Round(told.by)
    wanted = villages.criteria_for(told, villages.SELECTION)
    first = date(2023, 10, 9)
    for number, name in enumerate(PILOT):
        day = first + timedelta(days=28 * number)
        enrolment = told.enrol(
            community(told, name), activity=activity, call=call, status=APPLIED, starts_on=day,
            motivation="Tahame alustada sellest, mis meil juba olemas on.",
        )
        enrolment = community_actions.choose(enrolment, by=told.by, criteria=wanted, on=day)
        assessment = told.assess(enrolment, day + timedelta(days=35), villages.METHOD)
        for label in ("Esimene hõlbustaja", "Teine hõlbustaja"):
            support(told, enrolment, SupportKind.FACILITATOR, label, starts_on=day)
        villages.pilot_village(told, rounds, enrolment, assessment, number)
    for name in CANDIDATES:
        told.enrol(community(told, name), activity=activity, call=call, status=APPLIED)
    left = told.enrol(community(told, WITHDRAWN), activity=activity, call=call, status=APPLIED)
    community_actions.decide_enrolment(left, EnrolmentStatus.WITHDRAWN, by=told.by, reason="Eestvedaja kolis ära.")


def protected(told):
    """Two communities of up to three. Who they are is nobody's business: they carry letters, and no place."""
    activity = told.activity(SENSITIVE)
    for letter, dates in (("A", "2024-02-05 2024-03-04 2024-04-08"), ("B", "2025-02-03 2025-03-03")):
        unnamed = Community(name=f"Kaitstud kogukond {letter}", kind=CommunityKind.INTEREST, is_demo=True)
        unnamed = community_actions.add_community(unnamed, by=told.by)
        meetings = days(dates)
        told.enrol(unnamed, activity=activity, status=SELECTED, sensitive=True, starts_on=meetings[0])
        for day in meetings:
            told.event(
                EventKind.MEETING, T("Võrgustikukohtumine", "Tīkla tikšanās", "Network meeting"), [(day, OTHER, 1)],
                held=True, headcount=7, activity=activity, is_public=False, community=unnamed,
            )


def mentoring(told):
    """Three of four regions; the mentor of one community stayed a month longer."""
    activity = told.activity("Kriisivalmiduse mentorprogramm")
    for name, start in MENTORED.items():
        start = days(start)[0]
        end = four_months_after(start)
        enrolment = told.enrol(
            community(told, name), activity=activity, status=SELECTED, selected_on=start, starts_on=start, ends_on=end,
            needs="Elektrita toimetulek ja abivajajate nimekiri.",
        )
        villages.bind(enrolment, "mentor", DelegateKind.EXPERT, told.by)
        mentor = support(told, enrolment, SupportKind.MENTOR, "Kriisimentor", starts_on=start, ends_on=end)
        if name == LONGER:
            end += timedelta(days=31)
            reason = "Õppus lükkus talve tõttu edasi."
            enrolment = community_actions.extend_enrolment(enrolment, by=told.by, ends_on=end, reason=reason)
            mentor = training_actions.extend_support(mentor, by=told.by, ends_on=end, reason=reason)
        training_actions.complete_support(mentor, by=told.by, on=end)
        tell_outcome(
            SupportOutcome(
                assignment=mentor, midway_on=start + timedelta(days=61), midway_percent=50, recommend=9, is_demo=True,
                changed="Nimekiri abivajajatest on paberil ja kaks generaatorit proovitud.",
                remains="Õppus terve külaga.",
            ),
            by=told.by,
        )
        community_actions.decide_enrolment(enrolment, EnrolmentStatus.COMPLETED, by=told.by)


def four_months_after(start):
    """The last day of four months that begin on `start`."""
    month = start.month + 4
    return date(start.year + (month > 12), (month - 1) % 12 + 1, start.day) - timedelta(days=1)


def dialogues(told):
    """Two groups of leaders, 12 and 10 people; nine of their dialogues were held, five are agreed."""
    activity = told.activity("Arenguprogramm „Dialoog kogukonnaga“")
    leaders = audiences("municipalities")
    roles = list(ParticipantRole.objects.order_by("order"))
    taking_part = []
    for cohort, dates, came in COHORTS:
        event = told.event(
            EventKind.TRAINING, T(f"Dialoogiprogramm: {cohort}", f"Dialoga programma: {cohort.split(' ')[0]} grupa",
                                  f"Dialogue programme: group {cohort.split(' ')[0]}"),
            [(day, OTHER) for day in days(dates)], audiences=leaders, held=True, headcount=came, activity=activity,
            cohort=cohort, capacity=12,
        )
        people = [
            person for turn, role in enumerate(roles)
            for person in pool(
                told, came // 3 + (turn < came % 3), start=len(taking_part) + 40 * turn, role=role, audience=leaders[0]
            )
        ]
        taking_part += took_part(told, event, people)
    for number, name in enumerate(HELD + AGREED):
        enrolment = told.enrol(community(told, name), activity=activity, status=SELECTED)
        leader = support(
            told, enrolment, SupportKind.DIALOGUE, "Omavalitsuse juht", starts_on=date(2024, 4, 15),
            registration=taking_part[number],
        )
        if name in HELD:
            training_actions.complete_support(leader, by=told.by, on=date(2024, 5, 6) + timedelta(days=40 * number))


def events(told):
    regions = {region.code: region for region in Region.objects.filter(scheme__code="rescue")}
    people, leaders, developers = audiences("communities"), audiences("municipalities"), audiences("developers")
    for region, village, dates, came in TRAININGS:
        told.event(
            EventKind.TRAINING, CRISIS, [(day, OTHER) for day in days(dates)], audiences=people, held=True, headcount=came,
            activity=told.activity(CRISIS_TRAININGS), region=regions[region], municipality=place(village).municipality,
            venue=village,
        )
    for region, village, dates, came in SEMINARS:
        told.event(
            EventKind.SEMINAR, COUNCIL, [(day, OTHER) for day in days(dates)], audiences=leaders, held=True, headcount=came,
            activity=told.activity("Seminarid kriisinõukogude liikmetele"), region=regions[region],
            municipality=place(village).municipality, venue=village,
        )
    for turn, (dates, came) in enumerate(FACILITATORS):
        event = told.event(
            EventKind.TRAINING, T("Hõlbustajate treening", "Fasilitatoru apmācība", "Training of facilitators"),
            [(day, DayKind.PRACTICE) for day in days(dates)], audiences=developers, held=True, headcount=came,
            activity=told.activity("Hõlbustajate treening"), venue="Tartu",
        )
        homes = [community(told, name) for name in PILOT[7 * turn:7 * turn + came // 2]]
        took_part(told, event, pool(told, came, start=16 + 14 * turn, homes=homes, audience=developers[0]))
    network = told.activity("Praktikute võrgustik")
    for day in WEBINARS:
        told.event(
            EventKind.WEBINAR, T("Praktikute veebiseminar", "Praktiķu tīmekļseminārs", "Webinar of practitioners"),
            [(days(day)[0], OTHER, 1)], audiences=developers, held=True, headcount=40, activity=network, mode=EventMode.ONLINE,
        )
    for village, day, came in MEETINGS:
        told.event(
            EventKind.MEETING, T("Praktikute kohtumine", "Praktiķu tikšanās", "Meeting of practitioners"),
            [(days(day)[0], OTHER)], audiences=developers, held=True, headcount=came, activity=network, venue=village,
            municipality=place(village).municipality,
        )

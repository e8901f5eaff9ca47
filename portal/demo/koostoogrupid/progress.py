"""An invented course of the strand, marked as demo data: a joint plan, network meetings, days with the games shelf."""
from datetime import date

from communities import actions as community_actions
from communities.choices import EquipmentState
from communities.models import ActionPlan, Equipment, EquipmentCheck, Loan
from portal.demo.build import Story, T, days
from portal.demo.organisations import organisation
from portal.demo.people import GROUPS
from portal.demo.vocabulary import audiences
from projects import actions
from projects.choices import ActivityStatus
from projects.models import CooperationGroup
from trainings import actions as training_actions
from trainings.choices import DayKind, EventKind

MEETING = T("Võrgustiku kohtumine", "Tīkla tikšanās", "Network meeting")
BOARD = T("Kaasamise tahvli õpituba", "Iesaistīšanas tāfeles darbnīca", "Workshop with the involvement board")
SHELF = T("Mänguriiuli päev", "Spēļu plaukta diena", "Day of the games shelf")
EVENTS = [  # activity, kind, title, organiser, day, people
    ("Võrgustikutöö", EventKind.MEETING, MEETING, "Saku vald", "2019-03-13", 21),
    ("Võrgustikutöö", EventKind.MEETING, MEETING, "Saku vald", "2019-10-09", 24),
    ("Võrgustikutöö", EventKind.MEETING, MEETING, "Saku vald", "2020-09-16", 18),
    ("Kahvel", EventKind.WORKSHOP, BOARD, "Saue vald", "2019-05-22", 32),
    ("Kahvel", EventKind.WORKSHOP, BOARD, "Saue vald", "2019-11-20", 28),
    ("Mänguriiul ratastel", EventKind.MEETING, SHELF, "Ääsmäe Noortekeskus", "2019-06-11", 46),
    ("Mänguriiul ratastel", EventKind.MEETING, SHELF, "Ääsmäe Noortekeskus", "2020-08-19", 39),
    ("Piirkonnaülesed noorsootöötajad", EventKind.TRAINING,
     T("Noorsootöötajate õppepäev", "Jaunatnes darbinieku mācību diena", "Study day of youth workers"),
     "Kohila vald", "2019-09-18", 15),
]
LOANS = [  # borrower, from, until
    ("Saku vald", "2019-06-03", "2019-06-28"), ("Kohila vald", "2019-07-15", "2019-08-09"),
    ("Harku vald", "2019-09-02", "2019-09-27"), ("Lääne-Harju vald", "2020-06-15", "2020-07-10"),
    ("Saku vald", "2020-08-03", "2020-08-28"),
]


def progress(by):
    told = Story.of(GROUPS, by)
    plan = ActionPlan(
        project=told.project, group=CooperationGroup.objects.get(project=told.project, stated_size=5),
        author=organisation("Lääne-Harju vald"), title="Saue koostöögrupi ühine tegevuskava", start="2019", end="2020",
        is_demo=True,
    )
    plan = community_actions.start_plan(plan, by=by)
    plan = community_actions.submit_plan(
        plan, by=by, on=date(2019, 1, 21), incomplete_because="Kava on näidiseks ja lühike."
    )
    plan = community_actions.endorse_plan(plan, by=by, on=date(2019, 1, 29))
    community_actions.approve_plan(plan, by=by, on=date(2019, 2, 4))
    shelf(told)
    young = audiences("young-people")
    for title, kind, name, organiser, day, came in EVENTS:
        told.event(
            kind, name, [(days(day)[0], DayKind.OTHER)], audiences=young, held=True, headcount=came,
            activity=told.activity(title), organiser=organisation(organiser),
        )
    called_off = told.event(
        EventKind.MEETING, MEETING, [(date(2020, 4, 15), DayKind.OTHER)], audiences=young,
        activity=told.activity("Võrgustikutöö"), organiser=organisation("Saku vald"),
    )
    training_actions.cancel_event(called_off, by=by, reason="Kevadel 2020 koos olla ei saanud.")
    for number in "123":
        activity = told.project.activity_set.get(number=number)
        activity.status = ActivityStatus.DONE
        actions.change_part(activity, by=by, version=activity.version)


def shelf(told):
    """The games shelf on wheels: kept by a unit of one municipality, lent to the others (E-20)."""
    keeper = organisation("Ääsmäe Noortekeskus")
    row = Equipment(
        project=told.project, owner=keeper, name="Mänguriiul ratastel", bought_on=date(2019, 4, 2), lendable=True,
        inventory_mark="MR-01", custodian_role="noortekeskuse juht", kept_at="Ääsmäe Noortekeskus", is_demo=True,
    )
    row = community_actions.buy_equipment(row, by=told.by)
    for borrower, first, last in LOANS:
        loan = Loan(
            equipment=row, organisation=organisation(borrower), starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last), is_demo=True,
        )
        loan = community_actions.lend_equipment(loan, by=told.by)
        community_actions.return_equipment(loan, by=told.by, on=loan.ends_on)
    community_actions.check_equipment(
        EquipmentCheck(
            equipment=row, checked_on=date(2020, 5, 20), state=EquipmentState.IN_USE, checked_by="noorsootöötaja",
            note="Kaks mängu on uued.", is_demo=True,
        ),
        by=told.by,
    )

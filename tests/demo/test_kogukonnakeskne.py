"""C-01 … C-24, as the demo tells them, and the course it invents."""
from datetime import date

import pytest
from django.utils.translation import override

from budgets.models import Budget, StatedTotal
from communities.models import Assessment, Community, County, Enrolment
from portal.demo.people import MINISTRY
from portal.shared.dates import PartialDate, years_between
from projects.choices import FactState
from projects.models import (
    Activity,
    ActivityPartner,
    CrossCheck,
    Deliverable,
    FundingLink,
    GlossaryTerm,
    Partnership,
    TargetFactor,
    TargetGroup,
)
from projects.summaries import promise_board
from tests.demo.reading import codes, named, owners
from trainings.models import Event, EventDay, SupportAssignment

pytestmark = pytest.mark.django_db
SLUG = MINISTRY
ABCD, OPEN_DIALOGUE = "ABCD-lähenemise pilootprogramm", "Avatud Dialoogi põhine töö"
CRISIS, MENTORS = "Kriisivalmiduse ja kodanikukaitse koolitused", "Kriisivalmiduse mentorprogramm"
DIALOGUE, COUNCILS = "Arenguprogramm „Dialoog kogukonnaga“", "Seminarid kriisinõukogude liikmetele"
FACILITATORS, NETWORK = "Hõlbustajate treening", "Praktikute võrgustik"


def factors(target):
    return list(TargetFactor.objects.filter(target=target).order_by("order").values_list("value", flat=True))


def test_every_fact_of_the_source_has_its_row(told):
    assert told.codes() == codes("C", range(1, 25))


def test_C01_the_title_holds_the_years_and_the_period_is_of_years(told):
    project = told.project
    assert (project.acronym, project.programme.code) == (
        "Kogukonnakeskse lähenemisviisi rakendamine 2023–2026", "siseministeeriumi-partnerlus",
    )
    assert project.period_text == "2023–2026"
    assert (project.planned_start, project.planned_end) == (PartialDate(2023), PartialDate(2026))
    assert years_between(project.planned_start, project.planned_end) == 4
    assert told.all(FundingLink, "role", "programme__code", "organisation__name") == [
        ("programme", "siseministeeriumi-partnerlus", "Siseministeerium"),
    ]


def test_C02_activities_were_planned_when_the_source_was_told(told):
    activities = Activity.objects.filter(project=told.project)
    assert {activity.history.earliest().status for activity in activities} == {"planned"}


def test_C03_three_audiences_and_the_supporting_activities_in_order(told):
    tops = Activity.objects.filter(project=told.project, parent=None).order_by("order")
    assert [(activity.title_et, named(activity.audiences)) for activity in tops] == [
        ("Kogukondadele", ["communities"]), ("Kohalikele omavalitsustele", ["municipalities"]),
        ("Kogukonna arendajatele", ["developers"]), ("Toetavad tegevused", []),
    ]
    assert [activity.children.count() for activity in tops] == [4, 2, 2, 2]
    assert told.groups("beneficiary") == ["Kogukonnad", "Kohalikud omavalitsused", "Kogukonna arendajad"]


def test_C04_the_rescue_board_helps_in_crisis_preparedness_only(told):
    partners = ActivityPartner.objects.filter(activity__project=told.project)
    assert list(partners.values_list("activity__title_et", "organisation__name", "role")) == [(CRISIS, "Päästeamet", "authority")]
    assert len(told.narrative("goal_part")) == 2


def test_C05_no_partner_is_named(told):
    assert Partnership.objects.filter(project=told.project).count() == 0
    assert told.facts("C-05") == [("", "", FactState.NOT_STATED)]


def test_C06_fifteen_communities_one_from_each_county(told):
    target = told.target("communities", ABCD)
    assert (target.comparator, target.value, target.distribution, target.equal_share) == ("in_total", 15, "county", 1)
    promise = told.promises("et")["communities", ABCD]
    assert (County.objects.count(), len(promise.shares), promise.distributed) == (15, 15, 15)
    assert promise.gaps == ("Hiiu", "Järva", "Põlva", "Valga")
    assert (promise.over_shares, promise.warnings) == ((), ())


def test_C06_two_communities_in_one_county_are_said_aloud(told):
    second = Community.objects.get(name="Mikitamäe")
    Enrolment(project=told.project, community=second, activity=told.activity(ABCD), status="selected").save()
    assert told.promises("en")["communities", ABCD].over_shares == ("Võru 2 of 1",)


def test_C07_up_to_three_communities_in_a_sensitive_activity(told):
    target = told.target("communities", OPEN_DIALOGUE)
    assert (target.comparator, target.value) == ("up_to", 3)
    assert told.activity(OPEN_DIALOGUE).sensitive
    assert list(Activity.objects.filter(project=told.project, sensitive=True)) == [told.activity(OPEN_DIALOGUE)]
    promise = told.promises()["communities", OPEN_DIALOGUE]
    assert (promise.figure, promise.status) == ("2 (up to 3)", "within")


def test_C07_the_public_sees_no_small_number(told):
    board = promise_board(told.project, public=True)
    hidden = [promise for promise in board.promises if promise.activity_id == told.activity(OPEN_DIALOGUE).pk]
    assert [(promise.achieved, promise.status, promise.url) for promise in hidden] == [(None, "hidden", "")]


def test_C08_eight_trainings_two_in_each_region(told):
    target = told.target("trainings", CRISIS)
    assert (target.comparator, target.value, target.distribution, target.equal_share) == ("exactly", 8, "region", 2)
    shares = told.promises("et")["trainings", CRISIS].shares
    assert [(share.label, share.planned, share.achieved) for share in shares] == [
        ("Põhja", 2, 2), ("Lõuna", 2, 2), ("Ida", 2, 1), ("Lääne", 2, 1),
    ]
    assert owners(told.activity(CRISIS)) == [("Päästeamet", "authority")]


def test_C09_four_mentored_communities_for_four_months(told):
    target = told.target("communities", MENTORS)
    assert (target.comparator, target.value, target.distribution, target.equal_share) == ("in_total", 4, "region", 1)
    mentored = Enrolment.objects.filter(activity=told.activity(MENTORS)).order_by("starts_on")
    assert list(mentored.values_list("community__name", "starts_on", "ends_on", "extension_reason")) == [
        ("Viinistu", date(2024, 9, 2), date(2025, 1, 1), ""),
        ("Palamuse", date(2025, 1, 13), date(2025, 6, 12), "Õppus lükkus talve tõttu edasi."),
        ("Võsu", date(2025, 9, 1), date(2025, 12, 31), ""),
    ]


def test_C10_the_roles_of_municipal_leaders_are_an_open_list(told):
    leaders = TargetGroup.objects.get(project=told.project, name_et="Kohalike omavalitsuste juhid")
    assert list(leaders.children.order_by("order").values_list("name_et", flat=True)) == [
        "Abilinnapead", "Abivallavanemad", "Arendusjuhid",
    ]


def test_C11_two_groups_of_up_to_twelve(told):
    target = told.target("participants", DIALOGUE)
    assert (target.comparator, target.value, target.distribution, target.equal_share) == ("up_to", 24, "cohort", 12)
    promise = told.promises()["participants", DIALOGUE]
    assert [(share.label, share.planned, share.achieved) for share in promise.shares] == [("I rühm", 12, 12), ("II rühm", 12, 10)]
    assert promise.gaps == ()


def test_C12_twenty_four_dialogues_are_a_product_and_twenty_two_within_reach(told):
    target = told.target("dialogues", DIALOGUE)
    assert (factors(target), target.planned(), target.value) == ([2, 12, 1], 24, None)
    promise = told.promises()["dialogues", DIALOGUE]
    assert (promise.planned, promise.reachable, promise.achieved) == (24, 22, 9)
    with override("en"):
        assert promise.reachable_text == "plan 24, reachable now 22"
    assert promise.formula == "2 runs × 12 people × 1 dialogue = 24"


def test_C13_the_unclear_words_stand_as_they_are(told):
    assert told.facts("C-13") == [("osa kogukonna kuust", "L33", FactState.UNCLEAR)]


def test_C14_four_seminars_are_eight_days_and_one_of_them_was_short(told):
    seminars, seminar_days = told.target("seminars", COUNCILS), told.target("days_seminar", COUNCILS)
    assert (seminars.comparator, seminars.value, seminars.equal_share) == ("exactly", 4, 1)
    assert (factors(seminar_days), seminar_days.planned()) == ([4, 2], 8)
    figures = told.figures()
    assert (figures["seminars", COUNCILS], figures["days_seminar", COUNCILS]) == ("3/4", "5/8")
    east = Event.objects.get(project=told.project, kind="seminar", region__code="E")
    assert (east.status, east.days.count()) == ("held", 1)


def test_C15_two_facilitators_for_each_community(told):
    target = told.target("facilitators", ABCD)
    assert (target.value, target.per_measure) == (2, "communities")
    assert told.figures()["facilitators", ABCD] == "22/22"


def test_C15_a_third_facilitator_is_accepted_and_said_aloud(told):
    first = Enrolment.objects.filter(activity=told.activity(ABCD), status="selected").first()
    SupportAssignment(enrolment=first, kind="facilitator", label="Kolmas hõlbustaja").save()
    assert told.promises()["facilitators", ABCD].status_text == "1 more than promised"


def test_C16_thirty_trained_people_agree_with_fifteen_communities(told):
    target = told.target("participants", FACILITATORS)
    assert (target.comparator, target.value) == ("in_total", 30)
    check = CrossCheck.objects.get(project=told.project)
    assert (check.left.planned() * check.multiplier, check.right.planned()) == (30, 30)
    assert [check.holds for check in promise_board(told.project).checks] == [True]


def test_C17_the_network_is_counted_without_a_target(told):
    assert {told.target(measure, NETWORK).comparator for measure in ("webinars", "meetings")} == {"open"}
    figures = told.figures()
    assert (figures["webinars", NETWORK], figures["meetings", NETWORK]) == ("5 webinars", "2 meetings")


def test_C18_C19_website_and_toolbox_are_there(told):
    assert told.all(Deliverable, "title_et", "state", "activity__title_et") == [
        ("Kogukonnaveeb", 1, "Kogukonnaveeb ja aardekast"), ("Aardekast ehk tööriistakast", 1, "Kogukonnaveeb ja aardekast"),
    ]
    assert Deliverable.objects.filter(project=told.project).first().url.startswith("https://")
    assert named(told.activity("Kogukonnaveeb ja aardekast").topics) == ["articles", "guides", "web-talks"]


def test_C20_two_inspiration_days_the_first_on_a_day_without_a_year(told):
    target = told.target("inspiration_days", "Inspiratsioonipäevad")
    assert (target.comparator, target.value) == ("exactly", 2)
    first = Event.objects.get(project=told.project, kind="inspiration")
    assert (first.stated_date, first.days.count(), first.status, first.is_demo) == (PartialDate(None, 9, 19), 0, "planned", False)
    assert first.stated_date.text("et").startswith("19. september (")


def test_C21_how_communities_are_chosen_is_not_stated(told):
    assert told.facts("C-21") == [("", "L15", FactState.STATED)]
    states = list(Enrolment.objects.filter(activity=told.activity(ABCD)).values_list("status", flat=True))
    assert {state: states.count(state) for state in states} == {"selected": 11, "applied": 2, "withdrawn": 1}


def test_C22_a_community_in_several_activities_counts_once(told):
    enrolments = Enrolment.objects.filter(project=told.project).counted()
    assert (enrolments.count(), enrolments.values("community").distinct().count()) == (30, 20)
    assert enrolments.filter(community__name="Palamuse").count() == 3


def test_C23_money_is_not_stated(told):
    assert Budget.objects.filter(project=told.project).count() == StatedTotal.objects.filter(project=told.project).count() == 0


def test_C24_the_methods_are_explained_in_three_languages():
    terms = GlossaryTerm.objects.filter(code__in=["abcd", "open-dialogue"]).order_by("code")
    assert [(term.term_et, term.term_lv, term.term_en) for term in terms] == [
        ("ABCD-lähenemine", "ABCD pieeja", "ABCD approach"), ("Avatud Dialoog", "Atvērtais dialogs", "Open Dialogue"),
    ]


def test_the_invented_course_counts_as_told(told):
    assert told.figures() == {
        ("communities", ABCD): "11/15",
        ("facilitators", ABCD): "22/22",
        ("communities", OPEN_DIALOGUE): "2 (up to 3)",
        ("trainings", CRISIS): "6/8",
        ("communities", MENTORS): "3/4",
        ("participants", DIALOGUE): "22 (up to 24)",
        ("dialogues", DIALOGUE): "9/24",
        ("seminars", COUNCILS): "3/4",
        ("days_seminar", COUNCILS): "5/8",
        ("participants", FACILITATORS): "22/30",
        ("webinars", NETWORK): "5 webinars",
        ("meetings", NETWORK): "2 meetings",
        ("inspiration_days", "Inspiratsioonipäevad"): "0/2",
    }


def test_nothing_invented_lies_outside_the_projects_period(told):
    moments = [
        *EventDay.objects.filter(event__project=told.project).values_list("date", flat=True),
        *Assessment.objects.filter(enrolment__project=told.project).values_list("assessed_on", flat=True),
        *SupportAssignment.objects.filter(enrolment__project=told.project, completed_on__isnull=False).values_list(
            "completed_on", flat=True
        ),
    ]
    assert {moment.year for moment in moments} == {2023, 2024, 2025}

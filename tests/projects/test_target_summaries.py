"""Promises count themselves: comparators, divisions, formulas, gaps and what the public may see."""
import datetime

import pytest
from django.utils.translation import override

from communities.choices import EnrolmentStatus
from communities.models import Community, County, Enrolment, Municipality
from portal.shared import verbs
from projects import measures
from projects.choices import Comparator, Distribution
from projects.models import CrossCheck, Target, TargetFactor, TargetShare
from projects.summaries import promise_board
from projects.summaries.promises import figure_text, status_of
from tests.shared.world import activity, area, project
from trainings.choices import DayKind, EventStatus
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db


def target(in_project, **fields):
    fields = {"statement_et": "17 kogukonda", "unit_et": "kogukonda"} | fields
    return verbs.create(Target(project=in_project, **fields), by=None)


def enrol(in_project, name, *, status=EnrolmentStatus.SELECTED, county=None, **fields):
    municipality = None
    if county:
        municipality = Municipality.objects.filter(county=county).first() or verbs.create(
            Municipality(code=f"M{county.code}", name=f"{county} vald", county=county), by=None
        )
    community = Community.objects.filter(name=name).first() or verbs.create(
        Community(name=name, municipality=municipality), by=None
    )
    return verbs.create(Enrolment(project=in_project, community=community, status=status, **fields), by=None)


def only(in_project, **options):
    (promise,) = promise_board(in_project, **options).promises
    return promise


def test_a_target_counts_only_communities_that_were_chosen_or_have_completed():
    act = project("act")
    target(act, measure="communities", value=3)
    for number, status in enumerate(EnrolmentStatus.values):
        enrol(act, f"Küla {number}", status=status)
    assert (only(act).achieved, only(act).figure) == (2, "2/3")


def test_a_community_in_three_activities_counts_once_in_the_project_and_once_in_each_activity():
    act = project("act")
    target(act, measure="communities", value=3)
    for number in range(3):
        enrol(act, "Obinitsa", activity=activity(act, f"Tegevus {number}"))
    assert only(act).achieved == 1


def test_an_activity_counts_what_is_done_in_the_activities_below_it():
    act = project("act")
    above = activity(act, "Koolitus")
    below = activity(act, "Praktika", parent=above)
    other = activity(act, "Muu")
    target(act, measure="communities", value=3, activity=above)
    enrol(act, "Üks", activity=below)
    enrol(act, "Kaks", activity=other)
    assert only(act).achieved == 1


def test_X07_one_per_county_lists_the_counties_still_empty_and_those_with_two():
    act = project("act")
    counties = [verbs.create(County(code=f"EE-{n}", name_et=name), by=None)
                for n, name in enumerate(["Harju", "Hiiu", "Järva"])]
    target(act, measure="communities", value=3, distribution=Distribution.COUNTY, equal_share=1)
    enrol(act, "Üks", county=counties[0])
    enrol(act, "Kaks", county=counties[0])
    promise = only(act)
    assert promise.gaps == ("Hiiu", "Järva")
    with override("en"):
        assert only(act).over_shares == ("Harju 2 of 1",)


def test_A10_a_division_that_does_not_add_up_is_said_and_kept():
    act = project("act")
    promised = target(act, value=17)
    for name, value in {"Ape": 4, "Engure": 3, "Setomaa": 5, "Alutaguse": 4}.items():
        verbs.create(TargetShare(target=promised, area=area(act, name), value=value), by=None)
    promised.distribution = Distribution.AREA
    verbs.update(promised, by=None, version=1)
    with override("en"):
        assert only(act).warnings == ("16 of 17 distributed",)


def test_C12_a_formula_gives_the_plan_and_a_measure_what_can_be_reached_now():
    act = project("act")
    promised = target(act, measure="dialogues", reachable_measure="dialogues_planned", unit_et="dialoogi")
    for value in (2, 12, 1):
        verbs.create(TargetFactor(target=promised, value=value, label_et="x"), by=None)
    promise = only(act)
    assert (promise.planned, promise.achieved, promise.reachable) == (24, 0, 0)
    with override("en"):
        assert only(act).reachable_text == "plan 24, reachable now 0"


def test_half_days_count_as_halves_and_only_of_events_that_were_held():
    act = project("act")
    target(act, measure="days_theory", value=26)
    for status, halves in ((EventStatus.HELD, 1), (EventStatus.HELD, 2), (EventStatus.PLANNED, 2)):
        event = verbs.create(Event(project=act, title_et="Päev", status=status), by=None)
        verbs.create(
            EventDay(event=event, date=datetime.date(2020, 1, 10), kind=DayKind.THEORY, half_days=halves), by=None
        )
    with override("et"):
        assert (only(act).achieved, only(act).figure) == (1.5, "1,5/26")


@pytest.mark.parametrize(
    ("comparator", "planned", "achieved", "status"),
    [
        (Comparator.UP_TO, 3, 0, "within"),
        (Comparator.UP_TO, 3, 2, "within"),
        (Comparator.UP_TO, 3, 3, "within"),
        (Comparator.UP_TO, 3, 4, "over"),
        (Comparator.EXACTLY, 17, 15, "under_way"),
        (Comparator.EXACTLY, 8, 11, "over"),
        (Comparator.EXACTLY, 8, 8, "reached"),
        (Comparator.IN_TOTAL, 26, 0, "none_yet"),
        (Comparator.AT_LEAST, 4, 5, "reached"),
        (Comparator.OPEN, None, 3, "count_only"),
        (Comparator.EXACTLY, 17, None, "not_counted"),
    ],
)
def test_X06_each_comparator_has_its_own_states(comparator, planned, achieved, status):
    assert status_of(comparator, planned, achieved) == status


@pytest.mark.parametrize(
    ("comparator", "planned", "achieved", "text"),
    [
        (Comparator.EXACTLY, 15, 11, "11/15"),
        (Comparator.UP_TO, 3, 2, "2 (up to 3)"),
        (Comparator.AT_LEAST, 4, 5, "5 (at least 4)"),
        (Comparator.ABOUT, 10, 11, "11 (about 10)"),
        (Comparator.OPEN, None, 3, "3 seminars"),
        (Comparator.EXACTLY, 17, None, "–/17"),
    ],
)
def test_X06_each_comparator_is_told_in_its_own_words(comparator, planned, achieved, text):
    with override("en"):
        assert figure_text(comparator, planned, achieved, "seminars") == text


def test_X26_small_counts_of_a_sensitive_activity_are_hidden_from_the_public_only():
    act = project("act")
    talks = activity(act, "Avatud Dialoog", sensitive=True)
    target(act, measure="communities", comparator=Comparator.UP_TO, value=3, activity=talks)
    enrol(act, "Salajane", activity=talks)
    assert (only(act).achieved, only(act, public=True).achieved) == (1, None)
    assert only(act, public=True).url == ""


def test_C16_a_cross_check_compares_two_promises():
    act = project("act")
    communities = target(act, value=15)
    people = target(act, value=30, unit_et="inimest")
    verbs.create(CrossCheck(project=act, left=communities, multiplier=2, right=people), by=None)
    assert [check.holds for check in promise_board(act).checks] == [True]
    people.value = 31
    verbs.update(people, by=None, version=1)
    assert [check.holds for check in promise_board(act).checks] == [False]


def test_C16_a_cross_check_tells_what_is_counted_on_both_sides_so_far():
    act = project("act")
    left = target(act, value=15, measure="communities")
    right = target(act, value=30, unit_et="hõlbustajat", measure="facilitators")
    verbs.create(CrossCheck(project=act, left=left, multiplier=2, right=right), by=None)
    enrol(act, "Üks")
    with override("en"):
        ((check,), (hidden,)) = promise_board(act).checks, promise_board(act, public=True).checks
    assert check.counted == "counted so far: 1 kogukonda × 2 = 2, and 0 hõlbustajat"
    assert hidden.counted == ""


def test_C15_a_promise_for_each_community_grows_with_the_communities():
    act = project("act")
    target(act, measure="facilitators", per_measure="communities", value=2)
    enrol(act, "Üks")
    enrol(act, "Kaks")
    with override("en"):
        assert (only(act).planned, only(act).ratio) == (4, "2 for each of 2 (communities taking part): 4")


def test_a_measure_nobody_registered_counts_nothing_and_says_so():
    act = project("act")
    target(act, measure="kangelasteod", value=3)
    assert (only(act).achieved, only(act).status) == (None, "not_counted")


def test_the_board_costs_the_same_number_of_queries_with_one_and_with_six_targets(django_assert_num_queries):
    act = project("act")
    target(act, measure="communities", value=1)
    with django_assert_num_queries(2):
        promise_board(act)
    for _number in range(5):
        target(act, measure="communities", value=1)
    with django_assert_num_queries(2):
        promise_board(act)
    divided = target(act, measure="communities", distribution="area")
    verbs.create(TargetFactor(target=divided, value=2, label_et="korda"), by=None)
    verbs.create(TargetShare(target=divided, area=area(act, "Ape"), value=2), by=None)
    with django_assert_num_queries(2):
        promise_board(act)


def test_every_measure_leads_to_a_list_of_its_records():
    act = project("act")
    for key, _label in measures.choices():
        url = measures.get(key).url(act)
        assert f"?project={act.slug}" in url or f"/projects/{act.slug}/" in url

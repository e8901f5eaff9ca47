"""The promise board and the pages that change a promise."""
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.shared import verbs
from projects import actions
from projects.choices import Comparator, Distribution
from projects.models import Activity, Project, Target, TargetFactor, TargetShare
from tests.communities import world as villages
from tests.projects import world
from tests.shared.world import area
from tests.trainings import world as trainings
from trainings.models import EventDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(act):
    """17 communities: 4 + 3 + 5 + 5."""
    return world.add(
        Target(project=act, statement_et="17 külakogukonda", unit_et="kogukonda", value=17, measure="communities",
               comparator=Comparator.IN_TOTAL, distribution=Distribution.AREA)
    )


@pytest.fixture
def places(act):
    return [area(act, name, order) for order, name in enumerate(["Ape", "Engure", "Setomaa", "Alutaguse"], 1)]


def url(name, promise):
    return reverse(f"projects:target-{name}", args=[promise.project.slug, promise.pk])


def board_url(act):
    return reverse("projects:target-list", args=[act.slug])


def board(client, act, query=""):
    return client.get(board_url(act) + query)


def divided(client, promise, places, numbers, **more):
    basis = client.get(url("divide", promise)).context["form"].initial["basis"]
    data = {f"share_{place.pk}": number for place, number in zip(places, numbers, strict=True)}
    return client.post(url("divide", promise), data | {"basis": basis} | more)


def test_A10_a_division_of_17_is_saved_and_one_of_16_is_pointed_out(as_mari, act, promise, places):
    assert divided(as_mari, promise, places, [4, 3, 5, 5]).status_code == 302
    assert list(TargetShare.objects.values_list("value", flat=True)) == [4, 3, 5, 5]
    assert board(as_mari, act).context["board"].promises[0].warnings == ()
    assert divided(as_mari, promise, places, [4, 3, 5, 4]).status_code == 302
    (warning,) = board(as_mari, act).context["board"].promises[0].warnings
    assert ("16" in warning, "17" in warning) == (True, True)


def test_a_part_left_empty_is_undecided_and_not_zero(as_mari, promise, places):
    divided(as_mari, promise, places, [4, "", "", 0])
    assert dict(TargetShare.objects.values_list("area__name_et", "value")) == {"Ape": 4, "Alutaguse": 0}


def test_P41_a_division_changed_meanwhile_is_asked_and_both_are_shown(as_mari, promise, places):
    basis = as_mari.get(url("divide", promise)).context["form"].initial["basis"]
    actions.divide_target(promise, [(places[0], 9)], by=None)
    mine = {f"share_{places[0].pk}": 4, "basis": basis}
    asked = as_mari.post(url("divide", promise), mine)
    page = asked.content.decode()
    assert asked.status_code == 409
    assert ("Ape 9" in page, 'value="4"' in page) == (True, True)
    assert TargetShare.objects.get().value == 9
    again = mine | {"basis": asked.context["form"].data["basis"]}
    assert as_mari.post(url("divide", promise), again).status_code == 302
    assert TargetShare.objects.get().value == 4


def test_a_promise_that_is_not_divided_is_first_given_its_parts(as_mari, promise):
    promise.distribution = ""
    promise.save()
    answer = as_mari.get(url("divide", promise))
    assert (answer.status_code, answer.url) == (302, url("edit", promise))


def test_C12_a_formula_gives_the_promised_number(as_mari, act, promise):
    basis = as_mari.get(url("formula", promise)).context["form"].initial["basis"]
    rows = {"value_1": 2, "label_et_1": "korda", "value_2": 12, "label_et_2": "osalejat", "value_3": 1, "label_et_3": "dialoog"}
    assert as_mari.post(url("formula", promise), rows | {"basis": basis}).status_code == 302
    (shown,) = board(as_mari, act).context["board"].promises
    assert (shown.planned, shown.formula) == (24, "2 korda × 12 osalejat × 1 dialoog = 24")


@pytest.mark.parametrize(
    ("row", "field"),
    [({"value_1": 2}, "label_et_1"), ({"label_et_1": "korda"}, "value_1"), ({"value_1": -1, "label_et_1": "x"}, "value_1")],
)
def test_half_a_factor_is_refused_at_its_field(as_mari, promise, row, field):
    answer = as_mari.post(url("formula", promise), row | {"basis": "x"})
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert TargetFactor.objects.count() == 0


def test_the_board_shows_one_activitys_promises(as_mari, act, promise):
    ring = world.add(Activity(project=act, title_et="Mõttering"))
    verbs.create(Target(project=act, activity=ring, statement_et="Kolm ringi", unit_et="ringi", value=3), by=None)
    page = board(as_mari, act, f"?activity={ring.pk}")
    assert [card.promise.statement for card in page.context["page_obj"]] == ["Kolm ringi"]
    assert [card.activity for card in page.context["page_obj"]] == ["Mõttering"]
    assert len(board(as_mari, act, "?activity=999999").context["page_obj"]) == 2


def test_X37_the_figure_opens_its_records(as_mari, act, promise, places):
    villages.enrol(act, villages.community("Obinitsa"), area=places[2])
    page = board(as_mari, act)
    (shown,) = page.context["board"].promises
    assert (shown.achieved, shown.url) == (1, f"{reverse('communities:community-list')}?project={act.slug}")
    assert f'href="{shown.url}"' in page.content.decode()


def test_X32_more_than_promised_is_told_in_words_and_not_as_an_error(as_mari, act):
    verbs.create(
        Target(project=act, statement_et="Kuni üks kogukond", unit_et="kogukonda", value=1, measure="communities",
               comparator=Comparator.UP_TO), by=None,
    )
    for name in ("Ape", "Engure"):
        villages.enrol(act, villages.community(name))
    page = board(as_mari, act)
    (card,) = page.context["page_obj"]
    assert (card.promise.status, card.tone) == ("over", "info")
    assert 'role="alert"' not in page.content.decode()


def test_a_promise_without_a_number_has_no_share_in_its_ring(as_mari, act):
    verbs.create(
        Target(project=act, statement_et="Veebikohtumised", unit_et="kohtumist", comparator=Comparator.OPEN), by=None
    )
    (card,) = board(as_mari, act).context["page_obj"]
    assert (card.ring.of, card.ring.comparator, card.ring.text) == (None, "open", "–")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"comparator": "open", "value": 3}, "__all__"),
        ({"equal_share": 1, "distribution": ""}, "__all__"),
        ({"measure": "none-such"}, "measure"),
        ({"value": -1}, "value"),
    ],
)
def test_a_promise_that_contradicts_itself_is_refused(as_mari, act, fields, wrong):
    form = {"statement_et": "Reisid", "unit_et": "reisi", "comparator": "exactly", "order": 1}
    answer = as_mari.post(reverse("projects:target-create", args=[act.slug]), form | fields)
    assert (answer.status_code, wrong in answer.context["form"].errors) == (422, True)
    assert Target.objects.count() == 0


def test_after_adding_a_promise_that_is_divided_one_divides_it(as_mari, act, places):
    form = {"statement_et": "17 küla", "unit_et": "küla", "comparator": "exactly", "value": 17, "order": 1}
    divided = {"distribution": "area", "idempotency_key": uuid4()}
    answer = as_mari.post(reverse("projects:target-create", args=[act.slug]), form | divided)
    assert answer.url == url("divide", Target.objects.get())
    equal = {"distribution": "area", "equal_share": 2, "idempotency_key": uuid4()}
    assert as_mari.post(reverse("projects:target-create", args=[act.slug]), form | equal).url == board_url(act)


def test_who_works_in_one_activity_sees_its_promises_and_those_below_it(client, act, promise):
    ring = world.add(Activity(project=act, title_et="Mõttering"))
    inner = world.add(Activity(project=act, title_et="Alltegevus", parent=ring))
    own = world.add(Target(project=act, activity=inner, statement_et="Kolm ringi", unit_et="ringi", value=3, measure="events"))
    client.force_login(world.editor(act, world.organisation("Haapsalu"), activity=ring))
    assert [card.promise.pk for card in board(client, act).context["page_obj"]] == [own.pk]
    assert [client.get(url("detail", row)).status_code for row in (own, promise)] == [200, 404]
    assert "17 külakogukonda" not in board(client, act, "?format=csv").content.decode()
    actions.archive_part(own, by=None)
    assert board(client, act).context["has_promises"] is False


def test_X32_when_the_project_is_over_what_is_missing_is_a_number_and_no_failure(as_mari, act, promise):
    villages.enrol(act, villages.community("Obinitsa"))
    assert board(as_mari, act).context["board"].promises[0].status == "under_way"
    Project.objects.filter(pk=act.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    (card,) = board(as_mari, act).context["page_obj"]
    assert (card.promise.status, card.tone) == ("fewer", "info")
    before = (timezone.localdate() - timedelta(days=30)).isoformat()
    assert [card.promise.status for card in board(as_mari, act, f"?on={before}").context["page_obj"]] == ["none_yet"]


def test_the_board_asks_as_much_of_ten_days_as_of_a_thousand(as_mari, act):
    promise = world.add(Target(project=act, statement_et="Õppepäevad", unit_et="päeva", measure="days", comparator="open"))
    event = trainings.held(act)
    as_mari.get(board_url(act))
    asked = []
    for first, last in ((1, 10), (10, 1000)):
        EventDay.objects.bulk_create(
            EventDay(event=event, date=trainings.PAST + timedelta(days=number), half_days=2) for number in range(first, last)
        )
        for address in (board_url(act), url("detail", promise)):
            with CaptureQueriesContext(connection) as queries:
                page = as_mari.get(address)
            asked.append(len(queries))
        assert page.context["behind"].total == last
    assert asked[:2] == asked[2:] and max(asked) <= 15


def test_X38_the_board_is_exported_as_it_stands(as_mari, act, promise):
    answer = board(as_mari, act, "?format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (answer.status_code, len(lines), "17 külakogukonda" in lines[1]) == (200, 2, True)

"""Filter bars: folded search, scoped choices, and nothing by way of unknown parameters."""
import pytest
from django.http import QueryDict

from portal.shared.filters import PortalFilterSet
from projects.models import Activity
from tests.shared import world
from tests.shared.pages import ActivityFilters

pytestmark = pytest.mark.django_db


@pytest.fixture
def talgud():
    talgud = world.project("talgud")
    for title, alias in [("Küla ring", ""), ("Õppepäev", "Külapäev"), ("Žürii", "")]:
        world.activity(talgud, title, alias_et=alias)
    return talgud


def found(project, query):
    filters = ActivityFilters(QueryDict(query), Activity.objects.order_by("pk"), parent=project)
    return [activity.title_et for activity in filters.qs]


@pytest.mark.parametrize(
    "words, titles",
    [
        ("kula", ["Küla ring", "Õppepäev"]),
        ("KÜLA", ["Küla ring", "Õppepäev"]),
        ("kula ring", ["Küla ring"]),
        ("ring%20%20%20kula", ["Küla ring"]),
        ("zurii", ["Žürii"]),
        ("100%25", []),
        ("_", []),
        ("", ["Küla ring", "Õppepäev", "Žürii"]),
        ("%00", ["Küla ring", "Õppepäev", "Žürii"]),
    ],
)
def test_search_folds_and_wants_every_word(talgud, words, titles):
    assert found(talgud, f"search={words}") == titles


def test_several_columns_are_searched_word_by_word(talgud):
    class Wide(PortalFilterSet):
        search_in = ["search_key", "project__search_key"]

        class Meta:
            model = Activity
            fields = []

    wide = Wide(QueryDict("search=talgud zurii"), Activity.objects.all())
    assert [activity.title_et for activity in wide.qs] == ["Žürii"]


def test_unknown_parameters_do_nothing(talgud):
    assert len(found(talgud, "project__slug=x&title_et=y&kind__in=z&ordering=-pk&areas__project=9")) == 3


def test_a_wrong_value_is_said_and_does_not_filter(talgud):
    filters = ActivityFilters(QueryDict("kind=olematu&search=kula"), Activity.objects.all(), parent=talgud)
    assert filters.qs.count() == 2 and list(filters.form.errors) == ["kind"]


@pytest.mark.parametrize("key", ["9" * 400, str(2**63), "-1", "x", "%00"])
def test_ids_that_cannot_be_do_not_filter(talgud, key):
    assert len(found(talgud, f"areas={key}")) == 3


def test_choices_are_scoped(talgud):
    own, foreign = world.area(talgud, "Ape"), world.area(world.project("teine"), "Võõras")
    filters = ActivityFilters(QueryDict(), Activity.objects.all(), parent=talgud)
    assert list(filters.form.fields["areas"].queryset) == [own]
    assert len(found(talgud, f"areas={foreign.pk}")) == 3 and found(talgud, f"areas={own.pk}") == []


def test_it_knows_whether_it_is_used(talgud):
    def used(query):
        return ActivityFilters(QueryDict(query), Activity.objects.all(), parent=talgud).is_used
    assert [used(query) for query in ("", "search=", "kind=&page=2&sort=x", "search=a", "kind=other")] == [
        False, False, False, True, True
    ]


def test_the_helper_makes_no_form_of_its_own(talgud):
    helper = ActivityFilters(QueryDict(), Activity.objects.all(), parent=talgud).helper
    assert (helper.form_method, helper.form_tag, helper.disable_csrf) == ("get", False, True)

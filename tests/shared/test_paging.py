"""Pages of a list: from row to row every row is met once, on either database, whatever is empty."""
import pytest
from django.http import QueryDict

from portal.shared.paging import page_of
from portal.shared.ui.tags_lists import numbered_as
from tests.shared.sample import Coin, Purse, tables  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables")]


@pytest.fixture
def coins():
    purse = Purse.objects.create(name="Kukkur", own=0, total=None, grant=None)
    worths = [5, None, 3, 5, None, 1, 5, 2, 8, None, 3]
    Coin.objects.bulk_create(Coin(purse=purse, worth=worth, many=place % 3) for place, worth in enumerate(worths))
    return Coin.objects.all()


def ask(rows, changes, **options):
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in changes.items() if value is not None})
    return page_of(rows, query, 2, **options)


@pytest.mark.parametrize("order", [["worth"], ["-worth"], ["-many", "worth"], ["many", "-worth", "-pk"], []])
def test_each_row_is_met_once_forwards_and_backwards(coins, order):
    rows = coins.order_by(*order) if order else coins
    steady = rows.order_by(*(order or ["worth"]), *([] if order[-1:] == ["-pk"] else ["pk"]))
    whole = list(steady.values_list("pk", flat=True))
    met, page = [], ask(rows, {}, bound=4)
    assert (page.count, page.is_more, page.previous) == (4, True, None)
    while True:
        met += [row.pk for row in page]
        if not page.next:
            break
        page = ask(rows, page.next, bound=4)
    assert met == whole
    back, page = [], ask(rows, {"page": "last"}, bound=4)
    while page.number is None:
        back = [row.pk for row in page] + back
        page = ask(rows, page.previous, bound=4)
    assert back == whole[-len(back):] and len(back) >= len(whole) - 4


def test_a_list_on_one_page_is_not_counted(coins, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ask(coins.filter(worth__gt=5), {}).count == 1


def test_the_last_page_is_looked_for_from_the_end(coins):
    page = ask(coins, {"page": "last"})
    assert (page.number, page.count, [row.pk for row in page]) == (6, 11, [list(coins.order_by("worth", "pk"))[-1].pk])
    assert [row.pk for row in ask(coins, {"page": "99"})] == [row.pk for row in page]
    assert [row.pk for row in ask(coins, {"page": "5"})] == [row.pk for row in coins.order_by("worth", "pk")[8:10]]


@pytest.mark.parametrize("asked", [{"after": "x"}, {"after": "9" * 30}, {"before": "0"}, {"after": "999999"}, {"page": "x"}])
def test_what_leads_nowhere_leads_to_the_first_page(coins, asked):
    assert ask(coins, asked, bound=4).number == 1


def test_rows_that_are_no_queryset_have_pages_too():
    page = ask(list(range(5)), {"page": "last"})
    assert list(page) == [4] and [step.text for step in numbered_as(page).numbers] == [1, 2, 3]

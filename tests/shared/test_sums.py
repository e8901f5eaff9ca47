"""Totals of related rows."""

from decimal import Decimal

import pytest
from django.db.models import Count, F, Sum

from portal.shared.sums import count_of, sum_of
from tests.shared.sample import Coin, Purse, Receipt, tables  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables")]


@pytest.fixture
def purses():
    full, unknown, empty = (Purse.objects.create(name=name) for name in ("full", "unknown", "empty"))
    for worth in ("1.10", "2.20", "2.20", None):
        Coin.objects.create(purse=full, worth=worth and Decimal(worth))
    for paid in ("10", "20.05"):
        Receipt.objects.create(purse=full, paid=Decimal(paid))
    Coin.objects.create(purse=unknown)
    return {"full": full, "unknown": unknown, "empty": empty}


def test_two_sums_do_not_multiply(purses):
    rows = Purse.objects.annotate(
        worth=sum_of(Coin.objects, "worth", per="purse"),
        paid=sum_of(Receipt.objects, "paid", per="purse"),
        coins_held=count_of(Coin.objects, per="purse"),
        stated=count_of(Coin.objects.exclude(worth=None), per="purse"),
    )
    found = {row.name: (row.worth, row.paid, row.coins_held, row.stated) for row in rows}
    assert found == {
        "full": (Decimal("5.50"), Decimal("30.05"), 4, 3),
        "unknown": (None, None, 1, 0),
        "empty": (None, None, 0, 0),
    }
    # The control: joined sums do multiply, which is why the helper exists.
    joined = Purse.objects.annotate(worth=Sum("coins__worth"), paid=Sum("receipts__paid"), n=Count("coins")).get(
        name="full"
    )
    assert (joined.worth, joined.paid, joined.n) == (Decimal("11.00"), Decimal("120.20"), 8)


def test_annotations_chain_filter_and_calculate(purses):
    rows = Purse.objects.annotate(
        worth=sum_of(Coin.objects.filter(worth__gt=2), "worth", per="purse"),
        paid=sum_of(Receipt.objects.all(), "paid", per="purse"),
        left=F("paid") - F("worth"),
        weighted=sum_of(Coin.objects, F("worth") * F("many"), per="purse"),
        kinds=count_of(Coin.objects, per="purse", distinct="worth"),
    )
    row = rows.filter(coins__isnull=False, worth__lt=Decimal("4.41")).distinct().get()
    assert (row.worth, row.left, row.weighted, row.kinds) == (Decimal("4.40"), Decimal("25.65"), Decimal("5.50"), 2)
    assert rows.aggregate(all=Sum("paid")) == {"all": Decimal("30.05")}


def test_paths_and_other_outer_keys(purses):
    coins = Coin.objects.annotate(siblings=count_of(Coin.objects, per="purse", outer="purse")).order_by("pk")
    assert [coin.siblings for coin in coins] == [4, 4, 4, 4, 1]
    named = Purse.objects.annotate(worth=sum_of(Coin.objects, "worth", per="purse__name", outer="name"))
    assert named.get(name="full").worth == Decimal("5.50")


def test_an_order_does_not_split_the_total(purses):
    rows = Purse.objects.annotate(worth=sum_of(Coin.objects.order_by("worth", "pk"), "worth", per="purse"))
    assert rows.get(name="full").worth == Decimal("5.50")


def test_one_query(purses, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(
            Purse.objects.annotate(
                a=sum_of(Coin.objects, "worth", per="purse"), b=count_of(Receipt.objects, per="purse")
            )
        )

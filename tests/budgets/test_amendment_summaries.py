"""What becomes of a computed line when an amendment decides another amount for it."""
from decimal import Decimal

from budgets.summaries.amendments import kept_computed
from budgets.summaries.versions import LineContent


def unit_line(amount, unit_cost):
    values = {"cost_basis": "unit", "amount": Decimal(amount), "unit_cost": Decimal(unit_cost), "quantity": 1}
    return LineContent(**dict.fromkeys(LineContent.__dataclass_fields__) | values)


def test_more_units_than_can_be_counted_become_a_lump_sum():
    line = kept_computed(unit_line("999999999.00", "0.01"))
    assert (line.cost_basis, line.quantity, line.unit_cost) == ("lump", None, None)
    assert kept_computed(unit_line("30.00", "0.01")).quantity == 3000

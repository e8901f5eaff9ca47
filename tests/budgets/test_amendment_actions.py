

def test_more_units_than_can_be_counted_become_a_lump_sum():
    from budgets.summaries.amendments import kept_computed

    line = kept_computed(unit_line(amount="999999999.00", unit_cost="0.01"))
    assert (line.cost_basis, line.quantity, line.unit_cost) == ("lump", None, None)
    assert kept_computed(unit_line(amount="30.00", unit_cost="0.01")).quantity == 3000


def unit_line(amount, unit_cost):
    from budgets.summaries.versions import Line

    values = dict.fromkeys(Line.__dataclass_fields__) | {
        "cost_basis": "unit", "amount": Decimal(amount), "unit_cost": Decimal(unit_cost), "quantity": 1,
    }
    return Line(**values)

"""What is approved stays: no SQL, no save of a row, no form and no page of the admin changes a figure of it (P-45)."""
import pytest
from django.db import IntegrityError, connection, models, transaction

from budgets import models as our
from tests.budgets.books import DAY, Books, put

pytestmark = [pytest.mark.django_db, pytest.mark.broken_money]

# {model: what must stay of a row}; each of them is changed in every way there is.
FIGURES = {
    our.Budget: ["stated_total", "basis", "partnership", "project"],
    our.BudgetLine: [
        "amount", "budget", "number", "category", "cost_basis", "quantity", "unit_cost", "flat_rate", "flat_of",
    ],
    our.FundingShare: ["amount", "as_of", "budget", "source", "programme"],
    our.LineFunding: ["amount", "line", "share"],
    our.BudgetVersion: ["content", "number", "approved_on", "decided_by", "project"],
    our.Expense: ["total", "vat", "vat_eligible", "outside", "charged", "supplier", "number", "issued_on", "payer", "archived_at"],
    our.ExpenseShare: ["amount", "line", "budget", "expense"],
    our.Claim: ["state", "period", "partnership", "project", "reference", "submitted_on", "decided_on", "decided_by", "note"],
    our.ClaimItem: ["amount", "accepted", "refused_because", "share", "claim"],
    our.ClaimVersion: ["content", "number", "step", "claim"],
}
EACH = [(model, name) for model, names in FIGURES.items() for name in names]


@pytest.fixture
def made(talgud, partner):
    books = Books(talgud, partner)
    books.close(row={})
    return books


def figures():
    """Every frozen row with its figures."""
    return {model: list(model._base_manager.order_by("pk").values_list("pk", *names)) for model, names in FIGURES.items()}


def otherwise(field):
    """SQL of a value that the column does not hold now."""
    column = connection.ops.quote_name(field.column)
    if isinstance(field, models.BooleanField):
        return f"NOT {column}"
    if isinstance(field, models.DateField):
        return "'1999-01-01'"
    if isinstance(field, models.CharField | models.TextField):
        return "'z'"
    return f"COALESCE({column}, 0) + 1"


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount, f"nothing was asked: {statement}"


def never(work):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        work()


# --- past the portal


def test_no_sql_changes_a_figure(made):
    before = figures()
    for model, name in EACH:
        field = model._meta.get_field(name)
        never(lambda m=model, f=field: execute(f"UPDATE {m._meta.db_table} SET {f.column} = {otherwise(f)}"))
    assert figures() == before


@pytest.mark.postgres
def test_no_sql_deletes_a_row(made):
    before = figures()
    for model in FIGURES:
        never(lambda m=model: execute(f"DELETE FROM {m._meta.db_table}"))
    assert figures() == before


def test_nothing_is_saved_row_by_row_or_many_at_once(made):
    before = figures()
    for model, name in EACH:
        field, row = model._meta.get_field(name), model._base_manager.first()
        value = {models.DateField: DAY, models.BooleanField: not getattr(row, field.attname)}.get(type(field), "7")
        setattr(row, field.attname, None if field.null and getattr(row, field.attname) is not None else value)
        never(row.save)
        never(lambda r=row, f=field.attname: r.save(update_fields=[f]))
        never(lambda m=model, r=row, n=name: m._base_manager.bulk_update([r], [n]))
    assert figures() == before


def test_nothing_is_added_to_what_is_approved_nor_moved_into_it(made):
    """Rows that nobody approved, put where they would count."""
    before = figures()
    put(made.second, state="draft")
    line = our.BudgetLine.objects.create(budget=made.second, number=9, title_et="Rida", amount="1.00")
    share = our.FundingShare.objects.create(budget=made.second, source="other", amount="1.00")
    cell = our.LineFunding.objects.create(line=line, share=share, amount="1.00")
    expense = our.Expense.objects.create(
        project=made.project, payer=made.second.partnership, supplier="B", issued_on=DAY, total="1.00", charged="1.00",
    )
    part = our.ExpenseShare.objects.create(expense=expense, budget=made.second, amount="1.00")
    draft = made.a_claim(made.second.partnership)
    item = our.ClaimItem.objects.create(claim=draft, share=part, amount="1.00")
    loose = [line, share, cell, expense, part, draft, item]
    for row, moved in [
        (line, {"budget": made.first}), (share, {"budget": made.first}), (cell, {"line": made.trip}),
        (part, {"expense": made.expense}), (item, {"claim": made.claim}),
    ]:
        never(lambda r=row, m=moved: put(r, **m))
        copy = type(row)._base_manager.get(pk=row.pk)
        copy.pk, copy._state.adding = None, True
        for name, value in ({"number": 8} if row is line else {"source": "state"} if row is share else {}).items():
            setattr(copy, name, value)
        for name, value in moved.items():
            setattr(copy, name, value)
        never(lambda c=copy: c.save(force_insert=True))
    for row in reversed(loose):
        type(row)._base_manager.filter(pk=row.pk).delete()
    put(made.second, state="approved")
    assert figures() == before

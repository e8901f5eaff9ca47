"""What is approved stays: no SQL, no save of a row, no form and no page of the admin changes a figure of it (P-45)."""
import json
import re
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.urls import NoReverseMatch, reverse

from budgets import models as our
from portal.shared import guards
from projects.models import User
from tests.budgets.books import DAY, Books, put
from tests.house import asking, hostile
from tests.house.sampling import steps
from tests.portal.forms import read_form

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
    our.Expense: [
        "total", "vat", "vat_eligible", "outside", "charged", "supplier", "number", "issued_on", "payer", "archived_at",
    ],
    our.ExpenseShare: ["amount", "line", "budget", "expense"],
    our.Claim: ["state", "period", "partnership", "project", "reference", "submitted_on", "decided_on", "decided_by", "note"],
    our.ClaimItem: ["amount", "accepted", "refused_because", "share", "claim"],
    our.ClaimVersion: ["content", "number", "step", "claim"],
}
NAMES = {name for names in FIGURES.values() for name in names}
AMOUNTS = {"amount", "stated_total", "quantity", "unit_cost", "flat_rate", "total", "vat", "outside", "accepted", "amount_1"}
SENT = 45  # fewer would mean that nobody looks any more
NOW = datetime(2026, 1, 1, tzinfo=UTC)
# What a browser sends back as it came.
KEPT = {"csrfmiddlewaretoken", "version", "idempotency_key"}
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
        never(lambda m=model, f=field: execute(f"UPDATE {m._meta.db_table} SET {f.column} = {otherwise(f)}"))  # noqa: S608
    assert figures() == before


@pytest.mark.postgres
def test_no_sql_deletes_a_row(made):
    before = figures()
    for model in FIGURES:
        never(lambda m=model: execute(f"DELETE FROM {m._meta.db_table}"))  # noqa: S608
    assert figures() == before


def test_nothing_is_saved_row_by_row_or_many_at_once(made):
    before = figures()
    for model, name in EACH:
        field, row = model._meta.get_field(name), model._base_manager.first()
        before_it = getattr(row, field.attname)
        value = {models.DateField: date(1999, 1, 1), models.BooleanField: not before_it, models.DateTimeField: NOW}
        other = "8" if str(before_it) == "7" else "7"
        setattr(row, field.attname, None if field.null and before_it is not None else value.get(type(field), other))
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


def test_without_its_guard_a_figure_could_be_changed(made):
    """The control: it is the trigger that says no."""
    table = our.BudgetLine._meta.db_table
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guards.name_when(our.BudgetLine, 'UPDATE')}{on}")
    assert our.BudgetLine.objects.update(amount="1.00") == 2


# --- through the portal


class Typist:
    """Somebody who opens every page of the money and its admin, types another figure into every field, and sends it."""

    def __init__(self, client, books, user):
        self.client, self.sent, self.before = client, 0, figures()
        client.force_login(user)
        rows = [
            books.first, books.line, books.grant, books.expense, books.share, books.item, books.claim, books.period,
            books.project, books.cell, books.stated, our.BudgetVersion.objects.get(), our.ClaimVersion.objects.get(),
        ]
        self.ids = {row._meta.model_name: str(row.pk) for row in rows}
        self.slug = books.project.slug

    def pages(self):
        """(address, the id of its form)"""
        for route in asking.routes(admin=False):
            if route.name.startswith("budgets:"):
                with suppress(asking.Unanswerable):
                    yield asking.address(route, self.slug, self.ids), ""

    def admin_pages(self):
        for model in FIGURES:
            name, key = model._meta.model_name, self.ids[model._meta.model_name]
            for page, args in [("change", [key]), ("delete", [key]), ("add", [])]:
                with suppress(NoReverseMatch):
                    yield reverse(f"admin:budgets_{name}_{page}", args=args), f"{name}_form"

    def type_into(self, url, form_id):
        """All fields otherwise at once and figures that the form does not have; then each amount alone."""
        page = self.client.get(url)
        body = hostile.content(page)
        data = read(body, form_id) if page.status_code == 200 else {}
        self.send(url, self.beside() | {name: other_values(name, values) for name, values in data.items()})
        for name, values in data.items():
            if other_values(name, values) != values and name.split("-")[-1] in AMOUNTS:
                self.send(url, data | {name: other_values(name, values)})

    def beside(self):
        """What no page asks for here: every figure by its name, a cell of the table, an item of the claim."""
        line, item, share = self.ids["budgetline"], self.ids["claimitem"], self.ids["expenseshare"]
        return dict.fromkeys(NAMES, "4321") | {
            f"line-{line}-amount": "4321", "was": json.dumps({f"line-{line}-amount": "5000.00"}), "overruled": "on",
            f"amount-{share}": "1", f"accepted-{item}": "1", f"because-{item}": "Nii",
        }

    def send(self, url, data):
        """What is sent is taken back, after a look at the figures."""
        with transaction.atomic():
            self.client.post(url, data)
            after = figures()
            transaction.set_rollback(True)
        self.sent += 1
        for model in FIGURES:
            assert set(self.before[model]) <= set(after[model]), f"{model.__name__} changed by {url} with {data}"
        for model in (our.BudgetLine, our.FundingShare, our.LineFunding, our.ClaimItem, our.ExpenseShare):
            assert len(self.before[model]) == len(after[model]) or "/expenses/" in url, f"{url} added with {data}"


def read(body, form_id):
    if not form_id:
        return hostile.OnPage(body).data
    return read_form(body, form_id) if f'id="{form_id}"' in body else {"post": ["yes"]}


def other_values(name, values):
    """Another figure, another day, another word: whatever the field takes."""
    if name in KEPT or name.endswith("_FORMS") or not values:
        return values
    text = values[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return ["2024-08-01"]
    return ["4321"] if re.fullmatch(r"[\d  .,]*", text) else [f"{text}x"[:20]]


@pytest.mark.parametrize("who", ["coordinator", "staff"])
def test_no_form_changes_a_figure(made, client, mari, who):
    staff = who == "staff"
    user = User.objects.create_superuser("boss@example.org", "parool-parool", name="Boss") if staff else mari
    typist = Typist(client, made, user)
    for url, form_id in steps(typist.admin_pages() if staff else typist.pages()):
        typist.type_into(url, form_id)
    assert typist.sent >= len(steps(range(SENT))), typist.sent

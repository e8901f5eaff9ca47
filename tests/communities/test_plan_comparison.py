"""All plans of a project side by side: figures, what their sums cover, who sees which, and the workbook."""
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from communities.models import ActionPlan
from communities.summaries.comparison import comparison_of, sums_of
from portal.shared import verbs
from tests.communities import planning
from tests.communities import world as here

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Three years end with 500 euros; one of two needs is priced."""
    made = planning.plan()
    planning.answer(made, "price_per_user", "12.00")
    planning.answer(made, "variable_cost_per_user", "4.50")
    service = planning.row(made, "services", name="Koduabi", paid_hours=20, unpaid_hours=35, kind=planning.service_kind())
    planning.row(made, "services", name="=1+1", unpaid_hours=5, order=1)
    planning.row(made, "tasks", name="Osta", status="done", service=service)
    planning.row(made, "tasks", name="Müü", order=1)
    planning.row(made, "investments", name="Ahi", quantity=2, unit_price=Decimal("350.50"))
    planning.row(made, "investments", name="Katus", order=1)
    planning.row(made, "finance", item="sales", year_1=Decimal(1000), year_2=Decimal(1000))
    planning.row(made, "finance", item="labour", year_1=Decimal(500), year_2=Decimal(1200), is_fixed=True, order=1)
    planning.row(made, "risks", name="Tuli", likelihood=5, impact=3)
    planning.row(made, "risks", name="Vesi", likelihood=5, impact=2, order=1)
    planning.row(made, "indicators", name="Kasutajad", target=Decimal("4.5"), measured_on=date(2024, 5, 1))
    return made


@pytest.fixture
def bare(plan):
    """A second plan that says nothing yet."""
    return here.plan(here.enrol(plan.project, here.community("Lüübnitsa")), template=plan.template, title="Tühi")


@pytest.fixture
def mari(plan):
    return here.coordinator(plan.project)


def address(plan, query=""):
    return reverse("communities:plan-comparison", args=[plan.project.slug]) + query


def figures(plan):
    rows = ActionPlan.objects.filter(project=plan.project).select_related(
        "project", "group", "enrolment__area", "enrolment__community"
    )
    return comparison_of(rows.order_by("pk"))


def test_figures_and_what_their_sums_cover(plan, bare, django_assert_num_queries):
    assert connection.features.supports_json_field  # asked once per connection
    with django_assert_num_queries(2):
        full, empty = figures(plan)
    assert full.services == ("Koduabi", "=1+1") and (full.tasks, full.tasks_done, full.red_risks, full.indicators) == (2, 1, 1, 1)
    assert (full.investment, full.priced, full.investments) == (Decimal("701.00"), 1, 2)
    assert full.results == (Decimal(500), Decimal(-200), None) and full.break_even == 67
    assert (full.paid_hours, full.unpaid_hours) == (20, 40)
    assert (empty.investment, empty.results, empty.paid_hours, empty.percent) == (None, (None, None, None), None, 0)
    sums = sums_of([full, empty])
    assert (sums.investment.total, sums.investment.known, sums.investment.of) == (Decimal("701.00"), 1, 2)
    assert sums.results[2].total is None and sums.unpaid_hours.total == 40 and sums.services == 2


def test_the_page_and_its_sums(client, plan, bare, mari):
    client.force_login(mari)
    with override("en"):
        text = client.get(address(plan)).content.decode()
    foot = text.partition("<tfoot>")[2].partition("</tfoot>")[0]
    assert "€701.00<small>known for 1 of 2</small>" in foot and "1 of 2 rows" in foot and "40<small>" in foot
    order = [client.get(address(plan, query)).context["table"].objects for query in ("?sort=-investment", "?sort=investment")]
    # What is unknown comes last, whichever way it is sorted.
    assert [[one.plan.title for one in rows] for rows in order] == [["Kava", "Tühi"]] * 2
    assert [one.plan.title for one in client.get(address(plan, "?status=approved")).context["table"].objects] == []


def test_hidden_communities_are_in_no_row_and_no_sum(client, plan, bare, mari):
    plan.enrolment.sensitive = True
    verbs.update(plan.enrolment, by=None, version=plan.enrolment.version)
    partner = here.partner(plan.project)
    client.force_login(here.reader(plan.project, partner))
    shown = client.get(address(plan))
    assert [one.plan.title for one in shown.context["table"].objects] == ["Tühi"] and "701,00" not in shown.content.decode()
    book = load_workbook(io.BytesIO(client.get(address(plan, "?format=xlsx")).content))
    assert "Obinitsa" not in str([list(sheet.values) for sheet in book])
    client.force_login(mari)
    assert len(client.get(address(plan)).context["table"].objects) == 2


def test_a_workbook_with_every_table(client, plan, bare, mari):
    client.force_login(mari)
    book = load_workbook(io.BytesIO(client.get(address(plan, "?format=xlsx")).content))
    assert len(book.sheetnames) == 7
    sheets = [list(sheet.values) for sheet in book]
    assert [len(sheet) for sheet in sheets] == [3, 3, 3, 3, 3, 3, 2]
    services, investments = sheets[1], sheets[3]
    assert services[1][1:4] == ("Obinitsa", "Kava", "Koduabi") and services[1][4] == "Koduabi"
    assert book.worksheets[1].cell(3, 4).data_type == "s" and services[2][3] == "=1+1"
    assert investments[1][-1] == Decimal("701.00") and investments[2][-1] is None
    csv = client.get(address(plan, "?format=csv")).content.decode()
    assert "701.00" in csv and "Osta" not in csv


def test_thirty_plans_take_as_many_queries_as_one(client, plan, mari):
    client.force_login(mari)

    def queries():
        client.get(address(plan))
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address(plan)).status_code == 200
        return len(counted)

    first = queries()
    for number in range(29):
        made = here.plan(here.enrol(plan.project, here.community(f"Küla {number}")), template=plan.template, title=f"{number}")
        planning.row(made, "tasks", name="Töö")
    here.group_plan(plan.project)
    assert queries() == first <= 15
    assert len(client.get(address(plan)).context["table"].objects) == 31

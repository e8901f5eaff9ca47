"""A plan as it is read: sections, tables, sums, and what is still missing."""
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from communities.choices import AssetCategory, AssetVisibility, FieldKind
from communities.models import ActionPlan, Asset
from communities.summaries.content import content_from, content_of, contents_of
from communities.summaries.filled import filling_from
from communities.summaries.state import state_of
from portal.shared import verbs
from portal.shared.dates import PartialDate
from projects.models import Programme, RuleSet
from tests.communities import planning
from tests.communities import world as here

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return planning.plan(start=PartialDate(2024), end=PartialDate(2026))


def fresh(plan):
    return ActionPlan.objects.select_related("project").get(pk=plan.pk)


def content(plan):
    return content_of(fresh(plan))


def tones(section):
    return [check.tone for check in section.checks]


def test_a_full_plan_of_any_size_is_one_query(plan, django_assert_num_queries):
    service = planning.row(
        plan, "services", m2m={"audiences": [planning.audience()]}, name="Koduabi", kind=planning.service_kind()
    )
    for number in range(40):
        planning.row(plan, "tasks", name=f"Töö {number}", service=service, order=number)
        planning.entry(plan, need=f"Vajadus {number}", priority=str(number))
    assert connection.features.supports_json_field  # asked once per connection
    row = fresh(plan)
    with django_assert_num_queries(1):
        found = content_of(row)
    assert len(found.section("tasks").grid.rows) == len(found.section("needs").grid.rows) == 40
    assert found.section("tasks").grid.rows[0].cells[1].shown == "Koduabi"
    assert [cell.shown for cell in found.section("services").grid.rows[0].cells[:4]] == ["Koduabi", "Koduabi", "", "Eakad"]


def test_two_plans_do_not_mix(plan):
    planning.answer(plan, "summary", "Minu")
    planning.entry(plan, need="Pood")
    other = here.plan(here.enrol(plan.project, here.community("Lüübnitsa")), template=plan.template)
    planning.row(other, "risks", name="Tuli")
    found = contents_of(ActionPlan.objects.select_related("project"))
    assert [found[plan.pk].section(code).done for code in ("general", "needs", "risks")] == [1, 2, 0]
    assert [found[other.pk].section(code).done for code in ("general", "needs", "risks")] == [0, 0, 2]


def test_labels_and_numbers_are_in_the_plans_language(plan):
    planning.row(plan, "services", name="Palīdzība", kind=planning.service_kind(), price=Decimal("1200.50"))
    plan.language = "lv"
    verbs.update(plan, by=None, version=plan.version)
    cells = {cell.name.split("-")[-1]: cell for cell in content(plan).section("services").grid.rows[0].cells}
    assert (cells["price"].text, cells["price"].shown) == ("1200.50", "1\u00a0200,50\u00a0€")
    assert cells["kind"].shown == "Palīdzība mājās"


def test_what_was_taken_out_is_not_counted(plan):
    kept, out = planning.entry(plan, need="Pood"), planning.entry(plan, need="Buss")
    verbs.archive(out, by=None)
    verbs.archive(planning.row(plan, "risks", name="Tuli"), by=None)
    section = content(plan).section("needs")
    assert [row.key for row in section.grid.rows] == [f"e-{kept.pk}"]
    assert content(plan).section("risks").grid.rows == ()


def test_completeness_counts_questions_rows_and_cells(plan):
    empty = content(plan)
    # A summary, a row in each of the eight tables; nothing is there.
    assert (empty.done, empty.of, empty.percent) == (0, 9, 0)
    planning.answer(plan, "summary", "Lühidalt")
    planning.row(plan, "risks", name="Tuli", likelihood=3)
    found = content(plan)
    assert (found.section("general").done, found.section("general").of) == (1, 1)
    assert (found.section("risks").done, found.section("risks").of) == (3, 6)


def test_an_optional_section_asks_nothing_until_it_is_begun(plan):
    section = plan.template.sections.get(code="risks")
    section.required = False
    verbs.update(section, by=None, version=section.version)
    assert content(plan).section("risks").of == 0
    planning.row(plan, "risks", name="Tuli")
    assert (content(plan).section("risks").done, content(plan).section("risks").of) == (1, 5)


def test_a_plan_without_a_template_says_so():
    plan = planning.plan()
    plan.template = None
    verbs.update(plan, by=None, version=plan.version)
    found = content(plan)
    assert (found.sections, found.percent, [check.tone for check in found.checks]) == ((), 100, ["attention"])


def test_resources_are_shown_without_those_of_the_working_group(plan):
    community = plan.enrolment.community
    for name, visibility in [("Kiik", AssetVisibility.PUBLIC), ("Võti", AssetVisibility.WORKGROUP)]:
        verbs.create(Asset(community=community, name=name, category=AssetCategory.PLACES, visibility=visibility), by=None)
    grid = content(plan).section("resources").grid
    assert ([row.cells[1].text for row in grid.rows], grid.is_typed) == (["Kiik"], False)
    assert {cell.name for row in grid.rows for cell in row.cells} == {""}


def test_an_answer_keeps_the_estonian_choice_and_shows_the_plans_language(plan):
    field = planning.field(
        plan.template.sections.get(code="general"), "model", FieldKind.CHOICES,
        options_et="Teenuse ost\nRuumide kasutus", options_lv="Pakalpojuma pirkums\nTelpu izmantošana",
    )
    planning.answer(plan, "model", "Ruumide kasutus\nKunagine valik")
    plan.language = "lv"
    verbs.update(plan, by=None, version=plan.version)
    question = next(q for q in content(plan).section("general").questions if q.code == "model")
    assert question.cell.shown == "Telpu izmantošana, Kunagine valik"
    assert question.options[0] == ("Teenuse ost", "Pakalpojuma pirkums")
    assert question.cell.name == f"a-{field.pk}"


class TestChecks:
    def test_a_loss_in_the_third_year_must_be_explained(self, plan):
        planning.row(plan, "finance", item="sales", year_1=100, year_2=100, year_3=100)
        assert tones(content(plan).section("finance")) == ["info"]
        planning.row(plan, "finance", item="labour", year_1=50, year_2=50, year_3=150, is_fixed=True)
        section = content(plan).section("finance")
        comment = next(q for q in section.questions if q.code == "loss_comment")
        assert "danger" in tones(section) and comment.required and comment.missing
        planning.answer(plan, "loss_comment", "Ei ole veel elujõuline.")
        section = content(plan).section("finance")
        assert "danger" not in tones(section) and "attention" in tones(section) and section.is_complete
        assert [text.replace("\u00a0", " ") for text in section.grid.footer[2][2:5]] == ["50,00 €", "50,00 €", "−50,00 €"]
        assert {len(row) for row in section.grid.footer} == {len(section.grid.headings) + len(section.grid.computed)}

    def test_nothing_known_is_no_loss(self, plan):
        planning.row(plan, "finance", item="labour")
        assert tones(content(plan).section("finance")) == ["info"]
        assert content(plan).section("finance").grid.totals == ()

    def test_break_even_and_reserve_stand_below_the_table(self, plan):
        planning.row(plan, "finance", item="premises", year_1=1200, year_2=1200, year_3=1200)
        for code, text in [("price_per_user", "10.00"), ("variable_cost_per_user", "3.00"), ("reserve", "250.00")]:
            planning.answer(plan, code, text)
        totals = [text.replace("\u00a0", " ") for _label, text in content(plan).section("finance").grid.totals]
        assert [text.split()[0] for text in totals] == ["172", "2,5"]

    def test_missing_quotes_follow_the_programmes_rule(self, plan):
        planning.row(plan, "investments", name="Riiul", quantity=2, unit_price=600, quotes=0, source="project")
        assert tones(content(plan).section("investments")) == ["attention"]
        programme = verbs.create(Programme(code="katse", name_et="Katse"), by=None)
        strand = verbs.create(Programme(code="osa", name_et="Osa", parent=programme), by=None)
        rules = {"programme": programme, "one_quote_from": Decimal(2000), "three_quotes_from": Decimal(9000)}
        verbs.create(RuleSet(valid_until=date(2019, 12, 31), **rules | {"one_quote_from": Decimal(1)}), by=None)
        verbs.create(RuleSet(valid_from=date(2020, 1, 1), **rules), by=None)
        plan.project.programme = strand
        verbs.update(plan.project, by=None, version=plan.project.version)
        assert tones(content(plan).section("investments")) == []

    def test_tasks_outside_the_plan_and_services_without_a_task_are_named(self, plan):
        planning.row(plan, "services", name="Pood")
        served = planning.row(plan, "services", name="Saun")
        planning.row(plan, "tasks", name="Küta", service=served, start=PartialDate(2023, 5), end=PartialDate(2024))
        planning.row(plan, "tasks", name="Pühi", start=PartialDate(2024, 5), end=PartialDate(2026, 12, 31))
        texts = " ".join(check.text for check in content(plan).section("tasks").checks)
        assert "Küta" in texts and "Pood" in texts and "Pühi" not in texts and "Saun" not in texts

    def test_great_risks_are_named_and_marked(self, plan):
        planning.row(plan, "risks", name="Väike", likelihood=2, impact=5)
        planning.row(plan, "risks", name="Suur", likelihood=3, impact=5)
        section = content(plan).section("risks")
        assert [(row.computed, row.tone) for row in section.grid.rows] == [(("10",), ""), (("15",), "danger")]
        assert "Suur" in section.checks[0].text and "Väike" not in section.checks[0].text


def test_what_is_filled_in_is_counted_the_same_without_the_words(plan):
    planning.row(plan, "tasks", name="Töö", order=1)
    state = state_of(fresh(plan))
    whole, counts = content_from(state), filling_from(state)
    assert [(one.code, one.done, one.of) for one in counts.sections] == [(one.code, one.done, one.of) for one in whole.sections]
    assert counts.of > 0 and counts.percent == whole.percent
    assert [one.title for one in counts.sections if not one.is_complete] == [
        one.title for one in whole.sections if not one.is_complete
    ]

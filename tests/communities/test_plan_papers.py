"""A plan on paper: in its own language, tagged, with what was decided; and who may take it along."""
import io
import os
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document as Word

from communities import actions
from communities.choices import PlanStatus, PlanStep
from communities.exports import paper_of
from communities.models import ActionPlan, PlanDecision
from communities.summaries.content import content_of
from portal.shared import verbs
from portal.shared.papers import Facts, Grid, Heading, Prose, paper_pdf, pdf
from projects.models import Programme
from tests.communities import planning
from tests.communities import world as here
from tests.shared import world
from tests.shared.papers import faults_of, text_of

pytestmark = pytest.mark.django_db
LETTERS = {"et": "Žürii ja õunapüree: šašlõkk", "lv": "Ņemšana, ķēve, šķūnis, ģimene, ļaudis, žogs"}


@pytest.fixture(params=["et", "lv"])
def plan(request):
    made = planning.plan(language=request.param)
    programme = verbs.create(
        Programme(
            code="kl", name_et="Programm", statement_et="Rahastab Euroopa Liit.", statement_lv="Finansē Eiropas Savienība.",
            marks="Euroopa Liidu embleem",
        ),
        by=None,
    )
    made.project.programme = programme
    verbs.update(made.project, by=None, version=made.project.version)
    planning.answer(made, "how_made", f"- {LETTERS[request.param]}\n- teine")
    planning.answer(made, "reserve", "900.00")
    service = planning.row(made, "services", name="Koduabi", kind=planning.service_kind(), price=Decimal(0))
    for number in range(30):
        planning.row(made, "tasks", name=f"Töö {number}", service=service, cost=Decimal(1200), source="project", order=number)
    planning.row(made, "finance", item="sales", year_1=Decimal(10), year_2=Decimal(20), year_3=Decimal(30))
    planning.entry(made, need="Pood", priority="2")
    verbs.create(
        PlanDecision(
            plan=made, step=PlanStep.RETURNED, decided_on=date(2024, 5, 1), body="Vallavalitsus", present=9, in_favour=7,
        ),
        by=None,
    )
    return fresh(made)


def fresh(plan):
    return ActionPlan.objects.select_related("project__programme", "enrolment__community__municipality").get(pk=plan.pk)


def paper(plan, version=None):
    return paper_of(plan, content_of(plan), PlanDecision.objects.filter(plan=plan), version)


def of_kind(found, kind):
    return [block for block in found.blocks if isinstance(block, kind)]


def test_it_says_everything_in_the_plans_language(plan):
    found = paper(plan)
    estonian = plan.language == "et"
    assert found.language == plan.language and found.marks == "Euroopa Liidu embleem"
    assert found.statement == ("Rahastab Euroopa Liit." if estonian else "Finansē Eiropas Savienība.")
    assert [block.markdown for block in of_kind(found, Prose)] == [f"- {LETTERS[plan.language]}\n- teine"]
    assert ("Palīdzība mājās" in str(of_kind(found, Facts))) is not estonian
    grids = {grid.caption: grid for grid in of_kind(found, Grid)}
    assert len(grids["Tasks"].rows) == 30 and "1 200,00" in grids["Tasks"].rows[0][3].replace("\xa0", " ")
    assert all(len(grid.columns) <= 6 for grid in grids.values())
    decisions = of_kind(found, Grid)[-1]
    assert decisions.rows[0][2] == "Vallavalitsus" and {"9", "7"} <= set(decisions.rows[0][3].replace(",", "").split())


@pytest.fixture
def pango():
    missing = pdf.pango_is_installed()
    if missing:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(f"{missing[0].msg} {missing[0].hint}")


def test_the_pdf_is_read_aloud_and_shows_every_letter(pango, plan):
    file = paper_pdf(paper(plan))
    assert faults_of(file, title=plan.title, language=plan.language) == set()
    text = text_of(file).replace("\n", " ")
    assert LETTERS[plan.language] in text and "Euroopa Liidu embleem" in text


def test_a_version_is_told_as_it_was(plan):
    version = actions.freeze_plan(plan, PlanStep.SUBMITTED, by=None)
    then = content_of(plan)
    verbs.create(PlanDecision(plan=plan, step=PlanStep.ENDORSED, decided_on=date(2024, 6, 1), body="Volikogu"), by=None)
    found = paper_of(plan, then, PlanDecision.objects.filter(plan=plan), version)
    assert "Volikogu" not in str(found.blocks) and "Vallavalitsus" in str(found.blocks)
    assert "1" in found.footer and "Volikogu" in str(paper(plan).blocks)
    assert ("Kava" in found.footer) and Heading("Tasks") in found.blocks


# --- the pages ---


def address(plan, kind, query=""):
    return reverse(f"communities:plan-{kind}", args=[plan.project.slug, plan.pk]) + query


@pytest.mark.parametrize("plan", ["et"], indirect=True)
def test_who_takes_it_along(client, plan, django_assert_max_num_queries):
    partner = here.partner(plan.project)
    client.force_login(here.reader(plan.project, partner))
    client.get(address(plan, "print"))
    with django_assert_max_num_queries(15):
        printed = client.get(address(plan, "print"))
    assert printed.status_code == 200 and LETTERS["et"] in printed.content.decode()
    word = client.get(address(plan, "word"))
    assert word["Content-Disposition"] == 'attachment; filename="Kava.docx"'
    tables = Word(io.BytesIO(word.content)).tables
    assert "Töö 29" in str([cell.text for table in tables for row in table.rows for cell in row.cells])
    actions.freeze_plan(plan, PlanStep.SUBMITTED, by=None)
    assert client.get(address(plan, "word", "?version=1"))["Content-Disposition"] == 'attachment; filename="Kava 1.docx"'
    for query in ("?version=2", "?version=x", "?version=" + "9" * 30, "?version=²"):
        assert client.get(address(plan, "print", query)).status_code == 404
    plan.enrolment.sensitive = True
    verbs.update(plan.enrolment, by=None, version=plan.enrolment.version)
    assert client.get(address(plan, "print")).status_code == 404
    client.force_login(world.person("Vooras"))
    assert client.get(address(plan, "word")).status_code == 404


@pytest.mark.expects_log("django.request")
@pytest.mark.parametrize("plan", ["et"], indirect=True)
def test_a_server_without_pdf_says_where_else_to_look(client, plan, monkeypatch):
    def missing():
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "load_weasyprint", missing)
    actions.freeze_plan(plan, PlanStep.SUBMITTED, by=None)
    client.force_login(here.coordinator(plan.project))
    answer = client.get(address(plan, "pdf", "?version=1"))
    assert answer.status_code == 503 and address(plan, "word", "?version=1") in answer.content.decode()


@pytest.mark.parametrize("plan", ["et"], indirect=True)
def test_a_draft_says_so_and_an_approved_plan_says_when(plan):
    assert paper(plan).footer.count("Kava") == 1 and [note.tone for note in paper(plan).blocks[:1]] == ["attention"]
    plan.status, plan.approved_on = PlanStatus.APPROVED, date(2024, 6, 18)
    assert "18.06.2024" in str(paper(plan).facts) and not hasattr(paper(plan).blocks[0], "tone")

"""The data-quality console: each thing once, with the way to its fix; every figure opens as many rows; few queries always."""
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from budgets.actions import set_stated_total
from budgets.models import Budget, ReportingPeriod
from budgets.summaries import verify
from portal.dashboards.quality import KINDS, findings
from portal.dashboards.quality_money import CHECKS
from portal.shared import verbs
from projects import actions
from projects.choices import Publication, Role
from projects.models import (
    Activity,
    Contradiction,
    CrossCheck,
    Document,
    EvidenceRule,
    Organisation,
    Programme,
    Project,
    RuleSet,
    StaleText,
    Target,
)
from tests.budgets import world as money
from tests.communities import world as villages
from tests.shared.world import area, member, person, project
from tests.trainings import world as events
from tests.trainings.people import person as participant

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def add(row):
    return verbs.create(row, by=None)


def target(of, statement, **fields):
    return add(Target(project=of, statement_et=statement, unit_et="tk", statement_lv="lv", statement_en="en", **fields))


def disorder(slug="segadus"):
    """A project with one thing wrong of every kind, as far as one project can have it."""
    programme = add(Programme(code=f"p-{slug}", name_et="Programm"))
    rules = add(RuleSet(programme=programme, valid_from=date(2020, 1, 1)))
    add(EvidenceRule(rule_set=rules, evidence_et="Pilt"))
    one = project(slug, programme=programme, planned_start="2020", planned_end="2021", title_lv="L", title_en="E")
    whole = target(one, "17 küla", value=17, measure="communities", distribution="area")
    actions.divide_target(whole, [(area(one, "Ape"), 9), (area(one, "Võru"), 7)], by=None)
    other = target(one, "Kaks korda", value=30, measure="communities")
    add(CrossCheck(project=one, left=whole, multiplier=2, right=other))
    target(one, "Mõõduta", value=3)
    add(Activity(project=one, title_et="Tõlkimata", title_en="Translated"))
    add(Contradiction(project=one, title_et="Kas üks?", first_et="üks", second_et="kaks"))
    StaleText.objects.create(project=one, about=f"projects.project:{one.pk}", label=slug, field="summary", language="lv")
    add(Document(project=one, title="Vana leping", retain_until=TODAY - timedelta(days=1), file="vana.pdf"))
    for name in (f"MTÜ {slug} selts", f"{slug.title()} Selts"):
        add(Organisation(name=name))
    plan = villages.plan(villages.enrol(one, villages.community(name=f"Küla {slug}")))
    type(plan).objects.filter(pk=plan.pk).update(status="submitted", submitted_on=TODAY - timedelta(days=31))
    titles = {"title_lv": "lv", "title_en": "en"}
    events.event(one, "Päevata", **titles)
    events.day(events.event(one, "Peetud?", **titles))
    events.held(one, "Tõendita", **titles)
    for name in ("Mari Tamm", "Tamm Mari"):
        participant(one, name)
    budget = money.budget(one, villages.partner(one, f"Vald {slug}"), "100")
    money.line(budget, 1, "60")
    money.share(budget, "grant", "120")
    set_stated_total(one, Decimal("90"), by=None)
    year = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}
    add(ReportingPeriod(project=one, number=1, claim_due_on=date(2021, 1, 31), **year))
    return one


def test_one_of_every_kind_is_found_once_and_leads_to_its_fix(client):
    one = disorder()
    endless = project("loputa", publication=Publication.DRAFT, title_lv="L", title_en="E")
    found = findings([one, endless], TODAY)
    per_kind = {kind: [row for row in found if row.kind == kind and row.project in (one, None)] for kind in KINDS}
    assert {kind: len(rows) for kind, rows in per_kind.items()} == dict.fromkeys(KINDS, 1) | {"no_end": 0}
    assert [row.kind for row in found if row.project == endless] == ["no_lead", "no_contact", "no_end"]
    client.force_login(person("Haldur", is_staff=True))
    for row in found:
        assert client.get(row.url.split("#")[0]).status_code == 200, row
    assert "16" in per_kind["division"][0].detail and "17" in per_kind["division"][0].detail
    assert "60,00" in per_kind["lines"][0].detail and "120,00" in per_kind["sources"][0].detail


def test_every_figure_opens_as_many_rows_and_the_file_holds_them_all(client):
    for slug in ("segadus", "teine"):
        disorder(slug)
    client.force_login(person("Haldur", is_staff=True))
    page = client.get("/quality/?project=teine")
    for _heading, kinds in page.context["groups"]:
        for kind in kinds:
            assert client.get(f"/quality/{kind.url}").context["page_obj"].paginator.count == kind.count
    assert {row.project.slug for row in page.context["table"].objects} == {"teine"}
    sheet = load_workbook(BytesIO(client.get("/quality/?format=xlsx").content)).active
    assert sheet.max_row == 1 + len(findings(Project.objects.all(), timezone.localdate()))


def test_it_takes_as_many_queries_for_ten_projects_as_for_one(client):
    client.force_login(person("Haldur", is_staff=True))
    disorder()
    client.get("/quality/")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/quality/").status_code == 200
        counts.append(len(queries))
        if _round == 0:
            for number in range(9):
                disorder(f"p{number}")
    assert counts[0] == counts[1] <= 15


def test_coordinators_see_their_own_projects_and_others_nothing(client):
    one = disorder()
    disorder("teine")
    mari, jaan, leida = person("Mari"), person("Jaan"), person("Leida")
    member(mari, one)
    member(jaan, one, Role.COORDINATOR, activity=Activity.objects.filter(project=one).first())
    member(leida, one, Role.AUDITOR)
    assert client.get("/quality/").status_code == 302
    for user, status in ((mari, 200), (jaan, 403), (leida, 403)):
        client.force_login(user)
        assert client.get("/quality/").status_code == status
    client.force_login(mari)
    rows = client.get("/quality/").context["table"].objects
    assert {row.project for row in rows} == {one, None}


def test_a_closed_project_is_only_asked_what_it_keeps_too_long():
    one = disorder()
    one.publication = Publication.CLOSED
    assert {row.kind for row in findings([one], TODAY)} == {"retention", "organisations"}


def test_the_money_is_compared_to_the_cent_on_a_page_for_staff(client, django_assert_max_num_queries):
    one = disorder()
    mari = person("Mari")
    member(mari, one)
    client.force_login(mari)
    assert client.get("/quality/money/").status_code == 403
    client.force_login(person("Haldur", is_staff=True))
    with django_assert_max_num_queries(16):
        page = client.get("/quality/money/")
    rows = page.context["table"].objects
    assert {row[0].check for row in rows} == {"lines", "sources", "project"}
    text = page.content.decode()
    assert f"/admin/budgets/budget/{Budget.objects.get().pk}/change/" in text and "60,00" in text
    assert client.get("/quality/").content.decode().count("/quality/money/") == 1
    assert set(CHECKS) == set(verify.CHECKS)

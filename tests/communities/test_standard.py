"""The standard texts: complete in three languages, made once, found in the order project, programme, standard."""
import time

import pytest
from django.contrib.auth.models import AnonymousUser

from communities.actions import standard
from communities.actions.standard import build, lists
from communities.models import (
    AssessmentBlock,
    AssessmentTemplate,
    FieldTemplate,
    PlanTemplate,
    ScoreBand,
    SectionTemplate,
    ServiceKind,
    Statement,
)
from portal.shared import verbs
from projects.models import Programme

pytestmark = pytest.mark.django_db

SECTIONS = [
    "general", "today", "resources", "needs", "swot", "vision", "goals", "services", "tasks", "investments", "finance",
    "cooperation", "risks", "indicators",
]
TEXTS = ("title", "help", "label", "example", "options", "text", "training", "name")


@pytest.fixture
def everything(talgud, mari):
    standard.ensure_plan_template(talgud, by=mari)
    standard.ensure_assessment_template(talgud, by=mari)
    standard.ensure_service_kinds(by=mari)


def rows():
    for model in (PlanTemplate, SectionTemplate, FieldTemplate, AssessmentTemplate, AssessmentBlock, Statement, ScoreBand,
                  ServiceKind):
        yield from model.objects.all()


def test_the_standard_is_what_the_sources_ask_for(everything):
    sections = SectionTemplate.objects.all()
    assert [section.code for section in sections] == SECTIONS
    required = {section.code for section in sections if section.required}
    assert required >= {"services", "resources", "finance", "investments", "cooperation"}
    assert Statement.objects.count() == 25
    assert list(AssessmentBlock.objects.values_list("code", flat=True)) == ["a", "b", "c", "d", "e"]
    assert list(ScoreBand.objects.values_list("starts_at", flat=True)) == [0, 40, 65, 85]
    assert list(ServiceKind.objects.values_list("code", flat=True)[:4]) == ["home", "youth", "hobby", "culture"]
    assert ServiceKind.objects.count() == 24
    fields = set(FieldTemplate.objects.values_list("section__code", "code"))
    computed = {"price_per_user", "variable_cost_per_user", "reserve", "loss_comment"}
    assert fields >= {("finance", code) for code in computed} | {("general", "summary"), ("general", "how_made")}
    assert FieldTemplate.objects.get(code="summary").limit == 800


def test_every_text_is_valid_and_in_three_languages(everything, mari):
    for row in rows():
        row.full_clean()
        assert row.history.get().history_user == mari
        for name in TEXTS:
            if hasattr(row, f"{name}_et"):
                stated = [bool(getattr(row, f"{name}_{language}")) for language in ("et", "lv", "en")]
                assert len(set(stated)) == 1, (row, name)
        if getattr(row, "options_et", ""):
            counts = {len(getattr(row, f"options_{language}").splitlines()) for language in ("et", "lv", "en")}
            assert len(counts) == 1, row


def test_starters_are_valid_rows(everything):
    for name, kind, likelihood, impact, mitigation in lists.STARTER_RISKS:
        assert len(name) == len(mitigation) == 3 and kind in {"people", "demand", "law", "money", "crisis"}
        assert 1 <= likelihood <= 5 and 1 <= impact <= 5
    assert all(len(unit) == 3 and max(map(len, unit)) <= 40 for _name, unit in lists.STARTER_INDICATORS)


def test_asking_twice_makes_it_once_and_quickly(talgud, mari, django_assert_max_num_queries):
    began = time.perf_counter()
    with django_assert_max_num_queries(40):
        made = standard.ensure_plan_template(talgud, by=mari)
    assert time.perf_counter() - began < 2  # about 0.1 s; a slow machine is not a failure
    with django_assert_max_num_queries(3):
        assert standard.ensure_plan_template(talgud, by=AnonymousUser()) == made
    standard.ensure_service_kinds(by=mari)
    with django_assert_max_num_queries(1):
        standard.ensure_service_kinds(by=mari)
    assert (PlanTemplate.objects.count(), ServiceKind.objects.count()) == (1, 24)


def test_whoever_comes_second_finds_what_the_first_made(talgud, mari, monkeypatch):
    """Both looked and found nothing; the second looks again when it is his turn."""
    first = standard.ensure_plan_template(talgud, by=mari)
    found = iter([None, first])
    monkeypatch.setattr(build, "template_of", lambda model, project: next(found))
    assert standard.ensure_plan_template(talgud, by=mari) == first
    assert PlanTemplate.objects.count() == 1


def test_the_nearest_live_template_is_used(talgud, mari):
    above = verbs.create(Programme(code="ylal", name_et="Ülal"), by=None)
    talgud.programme = verbs.create(Programme(code="all", name_et="All", parent=above), by=None)
    common = standard.ensure_plan_template(talgud, by=mari)
    upper = verbs.create(PlanTemplate(name_et="Ülal", programme=above), by=None)
    lower = verbs.create(PlanTemplate(name_et="All", programme=talgud.programme), by=None)
    own = verbs.create(PlanTemplate(name_et="Oma", project=talgud), by=None)
    for template in (own, lower, upper, common):
        assert standard.ensure_plan_template(talgud, by=mari) == template
        verbs.archive(template, by=mari)
    assert standard.ensure_plan_template(talgud, by=mari) not in {own, lower, upper, common}

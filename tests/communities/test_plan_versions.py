"""Frozen versions: kept exactly, compared word by word, brought back whole."""
import json
from contextlib import contextmanager
from decimal import Decimal
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communities import actions
from communities.choices import FieldKind, PlanStatus, PlanStep
from communities.models import ActionPlan, Answer, Entry, PlanDecision, PlanTask, PlanVersion, Risk, Service
from communities.summaries.content import content_of
from communities.summaries.shape import Cell, Grid, Heading, Line, PlanContent, Question, Section
from communities.summaries.versions import ADDED, REMOVED, as_json, compare, from_json, word_parts
from portal.shared import verbs
from tests.communities import planning
from tests.communities import world as here


def question(number=1, text="", kind=FieldKind.TEXT, label="Kokkuvõte"):
    return Question(Cell(f"a-{number}", kind, text, text), f"question-{number}", label)


def grid(*rows):
    """Rows are (number, name, cost)."""
    headings = (Heading("name", "Töö", "line"), Heading("cost", "Maksumus", "money"))
    lines = (
        Line(f"tasks-{key}", (Cell(f"tasks-{key}-name", "line", name, name), Cell(f"tasks-{key}-cost", "money", cost, cost)))
        for key, name, cost in rows
    )
    return Grid("tasks", headings, tuple(lines))


def content(*sections, title="Kava"):
    return PlanContent(title, "et", sections)


# --- as text ---


def test_older_texts_stay_readable():
    told = json.loads(as_json(content(Section("general", "fields", "Üld", questions=(question(text="Tere"),)))))
    del told["sections"][0]["checks"], told["sections"][0]["questions"][0]["options"], told["checks"]
    told["sections"][0]["mood"] = told["mood"] = "a word of tomorrow"
    read = from_json(json.dumps(told))
    assert read == content(Section("general", "fields", "Üld", questions=(question(text="Tere"),)))


# --- compared ---


def test_words_rows_cells_and_places():
    old = content(
        Section("general", "fields", "Üld", questions=(question(text="Meil on kaks tuba."), question(2, "sama"))),
        Section("tasks", "tasks", "Tegevused", grid=grid((1, "Ost", "5.00"), (2, "Talgud", ""), (3, "Pidu", ""))),
        Section("old", "fields", "Vana", questions=(question(3, "kadunud"),)),
    )
    new = content(
        Section("general", "fields", "Üld", questions=(question(text="Meil on kolm suurt tuba."), question(2, "sama"))),
        Section("tasks", "tasks", "Tegevused", grid=grid((3, "Pidu", ""), (1, "Ost", "7.00"), (4, "Laat", ""))),
        title="Uus kava",
    )
    found = compare(old, new)
    general, tasks, gone = found.sections
    (changed,) = general.questions
    assert [(part.kind, part.text) for part in changed.parts] == [
        ("kept", "Meil on "), (REMOVED, "kaks"), (ADDED, "kolm suurt"), ("kept", " tuba."),
    ]  # fmt: skip
    assert [(row.kind, row.name) for row in tasks.rows] == [("changed", "Ost"), (ADDED, "Laat"), (REMOVED, "Talgud")]
    assert [(cell.label, cell.before, cell.after) for cell in tasks.rows[0].cells] == [("Maksumus", "5.00", "7.00")]
    assert len(tasks.moved) == 1 and gone.kind == REMOVED and found.title.after == "Uus kava"
    with override("en"):
        assert found.words == "the title changed, 2 answers changed, 1 row added, 1 row taken out, 1 row changed, 1 row moved"
    assert compare(old, old).is_same and not compare(old, old).words


def test_columns_of_a_copied_template_are_known_by_their_words():
    def table(number, *words):
        cells = (Cell(f"e-5-{number}", "line", words[0], words[0]), Cell(f"e-5-{number + 1}", "line", words[1], words[1]))
        headings = (Heading(str(number), "Vajadus", "line"), Heading(str(number + 1), "Kellele", "line"))
        return content(Section("needs", "table", "Vajadused", grid=Grid("e", headings, (Line("e-5", cells),))))

    assert compare(table(7, "Pood", "kõik"), table(70, "Pood", "kõik")).is_same
    (row,) = compare(table(7, "Pood", "kõik"), table(70, "Pood", "noored")).sections[0].rows
    assert [(cell.label, cell.after) for cell in row.cells] == [("Kellele", "noored")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_character_is_lost_between_two_texts(before, after):
    parts = word_parts(before, after)
    assert "".join(part.text for part in parts if part.kind != ADDED) == before
    assert "".join(part.text for part in parts if part.kind != REMOVED) == after


def test_long_texts_are_compared_at_once():
    before = "".join(f"Küla {number % 97} räägib: sõna{number * 7919 % 1013}, ja talgud. " for number in range(250))[:10000]
    after = before[::-1]
    started = perf_counter()
    word_parts(before, after)
    changed = word_parts(before, before.replace("sõna5", "lause"))
    assert perf_counter() - started < 1
    assert sum(len(part.text) for part in changed if part.kind == "kept") > 8000


# --- brought back ---


@pytest.fixture
def plan(db):
    made = planning.plan()
    planning.audience(), planning.audience("Lapsed", "children"), planning.service_kind()
    return made


@pytest.fixture
def mari(plan):
    return here.coordinator(plan.project)


def fresh(plan):
    return ActionPlan.objects.select_related("project").get(pk=plan.pk)


def typed(plan):
    """What somebody typed: assets and sums are told elsewhere."""
    return content_of(fresh(plan))


def answer(plan, number, word):
    field = planning.asked(plan, ["summary", "how_made", "conclusion"][number % 3])
    row = Answer.objects.filter(plan=plan, field=field, entry=None).first()
    if row is None:
        return verbs.create(Answer(plan=plan, field=field, text=word), by=None)
    row.text = word
    verbs.update(row, by=None, version=row.version)


def add(plan, number, word):
    slug, fields = [
        ("services", {"name": word or "x", "price": Decimal(number)}), ("tasks", {"name": word or "x"}),
        ("risks", {"name": word or "x", "likelihood": 1 + number % 5}),
    ][number % 3]  # fmt: skip
    if slug == "tasks":
        fields["service"] = Service.objects.live().filter(plan=plan).last()
    planning.row(plan, slug, order=number, **fields)


def add_entry(plan, number, word):
    planning.entry(plan, need=word, priority=str(number))


def rows_of(plan):
    return [row for model in (Service, PlanTask, Risk, Entry) for row in model.objects.filter(plan=plan).order_by("pk")]


def change(plan, number, word):
    rows = [row for row in rows_of(plan) if hasattr(row, "name")]
    if rows:
        row = rows[number % len(rows)]
        row.name, row.order = word or "y", number
        m2m = {"audiences": planning.Audience.objects.all()[: number % 3]} if isinstance(row, Service) else None
        verbs.update(row, by=None, version=row.version, m2m=m2m)


def put_away(plan, number, _word):
    rows = rows_of(plan)
    if rows:
        row = rows[number % len(rows)]
        (verbs.restore if row.archived_at else verbs.archive)(row, by=None)


def lose(plan, number, _word):
    """Rows are put away, not lost; should one be, the version knows it still."""
    risk = Risk.objects.filter(plan=plan).first()
    if risk:
        verbs.remove(risk, by=None)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from([answer, add, add, add_entry, change, change, put_away, lose]), st.integers(0, 40),
        st.text("aõž \n", max_size=9).map(str.strip),
    ),
    max_size=14,
)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def said(content):
    """Everything typed, without the keys of rows that had to be made anew."""
    return [
        (
            section.code, [(one.cell.name, one.cell.text) for one in section.questions],
            [[cell.shown for cell in row.cells] for row in section.grid.rows] if section.grid else [],
        )
        for section in content.sections
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS, DEEDS)
def test_a_restored_plan_says_what_the_version_says(plan, before, after):
    with undone():
        for deed, number, word in before:
            deed(plan, number, word)
        then = typed(plan)
        version = actions.freeze_plan(fresh(plan), PlanStep.SUBMITTED, by=None)
        assert from_json(version.content) == then
        for deed, number, word in after:
            deed(plan, number, word)
        now = typed(plan)
        if compare(then, now).is_same:
            return
        actions.restore_version(fresh(plan), version, by=None)
        assert said(typed(plan)) == said(then)
        if not any(deed is lose for deed, _number, _word in after):
            assert typed(plan) == then
        last = PlanVersion.objects.filter(plan=plan).last()
        assert (last.step, from_json(last.content)) == (PlanStep.RESTORED, now)


def test_restoring_tells_why_and_keeps_what_was_made_since(plan, mari):
    planning.answer(plan, "summary", "Vana")
    version = actions.freeze_plan(fresh(plan), PlanStep.SUBMITTED, by=None)
    task = planning.row(plan, "tasks", name="Uus töö")
    plan.title = "Uus pealkiri"
    actions.change_plan(plan, by=None, version=plan.version)
    restored = actions.restore_version(fresh(plan), version, by=mari, reason="Ekslik kustutamine")
    task.refresh_from_db()
    assert task.archived_at is not None and restored.title == "Kava"
    decision = PlanDecision.objects.get(plan=plan)
    assert decision.step == PlanStep.RESTORED and "1" in decision.note and decision.note.endswith("Ekslik kustutamine")
    assert task.history.first().history_user == mari
    with pytest.raises(ValidationError) as refused:
        actions.restore_version(fresh(plan), version, by=mari)
    assert refused.value.code == "same"


@pytest.mark.parametrize(("status", "other", "code"), [
    (PlanStatus.SUBMITTED, False, "not_editable"), (PlanStatus.DRAFT, True, "foreign_plan"),
])
def test_what_cannot_be_brought_back(plan, status, other, code):
    version = actions.freeze_plan(fresh(plan), PlanStep.SUBMITTED, by=None)
    planning.row(plan, "tasks", name="Uus töö")
    if other:
        version.plan_id = plan.pk + 1
    plan.status = status
    verbs.update(plan, by=None, version=plan.version)
    with pytest.raises(ValidationError) as refused:
        actions.restore_version(fresh(plan), version, by=None)
    assert refused.value.code == code and PlanVersion.objects.count() == 1

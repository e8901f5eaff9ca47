"""What is typed and not saved; who is writing; and rows changed one at a time."""
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from communities.actions import drafts, rows
from communities.codes.cells import digest
from communities.models import Risk
from tests.communities import planning
from tests.communities.planning import a, save, unsaved
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return planning.plan()


@pytest.fixture
def mari():
    return world.person("Mari")


@pytest.fixture
def jaan():
    return world.person("Jaan")


class TestDrafts:
    def test_they_are_kept_per_person_and_forgotten_when_saved(self, plan, mari, jaan):
        cell, other = a(plan, "summary"), a(plan, "how_made")
        drafts.keep_drafts(plan, "general", by=mari, texts={cell: "Mari poolik", other: "Veel"}, bases={})
        drafts.keep_drafts(plan, "general", by=jaan, texts={cell: "Jaani poolik"}, bases={})
        assert (unsaved(plan, mari)[cell], unsaved(plan, jaan)) == ("Mari poolik", {cell: "Jaani poolik"})
        save(plan, "general", mari, {cell: "Mari valmis"})
        assert (unsaved(plan, mari), unsaved(plan, jaan)) == ({other: "Veel"}, {cell: "Jaani poolik"})
        drafts.drop_drafts(plan, "general", by=mari)
        assert unsaved(plan, mari) == {}

    def test_the_last_text_counts_and_what_is_as_it_was_is_forgotten(self, plan, mari):
        planning.answer(plan, "summary", "Olemas")
        cell, base = a(plan, "summary"), {a(plan, "summary"): digest("Olemas")}
        for text in ("Ole", "Olen"):
            drafts.keep_drafts(plan, "general", by=mari, texts={cell: text}, bases=base)
        assert [(draft.text, draft.base) for draft in drafts.drafts_of(plan, mari)] == [("Olen", base[cell])]
        drafts.keep_drafts(plan, "general", by=mari, texts={cell: "Olemas"}, bases=base)
        assert unsaved(plan, mari) == {}

    def test_what_cannot_be_kept_is_said(self, plan, mari, monkeypatch):
        cell, other = a(plan, "summary"), a(plan, "how_made")
        refused = drafts.keep_drafts(plan, "general", by=mari, texts={cell: "x" * 10_001, other: "Lühike"}, bases={})
        assert (list(refused), unsaved(plan, mari)) == ([cell], {other: "Lühike"})
        monkeypatch.setattr(drafts, "MOST_DRAFTS", 1)
        assert list(drafts.keep_drafts(plan, "general", by=mari, texts={cell: "Veel"}, bases={})) == [cell]

    @pytest.mark.parametrize("text", ["a\0b", "\ud800", "\u202eabc", None])
    def test_hostile_texts_and_digests_do_no_harm(self, plan, mari, text):
        cell = a(plan, "summary")
        drafts.keep_drafts(plan, "general", by=mari, texts={cell: text, "x\0": "y"}, bases={cell: "\0", "x": []})
        outcome = save(plan, "general", mari, {cell: text, "x\0": "y"}, {cell: "\0"}, removed=["risks-1\0"], order=["\0"])
        assert outcome.conflicts == {}

    def test_a_kept_text_survives_the_submission_of_the_plan(self, plan, mari):
        type(plan).objects.update(status="submitted")
        assert drafts.keep_drafts(plan, "general", by=mari, texts={a(plan, "summary"): "Poolik"}, bases={}) == {}

    def test_who_is_there_is_seen_for_two_minutes(self, plan, mari, jaan):
        drafts.keep_drafts(plan, "general", by=jaan, texts={}, bases={})
        drafts.keep_drafts(plan, "risks", by=jaan, texts={}, bases={})
        assert (drafts.present(plan, mari), drafts.present(plan, jaan)) == ([("Jaan", "risks")], [])
        plan.drafts.update(seen_at=timezone.now() - timedelta(minutes=3))
        assert drafts.present(plan, mari) == []


class TestSingleRows:
    """Rows changed one at a time, as the admin does."""

    def test_an_answer_is_read_as_its_field_asks(self, plan, mari):
        row = planning.answer(plan, "price_per_user", "5.00")
        row.text = "12,5 €"
        assert rows.change_answer(row, by=mari, version=1).text == "12.50"
        row.text = "palju"
        with pytest.raises(ValidationError) as caught:
            rows.change_answer(row, by=mari, version=2)
        assert list(caught.value.error_dict) == ["text"]

    def test_a_submitted_plan_refuses_every_row(self, plan, mari):
        row = rows.add_plan_row(Risk(plan=plan, name="Tuli"), by=mari)
        rows.archive_plan_row(row, by=mari)
        rows.restore_plan_row(row, by=mari)
        type(plan).objects.update(status="submitted")
        for change in [
            lambda: rows.add_plan_row(Risk(plan=plan, name="Vesi"), by=mari),
            lambda: rows.change_plan_row(row, by=mari, version=row.version),
            lambda: rows.archive_plan_row(row, by=mari),
        ]:
            with pytest.raises(ValidationError) as caught:
                change()
            assert caught.value.code == "not_editable"

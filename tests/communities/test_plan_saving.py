"""Saving a section while others write in it too: every way a cell, a row and an order can go."""
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.actions.editing import restore_row
from communities.actions.saving import Outcome
from communities.codes.cells import digest
from communities.models import Answer, Entry, Risk, Service
from communities.summaries.content import content_of
from portal.shared import verbs
from portal.shared.history import changes_of
from projects import actions as project_actions
from tests.communities import planning
from tests.communities.planning import a, bases, save, texts, unsaved
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


class TestAnswers:
    def test_what_was_typed_is_kept_in_one_form_and_signed(self, plan, mari):
        cell = a(plan, "price_per_user")
        outcome = save(plan, "finance", mari, {cell: "1 200,50 €"})
        answer = Answer.objects.get()
        assert (outcome.saved, answer.text) == ({cell}, "1200.50")
        assert [change.who for change in changes_of(answer)] == [mari]

    def test_the_same_again_writes_nothing(self, plan, mari):
        cell = a(plan, "summary")
        save(plan, "general", mari, {cell: "Meie küla"})
        outcome = save(plan, "general", mari, {cell: "  Meie küla\r\n"})
        assert (outcome.saved, outcome.theirs, Answer.objects.get().version) == (set(), set(), 1)

    def test_an_untouched_cell_gives_way(self, plan, mari, jaan):
        summary, how = a(plan, "summary"), a(plan, "how_made")
        save(plan, "general", mari, {summary: "Vana"})
        seen = bases(plan, "general")
        save(plan, "general", jaan, {summary: "Uus"})
        outcome = save(plan, "general", mari, {summary: "Vana", how: "Koosolekutel"}, seen)
        assert (outcome.theirs, outcome.saved, outcome.conflicts) == ({summary}, {how}, {})
        assert Answer.objects.get(field__code="summary").text == "Uus"

    def test_two_texts_in_one_cell_are_both_kept_and_a_person_decides(self, plan, mari, jaan):
        cell, other = a(plan, "summary"), a(plan, "how_made")
        seen = bases(plan, "general")
        save(plan, "general", jaan, {cell: "Jaani oma"}, seen)
        outcome = save(plan, "general", mari, {cell: "Mari oma", other: "Koos"}, seen)
        conflict = outcome.conflicts[cell]
        assert (conflict.mine, conflict.theirs, conflict.who) == ("Mari oma", "Jaani oma", "Jaan")
        assert conflict.when is not None and outcome.saved == {other}
        assert unsaved(plan, mari) == {cell: "Mari oma"}
        # Having seen Jaan's text, Mari decides for hers.
        assert save(plan, "general", mari, {cell: "Mari oma"}, {cell: digest(conflict.theirs)}).saved == {cell}
        assert unsaved(plan, mari) == {}

    def test_both_typing_the_same_is_no_conflict(self, plan, mari, jaan):
        cell = a(plan, "summary")
        for who in (mari, jaan):
            assert save(plan, "general", who, {cell: "Sama"}, {}).conflicts == {}

    def test_who_does_not_say_what_he_saw_overwrites_nothing(self, plan, mari, jaan):
        cell = a(plan, "summary")
        save(plan, "general", mari, {cell: "Olemas"}, {})
        assert list(save(plan, "general", jaan, {cell: "Muu"}, {}).conflicts) == [cell]

    def test_an_answer_can_be_emptied(self, plan, mari):
        cell = a(plan, "summary")
        save(plan, "general", mari, {cell: "Olemas"})
        assert save(plan, "general", mari, {cell: ""}).saved == {cell}
        assert Answer.objects.get().text == ""

    def test_what_cannot_be_read_is_said_at_its_cell_and_nothing_is_saved(self, plan, mari):
        price, comment = a(plan, "price_per_user"), a(plan, "loss_comment")
        with pytest.raises(ValidationError) as caught:
            save(plan, "finance", mari, {price: "palju", comment: "Sest."})
        assert list(caught.value.error_dict) == [price]
        assert not Answer.objects.exists()
        assert unsaved(plan, mari) == {price: "palju", comment: "Sest."}

    def test_a_text_that_is_too_long_is_refused_at_its_cell(self, plan, mari):
        cell = a(plan, "summary")
        with pytest.raises(ValidationError) as caught:
            save(plan, "general", mari, {cell: "ä" * 2001})
        assert caught.value.error_dict[cell][0].code == "max_length"

    def test_an_old_value_that_todays_rules_refuse_does_not_stand_in_the_way(self, plan, mari):
        planning.answer(plan, "price_per_user", "umbes kümme")
        price, comment = a(plan, "price_per_user"), a(plan, "loss_comment")
        assert save(plan, "finance", mari, {price: "umbes kümme", comment: "Sest."}).saved == {comment}

    @pytest.mark.parametrize("name", ["", "a-0", "a-99999999999999999999", "x", "services-1-pk; drop", "a-1\0", "e-new-1"])
    def test_names_of_nothing_are_passed_over(self, plan, mari, name):
        outcome = save(plan, "general", mari, {name: "midagi"})
        assert outcome == Outcome()

    def test_a_question_that_is_asked_no_more_gives_its_text_back(self, plan, mari):
        cell, seen = a(plan, "summary"), bases(plan, "general")
        verbs.archive(planning.asked(plan, "summary"), by=None)
        outcome = save(plan, "general", mari, {cell: "Pikk tekst"}, seen)
        assert outcome.gone[cell].texts == unsaved(plan, mari) == {cell: "Pikk tekst"}


class TestRows:
    def test_a_new_row_is_made_once_however_often_it_is_sent(self, plan, mari):
        new = {"risks-newk1-name": "Tuli", "risks-newk1-likelihood": "3", "risks-newk1-kind": "crisis"}
        first = save(plan, "risks", mari, new)
        again = save(plan, "risks", mari, new | {"risks-newk1-impact": "4"}, {})
        risk = Risk.objects.get()
        assert first.added == again.added == {"risks-newk1": f"risks-{risk.pk}"}
        assert (risk.name, risk.likelihood, risk.impact, risk.kind) == ("Tuli", 3, 4, "crisis")
        assert again.conflicts == {}

    def test_a_new_row_sent_again_after_somebody_changed_it_overwrites_nothing(self, plan, mari, jaan):
        save(plan, "risks", mari, {"risks-newk1-name": "Tuli"})
        cell = f"risks-{Risk.objects.get().pk}-name"
        save(plan, "risks", jaan, {cell: "Veeuputus"})
        outcome = save(plan, "risks", mari, {"risks-newk1-name": "Tulekahju"}, {})
        assert (outcome.conflicts[cell].theirs, unsaved(plan, mari)) == ("Veeuputus", {cell: "Tulekahju"})

    def test_the_same_key_of_another_person_is_another_row(self, plan, mari, jaan):
        for who in (mari, jaan):
            save(plan, "risks", who, {"risks-newk1-name": "Tuli"}, {})
        assert Risk.objects.count() == 2

    def test_empty_new_rows_are_passed_over(self, plan, mari):
        outcome = save(plan, "services", mari, {"services-newk1-name": " ", "services-newk1-readiness": "idea"})
        assert (outcome.added, Service.objects.count()) == ({}, 0)

    def test_a_row_without_a_name_is_told_at_its_cell(self, plan, mari):
        with pytest.raises(ValidationError) as caught:
            save(plan, "risks", mari, {"risks-newk1-name": "", "risks-newk1-impact": "4"})
        assert list(caught.value.error_dict) == ["risks-newk1-name"]
        assert unsaved(plan, mari) == {"risks-newk1-impact": "4"}

    def test_a_rule_between_two_cells_is_told_at_the_right_one(self, plan, mari):
        row = planning.row(plan, "tasks", name="Ehita", start="2024-05", end="2024-06")
        with pytest.raises(ValidationError) as caught:
            save(plan, "tasks", mari, {f"tasks-{row.pk}-start": "2025"})
        assert list(caught.value.error_dict) == [f"tasks-{row.pk}-end"]

    def test_relations_and_boxes_are_cells_like_others(self, plan, mari):
        kind, audience = planning.service_kind(), planning.audience()
        other = planning.audience("Noored", "youth")
        save(plan, "services", mari, {
            "services-newk1-name": "Koduabi", "services-newk1-kind": "koduabi", "services-newk1-audiences": "Noored; eakad",
            "services-newk1-price": "5", "services-newk1-readiness": "",
        })
        service = Service.objects.get()
        assert (service.kind, set(service.audiences.all()), service.readiness) == (kind, {audience, other}, "idea")
        cell = f"services-{service.pk}-audiences"
        assert save(plan, "services", mari, {cell: str(other.pk)}).saved == {cell}
        assert list(service.audiences.all()) == [other]
        save(plan, "finance", mari, {"finance-newk1-item": "Labour", "finance-newk1-is_fixed": ""})
        assert [(row.item, row.is_fixed) for row in plan.financerow_set.all()] == [("labour", False)]

    def test_a_service_of_another_plan_cannot_be_chosen(self, plan, mari):
        foreign = planning.row(plan, "services", name="Võõras")
        verbs.archive(foreign, by=None)
        with pytest.raises(ValidationError):
            save(plan, "tasks", mari, {"tasks-newk1-name": "Ehita", "tasks-newk1-service": str(foreign.pk)})

    def test_two_people_in_two_cells_of_a_row(self, plan, mari, jaan):
        row = planning.row(plan, "risks", name="Tuli")
        name, impact, seen = f"risks-{row.pk}-name", f"risks-{row.pk}-impact", bases(plan, "risks")
        save(plan, "risks", jaan, {name: "Tuli", impact: "5"}, seen)
        outcome = save(plan, "risks", mari, {name: "Suur tuli", impact: ""}, seen)
        row.refresh_from_db()
        assert (row.name, row.impact, outcome.theirs) == ("Suur tuli", 5, {impact})

    def test_a_conflict_in_a_row_names_who_wrote_that_very_cell(self, plan, mari, jaan):
        row = planning.row(plan, "risks", name="Tuli")
        name, impact, seen = f"risks-{row.pk}-name", f"risks-{row.pk}-impact", bases(plan, "risks")
        save(plan, "risks", jaan, {name: "Jaani tuli"}, seen)
        save(plan, "risks", world.person("Kalle"), {impact: "5"}, seen)
        assert save(plan, "risks", mari, {name: "Mari tuli"}, seen).conflicts[name].who == "Jaan"

    def test_a_row_taken_out_meanwhile_is_offered_back(self, plan, mari, jaan):
        row = planning.row(plan, "risks", name="Tuli")
        cell, other, seen = f"risks-{row.pk}-mitigation", f"risks-{row.pk}-name", bases(plan, "risks")
        assert save(plan, "risks", jaan, {}, removed=[f"risks-{row.pk}"]).removed == {f"risks-{row.pk}"}
        outcome = save(plan, "risks", mari, {cell: "Kustutid", other: "Tuli"}, seen)
        gone = outcome.gone[f"risks-{row.pk}"]
        assert (gone.name, gone.who, gone.texts) == ("Tuli", "Jaan", {cell: "Kustutid"})
        assert unsaved(plan, mari) == {cell: "Kustutid"}
        assert restore_row(plan, f"risks-{row.pk}", by=mari, texts=gone.texts).saved == {cell}
        row.refresh_from_db()
        assert (row.archived_at, row.mitigation, unsaved(plan, mari)) == (None, "Kustutid", {})

    def test_a_row_taken_out_that_was_not_touched_is_no_matter(self, plan, mari, jaan):
        row = planning.row(plan, "risks", name="Tuli")
        seen = bases(plan, "risks")
        save(plan, "risks", jaan, {}, removed=[f"risks-{row.pk}"])
        assert save(plan, "risks", mari, {f"risks-{row.pk}-name": "Tuli"}, seen).gone == {}

    def test_taking_a_row_out_that_somebody_else_changed_asks_first(self, plan, mari, jaan):
        row = planning.row(plan, "risks", name="Tuli")
        key, seen = f"risks-{row.pk}", bases(plan, "risks")
        save(plan, "risks", jaan, {f"{key}-mitigation": "Kustutid"}, seen)
        outcome = save(plan, "risks", mari, {}, seen, removed=[key])
        assert (outcome.removed, outcome.stayed[key].who, outcome.stayed[key].name) == (set(), "Jaan", "Tuli")
        assert save(plan, "risks", mari, {}, {}, removed=[key]).removed == set()
        assert save(plan, "risks", mari, {}, removed=[key]).removed == {key}

    def test_a_row_of_nobody_gives_its_text_back(self, plan, mari):
        outcome = save(plan, "risks", mari, {"risks-999-name": "Tuli"})
        assert outcome.gone["risks-999"].texts == unsaved(plan, mari) == {"risks-999-name": "Tuli"}
        with pytest.raises(ValidationError, match=".") as caught:
            restore_row(plan, "risks-999", by=mari)
        assert caught.value.code == "no_such_row"

    def test_a_row_changed_before_it_was_taken_out_comes_back_with_both_texts(self, plan, mari, jaan):
        row = planning.row(plan, "risks", name="Tuli")
        key, seen = f"risks-{row.pk}", bases(plan, "risks")
        save(plan, "risks", jaan, {f"{key}-name": "Jaani tuli"})
        save(plan, "risks", jaan, {}, removed=[key])
        gone = save(plan, "risks", mari, {f"{key}-name": "Mari tuli"}, seen).gone[key]
        conflict = restore_row(plan, key, by=mari, texts=gone.texts).conflicts[f"{key}-name"]
        assert (conflict.mine, conflict.theirs, conflict.who) == ("Mari tuli", "Jaani tuli", "Jaan")
        assert Risk.objects.live().get().name == "Jaani tuli" and unsaved(plan, mari) == {f"{key}-name": "Mari tuli"}

    def test_rows_of_two_tables_with_one_number_are_told_apart(self, plan, mari):
        entry = planning.entry(plan, "needs", need="Buss")
        planning.row(plan, "services", name="Pood", pk=entry.pk)
        save(plan, "needs", mari, {}, removed=[f"e-{entry.pk}"])
        restore_row(plan, f"e-{entry.pk}", by=mari)
        assert texts(plan, "needs") == [["Buss", ""]]

    def test_restoring_twice_is_restoring_once(self, plan, mari):
        row = planning.row(plan, "risks", name="Tuli")
        verbs.archive(row, by=None)
        for _time in range(2):
            restore_row(plan, f"risks-{row.pk}", by=mari)
        assert Risk.objects.live().get() == row

    def test_the_rows_of_a_table_are_bounded(self, plan, mari, monkeypatch):
        monkeypatch.setattr("communities.actions.sheet.MOST_ROWS", 2)
        with pytest.raises(ValidationError):
            save(plan, "risks", mari, {f"risks-new{n}-name": "Tuli" for n in range(3)})
        assert not Risk.objects.exists()


class TestEntries:
    """Rows of a table that the template names; their cells are answers."""

    def cell(self, plan, code, key):
        return f"e-{key}-{planning.asked(plan, code).pk}"

    def test_a_new_row_is_made_once_and_keeps_what_it_says(self, plan, mari):
        new = {self.cell(plan, "need", "newk"): "Pood", self.cell(plan, "priority", "newk"): "2"}
        first, again = save(plan, "needs", mari, new), save(plan, "needs", mari, new, {})
        assert first.added == again.added == {"e-newk": f"e-{Entry.objects.get().pk}"}
        assert texts(plan, "needs") == [["Pood", "2"]]

    def test_two_people_two_cells_and_one_conflict(self, plan, mari, jaan):
        row = planning.entry(plan, need="Pood", priority="1")
        need, priority, seen = self.cell(plan, "need", row.pk), self.cell(plan, "priority", row.pk), bases(plan, "needs")
        save(plan, "needs", jaan, {need: "Buss"}, seen)
        outcome = save(plan, "needs", mari, {need: "Saun", priority: "3"}, seen)
        assert (outcome.conflicts[need].who, texts(plan, "needs")) == ("Jaan", [["Buss", "3"]])
        assert save(plan, "needs", mari, {}, seen, removed=[f"e-{row.pk}"]).stayed[f"e-{row.pk}"].name == "Buss"

    def test_a_row_taken_out_comes_back_with_its_words(self, plan, mari, jaan):
        row = planning.entry(plan, need="Pood")
        cell, seen = self.cell(plan, "priority", row.pk), bases(plan, "needs")
        save(plan, "needs", jaan, {}, removed=[f"e-{row.pk}"])
        gone = save(plan, "needs", mari, {cell: "2"}, seen).gone[f"e-{row.pk}"]
        assert (gone.name, gone.who) == ("Pood", "Jaan")
        restore_row(plan, f"e-{row.pk}", by=mari, texts=gone.texts)
        assert texts(plan, "needs") == [["Pood", "2"]]


class TestOrder:
    def names(self, plan):
        return [row[0] for row in texts(plan, "risks")]

    def keys(self, plan):
        return {row.name: f"risks-{row.pk}" for row in Risk.objects.all()}

    @pytest.fixture
    def risks(self, plan):
        for number, name in enumerate("abcd"):
            planning.row(plan, "risks", name=name, order=10 * number + 10)
        return self.keys(plan)

    def test_one_row_moves_and_only_that_one_changes(self, plan, mari, risks):
        save(plan, "risks", mari, {}, order=[risks[name] for name in "adbc"])
        assert self.names(plan) == list("adbc")
        assert [row.version for row in Risk.objects.order_by("name")] == [1, 1, 1, 2]

    def test_rows_the_list_does_not_know_keep_their_place(self, plan, mari, jaan, risks):
        save(plan, "risks", jaan, {"risks-newk-name": "uus"}, order=[risks["a"], "risks-newk", *(risks[n] for n in "bcd")])
        save(plan, "risks", mari, {}, order=[risks[name] for name in "dcba"])
        assert self.names(plan) == ["d", "c", "b", "a", "uus"]

    def test_new_rows_stand_last_unless_told_otherwise(self, plan, mari, risks):
        save(plan, "risks", mari, {"risks-newk-name": "uus"})
        assert self.names(plan) == [*"abcd", "uus"]

    def test_services_move_too(self, plan, mari):
        first, second = (planning.row(plan, "services", name=name) for name in ("Pood", "Saun"))
        save(plan, "services", mari, {}, order=[f"services-{second.pk}", f"services-{first.pk}"])
        assert [row[0] for row in texts(plan, "services")] == ["Saun", "Pood"]


class TestThePlan:
    def test_a_row_changed_elsewhere_at_that_moment_is_looked_at_again(self, plan, mari, monkeypatch):
        """Saves lock the plan; what changes a single row (a service begins) does not."""
        row = planning.row(plan, "services", name="Pood")
        update, interfered = verbs.update, []

        def meanwhile(instance, **how):
            if not interfered:
                interfered.append(row)
                Service.objects.filter(pk=row.pk).update(readiness="running", version=2)
            return update(instance, **how)

        monkeypatch.setattr(verbs, "update", meanwhile)
        save(plan, "services", mari, {f"services-{row.pk}-name": "Külapood"})
        row.refresh_from_db()
        # In a test the other one's change shares our transaction, so it is undone with the first attempt.
        assert (row.name, len(interfered)) == ("Külapood", 1)

    def test_what_never_comes_to_rest_is_told(self, plan, mari, monkeypatch):
        row = planning.row(plan, "risks", name="Tuli")

        def always(instance, **how):
            raise verbs.StaleSave(instance, None, instance)

        monkeypatch.setattr(verbs, "update", always)
        with pytest.raises(verbs.StaleSave):
            save(plan, "risks", mari, {f"risks-{row.pk}-name": "Vesi"})

    def test_its_own_row_is_not_changed(self, plan, mari):
        save(plan, "general", mari, {a(plan, "summary"): "Tekst"})
        version = plan.version
        plan.refresh_from_db()
        assert plan.version == version

    def test_a_submitted_plan_is_not_written_on_but_nothing_typed_is_lost(self, plan, mari):
        cell = a(plan, "summary")
        type(plan).objects.update(status="submitted")
        with pytest.raises(ValidationError) as caught:
            save(plan, "general", mari, {cell: "Tekst"})
        assert (caught.value.code, unsaved(plan, mari)) == ("not_editable", {cell: "Tekst"})

    def test_a_closed_project_is_only_read(self, plan, mari):
        project_actions.close_project(plan.project, by=None)
        with pytest.raises(ValidationError) as caught:
            save(plan, "general", mari, {a(plan, "summary"): "Tekst"})
        assert caught.value.code == "frozen"

    def test_a_section_that_is_gone(self, plan, mari):
        with pytest.raises(ValidationError) as caught:
            save(plan, "pole", mari, {}, {})
        assert caught.value.code == "no_such_section"

    def test_one_changed_cell_among_thirty_rows_is_cheap(self, plan, mari):
        kind, audience = planning.service_kind(), planning.audience()
        for n in range(30):
            planning.row(plan, "services", name=f"Teenus {n}", kind=kind, m2m={"audiences": [audience]}, order=n)
        section = content_of(plan).section("services")
        sent = {cell.name: cell.text for row in section.grid.rows for cell in row.cells}
        seen = {name: digest(text) for name, text in sent.items()}
        row = section.grid.rows[7]
        with CaptureQueriesContext(connection) as queries:
            outcome = save(plan, "services", mari, sent | {f"{row.key}-price": "12,50"}, seen)
        assert outcome.saved == {f"{row.key}-price"}
        assert Service.objects.get(name="Teenus 7").price == Decimal("12.50")
        assert len(queries) <= 25, [query["sql"][:90] for query in queries]

    def test_thirty_changed_answers_cost_no_more_than_one(self, plan, mari):
        rows = [planning.entry(plan, need=f"Vajadus {n}") for n in range(30)]
        field = planning.asked(plan, "need").pk
        seen = bases(plan, "needs")
        with CaptureQueriesContext(connection) as queries:
            save(plan, "needs", mari, {f"e-{row.pk}-{field}": f"Muu {n}" for n, row in enumerate(rows)}, seen)
        assert len(queries) <= 25

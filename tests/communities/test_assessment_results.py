"""What an assessment says, against figures worked out by hand from the scale 0–4 and its bands."""
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities import actions
from communities.models import Respondent, Score, ScoreBand, StatementComment
from communities.summaries.assessments import (
    briefs_of,
    overview_of,
    reading_of,
    result_of,
    rounds_of,
    score_of,
    statements_of,
)
from portal.shared import verbs
from portal.shared.reading import walk_together
from projects.models import User
from tests.communities import potential
from tests.communities import world as here

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(talgud, village):
    return here.enrol(talgud, village)


@pytest.fixture
def round_one(enrolment):
    return here.assess(enrolment)


def queries(ask):
    with CaptureQueriesContext(connection) as counted:
        ask()
    return len(counted)


def test_a_round_has_twenty_five_statements_in_five_blocks(round_one):
    result = result_of(round_one)
    assert [(block.code, len(block.statements)) for block in result.blocks] == [(code, 5) for code in "abcde"]
    assert [statement.number for statement in result.statements] == list(range(1, 26))
    assert (result.score, result.reading, result.weakest, result.is_thin) == (None, "", [], True)


def test_scores_by_hand(round_one):
    """Block A: 10 + 10 + 7 points in 14 answers, 27 / 14 × 25 = 48,2. Block B: five threes, 75. All: 42 / 19 × 25 = 55,3."""
    potential.answer(round_one, 4, 3, 2, 1, 0, 3, 3, 3, 3, 3)
    potential.answer(round_one, 4, 3, 2, 1, 0, label="noor")
    potential.answer(round_one, 2, None, 2, 3, 0, label="poepidaja")
    result = result_of(round_one)
    assert [block.score for block in result.blocks] == [Decimal("48.2"), Decimal("75.0"), None, None, None]
    assert (result.score, result.reading) == (Decimal("55.3"), "Valige üks väike teenus.")
    assert [(row.label, row.given) for row in result.respondents] == [("külavanem", 10), ("noor", 5), ("poepidaja", 4)]
    assert (result.given, result.possible, result.is_thin) == (19, 75, False)
    assert [(row.number, row.spread) for row in result.differing] == [(1, 2), (4, 2)]
    assert [row.number for row in result.strongest] == [1, 2, 6]
    assert [row.number for row in result.weakest] == [5, 4, 3]
    brief = walk_together([briefs_of([round_one.enrolment_id])])[0][round_one.enrolment_id]
    assert (brief.score, brief.reading, brief.people) == (result.score, result.reading, 3)
    assert [score for _title, score in brief.blocks] == [block.score for block in result.blocks]


@pytest.mark.parametrize(
    ("values", "score", "reads_from"),
    [
        ([0] * 25, "0.0", 0), ([1] * 10 + [2] * 15, "40.0", 40), ([1] * 11 + [2] * 14, "39.0", 0),
        ([2] * 51 + [3] * 76, "65.0", 65), ([3] * 15 + [4] * 10, "85.0", 85), ([4] * 25, "100.0", 85),
    ],
)
def test_a_score_is_read_as_it_is_shown(round_one, values, score, reads_from):
    """330 / 127 × 25 is 64,96: shown as 65,0, it reads like 65."""
    bands = list(ScoreBand.objects.order_by("starts_at"))
    found = score_of(values)
    assert (found, reading_of(found, bands)) == (Decimal(score), ScoreBand.objects.get(starts_at=reads_from).text)


def test_unknown_is_not_zero(round_one):
    potential.answer(round_one, 4)
    assert result_of(round_one).score == Decimal("100.0")
    with pytest.raises(ValidationError) as refused:
        potential.answer(round_one)
    assert (refused.value.code, Respondent.objects.count()) == ("nothing_answered", 1)


def test_rounds_are_compared_and_the_last_one_counts(enrolment, round_one, mari):
    potential.answer(round_one, 1, 1)
    second = here.assess(enrolment, date(2025, 3, 1))
    potential.answer(second, 3, 2)
    assert [row.score for row in rounds_of(enrolment)] == [Decimal("25.0"), Decimal("62.5")]
    overview = overview_of(enrolment.project, User.objects.get(pk=mari.pk))
    assert [result.assessment.pk for result in overview.results] == [second.pk]
    assert walk_together([briefs_of([enrolment.pk])])[0][enrolment.pk].round == 2


def test_changed_answers_write_only_what_differs(round_one, mari):
    respondent = potential.answer(round_one, 1, 2, 3)
    same = actions.change_answers(respondent, potential.sheet(round_one, 1, 2, 3), by=mari, version=1)
    assert (same.version, Score.history.count()) == (1, 3)
    actions.change_answers(respondent, potential.sheet(round_one, 1, 4, None, 0), by=mari, version=1)
    assert list(respondent.scores.order_by("statement").values_list("value", "version")) == [(1, 1), (4, 2), (0, 1)]
    respondent.refresh_from_db()
    assert (respondent.version, respondent.history.first().history_user) == (2, mari)
    assert list(Score.history.order_by("history_id").values_list("history_type", flat=True)[3:]) == ["+", "~", "-"]
    with pytest.raises(verbs.StaleSave):
        actions.change_answers(respondent, potential.sheet(round_one, 0), by=mari, version=1)
    assert respondent.scores.count() == 3


def test_a_respondent_leaves_with_his_scores_and_the_history_stays(round_one, mari):
    gone = potential.answer(round_one, 1, 2, 3)
    potential.answer(round_one, 4, label="noor")
    actions.remove_respondent(gone, by=mari, reason="topelt")
    assert (Respondent.objects.count(), Score.objects.count()) == (1, 1)
    assert Score.history.filter(history_type="-", history_user=mari).count() == 3
    assert result_of(round_one).score == Decimal("100.0")


def test_a_statement_of_another_template_is_refused(round_one, talgud):
    foreign = statements_of(round_one.template)[0]
    foreign.block.template_id = 10**6
    with pytest.raises(ValidationError) as refused:
        actions.record_answers(round_one, "noor", {foreign: 3}, by=None)
    assert refused.value.code == "foreign_statement"
    with pytest.raises(ValidationError) as refused:
        actions.comment_statement(StatementComment(assessment=round_one, statement=foreign, text="Miks"), by=None)
    assert refused.value.code == "foreign_statement"


def test_a_sheet_of_one_and_of_twenty_five_takes_as_many_queries(round_one, mari):
    potential.answer(round_one, 1)
    sheets = [potential.sheet(round_one, 1), potential.sheet(round_one, *[3] * 25)]
    counts = [queries(lambda s=sheet: actions.record_answers(round_one, "noor", s, by=mari)) for sheet in sheets]
    assert counts[0] == counts[1] <= 14, counts


def test_figures_take_as_many_queries_for_one_as_for_thirty(talgud, round_one, mari):
    user = User.objects.get(pk=mari.pk)
    potential.answer(round_one, 1, 2)
    first = [queries(lambda: result_of(round_one)), queries(lambda: overview_of(talgud, user))]
    for place in range(30):
        potential.answer(round_one, *[place % 5] * 25, label=f"vastaja {place}")
        other = here.assess(here.enrol(talgud, here.community(f"Küla {place}"))) if place % 5 == 0 else None
        if other:
            potential.answer(other, 2, 2, 0)
    assert [queries(lambda: result_of(round_one)), queries(lambda: overview_of(talgud, user))] == first
    common = overview_of(talgud, user).common[0]
    assert (common.weak_in, common.communities) == (6, 7)


def test_a_single_score_makes_the_sheet_newer(round_one, mari):
    respondent = potential.answer(round_one, 1, 2)
    first, second = respondent.scores.order_by("statement")
    first.value = 4
    actions.change_score(first, by=mari, version=1)
    actions.remove_score(second, by=mari)
    respondent.refresh_from_db()
    assert (respondent.version, list(respondent.scores.values_list("value", flat=True))) == (3, [4])
    with pytest.raises(verbs.StaleSave):
        actions.change_answers(respondent, potential.sheet(round_one, 0), by=mari, version=1)

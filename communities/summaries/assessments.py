"""What an assessment says: scores of blocks from 0 to 100, strong and weak statements, and where the answers differ.

A score is the mean of the answers given, times 25: what nobody answered is left out and counted apart. Scores are rounded
to one decimal first and read afterwards, so that a shown 65,0 never reads like 64.
"""
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.core.cache import cache

from communities.models import (
    Assessment,
    AssessmentBlock,
    Enrolment,
    Respondent,
    Score,
    ScoreBand,
    Statement,
    StatementComment,
)
from portal.shared.once import once

TOP = 100
PER_POINT = 25
WIDE = 2
ENOUGH = 3
SHOWN = 3
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class StatementResult:
    """One statement in one round. `number` counts through the blocks; `values` are the answers given, lowest first."""

    pk: int
    number: int
    text: str
    training: str
    values: tuple[int, ...] = ()
    comment: str = ""

    @property
    def mean(self):
        """0 to 4, or None when nobody answered."""
        return Fraction(sum(self.values), len(self.values)) if self.values else None

    @property
    def spread(self):
        return self.values[-1] - self.values[0] if self.values else 0

    @property
    def differs(self):
        """The answers lie so far apart that a comment is asked for."""
        return self.spread >= WIDE


@dataclass(frozen=True)
class BlockResult:
    code: str
    title: str
    statements: tuple[StatementResult, ...]

    @property
    def score(self):
        """0 to 100 with one decimal, or None when nobody answered."""
        return score_of(value for statement in self.statements for value in statement.values)


@dataclass(frozen=True)
class Answered:
    """A respondent: `given` answers of the round's statements."""

    pk: int
    label: str
    given: int


@dataclass(frozen=True)
class Result:
    """One round. `asked`: how many statements there are; `reading`: how the total reads, "" when there is none."""

    assessment: Assessment
    blocks: tuple[BlockResult, ...]
    respondents: tuple[Answered, ...]
    reading: str = ""

    @property
    def statements(self):
        return [statement for block in self.blocks for statement in block.statements]

    @property
    def asked(self):
        return len(self.statements)

    @property
    def score(self):
        return score_of(value for statement in self.statements for value in statement.values)

    @property
    def given(self):
        return sum(len(statement.values) for statement in self.statements)

    @property
    def possible(self):
        return self.asked * len(self.respondents)

    @property
    def is_thin(self):
        """Fewer people than should answer together."""
        return len(self.respondents) < ENOUGH

    @property
    def strongest(self):
        """At most three, strongest first; equal ones in the order of the statements."""
        return self._extreme(lambda row: (-row.mean, row.number))

    @property
    def weakest(self):
        """At most three, weakest first, none of which is among the strongest."""
        return self._extreme(lambda row: (row.mean, -row.number))

    @property
    def differing(self):
        return [statement for statement in self.statements if statement.differs]

    def block(self, code):
        return next((block for block in self.blocks if block.code == code), None)

    def _extreme(self, order):
        """Of few answered statements no more than half: nothing is strong and weak at once."""
        answered = [statement for statement in self.statements if statement.values]
        return sorted(answered, key=order)[: min(SHOWN, len(answered) // 2)]


@dataclass(frozen=True)
class Brief:
    """The latest round with answers in a few figures. `blocks`: (title, score or None); `people`: who answered."""

    enrolment: int
    assessment: int
    round: int
    assessed_on: date | None
    blocks: tuple[tuple[str, Decimal], ...]
    score: Decimal
    reading: str
    people: int


@dataclass(frozen=True)
class Common:
    """A statement that is weak in several communities: `weak_in` of the `communities` that answered it."""

    text: str
    training: str
    weak_in: int
    communities: int
    score: Decimal


@dataclass(frozen=True)
class Overview:
    """The latest round of each enrolment that has answers. `blocks`: (code, title) in the order of the template."""

    blocks: tuple[tuple[str, str], ...]
    results: tuple[Result, ...]
    without: tuple[Enrolment, ...]
    common: tuple[Common, ...]


def score_of(values):
    """The mean of answers from 0 to 4 as 0 to 100 with one decimal; None when there are none."""
    values = list(values)
    if not values:
        return None
    exact = Fraction(sum(values) * PER_POINT, len(values))
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(TENTH, ROUND_HALF_UP)


def statements_of(template):
    """The statements that are asked today, with their blocks, in order: one query; nothing without a template."""
    if template is None:
        return []
    rows = Statement.objects.live().filter(block__template=template).select_related("block")
    return list(rows.order_by("block__order", "block", "order", "pk"))


def result_of(assessment):
    """One round: five queries."""
    return results_of([assessment])[0]


def rounds_of(enrolment):
    """All rounds of an enrolment, the first one first: six queries."""
    rows = list(Assessment.objects.filter(enrolment=enrolment).order_by("round"))
    for row in rows:
        row.enrolment = enrolment
    return results_of(rows)


def results_of(assessments):
    """[Result] of any number of rounds: five queries."""
    templates = {row.template_id for row in assessments if row.template_id}
    scores = Score.objects.filter(respondent__assessment__in=assessments).order_by("value")
    values, given = {}, Counter()
    for assessment, respondent, statement, value in scores.values_list(
        "respondent__assessment", "respondent", "statement", "value"
    ):
        values.setdefault((assessment, statement), []).append(value)
        given[respondent] += 1
    # A statement that was taken out of the template stays in the rounds in which it was answered.
    asked = {}
    for row in Statement.objects.filter(block__template__in=templates).select_related("block").order_by(
        "block__order", "block", "order", "pk"
    ):
        asked.setdefault(row.block.template_id, []).append(row)
    respondents, comments, bands = {}, {}, {}
    for row in Respondent.objects.filter(assessment__in=assessments).order_by("order", "pk"):
        respondents.setdefault(row.assessment_id, []).append(Answered(row.pk, row.label, given[row.pk]))
    for row in StatementComment.objects.filter(assessment__in=assessments):
        comments[row.assessment_id, row.statement_id] = row.text
    for band in ScoreBand.objects.filter(template__in=templates).order_by("starts_at"):
        bands.setdefault(band.template_id, []).append(band)
    return [
        _result(row, asked.get(row.template_id, ()), values, comments, respondents.get(row.pk, ()), bands)
        for row in assessments
    ]


def _result(assessment, asked, values, comments, respondents, bands):
    blocks, titles = {}, {}
    number = 0
    for statement in asked:
        answers = values.get((assessment.pk, statement.pk), ())
        if statement.is_archived and not answers:
            continue
        number += 1
        titles[statement.block.code] = statement.block.title
        blocks.setdefault(statement.block.code, []).append(
            StatementResult(
                statement.pk, number, statement.text, statement.training, tuple(answers),
                comments.get((assessment.pk, statement.pk), ""),
            )
        )
    result = Result(
        assessment, tuple(BlockResult(code, titles[code], tuple(rows)) for code, rows in blocks.items()), tuple(respondents)
    )
    reading = reading_of(result.score, bands.get(assessment.template_id, ()))
    return Result(assessment, result.blocks, result.respondents, reading)


def reading_of(score, bands):
    """The words of the band in which a score lies; `bands` come lowest first."""
    if score is None:
        return ""
    return next((band.text for band in reversed(bands) if band.starts_at <= score), "")


def latest_of(enrolments):
    """{enrolment key: its latest Result with answers}: six queries, whatever their number."""
    rows = list(Assessment.objects.filter(enrolment__in=enrolments).order_by("enrolment", "round"))
    found = {}
    for result in results_of(rows) if rows else ():
        if result.given:
            found[result.assessment.enrolment_id] = result
    return found


@once
def scores_asked(enrolments):
    rows = Score.objects.filter(respondent__assessment__enrolment__in=enrolments).order_by("respondent__assessment__round")
    return rows.values_list(
        "respondent__assessment__enrolment", "respondent__assessment", "respondent__assessment__round",
        "respondent__assessment__assessed_on", "respondent__assessment__template", "respondent", "statement__block", "value",
    )


def briefs_of(enrolments):
    """Walk: {enrolment key: Brief} of those that have answers: one query, and what `shape_of` remembers."""
    answers = {}
    (rows,) = yield [scores_asked(enrolments)]
    for enrolment, *round_, respondent, block, value in rows:
        # The last round stays: later ones come later.
        if answers.get(enrolment, ((),))[0] != round_:
            answers[enrolment] = (round_, set(), {})
        _round, people, values = answers[enrolment]
        people.add(respondent)
        values.setdefault(block, []).append(value)
    if not answers:
        return {}
    return {key: _brief(key, *found) for key, found in answers.items()}


def _brief(enrolment, round_, people, values):
    assessment, number, assessed_on, template = round_
    blocks, bands = shape_of(template)
    score = score_of(value for given in values.values() for value in given)
    return Brief(
        enrolment, assessment, number, assessed_on,
        tuple((block.title, score_of(values.get(block.pk, ()))) for block in blocks),
        score, reading_of(score, bands), len(people),
    )


def shape_of(template):
    """([AssessmentBlock], [ScoreBand]) of a template, which hardly ever change; remembered for a minute."""

    def look():
        return (
            list(AssessmentBlock.objects.filter(template=template).order_by("order", "pk")),
            list(ScoreBand.objects.filter(template=template).order_by("starts_at")),
        )

    return cache.get_or_set(f"communities.assessments.shape.{template}", look, 60)


def overview_of(project, user):
    """The latest rounds of a project's communities, as far as this person may see them: seven queries."""
    enrolments = list(
        Enrolment.objects.visible_to(user).filter(project=project).counted().select_related("community", "area")
        .order_by("area__order", "community__sort_key", "pk")
    )
    latest = latest_of(enrolments)
    results = []
    for enrolment in enrolments:
        enrolment.project = project
        if enrolment.pk in latest:
            latest[enrolment.pk].assessment.enrolment = enrolment
            results.append(latest[enrolment.pk])
    blocks = {block.code: block.title for result in results for block in result.blocks}
    without = tuple(enrolment for enrolment in enrolments if enrolment.pk not in latest)
    return Overview(tuple(blocks.items()), tuple(results), without, tuple(common_of(results)))


def common_of(results, most=5):
    """The statements that are most often among the three weakest; communities count alike, however many answered."""
    weak, means, texts = Counter(), {}, {}
    for result in results:
        weak.update(statement.pk for statement in result.weakest)
        for statement in result.statements:
            if statement.values:
                means.setdefault(statement.pk, []).append(statement.mean)
                texts[statement.pk] = statement
    ranked = sorted(weak, key=lambda key: (-weak[key], sum(means[key]) / len(means[key]), texts[key].number))
    return [
        Common(texts[key].text, texts[key].training, weak[key], len(means[key]), score_of(means[key]))
        for key in ranked[:most]
    ]

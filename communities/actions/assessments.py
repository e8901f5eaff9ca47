"""Rounds of looking at a community's potential, what people answered, and what the community needs to learn."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from communities.actions.days import require_past
from communities.actions.standard import ensure_assessment_template
from communities.models import Assessment, Enrolment, Respondent, Score
from portal.shared import bulk_verbs, verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open


@transaction.atomic
def record_assessment(assessment, *, by, key=None):
    """The next round of a community's assessment; its number is given here, one after the last."""
    project = assessment.enrolment.project
    require_open(project)
    require_past(assessment.assessed_on, "assessed_on")
    Enrolment.objects.select_for_update().get(pk=assessment.enrolment_id)
    last = Assessment.objects.filter(enrolment=assessment.enrolment_id).aggregate(last=Max("round"))["last"]
    assessment.round = (last or 0) + 1
    choose_template(assessment, by)
    return verbs.create(assessment, by=by, key=key)


@transaction.atomic
def change_assessment(assessment, *, by, version, reason=""):
    require_open(assessment.enrolment.project)
    require_past(assessment.assessed_on, "assessed_on")
    choose_template(assessment, by)
    return verbs.update(assessment, by=by, version=version, reason=reason)


def choose_template(assessment, by):
    """The statements of a round are settled once; a round from before there were templates gets them when it is needed."""
    if assessment.template_id is None:
        assessment.template = ensure_assessment_template(assessment.enrolment.project, by=by)


@transaction.atomic
def record_answers(assessment, label, scores, *, by, key=None):
    """What one respondent answered. Returns the Respondent.

    `label`: his role, never a name; `scores`: {Statement with its block: 0 … 4, or None for "did not answer"}. The same
    `key` twice is one respondent. Raises ValidationError "nothing_answered" or "foreign_statement".
    """
    require_open(assessment.enrolment.project)
    current = verbs.locked(assessment)
    current.enrolment = assessment.enrolment
    if current.template_id is None:
        choose_template(current, by)
        verbs.update(current, by=by, version=current.version)
    last = current.respondents.aggregate(last=Max("order"))["last"]
    respondent = Respondent(assessment=current, label=label, order=(last or 0) + 1, is_demo=current.is_demo)
    made = verbs.create(respondent, by=by, key=key)
    if made is respondent:
        given = answers_given(current, scores)
        bulk_verbs.create_many(
            [Score(respondent=made, statement=statement, value=value) for statement, value in given.items()], by=by
        )
    return made


@transaction.atomic
def change_answers(respondent, scores, *, by, version, reason=""):
    """Change who answered and what; only scores that differ are written. None takes an answer back.

    Raises StaleSave when somebody changed this respondent's answers since `version`, otherwise as `record_answers`.
    """
    assessment = respondent.assessment
    require_open(assessment.enrolment.project)
    saved = verbs.update(respondent, by=by, version=version, reason=reason)
    given = answers_given(assessment, scores)
    stored = {score.statement_id: score for score in Score.objects.filter(respondent=respondent)}
    new, changed, kept = [], [], set()
    for statement, value in given.items():
        kept.add(statement.pk)
        score = stored.get(statement.pk)
        if score is None:
            new.append(Score(respondent=respondent, statement=statement, value=value))
        elif score.value != value:
            score.value = value
            changed.append(score)
    gone = [score for key, score in stored.items() if key not in kept]
    if new or changed or gone:
        if saved.version == version:
            bulk_verbs.touch(saved, by=by, version=version, reason=reason)
        bulk_verbs.create_many(new, by=by, reason=reason)
        bulk_verbs.update_many(changed, by=by, reason=reason)
        bulk_verbs.remove_many(gone, by=by, reason=reason)
    return saved


def answers_given(assessment, scores):
    """{Statement: score} of what was answered."""
    given = {statement: value for statement, value in scores.items() if value is not None}
    if not given:
        raise ValidationError(_("Answer at least one statement."), code="nothing_answered")
    if any(statement.block.template_id != assessment.template_id for statement in given):
        raise ValidationError(_("This statement belongs to another assessment."), code="foreign_statement")
    return given


@transaction.atomic
def remove_respondent(respondent, *, by, reason=""):
    """Take one respondent and his scores out of the round. Both stay in the history."""
    require_open(respondent.assessment.enrolment.project)
    respondent = verbs.locked(respondent)
    bulk_verbs.remove_many(Score.objects.filter(respondent=respondent), by=by, reason=reason)
    verbs.remove(respondent, by=by, reason=reason)


@transaction.atomic
def note_score(score, *, by, key=None):
    """A single score, outside the sheet. The sheet is newer afterwards: whoever has it open is told."""
    touch_sheet(score, by)
    return verbs.create(score, by=by, key=key)


@transaction.atomic
def change_score(score, *, by, version, reason=""):
    touch_sheet(score, by)
    return verbs.update(score, by=by, version=version, reason=reason)


@transaction.atomic
def remove_score(score, *, by, reason=""):
    touch_sheet(score, by)
    verbs.remove(score, by=by, reason=reason)


def touch_sheet(score, by):
    require_open(score.respondent.assessment.enrolment.project)
    sheet = verbs.locked(score.respondent)
    bulk_verbs.touch(sheet, by=by, version=sheet.version)


def comment_statement(comment, *, by, key=None):
    """Say why the answers to one statement differ: a StatementComment that is new."""
    require_open(comment.assessment.enrolment.project)
    if comment.statement.block.template_id != comment.assessment.template_id:
        raise ValidationError(_("This statement belongs to another assessment."), code="foreign_statement")
    return verbs.create(comment, by=by, key=key)


def change_statement_comment(comment, *, by, version, reason=""):
    require_open(comment.assessment.enrolment.project)
    return verbs.update(comment, by=by, version=version, reason=reason)


def note_training_need(need, *, by, key=None):
    """A TrainingNeed of a community, perhaps found by an assessment of the same community."""
    check_need(need)
    return verbs.create(need, by=by, key=key)


def change_training_need(need, *, by, version, reason=""):
    check_need(need)
    return verbs.update(need, by=by, version=version, reason=reason)


def check_need(need):
    require_open(need.enrolment.project)
    if need.assessment_id is not None and need.assessment.enrolment_id != need.enrolment_id:
        raise at_field("assessment", _("Choose an assessment of this community."), "foreign_assessment")


def archive_training_need(need, *, by, reason=""):
    require_open(need.enrolment.project)
    return verbs.archive(need, by=by, reason=reason)


def restore_training_need(need, *, by, reason=""):
    require_open(need.enrolment.project)
    return verbs.restore(need, by=by, reason=reason)

"""An amendment: proposed amount by amount, agreed by those whose money it is, decided, carried out in one go.

Every verb locks the project's budgets first and the amendment after them.
"""
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.actions.outcome import carry_out
from budgets.actions.told import tell_amendment
from budgets.actions.versions import (
    check_claimed,
    check_decision,
    check_known,
    check_limits,
    check_order,
    check_sums,
    freeze,
)
from budgets.choices import AgreementState, AmendmentState, BudgetState
from budgets.models import Amendment, AmendmentAgreement, AmendmentChange, BudgetLine, FundingShare
from budgets.summaries.amendments import (
    NEW_LINE,
    NEW_SHARE,
    amount_now,
    asked_of,
    changes_of,
    edited,
    kind_of,
    label_of,
    lines_moved,
)
from budgets.summaries.versions import content_of
from portal.shared import bulk_verbs, verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open

NEW = (NEW_LINE, NEW_SHARE)
ANY = object()
COPIED = ("title_et", "title_lv", "title_en", "activity_id", "category_id", "after")


@dataclass
class Wanted:
    """An unsaved AmendmentChange that somebody typed.

    `was`: what stood there when he began (euros or None; ANY: he does not say); `is_new`: it may not replace a line or a source
    that somebody else added meanwhile; `key` comes back in AmountsMoved.
    """

    change: AmendmentChange
    was: object = ANY
    is_new: bool = False
    key: str = ""


@dataclass(eq=False)
class AmountsMoved(Exception):
    """Somebody else changed the same amounts meanwhile; nothing was written. `amounts`: {key of the Wanted: euros or None}."""

    amounts: dict


@transaction.atomic
def open_amendment(project, *, title, reason, by, key=None, is_demo=False):
    """A new, empty amendment. Raises ValidationError(code="not_approved") while no budget of the project is approved."""
    budgets = lock_budgets(project)
    if not any(budget.state == BudgetState.APPROVED for budget in budgets):
        raise ValidationError(_("Nothing is approved yet: the budgets can still be changed directly."), code="not_approved")
    last = Amendment.objects.filter(project=project).aggregate(last=Max("number"))["last"]
    amendment = Amendment(project=project, number=(last or 0) + 1, title=title, reason=reason, is_demo=is_demo)
    return verbs.create(amendment, by=by, key=key)


@transaction.atomic
def change_amendment(amendment, *, by, version, reason=""):
    """Correct its title or why it is needed, while it is being prepared."""
    require_open(amendment.project)
    require_state(verbs.locked(amendment), AmendmentState.DRAFT)
    return verbs.update(amendment, by=by, version=version, reason=reason)


def set_change(amendment, *, budget, line=None, share=None, after, new=None, by):
    """One amount as it shall be (euros, None: not stated): of a line, of a source, of a line from a source, or of the budget.

    `new` describes a line {line_number, title_et, …, activity, category} or a source {source, programme} that is added.
    Returns the AmendmentChange; None when the amount is what is in force, and so nothing changes.
    """
    change = AmendmentChange(budget=budget, line=line, share=share, after=after, **(new or {}))
    return set_changes(amendment, [Wanted(change)], by=by)[0]


@transaction.atomic
def set_changes(amendment, wanted, *, by):
    """Several of these at once ([Wanted]); returns what `set_change` would of each.

    Raises AmountsMoved, ValidationError: "not_draft", "not_approved", "foreign_project", "number", "unique", "required".
    """
    budgets, amendment = locked_amendment(amendment, AmendmentState.DRAFT)
    lend(amendment, [one.change for one in wanted], {budget.pk: budget for budget in budgets})
    content = content_of(amendment.project)
    there = {key_of(change): change for change in AmendmentChange.objects.filter(amendment=amendment)}
    for one in wanted:
        one.change.before = amount_now(content, one.change)
        if one.is_new:
            keep_apart(one.change, there)
    refuse_moved(wanted, there)
    found = []
    for one in wanted:
        old = there.get(key_of(one.change))
        found.append(merged(one.change, old, content))
        if found[-1] is None and old is not None:
            verbs.remove(old, by=by)
    rows = [row for row in found if row is not None]
    bulk_verbs.create_many([row for row in rows if row.pk is None], by=by)
    bulk_verbs.update_many([row for row in rows if row.pk is not None], by=by)
    return found


def lend(amendment, changes, budgets):
    """Give the changes their amendment, budgets, lines and sources, so that nobody fetches them one by one."""
    lines = BudgetLine.objects.in_bulk({change.line_id for change in changes} - {None})
    shares = FundingShare.objects.in_bulk({change.share_id for change in changes} - {None})
    for change in changes:
        budget = budgets.get(change.budget_id)
        if budget is None:
            raise at_field("budget", _("Choose one of this project."), "foreign_project")
        if budget.state != BudgetState.APPROVED:
            raise ValidationError(_("This budget is not approved: change it directly."), code="not_approved")
        budget.project = amendment.project
        change.amendment, change.budget, change.is_demo = amendment, budget, amendment.is_demo
        for key, name, rows in ((change.line_id, "line", lines), (change.share_id, "share", shares)):
            if key is not None and key not in rows:
                raise at_field(name, _("It is no longer there."), "gone")
            if key is not None:
                setattr(change, name, rows[key])


def keep_apart(change, there):
    """A line that somebody else added under the same number stays; the same source twice is refused."""
    while key_of(change) in there:
        if kind_of(change) == NEW_SHARE:
            raise at_field("source", _("The amendment already adds this source."), "unique")
        change.line_number += 1


def refuse_moved(wanted, there):
    moved = {}
    for one in wanted:
        old = there.get(key_of(one.change))
        now = old.after if old is not None else one.change.before
        if one.was is not ANY and now not in (one.was, one.change.after):
            moved[one.key] = now
    if moved:
        raise AmountsMoved(moved)


def merged(change, old, content):
    """The row to save: the new change, or the saved one of the same amount with what is new; None when nothing is left of it."""
    is_new = kind_of(change) in NEW
    if is_new and change.after is not None:
        check_new(change, content)
    elif is_new or change.after == change.before:
        return None
    if old is None:
        return change
    old.amendment, old.budget, old.line, old.share = change.amendment, change.budget, change.line, change.share
    for name in (*COPIED, "before"):
        setattr(old, name, getattr(change, name))
    return old


def key_of(change):
    """What tells which amount it is about; two changes of one amendment never have the same."""
    return (
        change.budget_id, change.line_id, change.share_id, change.line_number, change.source, change.programme_id,
    )


def check_new(change, content):
    budget = content.budget(change.budget_id)
    if change.after is None:
        raise at_field("after", _("Write how much."), "required")
    if kind_of(change) == NEW_LINE:
        if not change.title_et.strip():
            raise at_field("title_et", _("Write what it is for."), "required")
        if change.line_number in {line.number for line in budget.lines}:
            raise at_field("line_number", _("The budget already has a line with this number."), "number")
    elif (change.source, change.programme_id) in {(share.source, share.programme) for share in budget.shares}:
        raise at_field("source", _("The budget already has this source."), "unique")


@transaction.atomic
def remove_change(change, *, by):
    """Leave the amount as it is in force."""
    locked_amendment(change.amendment, AmendmentState.DRAFT)
    verbs.remove(change, by=by)


@transaction.atomic
def submit_amendment(amendment, *, by, on=None):
    """Ask everybody whose money changes, and the lead partner. `on`: the day, today when None. Returns the Amendment.

    What is in force is read anew. Raises ValidationError: "not_draft", "empty", "number", "unique", "not_stated" (of a partner
    nobody would know any more how much), "sums", "claimed".
    """
    _budgets, amendment = locked_amendment(amendment, AmendmentState.DRAFT)
    content = content_of(amendment.project)
    changes = refreshed(amendment, content, by)
    if not changes:
        raise ValidationError(_("This amendment changes nothing yet."), code="empty")
    check_outcome(content, changes)
    ask(amendment, asked_of(amendment.project, changes), by)
    amendment.state, amendment.submitted_on = AmendmentState.SUBMITTED, on or timezone.localdate()
    amendment = verbs.update(amendment, by=by, version=amendment.version)
    tell_amendment(amendment, "asked", by=by)
    return amendment


@transaction.atomic
def take_back_amendment(amendment, *, reason="", by):
    """A submitted amendment is worked on again; when it is submitted anew, everybody is asked anew."""
    _budgets, amendment = locked_amendment(amendment, AmendmentState.SUBMITTED)
    amendment.state, amendment.submitted_on = AmendmentState.DRAFT, None
    return verbs.update(amendment, by=by, version=amendment.version, reason=reason)


@transaction.atomic
def answer_amendment(agreement, *, agrees, note="", by, on=None):
    """A partner's yes or no; a no says why. He may answer otherwise until it is decided. Returns the agreement.

    Raises ValidationError: "not_submitted", "note".
    """
    require_open(agreement.amendment.project)
    require_state(verbs.locked(agreement.amendment), AmendmentState.SUBMITTED)
    if not agrees and not note.strip():
        raise at_field("note", _("Say what does not suit."), "note")
    current = verbs.locked(agreement)
    current.amendment, current.partnership = agreement.amendment, agreement.partnership
    current.state = AgreementState.AGREED if agrees else AgreementState.REFUSED
    current.note, current.answered_on = note, on or timezone.localdate()
    current = verbs.update(current, by=by, version=current.version)
    tell_amendment(current.amendment, str(current.state), by=by, partnership=current.partnership, detail=current.partnership)
    return current


@transaction.atomic
def decide_amendment(amendment, *, approved, decided_on, decided_by="", document=None, overrule="", by):
    """Note the decision; an approval is carried out at once and becomes the next BudgetVersion (`amendment.result`).

    `overrule`: why it is approved although somebody has not agreed; kept in the history. Raises ValidationError:
    "not_submitted", "future", "before" (a day before what it amends was approved), "foreign_project", "not_agreed", "moved_on"
    (what is in force is no longer what the partners saw), "sums", "claimed", "over".
    """
    budgets, amendment = locked_amendment(amendment, AmendmentState.SUBMITTED)
    project = amendment.project
    check_decision(project, decided_on, document, "decided_on")
    if approved:
        check_order(project, decided_on)
        check_agreed(amendment, overrule)
        content, changes = content_of(project), changes_of(amendment)
        check_unmoved(content, changes)
        check_outcome(content, changes)
        carry_out(budgets, content, changes, on=decided_on, by=by, reason=str(amendment))
    amendment.state = AmendmentState.APPROVED if approved else AmendmentState.REJECTED
    amendment.decided_on, amendment.decided_by, amendment.document = decided_on, decided_by, document
    amendment = verbs.update(amendment, by=by, version=amendment.version, reason=overrule)
    if approved:
        now = content_of(project)
        check_sums(now)
        check_limits(project)
        freeze(
            project, now, approved_on=decided_on, decided_by=decided_by, document=document, by=by, amendment=amendment,
            is_demo=amendment.is_demo,
        )
    tell_amendment(amendment, str(amendment.state), by=by)
    return amendment


@transaction.atomic
def withdraw_amendment(amendment, *, reason="", by):
    """Give it up before it is decided."""
    _budgets, amendment = locked_amendment(amendment, AmendmentState.DRAFT, AmendmentState.SUBMITTED)
    amendment.state = AmendmentState.WITHDRAWN
    return verbs.update(amendment, by=by, version=amendment.version, reason=reason)


# --- shared ---

NOT_IN_STATE = {
    AmendmentState.DRAFT: ("not_draft", _("This amendment is no longer being prepared.")),
    AmendmentState.SUBMITTED: ("not_submitted", _("This amendment does not wait for an answer.")),
}


def locked_amendment(amendment, *states):
    """(the project's budgets, the amendment) as they are now, locked; it must be in one of the states."""
    project = amendment.project
    budgets = lock_budgets(project)
    current = verbs.locked(amendment)
    current.project = project
    require_state(current, *states)
    return budgets, current


def require_state(amendment, *states):
    if amendment.state not in states:
        code, message = NOT_IN_STATE[states[-1]]
        raise ValidationError(message, code=code)


def refreshed(amendment, content, by):
    """Its changes, before-amounts as they are in force now; what changes nothing any more is left out.

    A new line whose number was taken meanwhile, by another amendment, gets the next one.
    """
    found, numbers = [], {budget.pk: {line.number for line in budget.lines} for budget in content.budgets}
    for change in changes_of(amendment):
        if kind_of(change) == NEW_LINE:
            renumber(change, numbers[change.budget_id], by)
        before = amount_now(content, change)
        if kind_of(change) not in NEW and before == change.after:
            verbs.remove(change, by=by)
            continue
        if before != change.before:
            change.before = before
            verbs.update(change, by=by, version=change.version)
        found.append(change)
    return found


def renumber(change, taken, by):
    """`taken`: the numbers of the budget's lines; the change's own is added."""
    if change.line_number in taken:
        change.line_number = max(taken) + 1
        verbs.update(change, by=by, version=change.version)
    taken.add(change.line_number)


def check_outcome(content, changes):
    for change in changes:
        if kind_of(change) in NEW:
            check_new(change, content)
    after = edited(content, changes)
    check_known(budget for budget in after.budgets if content.budget(budget.pk).total is not None)
    check_sums(after)
    check_claimed(after, lines_moved(content, after))


def check_unmoved(content, changes):
    moved = [f"{change.budget}: {label_of(change)}" for change in changes if change.before != amount_now(content, change)]
    if moved:
        raise ValidationError(
            _("Something else was approved meanwhile: %(rows)s. Take the amendment back and submit it anew."),
            code="moved_on", params={"rows": ", ".join(moved)},
        )


def check_agreed(amendment, overrule):
    waiting = amendment.agreements.exclude(state=AgreementState.AGREED).select_related("partnership__organisation")
    names = [str(agreement.partnership) for agreement in waiting]
    if names and not overrule.strip():
        raise ValidationError(
            _("Not agreed by: %(partners)s. Say why it is approved all the same."), code="not_agreed",
            params={"partners": ", ".join(names)},
        )


def ask(amendment, partnerships, by):
    """An open question for each of these partners and for nobody else."""
    there = {agreement.partnership_id: agreement for agreement in AmendmentAgreement.objects.filter(amendment=amendment)}
    for partnership in partnerships:
        agreement = there.pop(partnership.pk, None)
        if agreement is None:
            asked = AmendmentAgreement(amendment=amendment, partnership=partnership, is_demo=amendment.is_demo)
            verbs.create(asked, by=by)
            continue
        agreement.state, agreement.answered_on, agreement.note = AgreementState.ASKED, None, ""
        verbs.update(agreement, by=by, version=agreement.version)
    for agreement in there.values():
        verbs.remove(agreement, by=by)

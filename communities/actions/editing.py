"""Saving a section of a plan while others write in it too: nothing that anybody typed is ever lost.

What one person changed is written; what others changed meanwhile stays; where both changed the same cell, both texts are
kept and a person decides. A text that is not written stays as the person's draft.
"""
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.drafts import keep_drafts, settle_drafts
from communities.actions.rows import plan_to_write
from communities.actions.saving import Saving
from communities.actions.sheet import Sheet, slug_of
from communities.codes.cells import CellName, digest, split_row_key
from communities.summaries.state import state_of
from portal.shared import verbs


def save_section(plan, section, *, by, texts, bases, removed=(), order=None):
    """Save what a person typed in a section; returns an Outcome.

    `section`: its code; `texts`: {cell: typed text}; `bases`: {cell: digest of the canonical text he began from};
    `removed`: row keys; `order`: all row keys as he ordered them, or None when he moved none. New rows of the same keys
    sent twice are made once. Conflicting and gone texts stay as the person's drafts; the drafts of the other cells sent
    are forgotten.

    Raises ValidationError with an error_dict by cell when something cannot be read, or with code "not_editable",
    "frozen" or "no_such_section": then nothing is saved, and what was typed is kept as drafts.
    """
    with kept_as_drafts(plan, section, by, texts, bases):
        return until_nobody_interferes(lambda: _save(plan, section, by, texts, bases, removed, order))


def restore_row(plan, row_key, *, by, texts=None):
    """Put a row back that was taken out, with what the person typed in it; returns an Outcome.

    Raises ValidationError with code "no_such_row", and as `save_section` does.
    """
    own = {name: text for name, text in (texts or {}).items() if name.startswith(f"{row_key}-")}
    state = state_of(plan)
    section = section_of_row(state, row_key)
    if section is None:
        raise ValidationError(_("This row is not there any more."), code="no_such_row")
    drafts = plan.drafts.filter(user=by, section=section.code, cell__in=own) if own else ()
    bases = {draft.cell: draft.base for draft in drafts}
    sheet = Sheet(state, section, by)
    for cell in filter(None, map(CellName.parse, own)):
        if str(cell) not in bases and sheet.asks(cell):
            row = state.away.get(row_key) or sheet.rows[row_key]
            bases[str(cell)] = digest(sheet.current(cell, row))

    def write():
        away = locked_state(plan).away.get(row_key)
        if away is not None:
            verbs.restore(away, by=by)
        return _save(plan, section.code, by, own, bases)

    with kept_as_drafts(plan, section.code, by, own, bases):
        return until_nobody_interferes(write)


def _save(plan, section, by, texts, bases, removed=(), order=None):
    saving = Saving(sheet_of(locked_state(plan), section, by), texts, bases)
    saving.write(removed, order)
    settle_drafts(
        plan, section, by, cells=texts, rows=set(removed) - set(saving.outcome.stayed), left=saving.left
    )
    return saving.outcome


@contextmanager
def kept_as_drafts(plan, section, by, texts, bases):
    """When nothing is saved, what was typed stays as drafts."""
    try:
        yield
    except ValidationError:
        if getattr(by, "is_authenticated", False):
            keep_drafts(plan, section, by=by, texts=texts, bases=bases)
        raise


def until_nobody_interferes(write):
    """Every save locks the plan, but a service may be begun or a task ticked off elsewhere at that very moment."""
    for last in (False, False, True):
        try:
            with transaction.atomic():
                return write()
        except verbs.StaleSave:
            if last:
                raise


def section_of_row(state, row_key):
    """The section in which a row belongs, whether it stands or was taken out; None when there is no such row."""
    table = (split_row_key(row_key) or ("",))[0]
    row = state.away.get(row_key)
    for section in state.sections:
        if slug_of(section) != table:
            continue
        if any(f"{table}-{live.pk}" == row_key for live in state.live(section)):
            return section
        if row is not None and getattr(row, "section_id", section.pk) == section.pk:
            return section
    return None


def locked_state(plan):
    """The plan's PlanState, locked until the transaction ends; raises ValidationError when it cannot be written on."""
    return state_of(plan_to_write(plan))


def sheet_of(state, code, by):
    section = state.section(code)
    if section is None:
        raise ValidationError(_("The plan does not have this section any more."), code="no_such_section")
    return Sheet(state, section, by)

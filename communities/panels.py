"""What the floors above add to communities: panels on a page, and what answers a training need.

They register; this floor imports nothing of theirs.
"""
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, Value

from portal.shared.reading import several


@dataclass(frozen=True)
class Panel:
    """One part of the page: `table(community, user)` is a walk (see `portal.shared.reading`) that returns a `Table`, or None
    when there is nothing."""

    key: str
    title: object
    table: Callable


_panels: dict[str, Panel] = {}


def register(panel: Panel):
    _panels[panel.key] = panel


def panels_of(community, user):
    """Walk: [(title, table)] of the panels that have something to show to this person."""
    return _tables(_panels, community, user)


def _tables(panels, row, user):
    tables = yield from several([panel.table(row, user) for panel in panels.values()])
    return [(panel.title, table) for panel, table in zip(panels.values(), tables, strict=True) if table is not None]


_of_enrolments: dict[str, Panel] = {}


def register_on_enrolment(panel: Panel):
    """A part of the page of a community in one project: `table(enrolment, user)`."""
    _of_enrolments[panel.key] = panel


def enrolment_panels_of(enrolment, user):
    """Walk: [(title, table)] for the page of one enrolment."""
    return _tables(_of_enrolments, enrolment, user)


_answers: dict[str, Callable] = {}


def register_answers(key, condition: Callable):
    """`condition()` gives an `Exists` or `Q` about rows of TrainingNeed: true for those that something answers."""
    _answers[key] = condition


def needs_are_answered_somewhere():
    """Does any floor say when a need is answered? Until then there is no such question."""
    return bool(_answers)


def with_answers(needs):
    """The needs with `is_answered`."""
    if not _answers:
        return needs.annotate(is_answered=Value(False))
    return needs.annotate(is_answered=reduce(or_, (Q(condition()) for condition in _answers.values())))

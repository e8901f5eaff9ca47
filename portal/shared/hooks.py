"""What must follow every write, said once: the search index, translations that fall behind.

The ground knows no app, so an app registers a function in `AppConfig.ready()`; the verbs call it in their own transaction.
This is no place for rules: a verb that means something more says so itself.
"""
from dataclasses import dataclass

_after, _editing = [], []


@dataclass(frozen=True)
class Written:
    """One row that a verb wrote. `verb`: create, update, archive, restore or remove; `pk`: its key, also of a removed row;
    `before`: the stored row as it was, None for a new one; `by`: who did it, or None."""

    verb: str
    row: object
    pk: object
    before: object
    by: object


def after_write(function):
    """`function(writings)` is called with a list of Written after every write of a verb, inside its transaction."""
    _after.append(function)
    return function


def on_editing(function):
    """`function(form)` is called before a form that edits a row is shown: it may say at its fields what one should know."""
    _editing.append(function)
    return function


def point_out(form):
    for function in _editing:
        function(form)


def tell(verb, row, *, before=None, by=None, pk=None):
    tell_all([Written(verb, row, row.pk if pk is None else pk, before, by)])


def tell_all(writings):
    """Several rows at once: what follows costs a fixed number of statements, too."""
    for function in _after if writings else ():
        function(writings)

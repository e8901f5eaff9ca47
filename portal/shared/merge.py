"""Two people changed one row: which change is whose, what merges by itself, and what a person must decide."""
from django.contrib.auth import get_user_model
from django.db import models

from portal.shared import compare, verbs


class Merge:
    """A three-way comparison of a StaleSave: where the person started, what he wants, what is there now.

    `mine`, `theirs`: sets of field names changed by only one side; `conflicts`: changed by both, differently. When the
    starting point is unknown, every difference is a conflict: nothing is overwritten silently.
    """

    def __init__(self, stale):
        self.stale = stale
        self.mine, self.theirs, self.conflicts = set(), set(), set()
        for field in compare.own_fields(type(stale.current)):
            self._sort_field(field)
        for name, wanted in stale.m2m.items():
            self._sort_relation(name, wanted)

    def _sort_field(self, field):
        stale = self.stale
        if not compare.differs(field, stale.attempted, stale.current):
            return
        base_known = stale.base is not None and hasattr(stale.base, field.attname)
        if not base_known:
            self.conflicts.add(field.name)
        elif not compare.differs(field, stale.attempted, stale.base):
            self.theirs.add(field.name)
        elif not compare.differs(field, stale.current, stale.base):
            self.mine.add(field.name)
        else:
            self.conflicts.add(field.name)

    def _sort_relation(self, name, wanted):
        current = verbs.current_keys(self.stale.current, name)
        base = base_keys(self.stale, name)
        if wanted == current:
            return
        if base is None:
            self.conflicts.add(name)
        elif wanted == base:
            self.theirs.add(name)
        elif current == base:
            self.mine.add(name)
        else:
            self.conflicts.add(name)

    def take_theirs(self, names):
        """Put the current value of these fields into the attempted row. Returns the relations that are left to save."""
        stale = self.stale
        for field in compare.own_fields(type(stale.current)):
            if field.name in names:
                setattr(stale.attempted, field.attname, getattr(stale.current, field.attname))
        return {name: keys for name, keys in stale.m2m.items() if name not in names}

    def others(self):
        """Who saved since the person opened the page, latest first, each once."""
        stale = self.stale
        if not verbs.tracked(stale.current):
            return []
        since = stale.base.version if stale.base is not None else stale.current.version - 1
        rows = verbs._history(stale.current).filter(version__gt=since).order_by("-history_id")
        keys = list(dict.fromkeys(rows.exclude(history_user=None).values_list("history_user_id", flat=True)))
        people = get_user_model()._base_manager.in_bulk(keys)
        return [people[key] for key in keys if key in people]


def base_keys(stale, name):
    """The relation's keys in the historical row, or None when the model does not track it."""
    if stale.base is None:
        return None
    field = stale.current._meta.get_field(name)
    if not isinstance(field, models.ManyToManyField) or field not in stale.base._history_m2m_fields:
        return None
    target = field.m2m_reverse_field_name() + "_id"
    return set(getattr(stale.base, name).order_by().values_list(target, flat=True))

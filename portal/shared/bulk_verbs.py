"""The verbs for many rows of one model at once: a fixed number of statements, however many rows there are.

Each row is checked by itself (`ValidationError`) and gets its line of history. What only the database can tell (a value
that must be unique, a check) it tells when it refuses, and then in the constraint's own words. Rows come with their
relations fetched; models with many-to-many fields take the single verbs.
"""
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.shared import compare, hooks, verbs
from portal.shared.remember import remember
from portal.shared.writing import change_each

BATCH = 200


def create_many(instances, *, by, reason=""):
    """Save new rows as version 1 and return them, with their keys."""
    rows = list(instances)
    if not rows:
        return rows
    for row in rows:
        _check(row)

    def write():
        made = _model(rows)._base_manager.bulk_create(rows, batch_size=BATCH)
        remember(made, "+", by, reason)
        hooks.tell_all([hooks.Written("create", row, row.pk, None, by) for row in made])
        return made

    return _atomically(write, rows)


def update_many(instances, *, by, reason=""):
    """Save those of the rows that differ from what is stored; return them. Their versions grow by one.

    The rows are locked, but nobody is asked whether they moved on meanwhile: lock and compare what they belong to first.
    """
    rows = list(instances)
    if not rows:
        return rows

    def write():
        stored = _locked(rows)
        changed = {row: compare.changed_names(row, stored[row.pk]) for row in rows}
        changed = {row: names for row, names in changed.items() if names}
        if not changed:
            return []
        for row, names in changed.items():
            _check(row, skipped={field.name for field in row._meta.fields} - names)
            row.version, row.updated_at = stored[row.pk].version + 1, timezone.now()
        model = _model(rows)
        names = set().union(*changed.values()) | {field.name for field in compare.derived_fields(model)}
        change_each(changed, names | {"version", "updated_at"})
        remember(changed, "~", by, reason)
        hooks.tell_all([hooks.Written("update", row, row.pk, stored[row.pk], by) for row in changed])
        return list(changed)

    return _atomically(write, rows)


def remove_many(instances, *, by, reason=""):
    """Delete the rows; their history stays. Raises ValidationError(code="in_use") when others rest on one of them."""
    rows = list(instances)
    if not rows:
        return
    with transaction.atomic():
        if _are_used(_locked(rows).values()):
            raise ValidationError(_("It cannot be removed: it is used elsewhere."), code="in_use")
        remember(rows, "-", by, reason)
        # Deleting a queryset would write the history once more, row by row: the rows go without signals.
        queryset = _model(rows)._base_manager.filter(pk__in=[row.pk for row in rows])
        queryset._raw_delete(queryset.db)
        hooks.tell_all([hooks.Written("remove", row, row.pk, None, by) for row in rows])


def touch(instance, *, by, version, reason=""):
    """The parts of a row changed, not the row itself: its version grows, so that whoever started earlier is told.

    Raises StaleSave as `verbs.update` does. Returns the row as it is now.
    """
    with transaction.atomic():
        current = verbs.locked(instance)
        if current.version != version:
            raise verbs.StaleSave(current, verbs.base_row(instance, version), instance)
        current.version, current.updated_at = version + 1, timezone.now()
        type(current)._base_manager.filter(pk=current.pk).update(version=current.version, updated_at=current.updated_at)
        remember([current], "~", by, reason)
        instance.version, instance.updated_at = current.version, current.updated_at
        return current


def _model(rows):
    models = {type(row) for row in rows}
    if len(models) != 1 or next(iter(models))._meta.many_to_many:
        raise TypeError("Rows of one model without many-to-many fields.")
    return models.pop()


def _locked(rows):
    # By key, so that two savers never wait for each other; and the usual order may join what cannot be locked.
    stored = _model(rows)._base_manager.select_for_update().order_by("pk")
    return {row.pk: row for row in stored.filter(pk__in=[row.pk for row in rows])}


def _check(row, skipped=frozenset()):
    """What one row can tell by itself, without a query: its fields, its own `clean`, its derived fields."""
    derived = {field.name for field in compare.derived_fields(type(row))}
    row.clean_fields(exclude=skipped | derived | verbs.known_relations(row))
    row.clean()
    verbs.fill_derived(row)


def _atomically(write, rows):
    """In one transaction. When the database refuses, the row that is in the way is looked for, to say why."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        for row in rows:
            verbs.check(row)
        raise


def _are_used(rows):
    """Does anything lean on these rows? `_raw_delete` asks no such question."""
    keys = [row.pk for row in rows]
    relations = next(iter(rows))._meta.related_objects if keys else ()
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys}).exists()
        for relation in relations
    )

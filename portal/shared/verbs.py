"""The five verbs that every app's `actions.py` builds on: create, update, archive, restore, remove.

Each is atomic, checks the whole row (`ValidationError`), writes who did it into the history, and returns the row.
Nothing else in the house calls `save()` or deletes what people edit.
"""
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from functools import cache

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, DateField, DateTimeField, ProtectedError, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.shared import compare, hooks
from portal.shared.dates import validate_day
from portal.shared.models import SubmittedForm
from portal.shared.prepared import Prepared
from portal.shared.relations import lend_relations, links_of, set_links
from portal.shared.remember import history_of as _history
from portal.shared.remember import remember, tracked, tracked_relations
from portal.shared.writing import change


@dataclass(eq=False)
class StaleSave(Exception):
    """Somebody else saved the row after this person opened it. Nothing was written.

    `current`: the row as it is now; `base`: its historical row at the version the person started from, or None when it is
    unknown; `attempted`: the row as the person wants it; `m2m`: {field name: set of keys} the person wants.
    `portal.shared.merge.Merge(stale)` tells whose change is where.
    """

    current: object
    base: object
    attempted: object
    m2m: dict = dataclass_field(default_factory=dict)

    def __str__(self):
        return f"{self.current._meta.label} {self.current.pk} was changed by somebody else"


def create(instance, *, by, m2m=None, key=None, reason=""):
    """Save a new row as version 1 and return it.

    `m2m`: {field name: objects or keys}. `key`: the form's idempotency key (UUID); when the same person sent it before, also
    at this very moment, the first row is returned and nothing is saved.
    """

    def write():
        submitted = None
        if key:
            submitted, is_new = SubmittedForm.objects.get_or_create(user_pk=_user_pk(by), key=key)
            if not is_new:
                return _first_result(submitted, type(instance))
        check(instance)
        _save_new(instance, by, m2m or {}, reason)
        hooks.tell("create", instance, by=by)
        if submitted:
            submitted.result_type = instance._meta.label_lower
            submitted.result_pk = str(instance.pk)
            submitted.save(update_fields=["result_type", "result_pk"])
        return instance

    return _atomically(write, instance)


def update(instance, *, by, version, m2m=None, reason="", held=None):
    """Save what the person changed, and only that; the version grows by one. Nothing changed: nothing is saved.

    `version`: the one the person started from. Raises StaleSave when the row has moved on since, the model's DoesNotExist
    when the row is gone. The row is locked first, so of any number of simultaneous savers exactly one wins. `held`: what
    `locked` gave already in this transaction.
    """

    def write():
        current = locked(instance) if held is None else held
        seen = instance.__dict__.pop("links_seen", {})
        wanted = {name: keys_of(value) for name, value in (m2m or {}).items()}
        if current.version != version:
            raise StaleSave(current, base_row(instance, version), instance, wanted)
        names = {*wanted, *tracked_relations(current)}
        links = {name: seen[name] for name in names & seen.keys()} | links_of(current, names - seen.keys())
        lend_relations(instance, current)
        for field in compare.kept_fields(type(instance)):
            setattr(instance, field.attname, getattr(current, field.attname))
        relations = {name: keys for name, keys in wanted.items() if keys != links[name].keys()}
        changed = compare.changed_names(instance, current)
        if not changed and not relations:
            return instance
        check(instance, current)
        changed = compare.changed_names(instance, current)
        links |= {name: set_links(instance, name, keys, links[name]) for name, keys in relations.items()}
        _save_changed(instance, current.version + 1, changed)
        remember([instance], "~", by, reason, links)
        hooks.tell("update", instance, before=current, by=by)
        return instance

    return _atomically(write, instance)


def archive(instance, *, by, reason=""):
    """Put the row away. Twice is once."""
    return _set_archived(instance, timezone.now(), by, reason)


def restore(instance, *, by, reason=""):
    """Take the row back out of the archive. Twice is once."""
    return _set_archived(instance, None, by, reason)


def remove(instance, *, by, reason=""):
    """Delete the row; its history stays and says who removed it. Raises ValidationError(code="in_use") when others rest on it."""

    def write():
        _sign(instance, by, reason)
        pk = instance.pk
        try:
            instance.delete()
        except ProtectedError as error:
            raise ValidationError(
                _("It cannot be removed: it is used elsewhere (%(where)s)."), code="in_use",
                params={"where": ", ".join(sorted({str(row._meta.verbose_name) for row in error.protected_objects}))},
            ) from error
        hooks.tell("remove", instance, pk=pk, by=by)

    _atomically(write, instance)


def spread(verb):
    """For verbs that take each relation by its own name: m2m={"places": rows} becomes places=rows."""

    def called(row, *, m2m=None, **how):
        return verb(row, **how, **(m2m or {}))

    return called


def locked(instance):
    """The row as it is now, locked until the transaction ends."""
    model = type(instance)
    if type(instance.pk) is not int:
        return model._base_manager.select_for_update().get(pk=instance.pk)
    found = _lock_of(model)(pk=instance.pk)
    if not found:
        raise model.DoesNotExist(f"{model._meta.label} {instance.pk} is not there any more")
    return found[0]


@cache
def _lock_of(model):
    """Each save asks it. In no order: that could join what cannot be locked."""
    return Prepared(lambda pk: model._base_manager.select_for_update().filter(pk=pk).order_by(), pk=int)


def check(instance, current=None):
    """`full_clean`, sparing queries: with the stored row `current`, only what differs from it and the constraints it touches.

    An old row with a value that today's rules refuse can so still be corrected elsewhere. Derived fields (bounds, sort
    keys) are filled before the constraints are asked.
    """
    derived = compare.derived_fields(type(instance))
    skipped = {field.name for field in derived} | known_relations(instance)
    if current is not None:
        skipped |= {f.name for f in instance._meta.fields} - compare.changed_names(instance, current)
    errors = {}
    _collect(errors, lambda: instance.clean_fields(exclude=skipped))
    _collect(errors, lambda: _check_days(instance, skipped | set(errors)))
    _collect(errors, instance.clean)
    _collect(errors, lambda: fill_derived(instance))
    failed = {name for name in errors if name != NON_FIELD_ERRORS}
    touched = None
    if current is not None:
        touched = compare.changed_names(instance, current)
        touched |= {field.name for field in derived if compare.differs(field, instance, current)}
    _collect(errors, lambda: instance.validate_unique(exclude=failed | _settled(instance, touched)))
    for owner, constraints in instance.get_constraints():
        for constraint in constraints:
            if _touches(constraint, touched):
                _collect(errors, lambda c=constraint, o=owner: c.validate(o, instance, exclude=failed))
    if errors:
        raise ValidationError(errors)


def _check_days(instance, skipped):
    """Plain dates lie between 1990 and 2100, as imprecise ones do; bounds are derived and may lie outside."""
    errors = {}
    for field in instance._meta.concrete_fields:
        if field.name in skipped or not isinstance(field, DateField) or isinstance(field, DateTimeField):
            continue
        value = getattr(instance, field.attname)
        if isinstance(value, date):
            try:
                validate_day(value)
            except ValidationError as error:
                errors[field.name] = error
    if errors:
        raise ValidationError(errors)


def _settled(instance, touched):
    """Unique fields that keep their value need not be looked up again (those in a unique_together do)."""
    if touched is None:
        return set()
    together = {name for names in instance._meta.unique_together for name in names}
    return {field.name for field in instance._meta.fields if field.unique} - touched - together


def fill_derived(instance):
    for field in compare.derived_fields(type(instance)):
        field.pre_save(instance, add=False)


def keys_of(value):
    """The keys of an m2m value given as a queryset, as rows or as keys; a form may know them already."""
    known = getattr(value, "known_keys", None)
    if known is not None:
        return set(known)
    return {getattr(item, "pk", item) for item in value}


def current_keys(row, name):
    return set(links_of(row, [name])[name])


def base_row(instance, version):
    """The historical row of one version, or None."""
    if not tracked(instance):
        return None
    return _history(instance).filter(version=version).order_by("-history_id").first()


def _atomically(write, instance):
    """Run in one transaction. A constraint broken by somebody else a moment ago is told in the constraint's own words."""
    version = getattr(instance, "version", None)
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        if version is not None:
            instance.version = version
        check(instance)
        raise
    finally:
        for name in ("_history_user", "_change_reason", "skip_history_when_saving"):
            instance.__dict__.pop(name, None)


def _save_new(instance, by, m2m, reason):
    instance.skip_history_when_saving = True
    instance.save(force_insert=True)
    links = {name: set_links(instance, name, keys_of(value), {}) for name, value in m2m.items()}
    remember([instance], "+", by, reason, {name: links.get(name, {}) for name in tracked_relations(instance)} if m2m else None)


def _save_changed(instance, version, changed):
    instance.version = version
    derived = {field.name for field in compare.derived_fields(type(instance))}
    change(instance, changed | derived | {"version", "updated_at"})


def _set_archived(instance, when, by, reason):
    def write():
        current = locked(instance)
        if (current.archived_at is None) != (when is None):
            current.archived_at = when
            names = {"archived_at"}
            if hasattr(current, "version"):
                current.version += 1
                names |= {"version", "updated_at"}
            change(current, names)
            remember([current], "~", by, reason, links_of(current, tracked_relations(current)))
        for name in ("archived_at", "version", "updated_at"):
            if hasattr(current, name):
                setattr(instance, name, getattr(current, name))
        hooks.tell("archive" if when else "restore", instance, by=by)
        return instance

    return _atomically(write, instance)


def _sign(instance, by, reason):
    instance._history_user = by if getattr(by, "is_authenticated", False) else None
    if reason and tracked(instance):
        limit = _history(instance).model._meta.get_field("history_change_reason").max_length
        instance._change_reason = str(reason)[:limit]


def _user_pk(by):
    return str(by.pk) if getattr(by, "is_authenticated", False) else ""


def _first_result(submitted, model):
    """What the first arrival of this form made."""
    row = None
    if submitted.result_type == model._meta.label_lower:
        row = model._base_manager.filter(pk=submitted.result_pk).first()
    if row is None:
        raise ValidationError(_("This form was already sent. Open it anew to add another."), code="already_sent")
    return row


def known_relations(instance):
    """Foreign keys whose row was already fetched: asking the database again whether it exists tells nothing new."""
    return {
        field.name
        for field in instance._meta.concrete_fields
        if field.is_relation
        and field.is_cached(instance)
        and (related := field.get_cached_value(instance)) is not None
        and related.pk is not None
        and getattr(related, field.target_field.attname) == getattr(instance, field.attname)
    }


def _touches(constraint, names):
    """Could this constraint be broken by a change of these fields? When in doubt, yes."""
    if names is None:
        return True
    if isinstance(constraint, CheckConstraint):
        return bool(constraint.condition.referenced_base_fields & names)
    if isinstance(constraint, UniqueConstraint) and constraint.fields and constraint.condition is None:
        return bool(set(constraint.fields) & names)
    return True


def _collect(errors, step):
    try:
        step()
    except ValidationError as error:
        error.update_error_dict(errors)

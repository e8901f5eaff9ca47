"""Bringing a table in: kept, carried out once and as a whole, undone."""
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.shared.models import ImportBatch
from portal.shared.verbs import StaleSave

MOST_REFUSALS = 50
CHUNK = 500


class RowsRefused(ValidationError):
    """Some rows could not be added, so none was. `problems`: {row number: [sentences]}."""

    def __init__(self, problems):
        self.problems = problems
        lines = [
            _("Row %(number)d: %(problem)s") % {"number": number, "problem": sentence}
            for number, sentences in problems.items() for sentence in sentences
        ]
        super().__init__(lines, code="rows_refused")


@dataclass
class Outcome:
    """`batch`; `fresh`: this call did it, not an earlier one; `left_out`: {row number: [sentences]}."""

    batch: ImportBatch
    fresh: bool
    left_out: dict = field(default_factory=dict)


@dataclass
class Undone:
    """`taken`: how many rows were taken back; `left`: sentences about those that stay."""

    taken: int = 0
    left: list = field(default_factory=list)


def keep_batch(cells, *, by, kind, about=""):
    """Keep the rows of cells for a preview and return the ImportBatch."""
    payload = json.dumps(cells, default=_packed, ensure_ascii=False, separators=(",", ":"))
    if len(payload) > ImportBatch._meta.get_field("payload").max_length:
        raise ValidationError(_("This is more than the portal can read at once. Bring it in several parts."), code="too_big")
    return ImportBatch.objects.create(user_pk=str(by.pk), kind=kind, about=about, payload=payload)


def cells_of(batch):
    """The rows of cells as they were kept: dates are dates again."""
    return json.loads(batch.payload, object_hook=_unpacked)


def carry_out(batch, *, by, rows, create, leave_out=False):
    """Add every row or none, once: a batch that was carried out already is returned as it is. Returns Outcome.

    `create`: callable(row, by) -> a saved row, a list of them, or None. Raises RowsRefused when it refuses a row; with
    `leave_out` such rows are left out and told in `Outcome.left_out`, each of them wholly.
    """
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.status != "waiting":
            return Outcome(batch, fresh=False)
        made, problems = [], {}
        for row in rows:
            try:
                with transaction.atomic():
                    made += _as_list(create(row, by))
            except ValidationError as error:
                problems[row.number] = error.messages
            except StaleSave:
                problems[row.number] = [_("Somebody changed this at the same moment. Look again and repeat.")]
            if problems and not leave_out and len(problems) >= MOST_REFUSALS:
                break
        if problems and not leave_out:
            raise RowsRefused(problems)
        if not made:
            raise ValidationError(_("There is nothing to add."), code="nothing")
        batch.result = json.dumps(_with_versions(made), separators=(",", ":"))
        batch.done_at = timezone.now()
        batch.save(update_fields=["result", "done_at"])
    return Outcome(batch, True, problems)


def undo(batch, *, by, take_back):
    """Take back what the batch made, last rows first, by `take_back(instance, by)`. Returns Undone.

    A row that somebody changed since stays, and so does one that `take_back` refuses. Raises ValidationError when nothing
    could be taken back, or when the batch was never carried out. Twice is once.
    """
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.status == "waiting":
            raise ValidationError(_("There is nothing to undo: these rows were never added."), code="not_done")
        if batch.status == "undone":
            return Undone()
        undone, there = Undone(), []
        for instance, version in reversed(_found(json.loads(batch.result), lock=True)):
            if instance is None:
                continue
            if getattr(instance, "version", version) != version:
                undone.left.append(_("%(name)s: somebody changed it since, so it stays.") % {"name": instance})
            else:
                there.append(instance)
        for instance in there:
            name = str(instance)
            try:
                with transaction.atomic():
                    take_back(instance, by)
                undone.taken += 1
            except ValidationError as error:
                undone.left.append(f"{name}: {' '.join(error.messages)}")
            except StaleSave:
                undone.left.append(_("%(name)s: somebody changed it since, so it stays.") % {"name": name})
        if undone.left and not undone.taken:
            raise ValidationError(undone.left, code="changed")
        batch.undone_at = timezone.now()
        batch.save(update_fields=["undone_at"])
    return undone


def made_by(batch, limit=None):
    """The rows the batch made that still exist, in their order."""
    entries = json.loads(batch.result or "[]")
    return [instance for instance, _version in _found(entries[:limit]) if instance is not None]


def count_made(batch):
    return len(json.loads(batch.result or "[]"))


def _as_list(made):
    if made is None:
        return []
    return list(made) if isinstance(made, list | tuple) else [made]


def _with_versions(made):
    """[[model, key, version]], each row once, with its version as it is at the end: a later row may have changed it."""
    entries = list(dict.fromkeys((instance._meta.label, instance.pk) for instance in made))
    return [
        [label, pk, getattr(instance, "version", None)]
        for (label, pk), (instance, _version) in zip(entries, _found([(*entry, None) for entry in entries]), strict=True)
    ]


def _found(entries, lock=False):
    """[(instance or None, version)] in the order of the entries; a few queries per model."""
    keys = {}
    for label, pk, _version in entries:
        keys.setdefault(label, []).append(pk)
    found = {}
    for label, pks in keys.items():
        rows = apps.get_model(label)._base_manager.all()
        rows = rows.select_for_update() if lock else rows
        for start in range(0, len(pks), CHUNK):
            found |= {(label, row.pk): row for row in rows.filter(pk__in=pks[start : start + CHUNK])}
    return [(found.get((label, pk)), version) for label, pk, version in entries]


def _packed(value):
    """What JSON has no word for."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, clock):
        return value.isoformat("minutes")
    if isinstance(value, Decimal):
        return str(value)
    return str(value)


def _unpacked(found):
    if "day" in found:
        return date.fromisoformat(found["day"])
    return datetime.fromisoformat(found["moment"])

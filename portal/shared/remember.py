"""Lines of history written by the verbs themselves: one statement for any number of rows of a model, and one for each of
their tracked relations. simple_history's own way costs a row at a time and reads every relation again."""
from django.utils import timezone
from simple_history.models import HistoricalRecords

from portal.shared.writing import insert, insert_beside


def tracked(model_or_row):
    """Does the model keep a history?"""
    return hasattr(model_or_row._meta, "simple_history_manager_attribute")


def history_of(row):
    return getattr(row, row._meta.simple_history_manager_attribute)


def tracked_relations(row):
    """Names of the many-to-many fields that the history shows."""
    return [field.name for field in history_of(row).model._history_m2m_fields] if tracked(row) else []


def remember(rows, kind, by, reason="", links=None):
    """A line of history for each row: "+", "~" or "-". `links`: what `links_of` says of the only row's tracked relations."""
    rows = list(rows)
    if not tracked(rows[0]):
        return
    history = getattr(type(rows[0]), rows[0]._meta.simple_history_manager_attribute).model
    limit = history._meta.get_field("history_change_reason").max_length
    user, now = by if getattr(by, "is_authenticated", False) else None, timezone.now()
    lines = [
        history(
            history_date=now, history_user=user, history_type=kind, history_change_reason=str(reason)[:limit] or None,
            **{field.attname: getattr(row, field.attname) for field in history.tracked_fields},
        )
        for row in rows
    ]
    insert(lines, keys=bool(links))
    insert_beside(links_then(field, lines[0], rows[0], links[field.name]) for field in history._history_m2m_fields if links)


def links_then(field, line, row, found):
    """The links of one relation as they are at this line of history."""
    model = HistoricalRecords.m2m_models[field]
    ends = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    return [
        model(history_id=line.pk, id=link, **dict(zip(ends, (row.pk, key), strict=True))) for key, link in sorted(found.items())
    ]

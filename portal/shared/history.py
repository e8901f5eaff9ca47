"""What changed, said in plain words: who, when, which field, before and after.

    changes_of(plan)                                   one row's changes, latest first
    changes_in([Activity.history.filter(project_id=7), Target.history.filter(project_id=7)], limit=50)

Histories are querysets, or questions (`once`) that would build one.
"""
import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import connections, models
from django.db.models import OuterRef, Subquery, Value
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from simple_history.models import HistoricalRecords

from portal.shared import bulk, compare
from portal.shared.dates import PartialDate
from portal.shared.fields import MoneyField
from portal.shared.money import format_money
from portal.shared.once import Asked, here, once, part_of
from portal.shared.tables import format_day, format_number

RECENT = datetime.timedelta(weeks=8)
CREATED, CHANGED, REMOVED, ARCHIVED, RESTORED = "created", "changed", "removed", "archived", "restored"


@dataclass(frozen=True)
class FieldChange:
    """One field's value before and after, as text in the current language."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One save. `who` is a User or None (the portal itself), `kind` the model's name, `label` the row's name at that time,
    `verb` one of created, changed, removed, archived, restored."""

    when: datetime.datetime
    who: object
    verb: str
    kind: str
    label: str
    pk: object
    version: int | None
    reason: str
    fields: tuple

    @property
    def verb_text(self):
        return {
            CREATED: pgettext("history", "added"), CHANGED: pgettext("history", "changed"),
            REMOVED: pgettext("history", "removed"), ARCHIVED: pgettext("history", "archived"),
            RESTORED: pgettext("history", "restored"),
        }[self.verb]


def changes_of(row, *, limit=50, offset=0):
    """The changes of one row, latest first."""
    return changes_in([_history_of(row)], limit=limit, offset=offset)


def changes_in(histories, *, limit=50, offset=0, of_many=False):
    """The changes in several historical querysets together, latest first. `of_many`: there are so many that those of the last
    weeks are looked at first.

    Queries: two to find the page, one for its rows, one for their tracked relations and at most three for what they point
    to; however many changes there are, and of however many kinds.
    """
    page = _page(histories, limit, offset, of_many)
    rows = _rows(histories, page)
    names = Names(row for pair in rows.values() for row in pair if row is not None)
    return [_change(*rows[place, key], names) for place, key, _before in page]


def count_in(histories, *, most=None):
    """How many changes there are, for paging, but not further than `most`: one query, however many querysets."""
    alias, parts = _dated(histories)
    if not parts:
        return 0
    every = " UNION ALL ".join(f"SELECT 1 FROM ({sql}) part_{place}" for place, sql, _values in parts)  # noqa: S608 - the ORM's
    params = [value for _place, _sql, values in parts for value in values]
    with connections[alias].cursor() as cursor:
        cut = " LIMIT %s" if most else ""
        cursor.execute(f"SELECT COUNT(*) FROM ({every}{cut}) every_", [*params, most] if most else params)  # noqa: S608
        return cursor.fetchone()[0]


def _history_of(row):
    return getattr(row, row._meta.simple_history_manager_attribute).all()


def _page(histories, limit, offset, of_many):
    """[(place of the queryset, history_id, history_id of the row's state before)] of one page.

    Two queries: the states before are looked for when the page is known, because PostgreSQL would look for those of every
    change before it sorts them.
    """
    page = _latest(histories, limit, offset, of_many)
    wanted = {}
    for place, key in page:
        wanted.setdefault(place, []).append(key)
    found = bulk.ask([_with_before(_model(histories[place]), keys) for place, keys in wanted.items()])
    before = {(place, key): earlier for place, rows in zip(wanted, found, strict=True) for key, earlier in rows}
    return [(place, key, before[place, key]) for place, key in page]


def _model(history):
    """The historical model of a queryset, or of a question (`once`) that would build one."""
    return (history.queryset() if isinstance(history, Asked) else history).model


def _dates(queryset):
    return queryset.order_by().values_list("history_date", "history_id"), None


def _dated(histories):
    """(database, [(place, SQL that tells dates and keys, its parameters)]).

    Put together as text: the ORM would build a union of seventy tables for longer than PostgreSQL reads it.
    """
    around, parts, alias = here(), [], None
    for place, history in enumerate(histories):
        alias_, sql, values, _compiler = part_of(history, _dates, around)
        if sql is not None:
            alias = alias or alias_
            parts.append((place, sql, values))
    return alias, parts


def _latest(histories, limit, offset, of_many):
    """[(place, history_id)] of the latest changes in all the histories together."""
    alias, parts = _dated(histories)
    if not parts:
        return []
    return (of_many and _recent(alias, parts, limit, offset)) or _in_order(alias, parts, limit, offset)


def _in_order(alias, parts, limit, offset, part="SELECT history_date, history_id, {} AS place_ FROM ({}) part_{}", also=()):
    """`part`: what is asked of each part, `also`: its own parameters."""
    every = " UNION ALL ".join(part.format(place, sql, place) for place, sql, _values in parts)
    params = [value for _place, _sql, values in parts for value in (*values, *also)]
    latest = "SELECT place_, history_id FROM ({}) every_ ORDER BY history_date DESC, history_id DESC LIMIT %s OFFSET %s"
    with connections[alias].cursor() as cursor:
        cursor.execute(latest.format(every), [*params, limit, offset])
        return cursor.fetchall()


def _recent(alias, parts, limit, offset):
    """The same from the last weeks alone, or None when they do not fill the page.

    Each part gives what the page can need at most: PostgreSQL then sorts some rows of each instead of all rows of all. Only
    within some weeks: it looks for them along the dates, and would go through those of all projects to find older ones.
    SQLite cannot cut the parts of a union.
    """
    if len(parts) < 2 or not connections[alias].features.supports_slicing_ordering_in_compound:
        return None
    newest = (
        "(SELECT history_date, history_id, {} AS place_ FROM ({}) part_{} WHERE history_date >= %s"
        " ORDER BY history_date DESC, history_id DESC LIMIT %s)"
    )
    found = _in_order(alias, parts, limit, offset, newest, (timezone.now() - RECENT, offset + limit))
    return found if len(found) == limit else None


@once
def _with_before(model, keys):
    """(history_id, the history_id of the row's state before, or None) of some states."""
    key = model.instance_type._meta.pk.attname
    before = model._default_manager.filter(**{key: OuterRef(key)}, history_id__lt=OuterRef("history_id"))
    rows = model._default_manager.filter(history_id__in=keys).order_by()
    return rows.annotate(before_=Subquery(before.order_by("-history_id").values("history_id")[:1])).values_list(
        "history_id", "before_"
    )


def _rows(histories, page):
    """{(place, history_id): (the state before or None, the state)}, in two queries."""
    models_ = {place: _model(histories[place]) for place, _key, _before in page}
    wanted = {}
    for place, *keys in page:
        wanted.setdefault(models_[place], set()).update(keys)
    states = bulk.fetch(wanted)
    _attach_relations(states)
    return {
        (place, key): (states[models_[place]].get(before), states[models_[place]][key]) for place, key, before in page
    }


def _attach_relations(states):
    """Give each state `relation_keys`: {name of a tracked relation: set of keys}, with one query for all of them."""
    links = []
    for model, rows in states.items():
        for state in rows.values():
            state.relation_keys = {field.name: set() for field in model._history_m2m_fields}
        for field in model._history_m2m_fields if rows else ():
            links.append((rows, field))
    parts = [
        HistoricalRecords.m2m_models[field]._base_manager.order_by().filter(history_id__in=rows)
        .annotate(place_=Value(place)).values_list("place_", "history_id", f"{field.m2m_reverse_field_name()}_id")
        for place, (rows, field) in enumerate(links)
    ]
    for place, key, target in parts[0].union(*parts[1:], all=True) if parts else ():
        rows, field = links[place]
        rows[key].relation_keys[field.name].add(target)


class Names:
    """The names of everything the rows point to. A name may lean on another row ("the enrolment of Obinitsa"), and that one on
    one more: each round of leaning is one query."""

    ROUNDS = 3

    def __init__(self, rows):
        wanted = {}
        for row in rows:
            wanted.setdefault(get_user_model(), set()).add(row.history_user_id)
            _collect_keys(wanted, type(row).instance_type, row)
            for field in row._history_m2m_fields:
                wanted.setdefault(field.related_model, set()).update(row.relation_keys[field.name])
        self.found = {}
        for _round in range(self.ROUNDS):
            wanted = self._fetch(wanted)
        for model, found in self.found.items():
            for row in found.values():
                _connect(model, row, self)

    def _fetch(self, wanted):
        """Fetch what is not there yet; returns what the new rows point to."""
        missing = {model: keys - self.found.get(model, {}).keys() for model, keys in wanted.items()}
        further = {}
        for model, found in bulk.fetch(missing).items():
            self.found.setdefault(model, {}).update(found)
            for row in found.values():
                _collect_keys(further, model, row)
        return further

    def row(self, model, key):
        return self.found.get(model, {}).get(key)

    def name(self, model, key):
        if key is None:
            return _("not stated")
        row = self.row(model, key)
        return str(row) if row is not None else _("removed (%(key)s)") % {"key": key}


def _change(before, after, names):
    model = type(after).instance_type
    return Change(
        when=after.history_date,
        who=names.row(get_user_model(), after.history_user_id),
        verb=_verb(before, after),
        kind=capfirst(str(model._meta.verbose_name)),
        label=_label(after, names),
        pk=getattr(after, model._meta.pk.attname),
        version=getattr(after, "version", None),
        reason=after.history_change_reason or "",
        fields=() if after.history_type == "-" else tuple(_field_changes(before, after, names)),
    )


def _verb(before, after):
    if after.history_type == "+":
        return CREATED
    if after.history_type == "-":
        return REMOVED
    was, now = getattr(before, "archived_at", None), getattr(after, "archived_at", None)
    if was is None and now is not None:
        return ARCHIVED
    return RESTORED if was is not None and now is None else CHANGED


def _collect_keys(wanted, model, row):
    """Add the keys of the rows that this one points to."""
    for field in compare.own_fields(model):
        if field.is_relation:
            wanted.setdefault(field.related_model, set()).add(getattr(row, field.attname, None))


def _connect(model, row, names):
    """Let the row know the rows it points to, as far as they were fetched."""
    for field in compare.own_fields(model):
        if field.is_relation and (related := names.row(field.related_model, getattr(row, field.attname))) is not None:
            field.set_cached_value(row, related)


def _label(state, names):
    """The row's name at that time. A name that leans on a row that is gone falls back to the number."""
    # Not `state.instance`: that asks the database for the columns that the history leaves out.
    model = type(state).instance_type
    row = model(**{field.attname: getattr(state, field.attname) for field in state.tracked_fields})
    _connect(model, row, names)
    try:
        return str(row)
    except (models.ObjectDoesNotExist, AttributeError):
        return f"#{row.pk}"


def _field_changes(before, after, names):
    for field in compare.own_fields(type(after).instance_type):
        if field.name == "archived_at" or not hasattr(after, field.attname):
            continue
        if before is None:
            differs = compare.value_of(field, after) not in (None, "", False)
        else:
            differs = compare.differs(field, before, after)
        if differs:
            old = "" if before is None else displayed(field, before, names)
            yield FieldChange(field.name, capfirst(str(field.verbose_name)), old, displayed(field, after, names))
    for field in after._history_m2m_fields:
        old = before.relation_keys[field.name] if before is not None else set()
        new = after.relation_keys[field.name]
        if old != new:
            yield FieldChange(
                field.name, capfirst(str(field.verbose_name)), _listed(field, old, names), _listed(field, new, names)
            )


def _listed(field, keys, names):
    return ", ".join(sorted(names.name(field.related_model, key) for key in keys))


def displayed(field, row, names=None):
    """A field's value of a row (or of its historical copy) as people read it."""
    value = compare.value_of(field, row)
    if field.is_relation:
        return names.name(field.related_model, value)
    if value is None or value == "":
        return _("not stated")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _in_words(field, value)


def _in_words(field, value):
    if isinstance(field, MoneyField):
        return format_money(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (datetime.date, PartialDate)):
        return format_day(value)[0]
    if isinstance(field, models.FileField):
        return value.rsplit("/", 1)[-1]
    return format_number(value) if isinstance(value, Decimal) else str(value)

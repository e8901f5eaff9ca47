"""The rows that several selects offer, asked in one query.

    class EventForm(OfferedTogether, PortalForm):
        together = ("activity", "municipality", "county", "organiser")

A form with eight selects would ask eight times. What an option is called stands in its row's own short columns, so that one
statement brings them all; whoever needs the words of another row for it (a partnership its organisation's) stays outside.
"""
from functools import cached_property, partial

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import JSONArray, RowNumber

from portal.shared.bulk import reader_of, together
from portal.shared.choosing import SHORT, RowField
from portal.shared.offered import whole

LONGEST = 300


def rows_together(querysets):
    """[rows of each queryset, in its order]: one query. Long texts are not brought along, and read when somebody asks."""
    return [[row for _place, row in sorted(part, key=first)] for part in together(querysets, numbered_rows, make_row)]


def beginning(queryset, most):
    """The first rows of a queryset as a queryset that can be asked together with others."""
    if queryset.query.distinct:
        queryset = queryset.model._base_manager.filter(pk__in=queryset.order_by().values("pk")).order_by(*sorted_by(queryset))
    rows = queryset.model._base_manager.filter(pk__in=queryset.values("pk")[:most])
    return rows.order_by(*sorted_by(queryset))


def one_too_many(queryset):
    return beginning(queryset, SHORT + 1)


def first(pair):
    return pair[0]


def numbered_rows(queryset):
    """What a queryset answers as arrays, the place of each row in front, and how they are read."""
    fields = [field for field in queryset.model._meta.concrete_fields if is_short(field)]
    names = [field.attname for field in fields]
    ways = sorted_by(queryset)
    if queryset.query.distinct:
        # Places are given before doubles are left out: then no row would be a double.
        queryset = queryset.model._base_manager.filter(pk__in=queryset.order_by().values("pk"))
    place = Window(RowNumber(), order_by=ways or [F("pk").asc()])
    rows = queryset.order_by().annotate(row_=JSONArray(place, *names)).values_list("row_")
    return rows, (queryset.model, names, [reader_of(field) for field in fields], queryset.db)


def is_short(field):
    """Keys and lines; nothing that is made of its siblings."""
    if getattr(field, "of", None):
        return False
    return field.primary_key or field.is_relation or (
        isinstance(field, models.CharField) and (field.max_length or LONGEST + 1) <= LONGEST
    )


def make_row(extra, values):
    model, names, readers, alias = extra
    place, *values = values
    values = [
        value if value is None or read is None else read(value) for read, value in zip(readers, values, strict=True)
    ]
    return place, model.from_db(alias, names, values)


def sorted_by(queryset):
    """The order of a queryset as expressions a window takes: by a related row means by that row's own order."""
    query = queryset.query
    names = query.order_by or (query.get_meta().ordering if query.default_ordering else ())
    return [way for name in names for way in ways_of(queryset.model, name)]


def ways_of(model, name, prefix=""):
    if not isinstance(name, str):
        return [name]
    path, down = name.removeprefix("-"), name.startswith("-")
    field = None
    for part in path.split("__"):
        inside = model if field is None else field.related_model
        field = inside._meta.pk if part == "pk" else inside._meta.get_field(part)
    if field.is_relation and part == field.name and field.related_model._meta.ordering:
        below = field.related_model._meta.ordering
        turned = [each.removeprefix("-") if each.startswith("-") == down else f"-{each.removeprefix('-')}" for each in below]
        return [way for each in turned for way in ways_of(field.related_model, each, f"{prefix}{path}__")]
    column = F(f"{prefix}{path}")
    return [column.desc() if down else column.asc()]


class OfferedTogether:
    """A form whose choices of rows named in `together` are asked at once, when the first of them is drawn."""

    together = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.together:
            if name in self.fields:
                self.fields[name].choices = partial(self.offered, name)
                if isinstance(self.fields[name], RowField):
                    self.fields[name].offered = partial(self.rows_of, name)

    @cached_property
    def offered_rows(self):
        """{field: its rows} of the fields that are on the form now."""
        names = [name for name in self.together if name in self.fields]
        return dict(zip(names, rows_together([self.asked(self.fields[name]) for name in names]), strict=True))

    def asked(self, field):
        """A list of many rows is not shown: one more than it may hold tells that there are many."""
        cut = one_too_many if isinstance(field, RowField) else whole
        question = field.offer and field.offer.asked(numbered_rows, cut)
        return question or cut(field.queryset)

    def rows_of(self, name):
        return self.offered_rows[name]

    def offered(self, name):
        field = self.fields[name]
        empty = [] if field.empty_label is None else [("", field.empty_label)]
        return [*empty, *((field.prepare_value(row), field.label_from_instance(row)) for row in self.offered_rows[name])]

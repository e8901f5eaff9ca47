"""One row chosen among many: a plain list while it is short; otherwise a box for a part of the name, and below it what was found.

It works without a script: whoever writes a part of the name and saves gets the one row that is meant, or, when several are,
the form again with these in the list. What was chosen before stays chosen until then.
"""
from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.text import fold

SHORT, FOUND, LONGEST = 150, 50, 100
SUFFIX = "-find"
NAMES = ("title", "title_et", "name", "name_et", "label")


class FindSelect(forms.Select):
    """A list of rows that need not hold them all. `typed`: what was written into the box beside it."""

    typed = ""

    def value_from_datadict(self, data, files, name):
        self.typed = str(data.get(name + SUFFIX) or "").strip()[:LONGEST]
        return super().value_from_datadict(data, files, name)


class Lent:
    """What is chosen already may be chosen again without asking, as long as the field's rows are those it was lent with: a
    form that narrows them afterwards means it."""

    present = lent_with = None

    def lend(self, present):
        self.present, self.lent_with = present, self.queryset

    @property
    def knows_present(self):
        return self.present is not None and self.queryset is self.lent_with


class RowField(Lent, forms.ModelChoiceField):
    """A choice of one row. `present`: the row chosen until now when it is at hand; it need not be fetched again.
    `found`: the row that the written part of a name meant; `matches`: those among which a person must choose; `offered`:
    () -> the field's rows in their order, at least SHORT + 1 of them when there are so many, for a form that asks for the
    rows of several lists at once."""

    widget = FindSelect
    found = offered = None
    matches = ()

    def clean(self, value):
        typed = getattr(self.widget, "typed", "")
        if not typed or way_to_name(self.queryset.model) is None:
            return super().clean(value)
        self.found = self.find(typed)
        self.run_validators(self.found)
        return self.found

    def find(self, typed):
        rows = list(named(self.queryset, typed)[: FOUND + 1])
        exact = [row for row in rows if fold(self.label_from_instance(row)) == fold(typed)]
        if len(exact) == 1 or len(rows) == 1:
            return (exact or rows)[0]
        self.matches = rows[:FOUND]
        if rows:
            raise ValidationError(_("Several are called so: choose one from the list."), code="several")
        raise ValidationError(_("Nothing is called so: %(text)s"), code="nothing", params={"text": typed})

    def to_python(self, value):
        if self.knows_present and str(value) == str(self.present.pk) and self.to_field_name in (None, "id"):
            return self.present
        return super().to_python(value)

    def pairs(self, value):
        """([(key, label)] for the list, whether the box for a name stands above it). `value`: what is chosen, as texts."""
        rows, many = [], False
        if self.offered is not None:
            rows = list(self.offered())
            many = len(rows) > SHORT and way_to_name(self.queryset.model) is not None
        elif type(self.choices) is not ModelChoiceIterator or self.queryset.query.is_sliced:
            return list(iter(self.widget.choices)), False
        elif way_to_name(self.queryset.model) is None:
            rows = list(self.queryset)
        else:
            rows = list(self.queryset[: SHORT + 1])
            many = len(rows) > SHORT
        if many:
            rows = list(self.matches)
            missing = set(value) - {""} - {str(row.pk) for row in rows}
            rows = [row for row in map(self.row_of, missing) if row is not None] + rows
        empty = [("", self.empty_label or "---------")] if many or self.empty_label is not None else []
        return [*empty, *((self.prepare_value(row), self.label_from_instance(row)) for row in rows)], many

    def row_of(self, key):
        try:
            return self.to_python(key)
        except ValidationError:
            return None


def keep_found(form):
    """What a name meant goes on as if it had been chosen from the list: shown again, merged, carried along."""
    found = {
        form.add_prefix(name): field.found.pk for name, field in form.fields.items()
        if isinstance(field, RowField) and field.found is not None
    }
    if found:
        form.data = form.data.copy()
        for name, key in found.items():
            form.data[name] = str(key)
            form.data[name + SUFFIX] = ""


def named(rows, typed):
    """Those rows in whose name every written word stands."""
    way = way_to_name(rows.model)
    folded = way.endswith("search_key")
    for word in (fold(typed) if folded else typed).split()[:8]:
        rows = rows.filter(**{f"{way}__{'contains' if folded else 'icontains'}": word})
    return rows


@cache
def way_to_name(model, deep=2):
    """Where the words of a row's name stand: its search key, that of the row it belongs to, or its title; None without any."""
    names = {field.name for field in model._meta.concrete_fields}
    if "search_key" in names:
        return "search_key"
    for name in NAMES:
        if name in names:
            return name
    for field in model._meta.concrete_fields if deep else ():
        if field.is_relation and field.name != "project":
            way = way_to_name(field.related_model, deep - 1)
            if way is not None and way.endswith("search_key"):
                return f"{field.name}__{way}"
    return None


def box(bound):
    """The box for a part of the name, above the list it narrows."""
    label = conditional_escape(_now("Search: %(what)s") % {"what": bound.label})
    help_text = conditional_escape(_now("There are too many for a list. Write a part of the name and save."))
    name, key = conditional_escape(bound.html_name + SUFFIX), conditional_escape(bound.auto_id)
    return (
        f'<input type="search" name="{name}" id="{key}_find" class="form-control" maxlength="{LONGEST}" autocomplete="off"'
        f' aria-label="{label}" aria-describedby="{key}_findhelp"><div id="{key}_findhelp" class="form-text mb-2">'
        f'{help_text}</div>'
    )

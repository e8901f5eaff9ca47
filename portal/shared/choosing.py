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

from portal.shared.offered import cut_to, whole
from portal.shared.once import as_it_is, rows_of
from portal.shared.text import fold

SHORT, FOUND, LONGEST = 150, 50, 100
FIRST = cut_to(SHORT + 1)
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
    form that narrows them afterwards means it. `offer`: whose rows they are, made when somebody needs them; None for rows
    that were set."""

    present = lent_with = offer = source = _later = None

    @property
    def queryset(self):
        if self._later is not None:
            later, self._later = self._later, None
            self._queryset = later().all()
        return self._queryset

    @queryset.setter
    def queryset(self, rows):
        self._later = self.offer = None
        self.source = object()
        self._queryset = None if rows is None else rows.all()
        self.widget.choices = self.choices

    def take(self, later, offer=None):
        """Offer from here on what `later()` gives; the model stays the same."""
        self._later, self.offer, self.source = later, offer, object()

    @property
    def model(self):
        return self._queryset.model

    def lend(self, present):
        self.present, self.lent_with = present, self.source

    @property
    def knows_present(self):
        return self.present is not None and self.source is self.lent_with

    def rows_asked(self, most=None):
        """The rows (or the first of them) by a statement made once, or None where there is none."""
        question = self.offer and self.offer.asked(as_it_is, FIRST if most else whole)
        return rows_of(question) if question else None


class RowsIterator(ModelChoiceIterator):
    """The choices of a field whose rows may be made later."""

    def __init__(self, field):
        self.field = field

    @property
    def queryset(self):
        return self.field.queryset

    def __iter__(self):
        rows = self.field.rows_asked()
        if rows is None:
            yield from super().__iter__()
            return
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from map(self.choice, rows)


class RowField(Lent, forms.ModelChoiceField):
    """A choice of one row. `present`: the row chosen until now when it is at hand; it need not be fetched again.
    `found`: the row that the written part of a name meant; `matches`: those among which a person must choose; `offered`:
    () -> the field's rows in their order, at least SHORT + 1 of them when there are so many, for a form that asks for the
    rows of several lists at once."""

    widget, iterator = FindSelect, RowsIterator
    found = offered = None
    matches = ()

    def clean(self, value):
        typed = getattr(self.widget, "typed", "")
        if not typed or way_to_name(self.model) is None:
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
        if self.offered is None and (type(self.choices) is not RowsIterator or self.is_cut):
            return list(iter(self.widget.choices)), False
        named_so, many = way_to_name(self.model) is not None, False
        if self.offered is not None:
            rows = list(self.offered())
        elif named_so:
            rows = self.rows_asked(most=True)
            rows = list(self.queryset[: SHORT + 1]) if rows is None else rows
        else:
            rows = self.rows_asked()
            rows = list(self.queryset) if rows is None else rows
        many = named_so and len(rows) > SHORT
        if many:
            rows = list(self.matches)
            missing = set(value) - {""} - {str(row.pk) for row in rows}
            rows = [row for row in map(self.row_of, missing) if row is not None] + rows
        empty = [("", self.empty_label or "---------")] if many or self.empty_label is not None else []
        return [*empty, *((self.prepare_value(row), self.label_from_instance(row)) for row in rows)], many

    @property
    def is_cut(self):
        """Does somebody offer the beginning of something?"""
        return self._later is None and self.queryset.query.is_sliced

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

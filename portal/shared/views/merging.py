"""The merge page's form: the fields both people changed stand side by side, everything else is carried along hidden."""
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.shared.history import displayed

PREFIX = "merge-"
MINE, THEIRS = "mine", "theirs"


class Conflict:
    """What `layouts/merge.html` shows.

    `form`: bound to what was typed, with the others' values where only they changed something and with the present version;
    `choices`: one dict per field changed by both {name, label, theirs, field, radio}, what was typed stands in the field;
    `carried`: hidden bound fields; `again`: file fields, which a browser cannot carry; `merged`: labels of what only the
    others changed; `people`: who.
    """

    def __init__(self, merge, typed, make_form):
        self.merge = merge
        self.form = make_form(self._data(typed, make_form()))
        names = merge.conflicts & set(typed.fields)
        self.choices = [self._choice(self.form[name]) for name in typed.fields if name in names]
        rest = [self.form[name] for name in self.form.fields if name not in names]
        self.again = [bound for bound in rest if _is_file(bound) and bound.name in merge.mine]
        self.carried = [bound for bound in rest if not _is_file(bound)]
        self.merged = [self.form[name].label for name in typed.fields if name in merge.theirs]

    @cached_property
    def people(self):
        return _names(self.merge.others())

    def _data(self, typed, present):
        data = typed.data.copy()
        data[typed.add_prefix("version")] = str(self.merge.stale.current.version)
        for name in self.merge.theirs & set(typed.fields):
            _replace(data, present[name])
        return data

    def _choice(self, bound):
        return {
            "name": bound.name,
            "label": bound.label,
            "theirs": _shown(self.merge.stale.current, bound.name),
            "field": bound,
            "radio": PREFIX + bound.html_name,
        }


def with_choices(data, make_form):
    """The posted data, with the present value in every field for which "theirs" was chosen."""
    chosen = [key.removeprefix(PREFIX) for key, value in data.items() if key.startswith(PREFIX) and value == THEIRS]
    if not chosen:
        return data
    present, data = make_form(), data.copy()
    for name in chosen:
        if name in present.fields:
            _replace(data, present[name])
    return data


def together_with(people):
    if not people:
        return _("Somebody else had changed other fields; both changes are kept.")
    return _("%(people)s had changed other fields; both changes are kept.") % {"people": _names(people)}


def _names(people):
    return ", ".join(str(person) for person in people)


def _replace(data, bound):
    """Put into the data what a browser would send if nobody touched the field."""
    for name, values in as_posted(bound.field.widget, bound.html_name, bound.value()).items():
        data.setlist(name, values)


def as_posted(widget, name, value):
    """{input name: [texts]} of a value in a widget."""
    if isinstance(widget, forms.MultiWidget):
        posted = {}
        for part, suffix, piece in zip(widget.widgets, widget.widgets_names, widget.decompress(value), strict=True):
            posted |= as_posted(part, name + suffix, piece)
        return posted
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if widget.check_test(value) else []}
    if isinstance(widget, forms.FileInput):
        return {name: []}
    formatted = widget.format_value(value)
    if isinstance(formatted, (list, tuple)):
        return {name: [str(item) for item in formatted]}
    return {name: ["" if formatted is None else str(formatted)]}


def _is_file(bound):
    return isinstance(bound.field, forms.FileField)


def _shown(row, name):
    """A field's stored value in words."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(str(item) for item in getattr(row, name).all()) or _("nothing")
    if field.is_relation:
        return str(getattr(row, name) or _("not stated"))
    return displayed(field, row)

"""The rows a form offers in one of its fields (`PortalForm.scope`): made when somebody needs them, and asked for by a statement
that is made once, as far as they differ by numbers only.

A list to choose from is the same question on every visit, about another project; building it and turning it into SQL takes longer
than its answer.
"""
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models.query import ModelIterable

from portal.shared.once import FIRST_MARK, Asked, compiled, here, part_of
from portal.shared.stand_ins import UNKNOWN, Key, Unfit, nothing_asked
from portal.shared.viewers import stand_in, viewer

_unfit = set()


def whole(rows):
    return rows


def with_present(rows, model, name, present):
    """The scoped rows, and what is chosen already: an archived organisation stays where it is. `present`: the key it has in a
    column, or of the row whose relation it is; None for nothing."""
    if present is None:
        return rows
    if model._meta.get_field(name).many_to_many:
        chosen = getattr(model(pk=present), name).order_by().values("pk")
    else:
        chosen = [present]
    kept = rows.model._base_manager.filter(pk__in=chosen)
    return rows | (kept.distinct() if rows.query.distinct else kept)


def present_of(instance, name):
    """What `with_present` wants to know of a row."""
    if instance is None or instance.pk is None:
        return None
    field = instance._meta.get_field(name)
    return instance.pk if field.many_to_many else getattr(instance, field.attname)


@dataclass(frozen=True)
class Limited:
    """Part of a scope: rows that depend on who chooses by some numbers alone. `build(parent, numbers)` gives them,
    `limits(user, parent)` the numbers, or None."""

    build: object
    limits: object

    def __call__(self, user, parent):
        return self.build(parent, self.limits(user, parent))


def limited(limits):
    """@limited(limits) makes a function (parent, numbers) -> rows into a scope."""
    return lambda build: Limited(build, limits)


@dataclass(frozen=True)
class RowsOf:
    """What forms of this class offer in one field. `cut`: queryset -> the part of it that is asked for."""

    form: type
    name: str
    model: type | None
    viewer: str
    has_parent: bool
    cut: object

    def __str__(self):
        return f"{self.form.__qualname__}.{self.name}"

    def __call__(self, user, parent, present, limits):
        scope, parent = self.form.scope[self.name], Key(parent) if self.has_parent else None
        with nothing_asked():
            if isinstance(scope, Limited):
                rows = scope.build(parent, limits)
            else:
                rows = scope(stand_in(self.viewer, user), parent)
            rows = self.cut(with_present(rows, self.model, self.name, present))
        if rows._iterable_class is not ModelIterable or rows._prefetch_related_lookups or rows.query.is_empty():
            raise Unfit
        return rows


class Offer:
    """What one form offers in one field."""

    def __init__(self, form, name):
        self.form, self.name = form, name
        self.model = getattr(getattr(form, "_meta", None), "model", None)
        # As it is now: what is typed goes into the same row.
        self.present = present_of(getattr(form, "instance", None), name)

    def rows(self):
        form = self.form
        return with_present(form.scope[self.name](form.user, form.parent), self.model, self.name, self.present)

    def asked(self, wrap, cut=whole):
        """The question for `once`, read by `wrap`; None where it has to be asked as written."""
        form, parent = self.form, self.form.parent
        if form.user is None or "scope" in vars(form):
            return None
        kind, user = viewer(form.user)
        numbers = (user, 0 if parent is None else parent.pk)
        if any(type(number) is not int for number in numbers) or type(self.present) not in {int, type(None)}:
            return None
        build = RowsOf(type(form), self.name, self.model, kind, parent is not None, cut)
        scope = form.scope[self.name]
        limits = scope.limits(form.user, parent) if isinstance(scope, Limited) else None
        question = Asked(build, (*numbers, self.present, limits), ())
        if build in _unfit or limits == [] or max(*numbers, self.present or 0) >= FIRST_MARK:
            return None
        try:
            found = part_of(question, wrap, here())
        except (Unfit, *UNKNOWN):
            _unfit.add(build)
            return None
        if getattr(settings, "CHECK_ONCE", False):
            self.check(found, wrap, cut)
        return question

    def check(self, found, wrap, cut):
        """The statement as the form itself would make it now."""
        own = compiled(cut(self.rows()), wrap)[:2]
        if own != found[1:3]:
            name = f"{type(self.form).__qualname__}.{self.name}"
            raise AssertionError(f"{name} depends on more than numbers: {own} is not {found[1:3]}")


def cut_to(most):
    return partial(_first, most=most)


def _first(rows, most):
    return rows[:most]

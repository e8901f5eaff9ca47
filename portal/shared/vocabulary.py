"""Open lists: whoever coordinates adds a term, near ones are named first, and an admin makes one of two.

A term is a row with `code`, `name_et`, `name_lv`, `name_en`, and mostly `order`.
"""
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from portal.shared.text import fold

LANGUAGES = ("et", "lv", "en")
ALIKE = 0.8
SHORTEST_PART = 5


def names_of(term):
    """{language: folded name} of the languages in which it has one."""
    return {code: name for code in LANGUAGES if (name := fold(getattr(term, f"name_{code}")))}


def near_terms(term):
    """Terms of the same list whose name, in the same language, is almost this one or holds it whole: one query."""
    mine = names_of(term)
    return [
        other
        for other in type(term)._default_manager.all()
        if other.pk != term.pk and any(are_near(name, names_of(other).get(code, "")) for code, name in mine.items())
    ]


def are_near(one, other):
    """"noorsootoo" and "noorsoo too", "kasitoo" and "opitoad, kasitoo"; both are folded."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) >= SHORTEST_PART and short in long:
        return True
    return SequenceMatcher(None, one.replace(" ", ""), other.replace(" ", "")).ratio() >= ALIKE


@transaction.atomic
def add_term(term, *, by, key=None):
    """A new term at the end of its list; raises ValidationError(code="term_exists") when one is called just so."""
    model = type(term)
    mine = names_of(term)
    for other in model._default_manager.all():
        if any(name == names_of(other).get(code) for code, name in mine.items()):
            raise at_field("name_et", _("The list has this already."), "term_exists")
    longest = model._meta.get_field("code").max_length
    term.code = free_code(term.name_et, set(model._default_manager.values_list("code", flat=True)), longest)
    if hasattr(term, "order"):
        term.order = (model._default_manager.aggregate(last=Max("order"))["last"] or 0) + 1
    return verbs.create(term, by=by, key=key)


@transaction.atomic
def merge_terms(keep, gone, *, by):
    """Make one term of two: everything that named `gone` names `keep`, then `gone` is removed. Returns `keep`.

    Every foreign key and many-to-many relation of every model is moved through the verbs, so that each row's history
    tells it. Raises ValidationError(code="same_term") for one and the same, or what a row's own rules say against it.
    """
    if type(keep) is not type(gone) or keep.pk == gone.pk:
        raise ValidationError(_("Choose two different terms of one list."), code="same_term")
    # In the order of their keys, so that two merges cannot wait for each other.
    for term in sorted((keep, gone), key=lambda row: row.pk):
        verbs.locked(term)
    reason = f"{gone} → {keep}"
    for relation in gone._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: gone.pk})
        for row in rows:
            if relation.field.many_to_many:
                keys = verbs.current_keys(row, relation.field.name) - {gone.pk} | {keep.pk}
                verbs.update(row, by=by, version=row.version, m2m={relation.field.name: keys}, reason=reason)
            else:
                setattr(row, relation.field.name, keep)
                verbs.update(row, by=by, version=row.version, reason=reason)
    verbs.remove(gone, by=by, reason=reason)
    return keep


def uses_of(term):
    """How many rows name the term: one query for each kind of row."""
    return sum(
        relation.related_model._base_manager.filter(**{relation.field.name: term.pk}).count()
        for relation in term._meta.related_objects
    )


def free_code(label, taken, longest=40):
    """A code from a label: "Küla lugu" -> "kula-lugu", and "kula-lugu-2" when that is taken."""
    stem = slugify(fold(label))[:longest].strip("-") or "x"
    code, number = stem, 1
    while code in taken:
        number += 1
        tail = f"-{number}"
        code = f"{stem[: longest - len(tail)].rstrip('-')}{tail}"
    return code

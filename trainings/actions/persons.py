"""People: what is known of them, and two rows that turn out to be one person.

A merge moves nothing: the row points to the other one, and figures follow the way to its end. So it is taken back as easily.
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from projects.models import Project
from trainings.models import Person, PersonApart


def add_person(person, *, by, key=None):
    require_open(person.project)
    return verbs.create(person, by=by, key=key)


def change_person(person, *, by, version, reason=""):
    """Raises ValidationError(code="erased") for somebody who was erased: nothing is written about him again."""
    require_open(person.project)
    require_known(person)
    return verbs.update(person, by=by, version=version, reason=reason)


@transaction.atomic
def remove_person(person, *, by, reason=""):
    """Delete a row made by mistake. Raises ValidationError(code="in_use") when he signed up or came anywhere."""
    require_open(person.project)
    verbs.remove(person, by=by, reason=reason)


@transaction.atomic
def merge_persons(gone, keep, *, by, reason=""):
    """Count `gone`, and whatever was merged into him, as `keep`. Returns the row that everything is counted as.

    Raises ValidationError with code "foreign_project", "same_person" (they are one already), "erased", or "apart" when
    somebody said that they are two.
    """
    gone, keep = lock_people(gone, keep)
    require_known(gone)
    require_known(keep)
    gone, keep = (row if row.root_id is None else verbs.locked(row.root) for row in (gone, keep))
    if gone.pk == keep.pk:
        raise ValidationError(_("These two are counted as one person already."), code="same_person")
    if said_apart(gone, keep):
        raise ValidationError(_("Somebody said that these are two different people. Take that back first."), code="apart")
    gone.merged_into, gone.root = keep, keep
    verbs.update(gone, by=by, version=gone.version, reason=reason)
    for row in Person.objects.select_for_update().filter(root=gone).order_by("pk"):
        row.root = keep
        verbs.update(row, by=by, version=row.version, reason=reason)
    return keep


@transaction.atomic
def separate_person(person, *, by, reason=""):
    """Take a merge back: the row, with what was merged into it before, is a person of its own again.

    Raises ValidationError(code="not_merged").
    """
    person, _person = lock_people(person, person)
    if person.merged_into_id is None:
        raise ValidationError(_("This person was not merged into anybody."), code="not_merged")
    rows = list(Person.objects.select_for_update().filter(root=person.root_id).order_by("pk"))
    person.merged_into, person.root = None, None
    verbs.update(person, by=by, version=person.version, reason=reason)
    for row in below(person, rows):
        row.root = person
        verbs.update(row, by=by, version=row.version, reason=reason)
    return person


@transaction.atomic
def tell_apart(one, other, *, by, key=None):
    """Say that two alike are two different people: they are not suggested again. Twice is once.

    Raises ValidationError with code "foreign_project" or "same_person".
    """
    first, second = sorted((one, other), key=lambda row: row.pk)
    there = PersonApart.objects.filter(first=first, second=second).first()
    return there or add_apart(PersonApart(first=first, second=second), by=by, key=key)


@transaction.atomic
def add_apart(apart, *, by, key=None):
    """As `tell_apart`, for a row that somebody filled in, in whatever order."""
    rows = lock_people(apart.first, apart.second)
    if own(rows[0]) == own(rows[1]):
        raise ValidationError(_("These two are counted as one person already."), code="same_person")
    apart.first, apart.second = sorted(rows, key=lambda row: row.pk)
    return verbs.create(apart, by=by, key=key)


def take_back_apart(apart, *, by, reason=""):
    """They may be one after all."""
    require_open(apart.first.project)
    verbs.remove(apart, by=by, reason=reason)


def own(person):
    """The key of the row that somebody is counted as."""
    return person.root_id or person.pk


def below(person, rows):
    """Those of `rows` that were merged into somebody, straight or by way of others."""
    found, level = [], {person.pk}
    while level:
        inside = [row for row in rows if row.merged_into_id in level]
        found += inside
        level = {row.pk for row in inside}
    return found


def said_apart(one, other):
    """Whether any row of the one was said to be somebody else than any row of the other."""
    mine, theirs = (Q(root=row.pk) | Q(pk=row.pk) for row in (one, other))
    mine, theirs = (Person.objects.filter(rows).values("pk") for rows in (mine, theirs))
    return PersonApart.objects.filter(Q(first__in=mine, second__in=theirs) | Q(first__in=theirs, second__in=mine)).exists()


def lock_people(one, other):
    """Both as they are now. Merges within a project wait for each other; sign-ups do not wait for them."""
    require_open(one.project)
    if one.project_id != other.project_id:
        raise ValidationError(_("Choose one of this project."), code="foreign_project")
    Project.objects.select_for_update(no_key=True).get(pk=one.project_id)
    rows = Person.objects.select_for_update().select_related(None).order_by("pk").in_bulk({one.pk, other.pk})
    for row in rows.values():
        row.project = one.project
    return rows[one.pk], rows[other.pk]


def require_known(person):
    if person.erased_at is not None:
        raise ValidationError(_("This person was erased: nothing is written about him again."), code="erased")

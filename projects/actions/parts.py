"""What belongs to a project: partners, activities, promises, texts, contacts, facts."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from projects.models import ActivityPartner, GroupMembership, Target, TargetFactor, TargetShare


def project_of(part):
    """The project a row belongs to, by way of its activity, group or target where it has no project of its own."""
    for way in ("activity", "group", "target"):
        if not hasattr(part, "project") and getattr(part, f"{way}_id", None):
            return getattr(part, way).project
    return part.project


def add_part(part, *, by, m2m=None, key=None, reason=""):
    """Save a new row of a project that is still open."""
    require_open(project_of(part))
    return verbs.create(part, by=by, m2m=m2m, key=key, reason=reason)


def change_part(part, *, by, version, m2m=None, reason=""):
    require_open(project_of(part))
    return verbs.update(part, by=by, version=version, m2m=m2m, reason=reason)


def archive_part(part, *, by, reason=""):
    require_open(project_of(part))
    return verbs.archive(part, by=by, reason=reason)


def restore_part(part, *, by, reason=""):
    require_open(project_of(part))
    return verbs.restore(part, by=by, reason=reason)


def remove_part(part, *, by, reason=""):
    require_open(project_of(part))
    verbs.remove(part, by=by, reason=reason)


def division_of(target):
    """{area's key or item: number} of a promise's shares as they are now."""
    return {str(share.area_id or share.key): share.value for share in TargetShare.objects.filter(target=target)}


def formula_of(target):
    """[{"value", "label_et", "label_lv", "label_en"}] of a promise's factors as they are now, in order."""
    names = ("value", "label_et", "label_lv", "label_en")
    return list(TargetFactor.objects.filter(target=target).order_by("order", "pk").values(*names))


def require_unchanged(seen, present):
    if seen is not None and seen != present:
        raise ValidationError(_("Somebody changed this at the same moment. Look again and repeat."), code="stale")


@transaction.atomic
def divide_target(target, shares, *, by, seen=None):
    """Replace a promise's division. `shares`: [(ProjectArea or item key, number or None)], in order.

    A sum that differs from the promised number is kept: the board warns, it does not refuse (A-10). `seen`: the division
    the person started from, as `division_of` tells it; raises ValidationError(code="stale") when it is another one now.
    """
    require_open(target.project)
    Target.objects.select_for_update().get(pk=target.pk)
    require_unchanged(seen, division_of(target))
    old = {share.area_id or share.key: share for share in target.shares.all()}
    for order, (part, value) in enumerate(shares, start=1):
        name = part if isinstance(part, str) else part.pk
        share = old.pop(name, None)
        if share is None:
            where = {"key": part} if isinstance(part, str) else {"area": part}
            verbs.create(TargetShare(target=target, order=order, value=value, **where), by=by)
        else:
            share.order, share.value = order, value
            verbs.update(share, by=by, version=share.version)
    for share in old.values():
        verbs.remove(share, by=by)
    return target


@transaction.atomic
def set_formula(target, factors, *, by, seen=None):
    """Replace a promise's formula. `factors`: [{"value", "label_et", "label_lv", "label_en"}], in order; [] removes it.

    `seen`: the factors the person started from; raises ValidationError(code="stale") when they are others now.
    """
    require_open(target.project)
    Target.objects.select_for_update().get(pk=target.pk)
    require_unchanged(seen, formula_of(target))
    for factor in target.factors.all():
        verbs.remove(factor, by=by)
    for order, fields in enumerate(factors, start=1):
        verbs.create(TargetFactor(target=target, order=order, **fields), by=by)
    return target


@transaction.atomic
def set_members(owner, organisations, *, by, role=None):
    """Make these organisations the members of a group, or the partners with `role` of an activity.

    Those already there stay as they are; others go, with their history kept.
    """
    require_open(owner.project)
    if role is None:
        rows = {row.organisation_id: row for row in GroupMembership.objects.filter(group=owner)}
    else:
        mine = ActivityPartner.objects.filter(activity=owner, role=role, organisation__isnull=False)
        rows = {row.organisation_id: row for row in mine}
    for organisation in organisations:
        if rows.pop(organisation.pk, None) is None:
            row = (
                GroupMembership(group=owner, organisation=organisation)
                if role is None
                else ActivityPartner(activity=owner, organisation=organisation, role=role)
            )
            verbs.create(row, by=by)
    for row in rows.values():
        verbs.remove(row, by=by)
    return owner

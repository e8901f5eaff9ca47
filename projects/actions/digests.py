"""The daily mail: what one was told and has not seen yet, once a day, in one's own language, never twice."""
from datetime import datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from portal.shared.doors import opens
from portal.shared.outbox import on_portal
from portal.shared.ways import reverse
from projects.models import Notice, User
from projects.summaries.notices import mailed_kinds, notices_of, told

# What nobody mailed for so long is no news any more.
STALE = timedelta(days=30)
KEPT = timedelta(days=180)
MOST = 40


def readers_of(now):
    """Keys of the people for whom something new lies here: a queryset of numbers."""
    rows = waiting(Notice.objects.filter(user__is_active=True), now)
    return rows.order_by("user").values_list("user", flat=True).distinct()


def waiting(notices, now):
    return notices.filter(mailed_at__isnull=True, seen_at__isnull=True, made_at__gt=now - STALE, made_at__lte=now)


@transaction.atomic
def send_digest(key, *, now, dry_run=False):
    """Queue the mail of one person (key of a user); returns how many notices it takes along, 0 when there is no mail.

    The person's row is locked, so of two runs at once the second finds everything mailed; who got a mail on this day
    already, in local time, gets none.
    """
    user = User.objects.select_for_update(no_key=True).filter(pk=key, is_active=True).first()
    if user is None or Notice.objects.of(user).filter(mailed_at__gte=midnight(now)).exists():
        return 0
    with translation.override(user.language):
        rows = waiting(notices_of(user).filter(kind__in=mailed_kinds(user)), now)
        found = [told(row) for row in rows.order_by("project__sort_key", "-made_at", "-pk")]
        found = [row for row in found if not row.url or opens(user, row.url)]
        if found and not dry_run:
            message_to(user, found).send()
    if found and not dry_run:
        Notice.objects.filter(pk__in=[row.pk for row in found]).update(mailed_at=now)
    return len(found)


def midnight(now):
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))


def message_to(user, found):
    """The EmailMessage in the language in force. Of very many, the first are told and the rest are counted."""
    groups = [(project, list(rows)) for project, rows in groupby(found[:MOST], key=lambda row: row.project)]
    context = {
        "name": user.get_short_name() if user.name else "", "groups": groups, "portal": on_portal(""),
        "more": len(found[MOST:]), "all": on_portal(reverse("projects:notice-list")),
        "choices": on_portal(reverse("projects:noticechoice-edit")), "brand": settings.BRAND_NAME,
    }
    subject = ngettext("%(brand)s: %(n)d new notice", "%(brand)s: %(n)d new notices", len(found))
    return EmailMessage(
        subject % {"brand": settings.BRAND_NAME, "n": len(found)}, render_to_string("projects/digest_mail.txt", context),
        None, [user.email],
    )


@transaction.atomic
def forget_notices(now, *, dry_run=False):
    """Delete what was told more than 180 days before `now`, an aware datetime; returns how many rows."""
    old = Notice.objects.filter(made_at__lt=now - KEPT)
    count = old.count()
    if not dry_run:
        old.delete()
    return count

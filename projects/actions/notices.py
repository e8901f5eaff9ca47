"""Telling people what happened, once: rows that each person finds in the portal and in the daily mail.

A verb calls `tell` in its own transaction, so that what is rolled back was never told.
"""
import hashlib
import json

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from portal.shared.text import clean_line
from projects.choices import NoticeChannel
from projects.models import Membership, Notice, NoticeChoice, User

LONGEST = 300
LONGEST_KEY = 160
# Between the step and the words in `Notice.detail`; `projects.summaries.notices` takes them apart again.
STEP = "|"


def people_of(project, roles, *, organisations=None, activity=None):
    """The people with one of these roles in the project as a whole, a queryset of users.

    `organisations`: only those who act for one of these (rows or keys). `activity`: those who work in this activity alone
    belong to it, too; of any other activity nobody does.
    """
    rows = Membership.objects.valid().filter(project=project, role__in=list(roles))
    whole = rows.filter(activity__isnull=True)
    if activity is not None:
        whole = whole | rows.filter(activity=activity)
    if organisations is not None:
        whole = whole.filter(organisation__in=[getattr(row, "pk", row) for row in organisations])
    return User.objects.filter(pk__in=whole.values("user"))


@transaction.atomic
def tell(kind, *, people, subject, key, step="", detail="", project=None, route="", args=(), by=None):
    """Tell each of `people` once; returns how many were told now. Three statements, however many they are.

    `subject`, `detail`: names and values as they are now. `step`: which of the kind's sentences it is ("approved",
    "returned"). `route`, `args`: the page's name and address. `key`: names the happening; who was told of it is not told
    again. `by` knows already, and who wants nothing of this kind is left alone.
    """
    key = short_key(key)
    wanted = {person.pk for person in people} - {getattr(by, "pk", None)}
    if not wanted:
        return 0
    off = NoticeChoice.objects.filter(user__in=wanted, kind=kind, channel=NoticeChannel.OFF)
    told = Notice.objects.filter(user__in=wanted, key=key)
    left_out = [rows.order_by().values_list("user", flat=True) for rows in (off, told)]
    wanted -= set(left_out[0].union(left_out[1], all=True))
    shared = {
        "project": project, "kind": kind, "subject": one_line(subject), "route": route, "key": key,
        "detail": one_line(f"{step}{STEP}{detail}" if step else detail),
        "args": json.dumps([str(arg) for arg in args]),
    }
    # Two at once: the constraint keeps one of them, and that is enough.
    Notice.objects.bulk_create([Notice(user_id=pk, **shared) for pk in sorted(wanted)], ignore_conflicts=True)
    return len(wanted)


def one_line(text):
    return Truncator(clean_line(str(text))).chars(LONGEST)


def short_key(key):
    """A key that is too long keeps its beginning and a checksum of the whole."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:LONGEST_KEY - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


@transaction.atomic
def see(user, notices=None):
    """These notices of this person (a queryset or rows; None: all) are seen from now on; returns how many are new to it."""
    rows = Notice.objects.of(user).unseen()
    if notices is not None:
        rows = rows.filter(pk__in=[notice.pk for notice in notices])
    return rows.update(seen_at=timezone.now())


def choose(user, kind, channel):
    """Where this person wants to be told of this kind from now on."""
    choose_all(user, {kind: channel})


@transaction.atomic
def choose_all(user, channels):
    """{kind: channel} of several kinds at once; other kinds stay as they are. One statement."""
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user=user, kind=kind, channel=channel) for kind, channel in channels.items()],
        update_conflicts=True, unique_fields=["user", "kind"], update_fields=["channel"],
    )

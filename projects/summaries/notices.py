"""What a person was told, in the reader's own words: the sentence of each notice, and what changed since the last visit."""
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.shared.money import format_money
from portal.shared.once import once, rows_of
from portal.shared.seen import reader, seen_by
from portal.shared.sums import count_of
from portal.shared.tables import format_day
from portal.shared.ways import reverse
from projects.choices import NoticeChannel, NoticeKind
from projects.models import Membership, Notice, NoticeChoice, Project

# What is good to know but asks for nothing stays out of the mail, until somebody wants it there.
QUIET = {NoticeKind.DOCUMENT, NoticeKind.MEMBER}
STEP = "|"
MOST = 60
AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) EUR")

# {kind: {step: sentence}}; the step "" is what is said when no other sentence is named.
SENTENCES = {
    NoticeKind.PLAN_SUBMITTED: {"": gettext_noop("The plan “%(subject)s” was handed in and waits for a decision")},
    NoticeKind.PLAN_DECIDED: {
        "": gettext_noop("The plan “%(subject)s” was decided on"),
        "returned": gettext_noop("The plan “%(subject)s” came back to be completed"),
        "endorsed": gettext_noop("The municipality endorsed the plan “%(subject)s”"),
        "approved": gettext_noop("The plan “%(subject)s” was approved"),
    },
    NoticeKind.COMMENT: {"": gettext_noop("New comment: %(subject)s")},
    NoticeKind.EVENT_CHANGED: {
        "": gettext_noop("The event “%(subject)s” was changed"),
        "cancelled": gettext_noop("The event “%(subject)s” was cancelled"),
        "postponed": gettext_noop("The event “%(subject)s” was postponed"),
        "moved": gettext_noop("The event “%(subject)s” was moved to another day"),
    },
    NoticeKind.DOCUMENT: {"": gettext_noop("New document: %(subject)s")},
    NoticeKind.PERIOD: {"": gettext_noop("The period was extended: %(subject)s")},
    NoticeKind.STALE_TEXT: {"": gettext_noop("To be translated anew: %(subject)s")},
    NoticeKind.CLAIM_SUBMITTED: {"": gettext_noop("The claim “%(subject)s” was handed in and waits for a decision")},
    NoticeKind.CLAIM_DECIDED: {
        "": gettext_noop("The claim “%(subject)s” was decided on"),
        "returned": gettext_noop("The claim “%(subject)s” came back to be completed"),
        "approved": gettext_noop("The claim “%(subject)s” was approved"),
    },
    NoticeKind.AMENDMENT: {
        "": gettext_noop("The budget amendment “%(subject)s” changed"),
        "asked": gettext_noop("The budget amendment “%(subject)s” waits for your answer"),
        "agreed": gettext_noop("A partner agreed to the budget amendment “%(subject)s”"),
        "refused": gettext_noop("A partner did not agree to the budget amendment “%(subject)s”"),
        "approved": gettext_noop("The budget amendment “%(subject)s” was approved"),
        "rejected": gettext_noop("The budget amendment “%(subject)s” was rejected"),
    },
    NoticeKind.PAYOUT: {"": gettext_noop("Money arrived: %(subject)s")},
    NoticeKind.REPORT: {"": gettext_noop("The report “%(subject)s” was frozen")},
    NoticeKind.MEMBER: {"": gettext_noop("%(subject)s joined the project")},
    NoticeKind.DEADLINE: {
        "": gettext_noop("A deadline comes near: %(subject)s"),
        "project": gettext_noop("The project ends soon: %(subject)s"),
        "activity": gettext_noop("An activity ends soon: %(subject)s"),
        "claim": gettext_noop("The payment claim is due soon: %(subject)s"),
        "report": gettext_noop("The report is due soon: %(subject)s"),
    },
}


@dataclass(frozen=True)
class Told:
    """One notice as its reader sees it. `url` is empty when there is no such page any more."""

    pk: int
    kind: str
    sentence: str
    detail: str
    project: Project | None
    url: str
    made_at: datetime
    seen: bool


@dataclass(frozen=True)
class Channel:
    """Where a person is told of one kind; `chosen`: whether he said so himself."""

    kind: str
    label: str
    channel: str
    chosen: bool


def notices_of(user):
    """One's own notices, of projects in which one still works: a queryset, newest first."""
    mine = Notice.objects.of(user)
    return (mine.filter(project__isnull=True) | mine.filter(project__in=Project.objects.worked_on_by(user))).select_related(
        "project"
    )


def how_many_new(today=None):
    """An expression for `User.objects.annotate`: the number of new notices on a person's own page, as `notices_of` counts."""
    works = Membership.objects.valid(today).filter(user=OuterRef("user"), project=OuterRef("project"))
    readable = Q(project__isnull=True) | Q(user__is_staff=True) | Exists(works)
    return count_of(Notice.objects.unseen().filter(readable), per="user")


def told(notice):
    """A Notice as Told, in the language in force; no query when its project was fetched with it."""
    sentence, detail = words_of(notice)
    return Told(
        notice.pk, notice.kind, sentence, detail, notice.project, url_of(notice), notice.made_at, notice.seen_at is not None
    )


def words_of(notice):
    """(the sentence, what stands beside it)."""
    sentences = SENTENCES[notice.kind]
    step, bar, detail = notice.detail.partition(STEP)
    if not bar or step not in sentences:
        step, detail = "", notice.detail
    if notice.kind == NoticeKind.REPORT and detail.isdigit():
        detail = _("Version %(number)d") % {"number": int(detail)}
    return _(sentences[step]) % {"subject": notice.subject}, in_words(detail)


def in_words(detail):
    """A day stands in the notice as 2027-03-01, a sum as 1500.00 EUR; both are read in the reader's own way."""
    if amount := AMOUNT.fullmatch(detail):
        return format_money(Decimal(amount[1]))
    try:
        day = parse_date(detail)
    except ValueError:
        day = None
    return format_day(day)[0] if isinstance(day, date) else detail


def url_of(notice):
    """The address of the page a notice is about, in the language in force; "" where there is none."""
    if not notice.route:
        return ""
    try:
        return reverse(notice.route, args=json.loads(notice.args or "[]"))
    except NoReverseMatch:
        return ""


def changed_since(user, moment=None):
    """[(project or None, [Told])]: what one was told since a moment and what one has not seen yet; newest first: one query."""
    groups = {}
    for notice in rows_of(seen_by(fresh_rows, user, moment)):
        groups.setdefault(notice.project, []).append(told(notice))
    return list(groups.items())


@once
def fresh_rows(person, moment):
    rows = notices_of(reader(person))
    fresh = rows.filter(seen_at__isnull=True)
    if moment is not None:
        fresh = fresh | rows.filter(made_at__gt=moment)
    return fresh.order_by("-made_at", "-pk")[:MOST]


def standard_channel(kind):
    """Where people are told of a kind when they said nothing."""
    return NoticeChannel.PORTAL if kind in QUIET else NoticeChannel.DIGEST


def channels_of(user):
    """[Channel] of every kind, in the order of the kinds: one query."""
    chosen = dict(NoticeChoice.objects.of(user).values_list("kind", "channel"))
    return [
        Channel(kind.value, kind.label, chosen.get(kind.value, standard_channel(kind)), kind.value in chosen)
        for kind in NoticeKind
    ]


def mailed_kinds(user):
    """The kinds of which this person wants to read in the daily mail: one query."""
    return [row.kind for row in channels_of(user) if row.channel == NoticeChannel.DIGEST]

"""Feedback: the address where it is given, when it may be given, and what came of it."""
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.core import signing
from django.db.models import Count, Max, Min
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import get_language

from portal.shared.tables import format_number
from portal.shared.ways import reverse
from trainings.choices import EventStatus
from trainings.models import Attendance, Event, EventReport, Feedback
from trainings.models.evidence import SCORES

OPEN_DAYS = 60
# Below so many answers a colleague might guess who said what.
FEWEST_FOR_QUOTES = 3
LOW = Decimal("4.0")
SOON, OPEN, OVER = "soon", "open", "over"
TEXTS = ("useful", "change", "next_month", "need")


def signer():
    return signing.Signer(salt="trainings.feedback", sep=".")


def feedback_token(event):
    """What stands in the address: the event, signed, so that nobody can guess the address of another event."""
    return signer().sign(str(event.pk))


def event_key(token):
    """The event's key, or None for an address that is not ours."""
    try:
        return int(signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def feedback_path(event):
    return reverse("trainings:feedback", args=[feedback_token(event)])


def feedback_url(event):
    """The whole address, in the language that is switched on: for mails, slides and codes on the wall.

    Without PUBLIC_URL (a machine of one's own) it is the path alone.
    """
    return f"{settings.PUBLIC_URL}{feedback_path(event)}"


def feedback_state(event, today):
    """"soon" until the first day, "open" from then to 60 days after the last one, "over" afterwards: two queries.

    Over is also what was cancelled, closed with its evidence, or belongs to a closed project.
    """
    if event.status == EventStatus.CANCELLED or event.is_archived or event.project.is_frozen:
        return OVER
    if EventReport.objects.filter(event=event, closed_on__isnull=False).exists():
        return OVER
    days = event.days.aggregate(first=Min("date"), last=Max("date"))
    if days["first"] is None or days["first"] > today:
        return SOON
    return OPEN if today <= days["last"] + timedelta(days=OPEN_DAYS) else OVER


# --- figures ---


@dataclass(frozen=True)
class ScoreFigure:
    """The answers to one question: `counts` of 1 … 5 in order, `mean` to one decimal or None."""

    name: str
    label: str
    counts: tuple[int, ...]

    @property
    def n(self):
        return sum(self.counts)

    @property
    def mean(self):
        return mean_of(sum(value * count for value, count in enumerate(self.counts, start=1)), self.n)

    @property
    def is_low(self):
        """Asked of the exact mean: 3.96 is below 4.0, however it prints."""
        return bool(self.n) and sum(value * count for value, count in enumerate(self.counts, start=1)) < LOW * self.n


@dataclass(frozen=True)
class Recommending:
    """0 … 6 would not, 7 and 8 might, 9 and 10 would recommend it. `score`: NPS from -100 to 100, or None."""

    against: int
    passive: int
    favour: int

    @property
    def n(self):
        return self.against + self.passive + self.favour

    @property
    def score(self):
        if not self.n:
            return None
        exact = Decimal(100 * (self.favour - self.against)) / self.n
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class FeedbackFigures:
    """What the answers about one event, or several, say. `people`: how many took part, None when nobody counted."""

    answers: int
    people: int | None
    scores: tuple[ScoreFigure, ...]
    recommending: Recommending

    @property
    def rate(self):
        """Percent of those who took part; None when that is not known. More answers than people stay as they are."""
        return mean_of(100 * self.answers, self.people, "1") if self.people else None

    @cached_property
    def low(self):
        """The questions with a mean below 4.0."""
        return tuple(row for row in self.scores if row.is_low)

    def of_people(self, people):
        """The same figures, now that it is known how many took part."""
        return replace(self, people=people)

    @property
    def shows_quotes(self):
        return self.answers >= FEWEST_FOR_QUOTES


def mean_of(total, count, step="0.1"):
    return (Decimal(total) / count).quantize(Decimal(step), ROUND_HALF_UP) if count else None


def mean_text(mean):
    """"4,5", in English "4.5"; "" without answers."""
    return "" if mean is None else format_number(mean, get_language() == "en")


def nps_text(recommending):
    """"+40", "−10" or "0"; "" without answers."""
    score = recommending.score
    if score is None:
        return ""
    return f"{score:+d}".replace("-", "−") if score else "0"


def label_of(name):
    label = str(Feedback._meta.get_field(name).verbose_name)
    return f"{label[:1].upper()}{label[1:]}"


def people_at(event):
    """How many different people were there: from the lists of attendance, otherwise as counted by hand; None: unknown."""
    there = Attendance.objects.present().filter(day__event=event)
    return there.aggregate(n=Count(Coalesce("person__root", "person"), distinct=True))["n"] or event.headcount


def figures_of(answers, people=None):
    """FeedbackFigures of rows of Feedback (a list or a queryset)."""
    rows = list(answers)
    given = [row.recommend for row in rows if row.recommend is not None]
    return FeedbackFigures(
        answers=len(rows),
        people=people,
        scores=tuple(
            ScoreFigure(name, label_of(name), tuple(sum(getattr(row, name) == value for row in rows) for value in range(1, 6)))
            for name in SCORES
        ),
        recommending=Recommending(
            sum(value <= 6 for value in given), sum(value in (7, 8) for value in given), sum(value >= 9 for value in given)
        ),
    )


def needs_comment(event):
    """Whether a mean is below 4.0 and the organiser has not said yet what he makes of it."""
    if not figures_of(Feedback.objects.filter(event=event)).low:
        return False
    return not EventReport.objects.filter(event=event).exclude(feedback_comment="").exists()


def feedback_by_event(events):
    """{event key: FeedbackFigures} of those with an answer: one query, without people."""
    found = {}
    for row in Feedback.objects.filter(event__in=events).only("event", "recommend", *SCORES):
        found.setdefault(row.event_id, []).append(row)
    return {key: figures_of(rows) for key, rows in found.items()}


def event_of(token):
    """The Event that a feedback address names, with its project; None when there is none any more."""
    key = event_key(token)
    return Event.objects.live().select_related("project").filter(pk=key).first() if key else None

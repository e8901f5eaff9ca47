"""Certificates of attendance: one page each, for one person or for everybody who came."""
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from portal.shared.dates import format_period
from portal.shared.papers import Paper
from portal.shared.papers.html import STYLESHEET
from portal.shared.tables import format_day, format_number
from trainings.exports.publicity import publicity

MOST_TOPICS = 10
LONG_NAME, LONG_TITLE, MANY_TOPICS = 36, 70, 6


@dataclass(frozen=True)
class Certificate:
    """What stands on one page: all texts are in its language and formatted. `hours` is empty when nobody stated how long the
    days were: then the days stand in their place, for a certificate guesses nothing."""

    language: str
    name: str
    event: str
    kind: str
    when: str
    hours: str
    days: str
    where: str
    organiser: str
    project: str
    number: str
    issued: str
    topics: tuple[str, ...]
    statement: str
    marks: str

    @property
    def is_tight(self):
        """So much stands on it that it needs smaller letters."""
        return len(self.name) > LONG_NAME or len(self.event) > LONG_TITLE or len(self.topics) > MANY_TOPICS


def certificate_of(event, taken, language, topics=()):
    """The Certificate of somebody's `Taken`. The event knows its organiser and its project with programme."""
    with override(language):
        project = event.project
        told = publicity(project.programme)
        return Certificate(
            language=get_language(),
            name=taken.person.name,
            event=str(event),
            kind=event.get_kind_display(),
            when=days_in_words([day.date for day in taken.days]),
            hours=number(taken.hours) if taken.is_stated else "",
            days=number(Decimal(sum(day.half_days for day in taken.days)) / 2),
            where=event.venue,
            organiser=str(event.organiser or project),
            project=" · ".join(part for part in (str(project), project.title, project.reference_code) if part),
            number=f"{event.pk}-{taken.person.pk}",
            issued=format_day(timezone.localdate())[0],
            topics=tuple(topics[:MOST_TOPICS]),
            statement=told.get("statement", ""),
            marks=told.get("marks", ""),
        )


def number(amount):
    """A Decimal as people write it, without idle zeros."""
    return format_number(amount.normalize() if amount % 1 else int(amount))


def days_in_words(dates):
    """Consecutive days as a period, others one by one: "4.–5." is no claim about a day somebody missed."""
    dates = sorted(set(dates))
    if (dates[-1] - dates[0]).days == len(dates) - 1:
        return format_period(dates[0], dates[-1]) if len(dates) > 1 else format_day(dates[0])[0]
    return ", ".join(format_day(day)[0] for day in dates)


def certificates_html(certificates, *, paged):
    """The whole document as text. `paged`: for the PDF."""
    with override(certificates[0].language):
        title = _("Certificate of attendance") if len(certificates) == 1 else _("Certificates of attendance")
        return render_to_string("papers/certificates.html", {
            "paper": Paper(title=title, language=get_language()), "parts": (), "stylesheet": STYLESHEET, "paged": paged,
            "certificates": certificates,
        })

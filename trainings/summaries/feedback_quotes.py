"""What people wrote, so that nobody is recognised: no names, no addresses, and no row that belongs to one person."""
import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from trainings.models import Feedback, Person
from trainings.summaries.feedback import TEXTS, label_of

EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w{2,}")
PHONE = re.compile(r"(?<!\w)\+?\d[\d \-]{5,}\d(?!\w)")


@dataclass(frozen=True)
class Quote:
    text: str
    language: str


@dataclass(frozen=True)
class Quotes:
    """All answers to one question, by the alphabet: their order tells nothing about who wrote what."""

    name: str
    label: str
    rows: tuple[Quote, ...]


def quotes_of(event):
    """[Quotes] of the questions that somebody answered in words: two queries.

    Addresses, numbers and the full names of people who took part are taken out.
    """
    rows = list(Feedback.objects.filter(event=event).only("language", *TEXTS))
    names = names_at(event) if any(getattr(row, name) for row in rows for name in TEXTS) else []
    found = []
    for name in TEXTS:
        said = [Quote(without_names(text, names), row.language) for row in rows if (text := getattr(row, name))]
        if said:
            found.append(Quotes(name, label_of(name), tuple(sorted(said, key=lambda quote: quote.text.casefold()))))
    return found


def names_at(event):
    """Full names of everybody signed up or noted, longest first."""
    here = Q(registrations__event=event) | Q(attendances__day__event=event)
    names = set(Person.objects.filter(here).values_list("name", flat=True))
    return sorted((name for name in names if " " in name), key=len, reverse=True)


def without_names(text, names):
    text = PHONE.sub("…", EMAIL.sub("…", text))
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _("[name]"), text, flags=re.IGNORECASE)
    return text

"""Mails to people who signed up, each in the language they chose. They are queued in the transaction, never sent from here."""
import re
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from portal.shared import outbox, throttles
from portal.shared.outbox import on_portal
from portal.shared.tables import format_day
from portal.shared.ways import reverse
from trainings.choices import RegistrationStatus
from trainings.models import Registration
from trainings.summaries.calendar import where
from trainings.summaries.places import moment_of, place_in_queue

SUBJECTS = {
    "place": _("You are signed up: %(event)s"),
    "waiting": _("You are on the waiting list: %(event)s"),
    "promoted": _("You got a place: %(event)s"),
    "cancelled": _("You are no longer signed up: %(event)s"),
    "event_cancelled": _("Cancelled: %(event)s"),
    "event_postponed": _("Postponed: %(event)s"),
    "event_changed": _("Changed: %(event)s"),
}
# What anybody can set off by typing somebody's address into a form: at most three an hour, the rest later (P-70).
BY_STRANGERS = {"place", "waiting", "cancelled"}
WITH_CALENDAR = {"place", "promoted", "event_changed", "event_cancelled"}
MOST, HOUR = 3, 60 * 60


# Words of letters with a space, a hyphen or an apostrophe between them; a full stop ends a word.
A_NAME = re.compile(r"[^\W\d_]+\.?(?:[ '’-]+[^\W\d_]+\.?)*")

# Files are made in a room above this one, so AppConfig.ready() says here how: (days, name=, url_of=) -> bytes.
_writers = []


def attach_calendars(writer):
    _writers[:] = [writer]


def tell(registration, kind, *, reason=""):
    """Queue one mail about a registration; `kind` is a key of SUBJECTS. Without an address nothing happens.

    Returns True when a mail was queued, now or for later.
    """
    address = registration.person.email
    if not address:
        return False
    wait = 0
    if kind in BY_STRANGERS:
        wait = throttles.turn("signup-mail", address, most=MOST, seconds=HOUR)
        if wait is None:
            return False
    with translation.override(registration.language):
        message = written(registration, kind, reason)
    if wait:
        outbox.queue_later(message, timezone.now() + timedelta(seconds=wait))
    else:
        message.send()
    return True


def tell_registered(event, kind, *, by=None, reason=""):
    """The same to everybody who has a place or waits; returns how many mails were queued.

    `kind`: "event_cancelled", "event_postponed" or "event_changed". `by` is nobody's business outside: the mail names the
    organiser, not a person.
    """
    rows = Registration.objects.filter(event=event).standing().exclude(person__email="").select_related("person")
    prefetch_related_objects([event], "days")
    told = 0
    for registration in rows.order_by("queued_at", "pk"):
        registration.event = event
        told += tell(registration, kind, reason=reason)
    return told


def written(registration, kind, reason):
    """The EmailMessage in the language in force."""
    event = registration.event
    link = reverse("trainings:registration-own", args=[registration.token])
    signup = getattr(event, "signup", None)
    comes = registration.status == RegistrationStatus.PLACE and kind != "event_cancelled"
    is_shown = event.is_public and event.project.is_public
    context = {
        "reason": reason, "name": greeted(registration.person.name), "event": event, "project": event.project,
        "days": days_in_words(event), "place": where(event),
        "queue": place_in_queue(registration) if registration.status == RegistrationStatus.WAITING else 0,
        "online_url": signup.online_url if signup and comes else "",
        "practical": signup.practical if signup and comes else "",
        "link": on_portal(link), "file": on_portal(f"{link}calendar/"), "brand": settings.BRAND_NAME,
        "page": on_portal(event.get_absolute_url()) if is_shown else "",
    }
    # What a template leaves out leaves its empty lines behind.
    body = re.sub(r"\n{3,}", "\n\n", render_to_string(f"trainings/mail/{kind}.txt", context)).strip() + "\n"
    message = EmailMessage(SUBJECTS[kind] % {"event": event.title}, body, None, [registration.person.email])
    if kind in WITH_CALENDAR:
        attach_days(message, event)
    return message


def attach_days(message, event):
    """The event's days for the reader's own calendar; nothing when no day is known."""
    days = days_in_order(event)
    for day in days:
        day.event = event
    for writer in _writers if days else ():
        file = writer(days, name=event.title, url_of=lambda row: on_portal(row.get_absolute_url()))
        message.attach("event.ics", file.decode(), "text/calendar")


def days_in_order(event):
    return sorted(event.days.all(), key=lambda day: moment_of(day.date, day.starts_at))


def greeted(name):
    """The name when it can be nothing but one: anybody can type anything there, and have it mailed to somebody else."""
    return name if A_NAME.fullmatch(name) else ""


def days_in_words(event):
    """["04.03.2027 10:00–16:00"], or the date as it was stated."""
    lines = []
    for day in days_in_order(event):
        hours = f"{day.starts_at:%H:%M}" if day.starts_at else ""
        hours += f"–{day.ends_at:%H:%M}" if hours and day.ends_at else ""
        lines.append(f"{format_day(day.date)[0]} {hours}".strip())
    return lines or ([event.stated_date.text()] if event.stated_date else [])

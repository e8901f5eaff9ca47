"""The programme of a journey on paper: for the group's pocket, the host, and the funder."""
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.shared.dates import format_period
from portal.shared.papers import Bullets, Facts, Grid, Heading, Note, Paper, Prose
from portal.shared.tables import format_day, format_number
from trainings.exports.publicity import publicity

PRACTICAL = ("leader", "transport", "emissions_note", "lodging", "insurance", "emergency")


def trip_paper(trip, days, stops, quotas):
    """The Paper of a journey in the reader's language.

    `days`: (first, last) or None; `stops`: TripStops with `host_text`; `quotas`: [Quota]. Names of participants are not on
    it: the list to sign is a paper of its own.
    """
    event = trip.event
    today = format_day(timezone.localdate())[0]
    return Paper(
        title=event.title,
        language=get_language()[:2],
        subtitle=event.get_kind_display(),
        facts=tuple(_facts(trip, days)),
        blocks=tuple([*_why(trip), *_programme(stops), *_practical(trip), *_people(quotas)]),
        footer=f"{event.title} · {today}",
        **publicity(event.project.programme),
    )


def _facts(trip, days):
    event = trip.event
    yield _("When"), format_period(*days) if days else _("not known yet")
    yield _("Direction"), trip.get_direction_display()
    yield _("Project"), str(event.project)
    if event.project.reference_code:
        yield _("Project number"), event.project.reference_code
    if event.organiser_id:
        yield _("Organiser"), str(event.organiser)


def _why(trip):
    yield Heading(_("Purpose"))
    yield Prose(trip.purpose)
    questions = [line.strip() for line in trip.questions.splitlines() if line.strip()]
    if questions:
        yield Heading(_("Questions we want answered"))
        yield Bullets(tuple(questions))


def _programme(stops):
    yield Heading(pgettext("of a trip", "Programme"))
    if not stops:
        yield Note(_("No stops yet."))
        return
    rows = [
        (
            " ".join(part for part in (format_day(stop.date)[0] if stop.date else "", hour(stop)) if part) or _("not known yet"),
            ", ".join(part for part in (stop.place, stop.get_country_display() if stop.country else "") if part),
            ", ".join(part for part in (stop.host_text, stop.contact_role) if part),
            stop.topic,
            str(stop.seminar) if stop.seminar_id else "",
            stop.language,
        )
        for stop in stops
    ]
    columns = (_("When"), _("Place"), _("Host"), _("Topic"), _("Joint seminar"), _("Language"))
    # A column of which nothing is known only takes room.
    told = [place for place, texts in enumerate(zip(*rows, strict=True)) if any(texts)]
    rows = tuple(tuple(row[place] for place in told) for row in rows)
    yield Grid(_("Programme of the journey"), tuple(columns[place] for place in told), rows, quiet=True)


def hour(stop):
    return f"{stop.starts_at:%H:%M}" if stop.starts_at else ""


def _practical(trip):
    rows = [
        (capfirst(str(trip._meta.get_field(name).verbose_name)), getattr(trip, name))
        for name in PRACTICAL if getattr(trip, name)
    ]
    if rows:
        yield Heading(_("On the way"))
        yield Facts(tuple(rows))


def _people(quotas):
    if not quotas:
        return
    yield Heading(_("Who takes part, by partner"))
    rows = [
        (
            str(row.organisation or _("sent by no partner")),
            format_number(row.places) if row.places is not None else "",
            format_number(row.signed_up),
        )
        for row in quotas
    ]
    yield Grid(
        _("Who takes part, by partner"), (_("Partner"), _("Places"), _("Have a place")), tuple(rows), numeric=(1, 2), quiet=True
    )

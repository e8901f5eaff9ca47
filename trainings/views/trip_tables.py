"""What the pages of journeys draw: the programme, the people by partner, facts, lessons."""
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Fact
from trainings.choices import LessonState
from trainings.views.calendar import where

LESSON_TONES = {
    LessonState.IDEA: "info", LessonState.TRYING: "attention", LessonState.IN_USE: "good", LessonState.DROPPED: "neutral",
}


def host_of(stop):
    """Who receives the group; a hidden community is not named to those who may not see it."""
    shown = str(stop.community) if stop.community_id and stop.host_shown else ""
    return ", ".join(part for part in (stop.host, str(stop.organisation or ""), shown) if part)


def time_of(stop):
    return f"{stop.starts_at:%H:%M}" if stop.starts_at else ""


def place_of(stop):
    return ", ".join(part for part in (stop.place, str(stop.get_country_display()) if stop.country else "") if part)


def stop_table(stops, *, url=None, inner=True):
    """The programme, stop by stop. `inner`: for those who go along; the public reads no contacts."""
    columns = [
        Column("date", _("Day"), kind="date", empty=_("not known yet")),
        Column("time", _("Time"), value=time_of),
        Column("place", _("Place"), value=place_of, url=url),
        Column("host", _("Host"), value=host_of, empty=_("not stated")),
        Column("topic", _("Topic")),
    ]
    more = {"language": _("Language"), "contact_role": _("Contact, by role")} if inner else {}
    columns += [Column(name, label) for name, label in more.items() if any(getattr(stop, name) for stop in stops)]
    if any(stop.seminar_shown for stop in stops):
        columns.append(
            Column(
                "seminar", _("Joint seminar"), value=lambda row: row.seminar if row.seminar_shown else "",
                url=lambda row: row.seminar.get_absolute_url() if row.seminar_shown else "",
            )
        )
    return Table(columns, stops, caption=_("Programme of the journey")) if stops else None


def places_of(event, rows):
    """How many places there are: as the event says, else as agreed with the partners; None when neither is said."""
    agreed = [row.places for row in rows if row.places is not None]
    return event.capacity if event.capacity is not None else sum(agreed) if agreed else None


def trip_facts(trip, period, places):
    event = trip.event
    return [
        Fact(_("When"), period),
        Fact(_("Kind"), event.get_kind_display(), note=trip.get_mobility_kind_display()),
        Fact(_("Direction"), trip.get_direction_display()),
        Fact(_("Where"), where(event)),
        Fact(_("Activity"), str(event.activity or "")),
        Fact(_("Organiser"), str(event.organiser or "")),
        Fact(_("Places"), format_number(places) if places is not None else ""),
    ]


def practical_facts(trip):
    names = ("leader", "transport", "emissions_note", "lodging", "insurance", "emergency")
    return [Fact(capfirst(str(trip._meta.get_field(name).verbose_name)), getattr(trip, name)) for name in names]


def quota_table(rows):
    """People by partner, as figures: places agreed, signed up, came."""
    columns = [
        Column("organisation", _("Partner"), value=lambda row: row.organisation or str(_("sent by no partner"))),
        Column("places", _("Places"), kind="number", empty=_("not agreed")),
        Column("signed_up", _("Have a place"), kind="number"),
        Column("came", _("Came"), kind="number", empty=_("not noted")),
    ]
    if not rows:
        return None
    table = Table(columns, rows, caption=_("Who takes part, by partner"))
    noted = [row.came for row in rows if row.came is not None]
    agreed = [row.places for row in rows if row.places is not None]
    table.footer = {
        "organisation": _t("Total"), "places": format_number(sum(agreed)) if agreed else "",
        "signed_up": format_number(sum(row.signed_up for row in rows)), "came": format_number(sum(noted)) if noted else "",
    }
    return table


def lesson_table(lessons, project):
    for lesson in lessons:
        lesson.project = project
    columns = [
        Column("practice", _("Lesson"), url=lambda row: row.get_absolute_url()),
        Column("first_step", _("First step"), empty=_("not stated")),
        Column("state", _("State"), kind="badge", value="get_state_display", tone=lambda row: LESSON_TONES[row.state]),
    ]
    return Table(columns, lessons, caption=_("What we learnt")) if lessons else None

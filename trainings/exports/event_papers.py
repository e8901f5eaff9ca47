"""Papers of an event that the portal writes from what was entered: the day's programme, and what happened."""
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.shared.papers import Grid, Heading, Note, Paper, Prose
from portal.shared.tables import format_day
from trainings.exports.publicity import period_of, publicity
from trainings.models import AgendaItem, EventReport
from trainings.summaries.feedback import people_at


def agenda_paper(event):
    """The programme of the event's days, with the funder's sentence and marks. The event knows its project with programme."""
    rows = AgendaItem.objects.filter(event=event).select_related("day")
    rows = rows.order_by("day__date", "day__starts_at", "day", "starts_at", "order", "pk")
    blocks = []
    for day, lines in groupby(rows, key=lambda row: row.day):
        caption = format_day(day.date)[0] if day else _("Programme of the day")
        blocks += [Heading(caption), programme_of(caption, list(lines))]
    return paper(event, _("Agenda"), blocks or [Note(_("The programme is not written yet."))])


def programme_of(caption, lines):
    columns, getters = [_("Time"), _("What")], [hours, lambda row: row.topic]
    for label, name in ((_("In what manner"), "method"), (_("Led by"), "led_by")):
        if any(getattr(line, name) for line in lines):
            columns.append(label)
            getters.append(lambda row, name=name: getattr(row, name))
    return Grid(caption, tuple(columns), tuple(tuple(get(line) for get in getters) for line in lines), quiet=True)


def hours(row):
    if row.starts_at is None:
        return ""
    return f"{row.starts_at:%H:%M}–{row.ends_at:%H:%M}" if row.ends_at else f"{row.starts_at:%H:%M}"


def report_paper(event):
    """What happened, in the organiser's words, with the figures that belong to it."""
    report = EventReport.objects.filter(event=event).first()
    summary = report.summary if report else ""
    people = people_at(event)
    more = [(_("How many took part"), str(people) if people is not None else _("not counted"))]
    blocks = [Prose(summary)] if summary else [Note(_("Nothing is written yet."))]
    return paper(event, _("Report of the event"), blocks, more)


def paper(event, title, blocks, more=()):
    return Paper(
        title=title,
        language=get_language(),
        subtitle=str(event),
        facts=(*facts(event), *more),
        blocks=tuple(blocks),
        footer=f"{event.project} · {event}",
        **publicity(event.project.programme),
    )


def facts(event):
    yield _("When"), period_of(event.days.values_list("date", flat=True)) or _("not known yet")
    place = ", ".join(str(part) for part in (event.venue, event.municipality) if part)
    yield _("Where"), place or (_("Online") if event.mode == "online" else _("not stated"))
    yield _("Project"), " ".join(part for part in (str(event.project), event.project.reference_code) if part)
    if event.organiser_id:
        yield _("Organiser"), str(event.organiser)

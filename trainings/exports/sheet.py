"""The signature sheet of a day: what the funder wants to see above the names, and room to sign."""
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from portal.shared.papers import Grid, Note, Paper
from portal.shared.tables import format_day
from trainings.exports.publicity import publicity

FILLS_A_PAGE = 12


def sheet_paper(day, people, *, contact=True, blank=None, years=None):
    """The Paper of one day, in the language of the event (otherwise in the one that is switched on).

    `people`: Persons in order, whose names and organisations are printed; what they are reached under never is, for the sheet
    goes round. `contact`: with a column in which everybody writes that himself. `blank`: how many empty rows, by default as
    many as fill the page. `years`: how long the funder wants the sheet kept, when that is known. The day's event knows its
    sign-up, activity, organiser and its project with programme.
    """
    event = day.event
    signup = getattr(event, "signup", None)
    with override(signup.language if signup else get_language()):
        if blank is None:
            blank = max(FILLS_A_PAGE - len(people), 3)
        return Paper(
            title=_("Signature sheet"),
            language=get_language(),
            subtitle=str(event),
            facts=tuple((label, text) for label, text in facts(day) if text),
            blocks=(Note(why(years)), grid(people, contact, blank)),
            footer=f"{event} · {format_day(day.date)[0]}",
            **publicity(event.project.programme),
        )


def facts(day):
    event = day.event
    project = event.project
    yield _("When"), " ".join(part for part in (format_day(day.date)[0], hours(day)) if part)
    yield _("Where"), ", ".join(str(part) for part in (event.venue, event.municipality) if part) or _("Online") * (
        event.mode == "online"
    )
    yield _("Kind of day"), day.get_kind_display() if day.kind != "other" else ""
    yield _("Project"), " · ".join(part for part in (str(project), project.title, project.reference_code) if part)
    yield _("Programme"), str(project.programme or "")
    yield _("Activity"), str(event.activity or "")
    yield _("Organiser"), str(event.organiser or "")


def hours(day):
    if day.starts_at is None:
        return ""
    return f"{day.starts_at:%H:%M}–{day.ends_at:%H:%M}" if day.ends_at else f"{day.starts_at:%H:%M}"


def grid(people, contact, blank):
    columns = [_("No."), _("Name"), _("Organisation or village"), _("Contact"), _("Signature")]
    rows = [[person.name, person.organisation or person.village, "", ""] for person in people]
    rows += [[""] * 4 for _row in range(blank)]
    rows = [[str(number), *row] for number, row in enumerate(rows, 1)]
    if not contact:
        del columns[3]
        for row in rows:
            del row[3]
    return Grid(_("Participants"), columns, rows, numeric=(0,), quiet=True, ruled=True)


def why(years):
    """What the signatures are for, so that everybody knows before he signs."""
    told = _("By signing I confirm that I took part. The organiser keeps the sheet to prove the event to the funder.")
    if years:
        told += " " + ngettext(
            "It is kept for at least %(n)d year.", "It is kept for at least %(n)d years.", years
        ) % {"n": years}
    return told

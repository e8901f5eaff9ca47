"""Papers of a project: its promises on one sheet."""
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.shared.papers import Bullets, Grid, Heading, Note, Paper
from portal.shared.tables import format_day


def promise_paper(project, promises, checks, *, note=""):
    """The Paper of a board in the reader's language. `note`: as of which day it is, or ""."""
    today = format_day(timezone.localdate())[0]
    return Paper(
        title=_("What was promised, and where it stands"),
        language=get_language()[:2],
        subtitle=f"{project} · {project.period_text}".strip(" ·"),
        blocks=tuple([*([Note(note)] if note else []), board_of(promises), *agreements(checks)]),
        footer=f"{project.acronym} · {today}",
        **publicity(project.programme if project.programme_id else None),
    )


def board_of(promises):
    columns = (_("Promise"), _("Counted"), _("State"), _("What is missing, and why"))
    return Grid(_("Promises"), columns, tuple(row_of(promise) for promise in promises), quiet=True)


def row_of(promise):
    figure = promise.figure if promise.planned is None else f"{promise.figure} {promise.unit}"
    return promise.statement, figure, promise.status_text, "; ".join(remarks(promise))


def remarks(promise):
    """What belongs to a figure in words: its parts, how it is made up, and why it turned out as it did."""
    parts = [f"{share.label} {share.text}" for share in promise.shares if share.text]
    if promise.gap_text:
        yield promise.gap_text
    elif parts:
        yield ", ".join(parts)
    yield from (text for text in (promise.formula, promise.ratio, promise.reachable_text) if text)
    if promise.over_shares:
        more = _("More than its share")
        yield f"{more}: {', '.join(promise.over_shares)}"
    yield from promise.warnings
    if promise.deviation:
        yield promise.deviation


def agreements(checks):
    if not checks:
        return
    yield Heading(_("Promises that must agree"))
    words = {True: _("agrees"), False: _("does not agree"), None: _("a number is missing")}
    yield Bullets(tuple("; ".join(text for text in (f"{row.text}: {words[row.holds]}", row.counted) if text) for row in checks))


def publicity(programme):
    """{"statement", "marks"} of the programme, else of the one it is a strand of; {} when nothing is said."""
    while programme is not None:
        if programme.statement or programme.marks:
            return {"statement": programme.statement, "marks": programme.marks}
        programme = programme.parent
    return {}

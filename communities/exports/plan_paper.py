"""A plan on paper, in its own language: what it says, what follows from its figures, and who decided about it when."""
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.choices import FieldKind, PlanStatus
from communities.exports.plan_tables import blocks_of
from communities.models.plan import APPROVED
from communities.summaries.path import state_of, step_name
from portal.shared.dates import format_period
from portal.shared.papers import Facts, Grid, Heading, Note, Paper, Prose
from portal.shared.tables import format_day

TONES = {"attention": "attention", "danger": "warning"}
UNFINISHED = {PlanStatus.DRAFT, PlanStatus.RETURNED}


def paper_of(plan, content, decisions, version=None):
    """The Paper of a plan as it is now (`content`: its PlanContent), or of one PlanVersion of it (then the version's).

    `decisions`: PlanDecisions in order; those made after the version was frozen are left out. The plan knows its enrolment
    with community and municipality, its group, author, and its project with programme.
    """
    with override(content.language):
        stand = _stand(plan, version)
        return Paper(
            title=content.title,
            language=content.language,
            subtitle=_subtitle(plan),
            facts=tuple(_facts(plan, version)),
            blocks=(
                *([Note(stand, "attention")] if version is not None or plan.status in UNFINISHED else []),
                *(_note(check) for check in content.checks),
                *(block for section in content.sections for block in _section(section)),
                *_decisions(plan, decisions, version),
            ),
            footer=f"{content.title} · {stand}",
            **_publicity(plan.project.programme),
        )


def _stand(plan, version):
    """Of when the paper is: the version's number and day, or the plan's state today."""
    if version is not None:
        told = {"number": version.number, "day": format_day(version.made_at)[0], "step": step_name(plan, version.step)}
        return _("Version %(number)d, frozen %(day)s: %(step)s") % told
    today = format_day(timezone.localdate())[0]
    if plan.status in UNFINISHED:
        return _("Draft, state of %(day)s") % {"day": today}
    return _("%(state)s, state of %(day)s") % {"state": state_of(plan), "day": today}


def _subtitle(plan):
    if plan.group_id:
        return str(plan.group)
    community = plan.enrolment.community
    return " · ".join(str(name) for name in (community, community.municipality) if name)


def _facts(plan, version):
    if plan.enrolment_id:
        yield _("Community"), str(plan.enrolment.community)
        yield _("Municipality"), str(plan.enrolment.community.municipality or "")
    else:
        yield _("Cooperation group"), str(plan.group)
    yield _("Period"), format_period(plan.start, plan.end) if plan.start or plan.end else _("not stated")
    if plan.author:
        yield _("Drawn up by"), str(plan.author)
    yield _("Project"), str(plan.project)
    if version is None:
        yield _("State"), state_of(plan)
        if plan.status in APPROVED:
            yield _("Approved on"), format_day(plan.approved_on)[0]


def _publicity(programme):
    """The funder's sentence and its marks: the programme's own, else those of the one it is a strand of."""
    while programme is not None:
        if programme.statement or programme.marks:
            return {"statement": programme.statement, "marks": programme.marks}
        programme = programme.parent
    return {}


# --- sections ---


def _section(section):
    yield Heading(section.title)
    yield from _questions(section.questions)
    if section.grid and section.grid.rows:
        yield from blocks_of(section.grid, section.title)
    elif section.grid:
        yield Note(_("No rows yet."))
    yield from map(_note, section.checks)


def _note(check):
    return Note(check.text, TONES.get(check.tone, "quiet"))


def _questions(questions):
    """Short answers as one table, long ones as prose below their question; what is optional and empty is left out."""
    facts = []
    for question in questions:
        cell = question.cell
        if cell.kind == FieldKind.TEXT and cell.text:
            yield from _table(facts)
            facts = []
            yield Heading(question.label, 3)
            yield Prose(cell.text)
        elif cell.text or question.required:
            facts.append((question.label, cell.shown or _("not stated")))
    yield from _table(facts)


def _table(facts):
    if facts:
        yield Facts(tuple(facts))


def _decisions(plan, decisions, version):
    rows = [
        (step_name(plan, row.step), format_day(row.decided_on)[0], row.body, _vote(row), row.note)
        for row in decisions
        if version is None or row.created_at <= version.made_at
    ]
    if rows:
        yield Heading(_("Decisions"))
        columns = (_("Step"), _("Day"), _("Decided by"), _("Vote"), _("Note"))
        yield Grid(_("Decisions about the plan"), columns, tuple(rows), quiet=True)


def _vote(row):
    present, in_favour = row.present, row.in_favour
    if present is None and in_favour is None:
        return ""
    if present is None:
        return _("%(in_favour)d in favour") % {"in_favour": in_favour}
    if in_favour is None:
        return _("%(present)d present") % {"present": present}
    return _("%(present)d present, %(in_favour)d in favour") % {"present": present, "in_favour": in_favour}

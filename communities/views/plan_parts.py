"""The parts of a plan's page, as its template shows them."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from communities import permissions
from communities.choices import PlanStatus, PlanStep
from communities.summaries import state_of, step_name
from communities.views.path import section_url
from portal.shared.dates import format_period
from portal.shared.tables import format_day
from portal.shared.ui import Fact, Step
from portal.shared.ways import reverse
from projects.permissions import can_download_document

# State: (what the strip says, the step with which it is reached).
STRIP = [
    (PlanStatus.DRAFT, pgettext_lazy("plan", "Draft"), None),
    (PlanStatus.SUBMITTED, _l("Submitted"), PlanStep.SUBMITTED),
    (PlanStatus.ENDORSED, _l("Endorsed"), PlanStep.ENDORSED),
    (PlanStatus.APPROVED, _l("Approved"), PlanStep.APPROVED),
    (PlanStatus.RUNNING, _l("In implementation"), PlanStep.STARTED),
    (PlanStatus.REVIEWED, _l("Reviewed"), PlanStep.REVIEWED),
    (PlanStatus.COMPLETED, _l("Completed"), PlanStep.COMPLETED),
]


@dataclass(frozen=True)
class Remark:
    """A comment: about what, by whom, and where it is read and settled, or opened again ("" where one may not)."""

    text: str
    about: str
    author: str
    made_at: object
    is_settled: bool
    url: str
    settle_url: str


@dataclass(frozen=True)
class Decided:
    """One decision on the timeline. `document`: title, or ""; `document_url`: "" for those who may not fetch it."""

    name: str
    day: object
    body: str
    note: str
    vote: str
    document: str
    document_url: str
    edit_url: str


@dataclass(frozen=True)
class PartOfPlan:
    """A section in the list of what is there. `done` of `of` required things."""

    title: str
    done: int
    of: int
    url: str

    @property
    def is_complete(self):
        return self.done == self.of


def whose(plan):
    return plan.enrolment.community if plan.enrolment_id else plan.group


def day_text(day):
    return format_day(day)[0] if day else ""


def strip(plan, decisions):
    """[Step] from draft to completed; a returned plan stands at its draft. Endorsing is shown where it is asked or done."""
    days = {row.step: row.decided_on for row in decisions}
    days.setdefault(PlanStep.SUBMITTED, plan.submitted_on)
    days.setdefault(PlanStep.APPROVED, plan.approved_on)
    status = PlanStatus.DRAFT if plan.status == PlanStatus.RETURNED else plan.status
    shown = [
        row for row in STRIP
        if row[0] != PlanStatus.ENDORSED or permissions.needs_endorsement(plan) or days.get(PlanStep.ENDORSED)
    ]
    at = [state for state, _label, _step in shown].index(status)
    found = []
    for place, (state, label, step) in enumerate(shown):
        is_last = status == PlanStatus.COMPLETED and place == at
        mark = "done" if place < at or is_last else "current" if place == at else "todo"
        if place == at and plan.status == PlanStatus.RETURNED:
            label, step = state_of(plan), PlanStep.RETURNED
        skipped = state == PlanStatus.REVIEWED and mark == "done" and not days.get(step)
        found.append(Step(label, "todo" if skipped else mark, when=day_text(days.get(step)) if place <= at else ""))
    return found


def facts(plan):
    if plan.enrolment_id:
        subject = Fact(_("Community"), str(plan.enrolment), url=plan.enrolment.get_absolute_url())
    else:
        subject = Fact(_("Cooperation group"), str(plan.group))
    return [
        subject,
        Fact(_("Drawn up by"), str(plan.author or "")),
        Fact(_("Period"), format_period(plan.start, plan.end) if plan.start or plan.end else ""),
        Fact(_("Language"), plan.get_language_display()),
    ]


def completeness(plan, content, may_write):
    """[PartOfPlan]; titles lead into the editor for those who may write."""
    return [
        PartOfPlan(
            section.title, section.done, section.of,
            section_url(plan, section.code) if may_write else f"#section-{section.code}",
        )
        for section in content.sections
    ]


def decided(row, page):
    """A decision as this person may read it: papers of the coordinators only are not even named to others."""
    plan, document = page.object, row.document
    if document is not None:
        document.project = plan.project
        if not can_download_document(page.request.user, document):
            document = None
    vote = ""
    if row.present is not None and row.in_favour is not None:
        vote = _("%(present)d present, %(in_favour)d in favour") % {"present": row.present, "in_favour": row.in_favour}
    return Decided(
        step_name(plan, row.step), row.decided_on, row.body, row.note, vote, str(document or ""),
        document.get_absolute_url() if document else "",
        reverse("communities:plandecision-edit", args=[plan.project.slug, plan.pk, row.pk]) if page.may.decide else "",
    )


def is_blank(content):
    """Nobody has written anything yet."""
    return not any(
        section.answered or (section.grid and section.grid.is_typed and section.grid.rows) for section in content.sections
    )


def label_of(content, cell):
    """What a cell is called: its question, or its row and column; "" when it is not there any more."""
    for section in content.sections if cell else ():
        for question in section.questions:
            if question.cell.name == cell:
                return question.label
        for line in section.grid.rows if section.grid else ():
            for heading, one in zip(section.grid.headings, line.cells, strict=False):
                if one.name == cell:
                    return f"{line.name}: {heading.label}"
    return ""


def remark(comment, page):
    """A comment with what it is about: the field's label, the section, or the whole plan."""
    plan, content = page.object, page.content
    label = label_of(content, comment.cell) if comment.cell else ""
    section = str(comment.section) if comment.section_id else ""
    where = section_url(plan, comment.section.code) if comment.section_id and page.may.write_plan else ""
    comment.plan = plan
    settle, verb = permissions.can_settle_comment(page.request.user, comment), "reopen" if comment.resolved_at else "resolve"
    return Remark(
        comment.text, " · ".join(part for part in (section, label) if part) or _("The whole plan"), str(comment.author),
        comment.created_at, comment.resolved_at is not None, f"{where}#{comment.cell}" if where and comment.cell else where,
        reverse(f"communities:plancomment-{verb}", args=[plan.project.slug, plan.pk, comment.pk]) if settle else "",
    )

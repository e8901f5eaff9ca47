"""A project's own templates: copied from what it used, then changed. Plans follow at once, and no answer is ever lost.

Sections, fields and statements are put away, never deleted; what was answered in them stays and comes back with them.
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from communities.actions.standard import ensure_assessment_template, ensure_plan_template
from communities.choices import FieldKind, SectionKind
from communities.codes import CellName
from communities.models import (
    ActionPlan,
    Answer,
    AssessmentBlock,
    AssessmentTemplate,
    Entry,
    FieldTemplate,
    PlanComment,
    PlanDraft,
    PlanTemplate,
    ScoreBand,
    SectionTemplate,
    Statement,
)
from portal.shared import bulk_verbs, verbs
from portal.shared.refusals import at_field
from portal.shared.vocabulary import free_code
from projects.actions.project import require_open
from projects.models import Project

# Names of its own that a copy does not take along.
ITS_OWN = {"id", "version", "created_at", "updated_at", "template", "section", "block", "project", "programme"}


# --- making one's own


@transaction.atomic
def copy_plan_template(project, *, by):
    """The project's own plan template: a copy of the one it uses, to which its plans move with everything they say.

    Raises ValidationError(code="own_already") when it has one.
    """
    former = _to_copy(project, ensure_plan_template, by)
    template = verbs.create(_copy_of(former, project=project), by=by)
    sections = {
        old.pk: (old, _copy_of(old, template=template)) for old in SectionTemplate.objects.filter(template=former).live()
    }
    bulk_verbs.create_many([new for _old, new in sections.values()], by=by)
    fields = [
        (old, _copy_of(old, section=sections[old.section_id][1]))
        for old in FieldTemplate.objects.filter(section__in=sections).live()
    ]
    bulk_verbs.create_many([new for _old, new in fields], by=by)
    for plan in ActionPlan.objects.filter(project=project, template=former):
        _move(plan, template, {old: new for old, (_row, new) in sections.items()}, {old.pk: new for old, new in fields}, by)
    return template


@transaction.atomic
def copy_assessment_template(project, *, by):
    """The project's own assessment; rounds that were made stay with the statements they answered."""
    former = _to_copy(project, ensure_assessment_template, by)
    template = verbs.create(_copy_of(former, project=project), by=by)
    blocks = {old.pk: _copy_of(old, template=template) for old in AssessmentBlock.objects.filter(template=former)}
    bulk_verbs.create_many(blocks.values(), by=by)
    statements = Statement.objects.filter(block__in=blocks).live()
    bulk_verbs.create_many([_copy_of(old, block=blocks[old.block_id]) for old in statements], by=by)
    bulk_verbs.create_many([_copy_of(old, template=template) for old in ScoreBand.objects.filter(template=former)], by=by)
    return template


def _to_copy(project, ensure, by):
    """The shared template that the project uses; the project is locked, so that two do not copy at once.

    Not its key: a plan's step that keeps a new paper holds the plan and asks for the project's key.
    """
    require_open(project)
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    former = ensure(project, by=by)
    if former.project_id == project.pk:
        raise ValidationError(_("The project has its own template already."), code="own_already")
    return former


def _copy_of(row, **fields):
    values = {
        field.name: getattr(row, field.attname) for field in row._meta.concrete_fields
        if field.name not in ITS_OWN and not field.is_relation
    }
    return type(row)(**values | fields)


def _move(plan, template, sections, fields, by):
    """Let a plan ask what the copy asks: answers, rows, comments and unsaved texts point there now."""
    plan = verbs.locked(plan)
    plan.template = template
    plan = verbs.update(plan, by=by, version=plan.version)
    entries = list(Entry.objects.filter(plan=plan, section__in=sections))
    answers = list(Answer.objects.filter(plan=plan, field__in=fields).select_related("entry"))
    comments = list(PlanComment.objects.filter(plan=plan, section__in=sections))
    for row in (*entries, *comments):
        row.section = sections[row.section_id]
    for row in answers:
        row.field = fields[row.field_id]
    for row in comments:
        row.cell = _cell_here(row.cell, fields)
    for row in (*entries, *answers, *comments):
        row.plan = plan
    for rows in (entries, answers, comments):
        bulk_verbs.update_many(rows, by=by)
    drafts = [draft for draft in PlanDraft.objects.filter(plan=plan) if _cell_here(draft.cell, fields) != draft.cell]
    for draft in drafts:
        draft.cell = _cell_here(draft.cell, fields)
    PlanDraft.objects.bulk_update(drafts, ["cell"])


def _cell_here(name, fields):
    """A cell that named a field of the former template, by the field that took its place."""
    cell = CellName.parse(name)
    if cell is None or not cell.field.isdigit() or int(cell.field) not in fields:
        return name
    return str(CellName(cell.table, cell.row, str(fields[int(cell.field)].pk)))


# --- sections and fields


def add_section(section, *, by, key=None):
    """A section of the project's own, behind the others; its code is made from the Estonian title."""
    if section.kind not in {SectionKind.FIELDS, SectionKind.TABLE}:
        raise at_field("kind", _("A section of your own has fields or a table with its own columns."), "kind_of_portal")
    return _add(section, SectionTemplate.objects.filter(template=section.template), section.title_et, by, key)


def add_field(field, *, by, key=None):
    return _add(field, FieldTemplate.objects.filter(section=field.section), field.label_et, by, key)


def add_statement(statement, *, by, key=None):
    return _add(statement, Statement.objects.filter(block=statement.block), None, by, key)


def change_plan_template(template, *, by, version, reason=""):
    """Its name, and whether the municipality endorses the project's plans."""
    _require_open(template)
    return verbs.update(template, by=by, version=version, reason=reason)


def change_section(section, *, by, version, reason=""):
    return _change(section, by, version, reason)


@transaction.atomic
def change_field(field, *, by, version, reason=""):
    """What was answered must stay readable: the kind of an answered field stays (ValidationError code="answered")."""
    current = verbs.locked(field)
    moved = (field.kind, field.in_table) != (current.kind, current.in_table)
    if moved and Answer.objects.filter(field=field).exclude(text="").exists():
        raise at_field("kind", _("It was answered already. Put it away and add another field."), "answered")
    return _change(field, by, version, reason)


def change_statement(statement, *, by, version, reason=""):
    return _change(statement, by, version, reason)


def archive_template_part(part, *, by, reason=""):
    """Put a section, field or statement away: it is asked no more, its answers stay."""
    _require_open(part)
    return verbs.archive(part, by=by, reason=reason)


def restore_template_part(part, *, by, reason=""):
    _require_open(part)
    return verbs.restore(part, by=by, reason=reason)


@transaction.atomic
def move_template_part(part, *, by, down):
    """One place down or up among its live siblings."""
    _require_open(part)
    rows = list(_siblings(part).live().select_for_update())
    at = next((place for place, row in enumerate(rows) if row.pk == part.pk), None)
    to = None if at is None else at + (1 if down else -1)
    if to is None or not 0 <= to < len(rows):
        return part
    rows[at], rows[to] = rows[to], rows[at]
    for order, row in enumerate(rows, start=1):
        row.order = order
    bulk_verbs.update_many(rows, by=by)
    return rows[to]


def _siblings(part):
    if isinstance(part, SectionTemplate):
        return SectionTemplate.objects.filter(template=part.template_id)
    if isinstance(part, FieldTemplate):
        return FieldTemplate.objects.filter(section=part.section_id, in_table=part.in_table)
    return Statement.objects.filter(block=part.block_id)


@transaction.atomic
def _add(part, siblings, label, by, key):
    _require_open(part)
    _check(part)
    if label is not None:
        part.code = free_code(label, set(siblings.values_list("code", flat=True)))
    part.order = (siblings.aggregate(last=Max("order"))["last"] or 0) + 1
    return verbs.create(part, by=by, key=key)


def _change(part, by, version, reason):
    _require_open(part)
    _check(part)
    return verbs.update(part, by=by, version=version, reason=reason)


def _check(part):
    """A choice needs something to choose from, and in every language that has choices equally many."""
    if not isinstance(part, FieldTemplate):
        return
    if part.in_table and part.section.kind != SectionKind.TABLE:
        raise at_field("in_table", _("This section has no table with its own columns."), "no_table")
    counts = [len([line for line in getattr(part, f"options_{code}").split("\n") if line.strip()]) for code in ("et", "lv", "en")]
    if part.kind in {FieldKind.CHOICE, FieldKind.CHOICES} and counts[0] < 2:
        raise at_field("options_et", _("Write at least two choices, one per line."), "no_options")
    for code, count in zip(("lv", "en"), counts[1:], strict=True):
        if count not in {0, counts[0]}:
            raise at_field(f"options_{code}", _("Write as many choices as in Estonian, in the same order."), "options_differ")


def _require_open(part):
    """A project's own template is changed while the project is open; a shared one by staff at any time."""
    template = template_above(part)
    if template.project_id:
        require_open(template.project)


def template_above(part):
    if isinstance(part, (PlanTemplate, AssessmentTemplate)):
        return part
    if isinstance(part, FieldTemplate):
        return part.section.template
    return part.block.template if isinstance(part, Statement) else part.template

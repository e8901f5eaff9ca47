"""Frozen versions of a plan: written once, never changed, and brought back when the plan went astray."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.choices import PlanStep
from communities.codes import CellName, moved
from communities.models import Answer, Entry, FieldTemplate, PlanDecision, PlanVersion, Service
from communities.permissions import EDITABLE
from communities.summaries.content import content_of
from communities.summaries.state import states_of
from communities.summaries.tables import TABLES
from communities.summaries.versions import as_json, compare, from_json
from portal.shared import bulk_verbs, verbs
from projects.actions.project import require_open


@transaction.atomic
def freeze_plan(plan, step, *, by):
    """The plan's whole content as its next version. `step`: the PlanStep at which it is frozen."""
    verbs.locked(plan)
    last = PlanVersion.objects.filter(plan=plan).aggregate(last=Max("number"))["last"]
    version = PlanVersion(
        plan=plan, number=(last or 0) + 1, step=step, content=as_json(content_of(plan)),
        made_by=by if getattr(by, "is_authenticated", False) else None,
    )
    return verbs.create(version, by=by)


@transaction.atomic
def restore_version(plan, version, *, by, reason=""):
    """Make the plan say again what it said in this version; what it says now is frozen first. Returns the plan.

    Answers and rows are written back; rows made since go to the archive, those put away since come out of it. What the
    template did not ask then stays as it is. Raises ValidationError with code "not_editable", "foreign_plan" or "same".
    """
    require_open(plan.project)
    project, plan = plan.project, verbs.locked(plan)
    plan.project = project
    if plan.status not in EDITABLE:
        raise ValidationError(_("A submitted plan cannot be changed. Return it first."), code="not_editable")
    if version.plan_id != plan.pk:
        raise ValidationError(_("This version belongs to another plan."), code="foreign_plan")
    content = from_json(version.content)
    if compare(content, content_of(plan)).is_same:
        raise ValidationError(_("The plan says just that already."), code="same")
    freeze_plan(plan, PlanStep.RESTORED, by=by)
    plan.title, plan.language = content.title, content.language
    plan = verbs.update(plan, by=by, version=plan.version, reason=reason)
    _Restoring(plan, content, by, reason).run()
    verbs.create(
        PlanDecision(
            plan=plan, step=PlanStep.RESTORED, decided_on=timezone.localdate(), note=_note(plan, version, reason),
            is_demo=plan.is_demo,
        ),
        by=by,
    )
    return plan


def _note(plan, version, reason):
    """Stays in the decision: in the plan's language, whoever brings the version back."""
    with override(plan.language):
        day = formats.date_format(timezone.localtime(version.made_at), "SHORT_DATE_FORMAT")
        told = _("Version %(number)d of %(day)s was brought back.") % {"number": version.number, "day": day}
    return f"{told} {reason}".strip()


class _Restoring:
    """Writes a PlanContent back into the rows of a plan that is locked."""

    def __init__(self, plan, content, by, reason):
        self.plan, self.content, self.by, self.reason = plan, content, by, reason
        self.state = states_of([plan])[plan.pk]
        self.now = timezone.now()
        self.known = dict(self.state.away)
        for slug, rows in [*self.state.rows.items(), *(("e", rows) for rows in self.state.entries.values())]:
            self.known |= {f"{slug}-{row.pk}": row for row in rows}
        # Rows that are not even in the archive any more are made anew: {key then: row now}.
        self.made = {}

    def run(self):
        for slug in TABLES:
            for section in self.content.sections:
                if section.grid and section.grid.slug == slug:
                    self.restore_rows(TABLES[slug], section.grid)
        for section in self.content.sections:
            if section.grid and section.grid.slug == "e":
                self.restore_entries(self.state.section(section.code), section.grid)
        self.restore_answers()

    # --- rows ---

    def restore_rows(self, table, grid):
        rows = [self.known.get(line.key) or table.model(plan=self.plan) for line in grid.rows]
        for row, line in zip(rows, grid.rows, strict=True):
            row.plan = self.plan
            self.put_cells(table, row, grid, line)
        self.settle(rows, self.state.rows[table.slug])
        self.write(table, rows, [row for row in self.state.rows[table.slug] if row not in rows])
        self.made |= {line.key: row for row, line in zip(rows, grid.rows, strict=True) if line.key not in self.known}

    def put_cells(self, table, row, grid, line):
        row.many = getattr(row, "many", {})
        for heading, cell in zip(grid.headings, line.cells, strict=False):
            column = table.column(heading.name)
            if column is None:
                continue
            made = self.made.get(f"services-{cell.text}") if column.model is Service else None
            column.put(row, str(made.pk) if made else cell.text)
            if column.model and not column.field.many_to_many:
                self.lend(row, column)

    def lend(self, row, column):
        """What is chosen was fetched already: nobody need ask whether it exists."""
        chosen = getattr(row, column.field.attname)
        rows = self.state.kinds
        if column.model is Service:
            rows = [*self.made.values(), *(known for key, known in self.known.items() if key.startswith("services-"))]
        found = next((one for one in rows if chosen is not None and one.pk == chosen and isinstance(one, column.model)), None)
        if found is not None:
            setattr(row, column.name, found)

    def settle(self, rows, live):
        """Out of the archive, in the order of the version; rows made since go into it."""
        for row in live:
            row.archived_at = self.now
        for row in rows:
            row.archived_at = None
        for at, number in moved([row.order for row in rows]).items():
            rows[at].order = number

    def write(self, table, rows, gone):
        told = {"by": self.by, "reason": self.reason}
        if not table.relations:
            bulk_verbs.create_many([row for row in rows if row.pk is None], **told)
            bulk_verbs.update_many([row for row in [*rows, *gone] if row.pk is not None], **told)
            return
        for row in [*rows, *gone]:
            if row.pk is None:
                verbs.create(row, m2m=row.many, **told)
            else:
                verbs.update(row, version=row.version, m2m=row.many, **told)

    def restore_entries(self, section, grid):
        """The rows of a table that the template names; without its section nobody would see them."""
        if section is None:
            return
        live = self.state.live(section)
        rows = [self.known.get(line.key) or Entry(plan=self.plan, section=section) for line in grid.rows]
        self.settle(rows, live)
        told = {"by": self.by, "reason": self.reason}
        bulk_verbs.create_many([row for row in rows if row.pk is None], **told)
        for row in [*rows, *live]:
            row.plan, row.section = self.plan, section
        bulk_verbs.update_many({row.pk: row for row in [*rows, *live]}.values(), **told)
        self.made |= {line.key: row for row, line in zip(rows, grid.rows, strict=True) if line.key not in self.known}

    # --- answers ---

    def restore_answers(self):
        wanted = dict(self.told_answers())
        fields = self.fields_now({field for field, _entry in wanted})
        new, old = [], []
        for (field, entry), text in wanted.items():
            if field not in fields:
                continue
            answer = self.state.answers.get((fields[field].pk, entry.pk if entry else None))
            if answer is None and not text:
                continue
            if answer is None:
                answer = Answer(plan=self.plan)
                new.append(answer)
            else:
                old.append(answer)
            answer.plan, answer.field, answer.entry, answer.text = self.plan, fields[field], entry, text
        bulk_verbs.create_many(new, by=self.by, reason=self.reason)
        bulk_verbs.update_many(old, by=self.by, reason=self.reason)

    def fields_now(self, keys):
        """{key in the version: the field that asks it now}: the plan may have moved to its project's own template since."""
        now = {
            (section.code, field.code): field
            for section in self.state.sections
            for field in (*section.asked, *section.columns)
        }
        found = FieldTemplate.objects.select_related("section").in_bulk(keys)
        return {
            key: field if field.section.template_id == self.plan.template_id else now[field.section.code, field.code]
            for key, field in found.items()
            if field.section.template_id == self.plan.template_id or (field.section.code, field.code) in now
        }

    def told_answers(self):
        """((field key, Entry or None), canonical text) of everything that the version answers."""
        for section in self.content.sections:
            for question in section.questions:
                yield (int(CellName.parse(question.cell.name).field), None), question.cell.text
            if section.grid is None or section.grid.slug != "e":
                continue
            for line in section.grid.rows:
                entry = self.made.get(line.key) or self.known.get(line.key)
                for cell in line.cells if entry else ():
                    yield (int(CellName.parse(cell.name).field), entry), cell.text

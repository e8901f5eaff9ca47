"""The template a project uses, as it is shown: whose it is, its sections with what they ask, how often it is used."""
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from communities.choices import SectionKind
from communities.models import FieldTemplate, SectionTemplate, Statement


@dataclass(frozen=True)
class Used:
    """`whose`: in words; `is_own`: the project may change it."""

    template: object
    whose: str
    is_own: bool


def used(template, project):
    """None when there is no template at all yet."""
    if template is None:
        return None
    if template.project_id:
        return Used(template, str(_("the project's own")), template.project_id == project.pk)
    return Used(template, str(template.programme or _("the portal's standard")), False)


def sections_of(template):
    """Sections in order, put away ones last, each with `asked` (its own fields) and `columns`, live ones: two queries."""
    fields = FieldTemplate.objects.live().order_by("order", "pk")
    rows = list(
        SectionTemplate.objects.filter(template=template).prefetch_related(Prefetch("fields", fields, to_attr="live_fields"))
        .order_by("order", "pk")
    )
    for row in rows:
        row.asked = [field for field in row.live_fields if not field.in_table]
        row.columns = [field for field in row.live_fields if field.in_table]
    return sorted(rows, key=lambda row: row.is_archived)


def fields_of(section):
    """(live fields and columns in order, those that were put away): one query. Columns only count in a table of its own."""
    rows = FieldTemplate.objects.filter(section=section).order_by("in_table", "order", "pk")
    if section.kind != SectionKind.TABLE:
        rows = rows.filter(Q(in_table=False))
    rows = list(rows)
    return [row for row in rows if not row.is_archived], [row for row in rows if row.is_archived]


def blocks_of(template):
    """Blocks in order, each with `all_statements`, live ones first: two queries."""
    blocks = list(
        template.blocks.order_by("order", "pk")
        .prefetch_related(Prefetch("statements", Statement.objects.order_by("order", "pk"), to_attr="all_statements"))
    )
    for block in blocks:
        block.all_statements.sort(key=lambda row: row.is_archived)
    return blocks

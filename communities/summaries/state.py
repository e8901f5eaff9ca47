"""Everything plans say, as rows: one query for any number of plans, however much they say."""
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from communities.choices import AssetVisibility, FieldKind, SectionKind
from communities.models import (
    Answer,
    Asset,
    Enrolment,
    Entry,
    FieldTemplate,
    SectionTemplate,
    Service,
    ServiceKind,
)
from communities.summaries.tables import TABLES
from portal.shared import bulk
from portal.shared.once import once
from portal.shared.reading import among
from projects.models import Audience, Programme, RuleSet

IN_SERVICE = Service.audiences.through


@dataclass
class PlanState:
    """`sections`: live ones in order, each with `asked` and `columns` (its FieldTemplates); `answers`: {(field key, entry
    key or None): Answer}; `entries`: {section key: live rows in order}; `rows`: {slug of a table: live rows in order};
    `away`: {row key: archived rows and entries}; `rules`: the programme's RuleSet of today, or None. The rows may be
    saved through the verbs. The names of options are in the language that is active.
    """

    plan: object
    sections: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    away: dict = field(default_factory=dict)
    assets: list = field(default_factory=list)
    rules: object = None
    kinds: list = field(default_factory=list)
    audiences: list = field(default_factory=list)

    def section(self, code):
        """The section with this code, or None."""
        return next((section for section in self.sections if section.code == code), None)

    def live(self, section):
        """The rows of a section's table: entries, or rows of one of the portal's own tables."""
        if section.kind == SectionKind.TABLE:
            return self.entries.get(section.pk, [])
        return self.rows.get(section.kind, [])

    def text(self, asked, entry=None):
        """The canonical text of an answer, "" when there is none."""
        answer = self.answers.get((asked.pk, entry.pk if entry else None))
        return answer.text if answer else ""

    @cached_property
    def codes(self):
        """{code: canonical text} of the questions that computations know."""
        return {asked.code: self.text(asked) for section in self.sections for asked in section.asked}

    def options(self, column, current=""):
        """(value, name) pairs of a relation; what is chosen stays among them, though it was put away meanwhile."""
        if column.model is None:
            return ()
        return tuple((str(row.pk), str(row)) for row in self._offered(column.model, set(current.split())))

    def _offered(self, model, chosen):
        if model is Audience:
            return self.audiences
        if model is ServiceKind:
            return [row for row in self.kinds if row.archived_at is None or str(row.pk) in chosen]
        put_away = [row for key, row in self.away.items() if key.startswith("services-") and str(row.pk) in chosen]
        return self.rows.get(SectionKind.SERVICES, []) + put_away


def options_of(asked, current=""):
    """(value, name) pairs of a FieldTemplate with choices: the Estonian line is kept, the reader's language is shown."""
    if asked.kind not in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return ()
    kept, read = lines(asked.options_et), lines(asked.options)
    names = read if len(read) == len(kept) else kept
    found = dict(zip(kept, names, strict=True))
    several = current.split("\n") if asked.kind == FieldKind.CHOICES else [current]
    return tuple((found | {value: found.get(value, value) for value in several if value}).items())


def lines(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def states_of(plans):
    """{plan key: PlanState}. The plans know their projects (`select_related("project")`): then it is one query."""
    plans = list(plans)
    if not plans:
        return {}
    keys, templates = [plan.pk for plan in plans], {plan.template_id for plan in plans} - {None}
    programmes = {plan.project.programme_id for plan in plans} - {None}
    asked = {
        "sections": sections_asked(templates),
        "fields": fields_asked(templates),
        "entries": among(Entry, "plan", keys),
        "answers": among(Answer, "plan", keys),
        "audiences": everything(Audience),
        "kinds": everything(ServiceKind),
        "for_whom": among(IN_SERVICE, "service__plan", keys),
        "enrolments": enrolments_asked(keys),
        "assets": assets_asked(keys),
        "programmes": among(Programme, "pk", programmes),
        "rules": rules_asked(programmes),
    }
    asked |= {slug: among(table.model, "plan", keys) for slug, table in TABLES.items()}
    found = dict(zip(asked, bulk.gather(list(asked.values())), strict=True))
    for rows in found.values():
        rows.sort(key=lambda row: (getattr(row, "order", 0), row.pk))
    for name in ("entries", "answers", *TABLES):
        found[name] = _by(found[name], "plan_id")
    found["sections"] = _by(_with_questions(found["sections"], _by(found["fields"], "section_id")), "template_id")
    found["for_whom"] = _by(found["for_whom"], "service_id")
    found["communities"] = {row.pk: row.community_id for row in found["enrolments"]}
    return {plan.pk: _state(plan, found) for plan in plans}


@once
def everything(model):
    return model.objects.all()


@once
def sections_asked(templates):
    return SectionTemplate.objects.live().filter(template__in=templates)


@once
def fields_asked(templates):
    return FieldTemplate.objects.live().filter(section__template__in=templates)


@once
def enrolments_asked(plans):
    return Enrolment.objects.filter(pk__in=Enrolment.objects.filter(plans__in=plans).values("pk"))


@once
def assets_asked(plans):
    communities = Enrolment.objects.filter(plans__in=plans).values("community")
    return Asset.objects.live().filter(community__in=communities).exclude(visibility=AssetVisibility.WORKGROUP)


@once
def rules_asked(programmes):
    above = Programme.objects.filter(strands__in=programmes).values("pk")
    return RuleSet.objects.filter(Q(programme__in=programmes) | Q(programme__in=above))


def state_of(plan):
    return states_of([plan])[plan.pk]


def _by(rows, name):
    """{key: rows}: sought once for all plans, not once for each."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _with_questions(sections, fields):
    for section in sections:
        section.asked = [row for row in fields[section.pk] if not row.in_table]
        section.columns = [row for row in fields[section.pk] if row.in_table]
    return sections


def _state(plan, found):
    state = PlanState(plan, kinds=found["kinds"], audiences=found["audiences"])
    state.sections = list(found["sections"][plan.template_id])
    state.answers = {(row.field_id, row.entry_id): row for row in found["answers"][plan.pk]}
    for row in found["entries"][plan.pk]:
        if row.archived_at is None:
            state.entries.setdefault(row.section_id, []).append(row)
        else:
            state.away[f"e-{row.pk}"] = row
    for slug, table in TABLES.items():
        rows = found[slug][plan.pk]
        state.rows[slug] = [row for row in rows if row.archived_at is None]
        state.away |= {f"{slug}-{row.pk}": row for row in rows if row.archived_at is not None}
        for row in rows if table.relations else ():
            row.many = {"audiences": _chosen(row, found)}
    community = found["communities"].get(plan.enrolment_id)
    state.assets = [row for row in found["assets"] if row.community_id == community]
    state.rules = _rules(plan, found)
    return state


def _chosen(service, found):
    chosen = {row.audience_id for row in found["for_whom"][service.pk]}
    return [row.pk for row in found["audiences"] if row.pk in chosen]


def _rules(plan, found):
    """The rule set that is in force today: of the programme itself, else of the one it is a strand of; or None."""
    today = timezone.localdate()
    valid = [
        row for row in found["rules"]
        if (row.valid_from is None or row.valid_from <= today) and (row.valid_until is None or row.valid_until >= today)
    ]  # fmt: skip
    own = plan.project.programme_id
    parent = next((row.parent_id for row in found["programmes"] if row.pk == own), None)
    return next((row for key in (own, parent) for row in reversed(valid) if key and row.programme_id == key), None)

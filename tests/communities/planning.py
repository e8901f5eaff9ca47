"""A plan with a template that has a section of every kind, and quick ways to fill it; made through the verbs."""
from communities.actions.drafts import drafts_of
from communities.actions.editing import save_section
from communities.choices import FieldKind, SectionKind
from communities.codes.cells import digest
from communities.models import Answer, Entry, FieldTemplate, PlanTemplate, SectionTemplate, ServiceKind
from communities.summaries.content import content_of
from communities.summaries.tables import TABLES
from portal.shared import verbs
from projects.models import Audience
from tests.communities import world as here
from tests.shared import world

# section code: (kind, [(field code, kind, required)], [(column code, kind, required)])
SECTIONS = {
    "general": (SectionKind.FIELDS, [("summary", FieldKind.TEXT, True), ("how_made", FieldKind.TEXT, False)], []),
    "resources": (SectionKind.ASSETS, [], []),
    "needs": (
        SectionKind.TABLE, [("conclusion", FieldKind.TEXT, False)],
        [("need", FieldKind.LINE, True), ("priority", FieldKind.NUMBER, False)],
    ),
    "services": (SectionKind.SERVICES, [], []),
    "tasks": (SectionKind.TASKS, [], []),
    "investments": (SectionKind.INVESTMENTS, [], []),
    "finance": (
        SectionKind.FINANCE,
        [
            ("price_per_user", FieldKind.MONEY, False), ("variable_cost_per_user", FieldKind.MONEY, False),
            ("reserve", FieldKind.MONEY, False), ("loss_comment", FieldKind.TEXT, False),
        ],
        [],
    ),
    "risks": (SectionKind.RISKS, [], []),
    "indicators": (SectionKind.INDICATORS, [], []),
}  # fmt: skip


def template(codes=tuple(SECTIONS)):
    made = verbs.create(PlanTemplate(name_et="Näidis"), by=None)
    for order, code in enumerate(codes):
        kind, asked, columns = SECTIONS[code]
        section = verbs.create(
            SectionTemplate(template=made, code=code, kind=kind, title_et=code.title(), order=order), by=None
        )
        for in_table, fields in [(False, asked), (True, columns)]:
            for place, (name, field_kind, required) in enumerate(fields):
                field(section, name, field_kind, required=required, in_table=in_table, order=place)
    return made


def field(section, code, kind=FieldKind.TEXT, **more):
    return verbs.create(
        FieldTemplate(section=section, code=code, kind=kind, **({"label_et": code.title()} | more)), by=None
    )


def plan(codes=tuple(SECTIONS), **fields):
    """A plan of one community in its own project."""
    enrolment = here.enrol(world.project("kava"), here.community("Obinitsa"))
    return here.plan(enrolment, template=template(codes), **fields)


def asked(plan, code):
    return FieldTemplate.objects.get(section__template=plan.template_id, code=code)


def answer(plan, code, text, entry=None):
    return verbs.create(Answer(plan=plan, field=asked(plan, code), entry=entry, text=text), by=None)


def entry(plan, code="needs", **texts):
    section = SectionTemplate.objects.get(template=plan.template_id, code=code)
    made = verbs.create(Entry(plan=plan, section=section, order=10), by=None)
    for name, text in texts.items():
        answer(plan, name, text, made)
    return made


def row(plan, slug, m2m=None, **fields):
    return verbs.create(TABLES[slug].model(plan=plan, **fields), by=None, m2m=m2m)


def service_kind(name="Koduabi", code="home"):
    return verbs.create(ServiceKind(code=code, name_et=name, name_lv="Palīdzība mājās"), by=None)


def audience(name="Eakad", code="elderly"):
    return verbs.create(Audience(code=code, name_et=name), by=None)


# --- writing in it ---


def bases(plan, code):
    """What somebody who opens the section now begins from."""
    section = content_of(plan).section(code)
    cells = [question.cell for question in section.questions]
    cells += [cell for row in section.grid.rows for cell in row.cells] if section.grid else []
    return {cell.name: digest(cell.text) for cell in cells}


def texts(plan, code):
    """What the rows of a section say."""
    section = content_of(plan).section(code)
    return [[cell.text for cell in row.cells] for row in section.grid.rows]


def a(plan, code):
    """The cell of a question."""
    return f"a-{asked(plan, code).pk}"


def save(plan, code, by, texts, seen=None, **more):
    return save_section(plan, code, by=by, texts=texts, bases=bases(plan, code) if seen is None else seen, **more)


def unsaved(plan, by):
    return {draft.cell: draft.text for draft in drafts_of(plan, by)}

"""A plan as it is read: every section with its questions, its table, its sums and what is still missing."""
from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.choices import FieldKind, SectionKind
from communities.codes.typed import LIMIT, LIMITS, shown
from communities.models import Asset
from communities.summaries.checks import checks_of, footer_of, totals_of
from communities.summaries.filled import filled, is_required
from communities.summaries.shape import Cell, Check, Grid, Heading, Line, PlanContent, Question, Section
from communities.summaries.state import options_of, states_of
from communities.summaries.tables import TABLES

ASSET_COLUMNS = {
    "category": FieldKind.CHOICE, "name": FieldKind.LINE, "can_offer": FieldKind.LINE, "keeper": FieldKind.LINE,
    "availability": FieldKind.CHOICE, "condition": FieldKind.CHOICE,
}


def content_of(plan):
    """The PlanContent of a plan in its own language: one query, and one more when the plan does not know its project."""
    return contents_of([plan])[plan.pk]


def contents_of(plans):
    """{plan key: PlanContent} of plans that know their projects: one query, however many they are."""
    return {key: content_from(state) for key, state in states_of(plans).items()}


def content_from(state):
    """The PlanContent of a PlanState."""
    plan = state.plan
    with override(plan.language):
        checks = () if plan.template_id else (Check("attention", _("The plan has no template yet, so it asks nothing.")),)
        return PlanContent(plan.title, plan.language, tuple(section_of(section, state) for section in state.sections), checks)


def section_of(section, state):
    questions = tuple(question_of(asked, state) for asked in section.asked)
    grid = grid_of(section, state)
    done, of = filled(section, state)
    return Section(
        section.code, section.kind, section.title, section.help, section.required, questions, grid,
        checks_of(section, state), done, of,
    )


def question_of(asked, state):
    text = state.text(asked)
    options = options_of(asked, text)
    required = is_required(asked, state)
    return Question(
        Cell(f"a-{asked.pk}", asked.kind, text, shown(asked.kind, text, options)), asked.code, asked.label, asked.help,
        asked.example, required, limit_of(asked), options,
    )


def limit_of(asked):
    return asked.limit or LIMITS.get(asked.kind, LIMIT)


def grid_of(section, state):
    """The section's table, or None."""
    if section.kind == SectionKind.TABLE:
        return entries_grid(section, state)
    if section.kind == SectionKind.ASSETS:
        return assets_grid(state)
    return own_grid(section, state) if section.kind in TABLES else None


def own_grid(section, state):
    table = TABLES[section.kind]
    headings = tuple(column.heading(state.options(column)) for column in table.columns)
    names = [heading.name for heading in headings] + [""] * len(table.computed)
    return Grid(
        table.slug, headings, tuple(own_line(table, row, headings, state) for row in state.live(section)),
        tuple(str(label) for label, _function in table.computed),
        footer_of(section, state, names), totals_of(section, state),
    )


def own_line(table, row, headings, state):
    key, cells = f"{table.slug}-{row.pk}", []
    for column, heading in zip(table.columns, headings, strict=True):
        text = column.text_of(row)
        options = state.options(column, text) or heading.options
        cells.append(Cell(f"{key}-{column.name}", column.kind, text, shown(column.kind, text, options)))
    return Line(key, tuple(cells), tuple(function(row) for _label, function in table.computed), table.tone_of(row))


def entries_grid(section, state):
    headings = tuple(
        Heading(str(asked.pk), asked.label, asked.kind, asked.help, asked.required, limit_of(asked), options_of(asked))
        for asked in section.columns
    )
    return Grid("e", headings, tuple(entry_line(section, entry, state) for entry in state.live(section)))


def entry_line(section, entry, state):
    key, cells = f"e-{entry.pk}", []
    for asked in section.columns:
        text = state.text(asked, entry)
        cells.append(Cell(f"{key}-{asked.pk}", asked.kind, text, shown(asked.kind, text, options_of(asked, text))))
    return Line(key, tuple(cells))


def assets_grid(state):
    """What the community has, without what only its working group sees; it is changed on the community's own page."""
    fields = [(Asset._meta.get_field(name), kind) for name, kind in ASSET_COLUMNS.items()]
    headings = tuple(
        Heading(field.name, str(field.verbose_name).capitalize(), kind) for field, kind in fields
    )
    order = list(fields[0][0].choices)
    places = {value: place for place, (value, _label) in enumerate(order)}
    rows = sorted(state.assets, key=lambda row: (places.get(row.category, len(places)), row.pk))
    return Grid("assets", headings, tuple(asset_line(row, fields) for row in rows))


def asset_line(row, fields):
    texts = [(kind, getattr(row, field.name), field.choices or ()) for field, kind in fields]
    return Line(
        f"assets-{row.pk}", tuple(Cell("", kind, text, shown(kind, text, options)) for kind, text, options in texts)
    )

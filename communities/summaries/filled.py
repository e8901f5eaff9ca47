"""How much of a plan is filled in, without a word of it being written out: lists of plans need no more."""
from django.utils.translation import override

from communities.choices import SectionKind
from communities.summaries import finance
from communities.summaries.shape import PlanContent, Section
from communities.summaries.state import states_of
from communities.summaries.tables import TABLES


def fillings_of(plans):
    """{plan key: PlanContent} with the counts of each section and nothing else of it: one query, however many plans."""
    return {key: filling_from(state) for key, state in states_of(plans).items()}


def filling_from(state):
    """Of a PlanState: a PlanContent whose sections know `done` and `of`; titles stand where something is missing."""
    sections = []
    with override(state.plan.language):
        for section in state.sections:
            done, of = filled(section, state)
            title = section.title if done < of else ""
            sections.append(Section(section.code, section.kind, title, required=section.required, done=done, of=of))
    return PlanContent(state.plan.title, state.plan.language, tuple(sections))


def filled(section, state):
    """(done, of): how many of a section's required things are there. One that may be left out asks nothing until it is begun."""
    texts = [(is_required(asked, state), state.text(asked)) for asked in section.asked]
    done, of = sum(required and bool(text) for required, text in texts), sum(required for required, _text in texts)
    rows, needed = rows_and_columns(section, state)
    if rows is not None:
        of += section.required + len(needed) * len(rows)
        done += bool(section.required and rows) + sum(bool(text_of(row)) for row in rows for text_of in needed)
    begun = section.required or bool(rows) or any(text for _required, text in texts)
    return (done, of) if begun else (0, 0)


def is_required(asked, state):
    return loss_is_ahead(state) if asked.code == "loss_comment" else asked.required


def loss_is_ahead(state):
    """The comment on a loss is asked for only when the third year brings one."""
    return finance.money_plan(state.rows[SectionKind.FINANCE]).ends_with_loss


def rows_and_columns(section, state):
    """(rows of the section's table, or None without one; for each required column, what reads its text off a row)."""
    if section.kind == SectionKind.ASSETS:
        return state.assets, []
    if section.kind == SectionKind.TABLE:
        needed = [asked for asked in section.columns if asked.required]
        return state.live(section), [lambda row, asked=asked: state.text(asked, row) for asked in needed]
    if section.kind in TABLES:
        return state.live(section), [column.text_of for column in TABLES[section.kind].columns if column.required]
    return None, []

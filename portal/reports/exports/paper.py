"""A report on paper and as a workbook, from its Content alone: what is frozen gives the same paper for ever.

Of money only the sums of each partner stand on it: single documents are that partner's business.
"""
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from portal.reports.choices import SectionKey
from portal.reports.summaries.content import MONEY, Content, Row
from portal.shared.dates import format_period
from portal.shared.exports import write_book
from portal.shared.money import format_money, from_cents
from portal.shared.papers import Bullets, Grid, Heading, Note, Paper, Prose
from portal.shared.tables import format_day
from projects.summaries.promises import number as count_text

# A paper is read; whoever wants every row takes the workbook, or the page.
MOST_ROWS, MOST_EVENTS = 60, 200


def report_paper(content: Content):
    """The Paper, in the report's own language."""
    with override(content.language):
        return Paper(
            title=content.title, language=content.language, subtitle=content.project, facts=tuple(facts(content)),
            blocks=tuple(blocks(content)), statement=content.statement, marks=content.marks, footer=footer(content),
        )


def facts(content):
    yield _("Period"), period_of(content)
    yield _("Reported to"), content.funder or _("not stated")
    named = dict(content.facts)
    if named.get("code"):
        yield _("Project number"), named["code"]
    if content.number:
        yield _("Version"), str(content.number)
        yield _("Frozen on"), day_of(content.frozen_on)
    else:
        yield pgettext("of a report", "State"), _("Draft: the figures still change")


def period_of(content):
    return format_period(date.fromisoformat(content.starts_on), date.fromisoformat(content.ends_on))


def footer(content):
    parts = [content.project, content.title, f"v{content.number}" if content.number else _("draft")]
    return " · ".join(parts)


def day_of(iso):
    return format_day(date.fromisoformat(iso))[0] if iso else ""


def blocks(content):
    for chapter in content.chapters:
        yield Heading(chapter.title)
        yield Prose(chapter.text) if chapter.text.strip() else Note(_("Nothing is written here."))
        figures = content.of_section(chapter.key)
        if figures:
            yield figure_grid(chapter, figures)
        if chapter.key == SectionKey.PROMISES and content.checks:
            yield Bullets(content.checks)
    yield from annexes(content)


def figure_grid(chapter, figures):
    return Grid(
        _("Figures: %(chapter)s") % {"chapter": chapter.title}, (_("What"), _("Figure"), _("Remark")),
        tuple((figure.label, figure.text or _("not known"), figure.note) for figure in figures), numeric=(1,),
    )


def annexes(content):
    yield Heading(_("Evidence"))
    if content.evidence:
        yield Grid(
            _("Events of the period and their evidence"), (_("No."), _("Event"), _("Day"), _("Evidence"), _("What is missing")),
            tuple(
                (str(row.number), row.label, day_of(row.day), row.state, ", ".join(row.missing))
                for row in content.evidence[:MOST_EVENTS]
            ),
            numeric=(0,), quiet=True,
        )
        yield from left_out(len(content.evidence) - MOST_EVENTS)
    else:
        yield Note(_("No event was held in these months."))
    if content.gaps:
        yield Heading(_("What is missing"))
        yield Bullets(tuple(gap.text for gap in content.gaps[:MOST_ROWS]))
        yield from left_out(len(content.gaps) - MOST_ROWS)
    yield Heading(_("The rows behind the figures"))
    for figure in content.figures:
        if figure.rows:
            yield rows_grid(figure)


def rows_grid(figure):
    rows = rows_shown(figure, sees_money=False)
    lines = [(row.label or row.partner, day_of(row.day), amount_text(figure, row)) for row in rows[:MOST_ROWS]]
    rest = rows[MOST_ROWS:]
    if rest:
        together = Row(amount=str(sum((row.value for row in rest), Decimal(0))))
        lines.append((more_in_words(len(rest)), "", amount_text(figure, together)))
    return Grid(
        figure.label, (_("What"), _("Day"), _("Amount")), tuple(lines), numeric=(2,),
        total=(_("Total"), "", figure.text_of_sum),
    )


def left_out(count):
    if count > 0:
        yield Note(more_in_words(count))


def more_in_words(count):
    return ngettext("and %(n)s more, each in the workbook", "and %(n)s more, each in the workbook", count) % {"n": count}


def amount_text(figure, row):
    return format_money(from_cents(int(row.value))) if figure.unit == MONEY else count_text(row.value)


def rows_shown(figure, *, sees_money):
    """The rows behind a figure; of money, for those who do not see all of it, one row for each partner."""
    if figure.unit != MONEY or sees_money:
        return figure.rows
    sums = {}
    for row in figure.rows:
        sums[row.partner] = sums.get(row.partner, Decimal(0)) + row.value
    return tuple(Row(label=partner, partner=partner, amount=str(amount)) for partner, amount in sums.items())


def report_book(content: Content):
    """The workbook: figures, the rows behind each with their record and version, evidence, what is missing, the text."""
    with override(content.language):
        return write_book([
            (_("Figures"), [_("Chapter"), _("What"), _("Figure"), _("Unit"), _("Remark")], list(figure_rows(content))),
            (_("Rows"), [_("Figure"), _("What"), _("Day"), _("Amount"), _("Record"), _("Version")], list(record_rows(content))),
            (_("Evidence"), [_("No."), _("Event"), _("Day"), _("Evidence"), _("What is missing")], [
                [row.number, row.label, day_or_none(row.day), row.state, ", ".join(row.missing)] for row in content.evidence
            ]),
            (_("What is missing"), [_("What is missing")], [[gap.text] for gap in content.gaps]),
            (_("Text"), [_("Chapter"), _("Text")], [[chapter.title, chapter.text] for chapter in content.chapters]),
        ])


def day_or_none(iso):
    return date.fromisoformat(iso) if iso else None


def figure_rows(content):
    titles = {chapter.key: chapter.title for chapter in content.chapters}
    for figure in content.figures:
        yield [titles.get(figure.section, ""), figure.label, typed(figure, figure.value), unit_of(figure), remark(figure)]


def remark(figure):
    return "; ".join(part for part in (figure.words, figure.note) if part)


def unit_of(figure):
    return "€" if figure.unit == MONEY else ""


def typed(figure, value):
    if value is None:
        return None
    if figure.unit == MONEY:
        return from_cents(int(value))
    return int(value) if value == int(value) else value


def record_rows(content):
    for figure in content.figures:
        for row in rows_shown(figure, sees_money=False):
            record = f"{row.model} {row.pk}" if row.pk else ""
            yield [figure.label, row.label, day_or_none(row.day), typed(figure, row.value), record, row.version]

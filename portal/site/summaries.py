"""What the public pages say, assembled from each app's own figures. Nothing here is stated or typed anew.

The rule of the public page: it shows what a source states and what follows from it, and nothing else. What is not
stated says so, once, where people would look for it.
"""
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.summaries import ProjectBudget, budget_asked
from communities.summaries.happened import plans_approved
from portal.shared.money import format_money, format_percent
from portal.shared.reading import only, walk_together
from portal.shared.ui import Bar, BarRow, Fact
from projects.cards import promise_card, state_words
from projects.choices import Country, FundingRole, NarrativeKind
from projects.codes import ErasmusCode
from projects.summaries import Story, promise_board
from projects.summaries.board_rows import board_asked
from projects.summaries.happened import newest, periods_extended
from projects.summaries.periods import changes_asked, first_planned_end, in_words, of_whole
from projects.summaries.story import public_documents, story_asked
from trainings.summaries.course import Course, course_asked, destinations_asked, news_of
from trainings.summaries.news import events_held

MOST_NEWS, MOST, MOST_LINES = 3, 8, 18
SERIES = {"grant": 1, "own": 2, "municipality": 3, "other": 4}


@dataclass(frozen=True)
class ProjectPage:
    """All a project's public page needs."""

    project: object
    story: Story
    facts: list
    promises: list
    checks: tuple
    budget: ProjectBudget
    money_rows: list
    money_sentence: str
    destinations: list
    events: Course
    funding_sentence: str
    statement: str
    happened: list
    news: list
    documents: int

    @property
    def has_demo_data(self):
        """Whether part of the course of events is invented for the demo."""
        return self.events.is_demo


def project_page(project, user):
    """Everything for one public project page: two queries, whatever the project."""
    story, rows, budget, events, plans, moves, news, documents, destinations = walk_together([
        story_asked(project, public=True), board_asked(project), budget_asked(project, MOST_LINES), course_asked(project, user),
        plans_approved(project, MOST), changes_asked(project), only(news_of(project.pk, str(MOST_NEWS))),
        only(public_documents(project.pk)), only(destinations_asked(project)),
    ])
    board = promise_board(project, public=True, rows=rows)
    return ProjectPage(
        project=project, story=story, facts=facts_of(project, story, moves),
        promises=[promise_card(promise) for promise in board.promises], checks=board.checks,
        budget=budget, money_rows=money_rows(budget), money_sentence=money_sentence(budget),
        destinations=destinations, events=events, funding_sentence=funding_sentence(story.funding),
        statement=project.programme.statement if project.programme_id else "",
        happened=newest(events_held(events.held), plans, periods_extended(project, moves), most=MOST), news=news,
        documents=sum(documents),
    )


def facts_of(project, story, moves):
    """The short list beside the story. Empty values print as "not stated". `moves`: of the project's and its activities' ends."""
    months = project.months
    facts = [
        Fact(_("Period"), project.period_text if project.start or project.end else "", period_note(project, months, moves)),
        Fact(_("State"), state_words(project)),
        Fact(_("Type"), project.get_type_display()),
        Fact(_("Programme"), str(project.programme) if project.programme_id else ""),
        Fact(_("Lead partner"), ", ".join(str(p) for p in story.partners if p.role == "lead")),
    ]
    if project.countries:
        facts.append(Fact(_("Countries"), countries_in_words(project.countries)))
    if project.reference_code:
        facts.append(Fact(_("Reference code"), project.reference_code, code_note(project.reference_code)))
    if project.legal_basis:
        facts.append(Fact(_("Legal basis"), project.legal_basis))
    return facts


def countries_in_words(codes):
    """"EE-LV" as "Estonia, Latvia"; a code nobody knows stays as it is."""
    names = dict(Country.choices)
    return ", ".join(str(names.get(code, code)) for code in codes.split("-"))


def period_note(project, months, moves):
    """How long it lasts, whether that is only planned, the end that was planned at first, and how it moved (X-05)."""
    changes = of_whole(moves)
    first = first_planned_end(project, changes)
    notes = [duration_note(project, months), _("first planned end: %(day)s") % {"day": first.text()} if first else ""]
    return "; ".join(note for note in [*notes, *(in_words(change) for change in changes)] if note)


def duration_note(project, months):
    if months is None:
        return ""
    words = ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return _("planned, %(length)s") % {"length": words} if project.period_is_tentative else words


def code_note(code):
    """The parts of an Erasmus+ number in words; nothing for other codes."""
    parts = ErasmusCode.parse(code)
    if parts is None:
        return ""
    return _("call of %(year)s, round %(round)s, agency %(agency)s, action %(action)s, field %(field)s") % {
        "year": parts.call_year, "round": parts.round, "agency": parts.agency, "action": parts.action,
        "field": parts.field,
    }


def money_rows(budget):
    """One bar per partner, by source; money whose source is not stated is a part of its own."""
    rows = []
    for partner in budget.partners:
        if partner.total is None:
            continue
        parts = [
            Bar(source.label, int(source.amount * 100), format_money(source.amount), SERIES[source.source])
            for source in partner.sources
            if source.amount is not None
        ]
        unknown = partner.total - (partner.sources_total or 0)
        if unknown > 0:
            parts.append(Bar(_("source not stated"), int(unknown * 100), format_money(unknown), 0))
        rows.append(BarRow(partner.partner, tuple(parts), format_money(partner.total), note=sources_note(partner)))
    return rows


def sources_note(partner):
    """"Grant 12 743,68 € (70,80 %, as of 18.06.2024) · Own contribution 5 256,32 € (29,20 %)"."""
    notes = []
    for source in partner.sources:
        if source.amount is None:
            continue
        details = [format_percent(source.rate)] if source.rate is not None else []
        if source.as_of:
            details.append(_("as of %(day)s") % {"day": date_format(source.as_of, "SHORT_DATE_FORMAT")})
        after = f" ({', '.join(details)})" if details else ""
        notes.append(f"{source.programme or source.label} {format_money(source.amount)}{after}")
    return " · ".join(notes)


def money_sentence(budget):
    """How much of the money is known: "60 000 € in total; the source is known for 18 000 € (30 %)"."""
    if not budget.is_known:
        return ""
    if budget.source_known is None:
        return _("%(total)s in total; the sources are not stated.") % {"total": format_money(budget.total)}
    return _("%(total)s in total; the source is known for %(known)s of it (%(rate)s).") % {
        "total": format_money(budget.total), "known": format_money(budget.source_known),
        "rate": format_percent(budget.coverage),
    }


def funding_sentence(links):
    """The funding chain in words (E-23): "ESF → programme … → approved by … → carried out by …"."""
    words = {
        FundingRole.FUND: _("fund: %(who)s"),
        FundingRole.PROGRAMME: _("programme: %(who)s"),
        FundingRole.APPROVER: _("approved by %(who)s"),
        FundingRole.IMPLEMENTER: _("carried out by %(who)s"),
        FundingRole.GROUP: _("used by %(who)s"),
    }
    return " → ".join(words[link.role] % {"who": link.label or str(link)} for link in links)


STORY_ORDER = (
    NarrativeKind.NEED, NarrativeKind.BACKGROUND, NarrativeKind.STRENGTH, NarrativeKind.APPROACH, NarrativeKind.SOLUTION
)

"""The chapters of a report, written from what happened: plain sentences with the records' own names, days and numbers.

Nothing is claimed that no record tells. Call it inside the report's language.
"""
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.summaries.records import amendments_told
from budgets.summaries.spending import spending_of
from portal.reports.choices import SectionKey
from portal.reports.summaries.figures import Happened, promise_figures
from portal.shared.dates import format_period, months_later
from portal.shared.money import format_money
from portal.shared.tables import format_day, format_number
from projects.summaries.promises import SMALL

LONGEST, MOST_LINES = 10_000, 80


def chapters_of(happened: Happened):
    """{SectionKey: text}, each of at most LONGEST characters."""
    return {key: chapter_of(happened, key) for key in SectionKey}


def chapter_of(happened, key):
    """One chapter's text; only what it tells is asked."""
    writers = {
        SectionKey.SUMMARY: summary, SectionKey.ACTIVITIES: activities, SectionKey.PROMISES: promises,
        SectionKey.PEOPLE: people, SectionKey.COMMUNITIES: communities, SectionKey.MONEY: money,
        SectionKey.CHANGES: changes, SectionKey.NEXT: coming,
    }
    return fitting(writers[key](happened))


def fitting(parts):
    """Paragraphs and lists as one text; a list that is too long says how many more there are."""
    text = "\n\n".join(part for part in parts if part)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit("\n", 1)[0] + "\n…"


def listed(lines):
    """A list of lines in Markdown, "" for none."""
    lines = list(lines)
    shown = [f"- {plain(line)}" for line in lines[:MOST_LINES]]
    left = len(lines) - len(shown)
    if left:
        shown.append("- " + ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left})
    return "\n".join(shown)


def plain(text):
    """Names keep to one line, and what Markdown would take for a sign stays as it was typed."""
    line = " ".join(str(text).split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~" else sign for sign in line)


def said(figure, one_or_many):
    """A sentence with the number of a figure; "" for a figure that is not known, and for none of a thing.

    `one_or_many(n)` chooses the sentence: the messages stay inside ngettext, where the catalogues find them.
    """
    return one_or_many(plural(figure.value)) % {"n": figure.text} if figure.value else ""


def plural(value):
    """Of 1,5 there are several."""
    return int(value) if value == int(value) else 2


def day(value):
    return format_day(value)[0] if value else ""


# --- the chapters ---


def summary(happened):
    yield _("This report is about %(period)s.") % {"period": format_period(happened.since, happened.until)}
    told = [held_in_words(happened), people_in_words(happened), communities_in_words(happened), spent_in_words(happened)]
    yield " ".join(text for text in told if text) or _("Nothing is written down for these months yet.")


def held_in_words(happened):
    told = happened.figures(SectionKey.ACTIVITIES)
    return " ".join(filter(None, [
        said(told["events"], lambda n: ngettext("%(n)s event was held.", "%(n)s events were held.", n)),
        said(told["days"], lambda n: ngettext("That was %(n)s day in all.", "That was %(n)s days in all.", n)),
    ]))


def people_in_words(happened):
    told = happened.figures(SectionKey.PEOPLE)
    partly = bool(happened.without_list(happened.since))
    return " ".join(filter(None, [
        said(told["people"], lambda n: ngettext(
            "%(n)s different person stands on the lists of names.", "%(n)s different people stand on the lists of names.", n)
            if partly else ngettext("%(n)s different person took part.", "%(n)s different people took part.", n)),
        said(told["participants"], lambda n: ngettext(
            "People were counted %(n)s time at the events.", "People were counted %(n)s times at the events.", n)),
    ]))


def communities_in_words(happened):
    told = happened.figures(SectionKey.COMMUNITIES)
    return " ".join(filter(None, [
        said(told["assessments"], lambda n: ngettext(
            "%(n)s community was assessed.", "%(n)s communities were assessed.", n)),
        said(told["plans-submitted"], lambda n: ngettext(
            "%(n)s action plan was submitted.", "%(n)s action plans were submitted.", n)),
        said(told["plans-approved"], lambda n: ngettext(
            "%(n)s action plan was approved.", "%(n)s action plans were approved.", n)),
    ]))


def spent_in_words(happened):
    spent = happened.figures(SectionKey.MONEY)["spent"]
    return _("Spent by the documents of the period: %(sum)s.") % {"sum": spent.text} if spent.value else ""


def activities(happened):
    held = happened.held()
    yield held_in_words(happened) or _("No event was held in these months.")
    yield listed(event_in_words(event) for event in held)


def event_in_words(event):
    """"14.09.2024: First seminar (seminar), Haanja, 25 people"."""
    when = format_period(event.first, event.last) if event.first else day(event.was_on)
    parts = [f"{when}: {event.title} ({event.kind.lower()})", event.place]
    if event.people and not (event.is_sensitive and event.people < SMALL):
        parts.append(ngettext("%(n)s person", "%(n)s people", event.people) % {"n": format_number(event.people)})
    return ", ".join(part for part in parts if part)


def promises(happened):
    told = promise_figures(happened)
    if not told:
        yield _("No promise is written down for this project.")
        return
    yield _("As of %(day)s:") % {"day": day(happened.until)}
    yield listed(f"{figure.label}: {'; '.join(part for part in (figure.text, figure.note) if part)}" for figure in told)


def people(happened):
    yield people_in_words(happened) or _("Nobody's attendance is written down for these months.")
    told, seen = happened.figures(SectionKey.PEOPLE), happened.people
    # Who stood on no list may have come before.
    known = told["people"].value and not happened.without_list()
    if known and seen.new and not (happened.project.sensitive and seen.new < SMALL):
        yield ngettext("%(n)s of them came for the first time.", "%(n)s of them came for the first time.", seen.new) % {
            "n": format_number(seen.new)
        }
    partly = told["people"].value is None or happened.without_list(happened.since)
    notes = [told["participants"].note, told["people"].note if partly else ""]
    yield " ".join(f"{note[:1].upper()}{note[1:]}." for note in notes if note)


def communities(happened):
    yield communities_in_words(happened) or _("No community was assessed and no plan was submitted or approved in these months.")
    for key, heading in (
        ("assessments", _("Assessed:")), ("plans-submitted", _("Plans submitted:")), ("plans-approved", _("Plans approved:")),
    ):
        if rows := happened.figures(SectionKey.COMMUNITIES)[key].rows:
            yield heading
            yield listed(f"{day(date.fromisoformat(row.day))}: {row.label}" for row in rows)


def money(happened):
    whole = spending_of(happened.project)
    if not whole.partners:
        yield _("No budget is written down for this project.")
        return
    planned = format_money(whole.planned) if whole.planned is not None else _("not stated")
    yield _("Budget of the project: %(sum)s.") % {"sum": planned}
    yield spent_in_words(happened) or _("No expense of these months is written down.")
    by_partner = {}
    for record in happened.spent:
        by_partner[record.partner] = by_partner.get(record.partner, 0) + record.amount
    yield listed(f"{partner}: {format_money(amount)}" for partner, amount in by_partner.items())
    yield _("Spent since the beginning of the project: %(sum)s.") % {"sum": format_money(whole.spent)}
    claimed = happened.figures(SectionKey.MONEY)["claimed"]
    if claimed.rows:
        yield _("In the partners' claims for these months: %(sum)s.") % {"sum": claimed.text}
    received = sum(record.amount for record in happened.payouts)
    if received:
        yield _("Received in these months: %(sum)s.") % {"sum": format_money(received)}


def changes(happened):
    lines = [period_in_words(change) for change in happened.period_changes]
    for row in amendments_told(happened.project, happened.since, happened.until):
        words = _("Amendment %(number)s “%(title)s” was approved on %(day)s: %(reason)s") if row.approved else _(
            "Amendment %(number)s “%(title)s” was not approved (%(day)s): %(reason)s"
        )
        lines.append(words % {"number": row.number, "title": row.title, "day": day(row.decided_on), "reason": row.reason})
    yield listed(lines) or _("No change of the period or of the budget was decided in these months.")
    differences = [
        f"{told.promise.statement}: {told.promise.figure}. {told.promise.deviation}"
        for told in happened.promises[0] if told.promise.deviation
    ]
    if differences:
        yield _("Differences from what was promised, with reasons:")
        yield listed(differences)


def period_in_words(change):
    words = {
        "what": str(change.activity) if change.activity_id else _("Project"),
        "before": change.before.text() if change.before else _("not stated"), "after": change.after.text(),
        "day": day(change.decided_on), "reason": change.reason,
    }
    return _("%(what)s: the end was moved from %(before)s to %(after)s (decided on %(day)s). %(reason)s") % words


def coming(happened):
    """What stands in the calendar for as long again after the report's last day."""
    ends_on = happened.project.ends_on
    if ends_on is not None and ends_on <= happened.until:
        yield _("The project ends on %(day)s.") % {"day": day(ends_on)}
        return
    first, last = following(happened.since, happened.until)
    period = {"period": format_period(first, last)}
    planned = [event for event in happened.told if event.begins is not None and first <= event.begins <= last]
    if not planned:
        yield _("No event is planned yet for %(period)s.") % period
        return
    yield _("Planned for %(period)s:") % period
    yield listed(
        ", ".join(part for part in (f"{day(event.first) or event.row.stated_date.text()}: {event.title}", event.place) if part)
        for event in sorted(planned, key=lambda event: (event.begins, event.pk))
    )


def following(since, until):
    """(first, last day) of the next period: as many whole months, or as many days."""
    first = until + timedelta(days=1)
    if since.day == first.day == 1:
        months = (first.year - since.year) * 12 + first.month - since.month
        return first, months_later(first, months) - timedelta(days=1)
    return first, until + (until - since) + timedelta(days=1)

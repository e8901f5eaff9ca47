"""The figures of a report: what happened in its period, and how far the promises are on its last day.

Each is made of the apps' own records, so that its rows add up to it.
"""
from collections.abc import Callable
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.summaries.records import claim_records, payout_records, spent_records
from communities.summaries.records import enrolment_records, equipment_records, plan_records
from portal.reports.choices import SectionKey
from portal.reports.summaries.content import MONEY, Figure, Row
from portal.shared.money import to_cents
from projects import measures
from projects.summaries.promises import SMALL, number
from projects.summaries.records import between, counting, period_changes, reported_promises
from trainings.summaries.records import day_records, event_records, events_told, people_told, support_records

PROMISE = "promise-"
# Which records make the rows of a tally; of the others the report shows the tally's own groups.
RECORDS: dict[str, Callable] = {
    "enrolments": enrolment_records, "plans": plan_records, "equipment": equipment_records, "days": day_records,
    "support": support_records,
}


class Happened:
    """What happened in the period of a report; every kind of record is read once, when it is first asked for."""

    def __init__(self, report):
        self.report = report
        self.project, self.since, self.until = report.project, report.starts_on, report.ends_on

    @cached_property
    def told(self):
        """[EventTold] of the project's events, whenever they are."""
        return events_told(self.project)

    @cached_property
    def events(self):
        """{event: EventTold}."""
        return {event.pk: event for event in self.told}

    @cached_property
    def _records(self):
        return {}

    def records(self, tally):
        """[Record] of a tally, of any day; None when nobody tells them one by one."""
        if tally not in self._records and (tally == "events" or tally in RECORDS):
            rows = event_records(self.told) if tally == "events" else RECORDS[tally](self.project)
            self._records[tally] = list(rows)
        return self._records.get(tally)

    def counted(self, tally, *tags):
        return counting(between(self.records(tally), self.since, self.until), frozenset(tags))

    @cached_property
    def people(self):
        return people_told(self.project, self.since, self.until)

    def without_list(self, since=None):
        """[EventTold] held until the report's last day of which no list of names tells who came; those since a day."""
        until, listed = self.until, self.people.listed
        mine = [event for event in self.told if event.is_held and event.within is None and event.pk not in listed]
        return [event for event in mine if event.was_on and event.was_on <= until and (since is None or event.was_on >= since)]

    @cached_property
    def spent(self):
        return spent_records(self.project, self.since, self.until)

    @cached_property
    def claims(self):
        return claim_records(self.project, self.since, self.until)

    @cached_property
    def payouts(self):
        return payout_records(self.project, self.since, self.until)

    @cached_property
    def period_changes(self):
        return period_changes(self.project, self.since, self.until)

    @cached_property
    def promises(self):
        """([Reported], [Check]) as of the last day."""
        return reported_promises(self.project, measures.Count(self.project, until=self.until))

    @cached_property
    def _sections(self):
        return {}

    def figures(self, section):
        """{key: Figure} of one chapter's figures of the period."""
        if section not in self._sections:
            made = OF_SECTION[section](self) if section in OF_SECTION else ()
            self._sections[section] = {figure.key: figure for figure in made}
        return self._sections[section]

    def held(self):
        """[EventTold] of the period, by day."""
        return [self.events[record.pk] for record in self.counted("events", "event")]


# --- rows ---


def plain_amount(value):
    return str(Decimal(value.numerator) / value.denominator) if hasattr(value, "denominator") else str(value)


def row_of(record, *, money=False):
    amount = str(to_cents(record.amount)) if money else plain_amount(record.amount)
    label = _("a community that is not named here") if record.sensitive else record.label
    page = ("", ()) if record.sensitive else (record.route, tuple(str(arg) for arg in record.args))
    return Row(
        *page, model=record.model, pk=record.pk,
        version=record.version, label=label, day=record.on.isoformat() if record.on else "", amount=amount,
        partner=record.partner,
    )


def figure_of(key, section, label, records, *, money=False, note=""):
    rows = tuple(row_of(record, money=money) for record in records)
    total = sum((row.value for row in rows), Decimal(0))
    return Figure(key, section, label, plain_number(total), MONEY if money else "count", note=note, rows=rows)


def plain_number(value):
    return str(int(value)) if value == int(value) else f"{value.normalize():f}"


# --- of the period ---


def period_figures(happened):
    """[Figure] of what happened between the report's two days: at most seven queries."""
    return [figure for section in OF_SECTION for figure in happened.figures(section).values()]


def activity_figures(happened):
    yield figure_of("events", SectionKey.ACTIVITIES, _("events held"), happened.counted("events", "event"))
    yield figure_of("days", SectionKey.ACTIVITIES, _("days held"), happened.counted("days", "day"))


def community_figures(happened):
    for key, label, tally, tag in (
        ("assessments", _("communities assessed"), "enrolments", "assessment"),
        ("plans-submitted", _("action plans submitted"), "plans", "submitted"),
        ("plans-approved", _("action plans approved"), "plans", "approved"),
    ):
        yield figure_of(key, SectionKey.COMMUNITIES, label, happened.counted(tally, tag))


def people_figures(happened):
    """Participations counted at the events, and different people where lists of names tell. No person is named."""
    seen = happened.people
    uncounted = [event for event in happened.held() if event.people is None and event.within is None]
    note = ngettext(
        "nobody counted the people of %(n)d event", "nobody counted the people of %(n)d events", len(uncounted)
    ) % {"n": len(uncounted)} if uncounted else ""
    counted = tuple(row_of(record) for record in happened.counted("events", "people"))
    yield people_figure(happened, "participants", _("people at the events, counted each time"), counted, note, bool(uncounted))
    unknown, unlisted = not seen.people and bool(happened.held()), len(happened.without_list(happened.since))
    # Who came to the others is not known: of those it says nothing.
    different = _("different people on the lists of names") if unlisted else _("different people who took part")
    first = "; ".join(filter(None, [_("each person at the first event of the period"), ngettext(
        "there is no list of names of %(n)d event", "there is no list of names of %(n)d events", unlisted
    ) % {"n": unlisted} if unlisted else ""]))
    for key, label, place, note in (
        ("people", different, 1, first),
        ("times", _("participations on lists of names"), 0, ""),
    ):
        rows = tuple(event_row(happened, event, counts[place]) for event, counts in by_day(happened) if counts[place])
        note = _("no list of names of these months") if unknown else note
        yield people_figure(happened, key, label, rows, note, unknown)


def people_figure(happened, key, label, rows, note, unknown):
    """A number of people; where it could tell who somebody of a sensitive group is, it is left out and said so."""
    if unknown and not rows:
        return Figure(key, SectionKey.PEOPLE, label, None, note=note)
    kept, left_out = without_small(happened, rows)
    if left_out:
        note = "; ".join(part for part in (note, _("small numbers are not published here")) if part)
    number = plain_number(sum((row.value for row in kept), Decimal(0)))
    return Figure(key, SectionKey.PEOPLE, label, None if left_out and not kept else number, note=note, rows=kept)


def without_small(happened, rows):
    """(rows, whether some were left out): small numbers of sensitive events stand together, when they are small no more."""
    events = happened.events
    small = [row for row in rows if row.value < SMALL and row.pk in events and events[row.pk].is_sensitive]
    kept = tuple(row for row in rows if row not in small)
    together = sum((row.value for row in small), Decimal(0))
    if together >= SMALL:
        return (*kept, Row(label=_("events with few people, together"), amount=plain_number(together))), False
    return kept, bool(small)


def by_day(happened):
    """[(event, counts)] of the lists of names, in the order of the events."""
    order = {pk: place for place, pk in enumerate(happened.events)}
    return sorted(happened.people.by_event.items(), key=lambda pair: order.get(pair[0], len(order)))


def event_row(happened, pk, amount):
    told = happened.events.get(pk)
    return Row(
        route="trainings:event-detail", args=(str(pk),), model="trainings.event", pk=pk,
        version=told.row.version if told else None,
        label=told.title if told else _("an event"), day=told.first.isoformat() if told and told.first else "",
        amount=str(amount),
    )


def money_figures(happened):
    handed_in = [record for record, __ in happened.claims if record.tags]
    yield money_figure(
        "spent", _("spent, by the documents of the period"), happened.spent, _("no expense of these months is written down")
    )
    yield money_figure("claimed", _("in the partners' claims"), handed_in, _("no claim for these months is handed in"))


def money_figure(key, label, records, nothing):
    """Where nothing is written down, nobody knows that it was nothing."""
    if not records:
        return Figure(key, SectionKey.MONEY, label, None, MONEY, note=nothing)
    return figure_of(key, SectionKey.MONEY, label, records, money=True)


OF_SECTION = {
    SectionKey.ACTIVITIES: activity_figures, SectionKey.PEOPLE: people_figures, SectionKey.COMMUNITIES: community_figures,
    SectionKey.MONEY: money_figures,
}


def more_money(happened):
    """What the page leaves to the paper: one more query."""
    yield money_figure("received", _("received in the period"), happened.payouts, _("no payment in these months is written down"))


# --- promises ---


def promise_figures(happened):
    """[Figure] of the promises as of the last day; `rows` add up to what was reached."""
    return [promise_figure(happened, reported) for reported in happened.promises[0]]


def promise_figure(happened, reported, *, with_rows=True):
    promise = reported.promise
    counted = promise.achieved is not None
    notes = [promise.status_text if counted else "", promise.gap_text, promise.reachable_text, *promise.warnings]
    if promise.undated:
        notes.append(_("%(n)s without a day is not in it") % {"n": number(promise.undated)})
    if promise.deviation:
        notes.append(promise.deviation)
    return Figure(
        f"{PROMISE}{promise.pk}", SectionKey.PROMISES, promise.statement,
        plain_number(Decimal(promise.achieved)) if counted else None,
        words=promise.figure if counted else _("not counted yet"),
        note="; ".join(note for note in notes if note),
        rows=promise_rows(happened, reported) if with_rows and counted else (),
    )


def promise_rows(happened, reported):
    """Record by record where the app tells them and they add up to the figure; otherwise the groups as they were counted."""
    measure, achieved = reported.measure, Decimal(reported.promise.achieved)
    records = happened.records(measure.tally)
    if records is not None:
        before = [row for row in records if row.on is not None and row.on <= happened.until]
        rows = tuple(row_of(record) for record in counting(before, measure.tags, reported.activities))
        if sum((row.value for row in rows), Decimal(0)) == achieved:
            return rows
    return grouped_rows(reported)


def grouped_rows(reported):
    """One row for each day of what was counted."""
    days = {}
    for row in reported.rows:
        days[row.on] = days.get(row.on, 0) + row.amount
    return tuple(
        Row(label=str(reported.measure.label), day=on.isoformat() if on else "", amount=plain_amount(amount))
        for on, amount in days.items()
    )

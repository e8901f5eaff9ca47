"""How many different people took part: counted from attendance, each person once, whatever rows he stands on.

    turnout = turnout_of(project, Choice(since=date(2025, 1, 1)))
    turnout.figures().people                    # different people
    groups_of(turnout, "partner")               # [(key, Turnout)], the same for each partner

Only days of events that were held count. A seminar within a trip is no second event and its hours are no more hours: of what
lies within something else on one date, the longer of the two counts (X-16).
"""
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models.functions import Coalesce

from trainings.choices import EventStatus
from trainings.models import Attendance, Event, EventDay
from trainings.summaries.hours import lasts
from trainings.summaries.persons import Described, described, stem_of

OFTEN = 5


@dataclass(frozen=True)
class Choice:
    """Whom one asks about. `times`: only people of at least so many events. The others are keys; None means any, and 0 those of
    whom nothing is stated.

    `events`: the only ones that are counted, for somebody who does not keep the others' lists.
    """

    since: date | None = None
    until: date | None = None
    partner: int | None = None
    audience: int | None = None
    county: int | None = None
    activities: frozenset | None = None
    events: frozenset | None = None
    times: int = 1


@dataclass(frozen=True)
class Fact:
    """One person on one day. `one`: the person, `event`: whose day it is, `top`: the event it lies within in the end.

    `guessed`: nobody stated how long it was; half a day is then 4 academic hours and a whole day 8.
    """

    one: int
    day: int
    event: int
    top: int
    date: date
    minutes: int
    guessed: bool = False


@dataclass(frozen=True)
class Figures:
    """`people` different ones, of `villages` different ones, at `events`; `times`: one person at one event is one time.

    `minutes` of them all; `guessed`: person-days whose length nobody stated; `often`: people of at least `turnout.often` events;
    `new`: people who had never taken part before the period.
    """

    people: int
    villages: int
    events: int
    times: int
    minutes: int
    guessed: int
    often: int
    new: int

    @property
    def returning(self):
        return self.people - self.new


@dataclass(frozen=True)
class Turnout:
    """Who took part, after a choice. `facts`: every person-day; `first`: {person: his first day ever in the project}."""

    facts: tuple[Fact, ...]
    people: dict[int, Described]
    above: dict[int, int | None]
    first: dict[int, date]
    choice: Choice = Choice()
    often: int = OFTEN
    since: date | None = None

    @cached_property
    def ones(self):
        return frozenset(fact.one for fact in self.facts)

    @cached_property
    def events_of(self):
        """{person: the events he was at, each once}."""
        found = defaultdict(set)
        for fact in self.facts:
            found[fact.one].add(fact.top)
        return found

    def only(self, keep):
        return replace(self, facts=tuple(fact for fact in self.facts if keep(fact)))

    def figures(self):
        minutes, guessed = lasting(self.facts, self.above)
        counts = [len(events) for events in self.events_of.values()]
        return Figures(
            people=len(self.ones), villages=villages_of(self.people[one] for one in self.ones),
            events=len({fact.top for fact in self.facts}), times=sum(counts), minutes=minutes, guessed=guessed,
            often=sum(count >= self.often for count in counts),
            new=sum(self.since is None or self.first[one] >= self.since for one in self.ones),
        )

    def minutes_by_person(self):
        """{person: (minutes, person-days whose length is a guess)}."""
        apart = defaultdict(list)
        for fact in self.facts:
            apart[fact.one].append(fact)
        return {one: lasting(facts, self.above) for one, facts in apart.items()}


def turnout_of(project, choice=None, *, often=OFTEN):
    """The Turnout of a project: four queries, however many people and events."""
    choice = choice or Choice()
    above, held, activity = events_of(project)
    days = {day.pk: day for day in EventDay.objects.filter(event__project=project).order_by() if day.event_id in held}
    people = described(project)
    facts = tuple(facts_of(project, days, above))
    first = {}
    for fact in facts:
        first[fact.one] = min(first.get(fact.one, fact.date), fact.date)
    chosen = tuple(fact for fact in facts if is_asked(fact, choice, people[fact.one], activity))
    turnout = Turnout(chosen, people, above, first, choice, often, choice.since)
    if choice.times > 1:
        enough = {one for one, events in turnout.events_of.items() if len(events) >= choice.times}
        turnout = turnout.only(lambda fact: fact.one in enough)
    return turnout


def events_of(project):
    """({event: the one above}, {events held}, {event: its activity, or that of the nearest above which has one})."""
    above, held, own = {}, set(), {}
    for row in Event.objects.filter(project=project).values("pk", "parent_id", "status", "archived_at", "activity_id"):
        above[row["pk"]] = row["parent_id"]
        own[row["pk"]] = row["activity_id"]
        if row["status"] == EventStatus.HELD and row["archived_at"] is None:
            held.add(row["pk"])
    return above, held, {pk: next((own[each] for each in way_up(pk, above) if own[each]), None) for pk in above}


def way_up(pk, above):
    """The event and all it lies within, from the inside out."""
    found = [pk]
    while above.get(found[-1]) is not None:
        found.append(above[found[-1]])
    return found


def facts_of(project, days, above):
    """Every person-day once: two rows of one person are one, with the longer stay."""
    rows = (
        Attendance.objects.present().filter(day__event__project=project)
        .annotate(one=Coalesce("person__root", "person")).order_by()
        .values_list("one", "day", "minutes")
    )
    longest = {}
    for one, key, minutes in rows:
        if key not in days:
            continue
        stay = lasts(days[key]) if minutes is None else (minutes, False)
        longest[one, key] = longer(stay, longest.get((one, key)))
    for (one, key), stay in longest.items():
        day = days[key]
        yield Fact(one, key, day.event_id, way_up(day.event_id, above)[-1], day.date, *stay)


def longer(stay, other):
    """Of two (minutes, guessed) the longer one, and of two equal ones that which is no guess; `other` may be None."""
    return stay if other is None else max(stay, other, key=lambda each: (each[0], not each[1]))


def is_asked(fact, choice, person, activity):
    """Whether a person-day lies within the choice, all but the number of times."""
    return (
        (choice.since is None or fact.date >= choice.since)
        and (choice.until is None or fact.date <= choice.until)
        and (choice.partner is None or (person.partner or 0) == choice.partner)
        and (choice.audience is None or (person.audience or 0) == choice.audience)
        and (choice.county is None or (person.county or 0) == choice.county)
        and (choice.events is None or fact.event in choice.events)
        and (choice.activities is None or activity[fact.event] in choice.activities)
    )


def lasting(facts, above):
    """(minutes, person-days with a guess in them); what lies within something else on one date is not added to it."""
    apart = defaultdict(list)
    for fact in facts:
        apart[fact.one, fact.top, fact.date].append(fact)
    return (
        sum(outermost(facts, above) for facts in apart.values()),
        sum(any(fact.guessed for fact in facts) for facts in apart.values()),
    )


def outermost(facts, above):
    """The minutes of one person on one date with events within events: at each level the whole, or its parts if longer."""
    own, inside = defaultdict(int), defaultdict(set)
    for fact in facts:
        own[fact.event] += fact.minutes
    if len(own) == 1:
        return sum(own.values())
    for event in own:
        way = way_up(event, above)
        for lower, upper in zip(way, way[1:], strict=False):
            inside[upper].add(lower)

    def whole(event):
        return max(own.get(event, 0), sum(whole(each) for each in inside.get(event, ())))

    return whole(facts[0].top)


def villages_of(people):
    """How many different villages: one name in two municipalities is two, a municipality that is not stated is no other one."""
    places = defaultdict(set)
    for person in people:
        if stem := stem_of(person.village):
            places[stem].add(person.municipality)
    return sum(max(1, len(found - {None})) for found in places.values())


# --- side by side ---
MEMBERS, PERIODS = ("partner", "audience", "county"), ("year", "month")


def groups_of(turnout, by):
    """[(key, Turnout)] of the parts of a Turnout, in the order of the calendar or with the most people first.

    By partner, audience or county everybody stands in one part; by year or month in every one in which he took part, and is
    new in his first.
    """
    parts = defaultdict(list)
    for fact in turnout.facts:
        parts[key_of(fact, turnout.people[fact.one], by)].append(fact)
    found = [
        (key, replace(turnout, facts=tuple(facts), since=key if by in PERIODS else turnout.since)) for key, facts in parts.items()
    ]
    if by in PERIODS:
        return sorted(found, key=lambda pair: pair[0])
    return sorted(found, key=lambda pair: (pair[0] is None, -len(pair[1].ones), pair[0] or 0))


def key_of(fact, person, by):
    """A partner's, audience's or county's key; of a period its first day."""
    if by == "year":
        return date(fact.date.year, 1, 1)
    if by == "month":
        return fact.date.replace(day=1)
    return getattr(person, by)

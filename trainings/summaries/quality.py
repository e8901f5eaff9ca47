"""What is not in order with events and people: read-only, one Question a kind for the console."""
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import rollups
from portal.shared.bulk import ask
from portal.shared.once import once
from projects.models import EvidenceRule
from projects.summaries.quality import DOUBLES, GAPS, OVERDUE, Finding, spoken, trio_of, untranslated
from projects.summaries.waiting import Question
from trainings.choices import EventStatus
from trainings.models import Event, EventReport, Person, PersonApart
from trainings.summaries.alike import CROWD, words_of
from trainings.summaries.persons import stem_of

NAMESAKES = "namesakes"
EVIDENCE_TIME = timedelta(days=30)
KINDS = {
    "undated": (GAPS, gettext_lazy("Planned events without a day")),
    "past": (OVERDUE, gettext_lazy("Events whose days are over, not said whether they were held")),
    "evidence": (OVERDUE, gettext_lazy("Events held more than 30 days ago, their evidence not closed")),
    "people": (DOUBLES, gettext_lazy("Participants who may be one person")),
}


def told_rows(events):
    return events.values_list("project", "pk", "last_day", *trio_of("title"))


def live_events(projects):
    return Event.objects.live().filter(project__in=projects)


@once
def undated(projects):
    return told_rows(live_events(projects).filter(status=EventStatus.PLANNED, last_day=None))


@once
def past(projects, today):
    return told_rows(live_events(projects).filter(status=EventStatus.PLANNED, last_day__lt=today))


@once
def not_closed(projects, day):
    rules = EvidenceRule.objects.filter(
        Q(rule_set__programme=OuterRef("project__programme")) | Q(rule_set__programme=OuterRef("project__programme__parent"))
    )
    closed = EventReport.objects.filter(event=OuterRef("pk"), closed_on__isnull=False)
    events = live_events(projects)
    return told_rows(events.filter(Exists(rules), ~Exists(closed), status=EventStatus.HELD, last_day__lt=day))


def questions(projects, today, *, at_a_glance=False):
    """[Question]. `projects`: {key: Project}; closed ones are not asked about. `at_a_glance`: no namesakes, which are kept."""
    going = {pk: project for pk, project in projects.items() if not project.is_frozen}
    held = not_closed(going, today - EVIDENCE_TIME)
    yield of_events("undated", undated(going), going, gettext_lazy("Give it a day, or cancel it."), "event-edit")
    yield of_events("past", past(going, today), going, gettext_lazy("Say whether it was held."), "event-hold")
    yield of_events("evidence", held, going, gettext_lazy("Complete the evidence and close it."), "event-evidence")
    yield untranslated(Event, "title", going)
    if not at_a_glance:
        yield namesakes(going)


def of_events(kind, rows, projects, words, route):
    def told(found):
        for project, pk, last_day, *title in found:
            url = reverse(f"trainings:{route}", args=[projects[project].slug, pk])
            yield Finding(kind, projects[project], spoken(title), str(words), url, last_day)

    return Question(rows, told)


@once
def own_rows(projects):
    people = Person.objects.filter(project__in=projects, erased_at__isnull=True, root__isnull=True)
    apart = PersonApart.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    return people.filter(~Exists(apart)).values_list("project", "pk", "name", "email", "village", "community__name")


def namesakes(projects):
    """The Question: people of one project who share an address, or a name and no two villages, and whom nobody told apart."""

    def told(found):
        words, urls = _("They share a name or an e-mail address."), {}
        for project, names in pairs_of(found):
            if project not in urls:
                urls[project] = reverse("trainings:person-suggestions", args=[projects[project].slug])
            yield Finding("people", projects[project], " – ".join(names), words, urls[project])

    return Question(own_rows(projects), told)


def count_namesakes(projects):
    """{key: how many pairs of people may be one person}, counted now."""
    counts = Counter(project for project, _names in pairs_of(ask([own_rows(projects)])[0]))
    return {key: counts[key] for key in projects}


def register():
    rollups.register(NAMESAKES, lambda projects: [own_rows(projects)], count_namesakes)


def pairs_of(found):
    """[(project, two names)], each pair once."""
    alike, seen = defaultdict(list), set()
    stems = {place: stem_of(place) for place in {village or community or "" for *_who, village, community in found}}
    for project, pk, name, email, village, community in sorted(found, key=lambda row: row[:2]):
        place = stems[village or community or ""]
        for mark in {("name", words_of(name)), ("email", email.strip().casefold())}:
            if mark[1]:
                alike[project, mark].append((pk, name, place))
    for (project, (kind, _text)), rows in alike.items():
        for one, other in combinations(rows, 2) if len(rows) <= CROWD else ():
            apart = kind == "name" and one[2] and other[2] and one[2] != other[2]
            if not apart and (one[0], other[0]) not in seen:
                seen.add((one[0], other[0]))
                yield project, (one[1], other[1])

"""What a project's own floor says about one of its partners: his activities, his part of the promises, papers, whom to ask.

A `Scope` says whose things are meant; the floors above ask the same of theirs.
"""
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count as Counted
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.shared.once import once
from portal.shared.reading import all_of, parts_of, walk_together
from projects import measures
from projects.choices import Comparator, Distribution, Visibility
from projects.models import Activity, ActivityPartner, Contact, Document, Partnership, Project
from projects.summaries.board_rows import board_asked
from projects.summaries.promises import (
    figure_text,
    measures_of,
    number,
    planned_of,
    promise_of,
    status_of,
    status_words,
    subtree,
)
from projects.summaries.waiting import Question

DIVIDED = (Distribution.PARTNER, Distribution.AREA)
MOST_DOCUMENTS = 5


@dataclass(frozen=True)
class Scope:
    """A partner's things in a project; or, for whoever acts in one activity only, everything of that activity and below it."""

    project: Project
    organisation: int
    activity: Activity | None = None
    branch: frozenset = frozenset()

    @property
    def query(self):
        """What narrows a list within the project's workspace to these things: "partner=3", "activity=7"."""
        return urlencode({"activity": self.activity.pk} if self.activity else {"partner": self.organisation})

    @property
    def query_of_project(self):
        """The same for a list over all projects."""
        return f"{urlencode({'project': self.project.slug})}&{self.query}"

    def holds(self, activity):
        """Is a thing of this activity (a key or None) meant?"""
        return self.activity is None or activity in self.branch


@dataclass(frozen=True)
class Owed:
    """Something that waits for a partner (an organisation's key; None: for the coordinator), perhaps since a day or by one."""

    partner: int | None
    text: str
    url: str
    since: date | None = None
    due: date | None = None

    @property
    def is_late(self):
        """Past its day; or it waits for more than a month, where no day was set."""
        return self.due < timezone.localdate() if self.due else (self.days or 0) > 30

    @property
    def days(self):
        """Days waited, counted from the day from which it waits, or else from the day it was due."""
        first = self.since or self.due
        return max(0, (timezone.localdate() - first).days) if first else None


class OwedUntold:
    """An Owed that is put into words once somebody reads it. `tell(*about)` -> (text, url)."""

    is_late, days = Owed.is_late, Owed.days

    def __init__(self, partner, tell, *about, since=None, due=None):
        self.partner, self.tell, self.about, self.since, self.due = partner, tell, about, since, due

    @cached_property
    def told(self):
        return self.tell(*self.about)

    @property
    def text(self):
        return self.told[0]

    @property
    def url(self):
        return self.told[1]


@dataclass(frozen=True)
class PartnerNamed:
    """A partnership's key, its organisation's, and its name."""

    pk: int
    organisation: int
    name: str


@once
def partner_names(project):
    return Partnership.objects.filter(project=project).values_list("pk", "organisation", "organisation__name")


def partners_asked(project):
    """Question: the project's partners by name."""
    return Question(partner_names(project.pk), lambda rows: [PartnerNamed(*row) for row in rows])


def longest_waiting(owed):
    """What is overdue or has waited longest first, by the day it is due; of one day in the order found."""
    return sorted(owed, key=lambda row: (row.due is None and row.since is None, row.due or row.since or date.max))


@dataclass(frozen=True)
class PartPromised:
    """A partner's part of a promise. `part`: as it is called there; `whole`: how the whole promise stands, in words.

    `key`: the part's, as the promise's rows are told apart; `comparator`, `planned`, `achieved`: of the part.
    """

    pk: int
    statement: str
    part: str
    key: str
    comparator: str
    planned: int | None
    achieved: int | None
    figure: str
    status: str
    status_text: str
    whole: str
    url: str
    distribution: str


@dataclass(frozen=True)
class Ground:
    """`own`: [(Activity, role in words)]; `parts`: [PartPromised] of a partner; `promises`: [Promise] of one activity;
    `undivided`: how many promises of the project are divided by neither partner nor area. `documents`: the newest of
    `documents_count`; `partners`: all partnerships of the project, in their order."""

    scope: Scope
    own: tuple
    parts: tuple
    promises: tuple
    undivided: int
    documents: tuple
    documents_count: int
    contacts: tuple
    partners: tuple


def papers_of(project, activity, *, coordinates):
    """Papers a person may open, as the project's list of documents shows them; of one activity where one is given."""
    rows = Document.objects.filter(project=project).live()
    rows = rows if coordinates else rows.exclude(visibility=Visibility.COORDINATORS)
    return rows.filter(activity=activity) if activity else rows


@once
def newest_papers(project, activity, *, coordinates):
    rows = papers_of(project, activity, coordinates=coordinates)
    return rows.order_by("-created_at", "-pk")[:MOST_DOCUMENTS]


@once
def papers_counted(project, activity, *, coordinates):
    rows = papers_of(project, activity, coordinates=coordinates)
    return rows.order_by().values_list("project").annotate(n=Counted("pk"))


@once
def roles_of(project, organisation):
    return ActivityPartner.objects.filter(activity__project=project, organisation=organisation)


def ground_of(partnership, kept, *, activity=None, areas=(), coordinates=False):
    """The Ground of a partner: one query, one for what is counted, and one more for the words of parts.

    `activity`: the only one in which the reader acts; `areas`: keys of the areas where the partner works, when his
    partnership names none. `coordinates`: may the reader open papers of the coordinators? `kept`: callable(names of tallies), as
    `measures.Count` takes it.
    """
    project, organisation = partnership.project, partnership.organisation_id
    key, own = project.pk, activity.pk if activity else None
    board, (activities, roles, partners, contacts, latest, counted) = walk_together([board_asked(project), all_of(
        parts_of(Activity, key), roles_of(key, organisation), parts_of(Partnership, key, related=("organisation",)),
        parts_of(Contact, key, related=("organisation",)), newest_papers(key, own, coordinates=coordinates),
        papers_counted(key, own, coordinates=coordinates),
    )])
    below = subtree(board.pairs)
    scope = Scope(project, organisation, activity, frozenset(below[activity.pk] if activity else ()))
    for row in [*partners, *contacts, *latest, *activities]:
        row.project = project
    promises, parts = promised(scope, partnership, board.targets, areas, below, kept)
    return Ground(
        scope, tuple(own_activities(scope, activities, roles)), tuple(parts), tuple(promises),
        undivided=sum(target.distribution not in DIVIDED for target in board.targets), documents=tuple(latest),
        documents_count=sum(n for _project, n in counted),
        contacts=tuple(sorted(contacts, key=lambda row: (row.organisation_id != scope.organisation, row.order, row.pk))),
        partners=tuple(partners),
    )


def own_activities(scope, activities, roles):
    """[(Activity, role)] in which the partner has a part; for whoever acts in one activity only, that one and those below."""
    mine = {row.activity_id: row.get_role_display() for row in roles}
    wanted = [
        row for row in activities
        if row.archived_at is None and (row.pk in scope.branch if scope.activity else row.pk in mine)
    ]
    return [(row, mine.get(row.pk, "")) for row in wanted]


def promised(scope, partnership, targets, areas, below, kept):
    """([Promise] of one activity, [PartPromised] of the partner)."""
    count = measures.Count(scope.project, read=kept)
    if scope.activity:
        own = [target for target in targets if target.activity_id in scope.branch]
        count.know(measures_of(own))
        return [promise_of(target, scope.project, count, below, public=False) for target in own], []
    mine = {
        Distribution.PARTNER: {str(partnership.organisation_id)},
        Distribution.AREA: {str(partnership.area_id)} if partnership.area_id else {str(area) for area in areas},
    }
    divided = [target for target in targets if target.distribution in DIVIDED]
    count.know(measures_of(divided))
    return [], [part for target in divided for part in own_parts(target, count, mine[target.distribution], below)]


def own_parts(target, count, mine, below):
    """What of a divided promise is the partner's: his own share, or those of his areas."""
    project, measure = count.project, measures.get(target.measure)
    activities = below.get(target.activity_id) if target.activity_id else None
    got = count.by_part(measure, target.distribution, activities) if measure else {}
    if target.equal_share is not None:
        shares = [(str(key), str(label), target.equal_share) for key, label in count.items(target.distribution)]
    else:
        shares = [(str(row.area_id or row.key), str(row.area or ""), row.value) for row in target.shares.all()]
    planned, achieved = planned_of(target, count, activities), count.total(measure, activities) if measure else None
    whole = figure_text(target.comparator, planned, achieved, target.unit)
    for key, label, share in shares:
        if key not in mine:
            continue
        # "In total" and "about" are said of the whole; a part is simply so many.
        exact = target.comparator if target.comparator in {Comparator.UP_TO, Comparator.AT_LEAST} else Comparator.EXACTLY
        reached = got.get(key, 0) if measure else None
        status = status_of(exact, share, reached)
        yield PartPromised(
            target.pk, target.statement, label, key, exact, share, reached,
            figure=f"{figure_text(exact, share, reached, target.unit)} {target.unit if share is not None else ''}".strip(),
            status=status, status_text=status_words(status, share, reached),
            whole=_("%(figure)s in the whole project") % {"figure": whole or number(achieved)},
            url=measure.url(project, target.activity) if measure else "", distribution=target.distribution,
        )

"""One project at a glance for those who work in it, gathered from each app's own figures. No query of its own."""
from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from budgets.summaries.partner import PARTNER_SUMS, ProjectMoney
from communities.summaries.partner import plans_of_project
from portal.dashboards.quality import FLOORS, KINDS
from portal.shared import rollups
from portal.shared.money import format_money
from portal.shared.reading import walk_together
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Fact, Stat
from portal.shared.ways import reverse
from projects import measures
from projects.cards import promise_card
from projects.permissions import is_staff
from projects.summaries import promise_board
from projects.summaries.board_rows import board_asked
from projects.summaries.partner import PartnerNamed, longest_waiting, partners_asked
from projects.summaries.periods import changes_asked
from projects.summaries.portfolio import is_fulfilled
from projects.summaries.quality import Finding, seen_at_once
from projects.summaries.waiting import Untold, Waiting, answers, contradictions_asked, most_urgent, waiting_about
from trainings.summaries.lessons import lessons_asked
from trainings.summaries.partner import PARTNER_EVENTS, ProjectEvents
from trainings.summaries.quality import NAMESAKES

MOST_EVENTS, MOST_WAITING, MOST_DEADLINES = 6, 12, 4


@dataclass(frozen=True)
class Overview:
    """One project at a glance. `promises` are cards; `reached` of the `counted` ones, which promise a number, are fulfilled.

    `figures`: [Stat]; `plans`: [Fact] by state; `care`: what only those who oversee the project see, or None; `moves`: how its
    end, and those of its activities, moved.
    """

    promises: list
    counted: int
    reached: int
    figures: list
    plans: list
    events: list
    care: "Care | None" = None
    moves: list = field(default_factory=list)

    @property
    def waiting(self):
        return self.care.waiting if self.care else []


@dataclass(frozen=True)
class Care:
    """What whoever oversees a project looks after. `waiting`: [Waiting] for the coordinator, `later` the rest of it; `partners`:
    Table of what waits for whom; `gaps`: [Fact], each opens its rows; `deadlines`: [Waiting] ahead; `money`: [Stat]."""

    waiting: list = field(default_factory=list)
    later: list = field(default_factory=list)
    partners: Table | None = None
    gaps: list = field(default_factory=list)
    deadlines: list = field(default_factory=list)
    money: list = field(default_factory=list)


@dataclass(frozen=True)
class PartnerWaits:
    """What waits for one partner: how many things, which longest and for how many days; `url`: his page."""

    name: str
    count: int
    longest: str
    days: int | None
    url: str


WAITS = [
    Column("name", _l("Partner"), url=lambda row: row.url),
    Column("count", _l("Waits"), kind="number"),
    Column("days", _l("Days waiting"), kind="number", empty="–"),
    Column("longest", _l("The longest waiting")),
]


def overview(project, user, *, coordinates, oversees):
    """The Overview for this person; the number of queries does not grow with the data."""
    today = timezone.localdate()
    # What is kept of a large project is read at once.
    read = rollups.Reader([PARTNER_EVENTS, PARTNER_SUMS, NAMESAKES, measures.get("communities").tally])
    count = measures.Count(project, read=read)
    rows, moves = walk_together([board_asked(project), changes_asked(project)])
    board = promise_board(project, checks=False, count=count, rows=rows)
    all_events = ProjectEvents(project, today, read)
    events, plans = all_events.of(), plans_of_project(project)
    return Overview(
        promises=[promise_card(promise) for promise in board.promises],
        counted=sum(promise.planned is not None for promise in board.promises),
        reached=sum(is_fulfilled(promise.status, promise.achieved) for promise in board.promises),
        figures=list(figures_of(project, count, events, plans)), plans=list(plan_facts(project, plans)),
        events=list(events.coming[:MOST_EVENTS]),
        care=care_of(project, user, events, plans, today, read, coordinates=coordinates) if oversees else None,
        moves=moves,
    )


def figures_of(project, count, events, plans):
    """Communities, plans, events, days and people; each opens its rows."""
    here = f"?project={project.slug}"
    communities = count.total(measures.get("communities"))
    yield Stat(_("Communities"), format_number(communities), url=reverse("communities:community-list") + here)
    yield Stat(
        _("Plans approved"), format_number(plans.approved), url=reverse("communities:actionplan-list") + here + "&approved=true",
        note=ngettext("of %(n)d begun", "of %(n)d begun", plans.total) % {"n": plans.total} if plans.total else "",
    )
    yield Stat(_("Events held"), format_number(events.held), url=reverse("trainings:event-list") + here + "&status=held")
    yield Stat(_("Days held"), format_number(events.days), url=reverse("trainings:eventday-list") + here)
    note = ngettext("not counted at %(n)d event", "not counted at %(n)d events", events.uncounted) % {"n": events.uncounted}
    known = events.people is not None
    yield Stat(
        _("People at events"), format_number(events.people) if known else _("not counted"),
        note=note if known and events.uncounted else "",
        url=reverse("trainings:event-figures") + here + "&count=people" if known else "",
    )


def plan_facts(project, plans):
    """How many plans are in each state; each opens them."""
    address = reverse("communities:project-plans", args=[project.slug])
    for state in plans.states:
        yield Fact(state.label, format_number(state.count), url=f"{address}?status={state.status}")


# --- what those who oversee the project look after


def care_of(project, user, events, plans, today, read, *, coordinates):
    glance = rollups.is_large([project.pk])
    money = ProjectMoney(project, today, read)
    owed = [] if project.is_frozen else [*plans.owed, *events.owed, *money.owed()]
    asked = [partners_asked(project)]
    asked += [contradictions_asked([project]), lessons_asked([project], today)] if coordinates else []
    asked += [question for floor in FLOORS for question in floor.questions({project.pk: project}, today, at_a_glance=glance)]
    found = [*seen_at_once({project.pk: project}, today), *answers(asked)]
    waiting = []
    if coordinates:
        own = [Untold(waiting_for, row, project, due=row.due) for row in owed if row.partner is None]
        told = [row for row in found if isinstance(row, (Waiting, Untold))]
        waiting = most_urgent([*waiting_about(project), *own, *told])
    partners = {row.organisation: row for row in found if isinstance(row, PartnerNamed)}
    return Care(
        waiting[:MOST_WAITING], waiting[MOST_WAITING:], waits_by_partner(project, owed, partners),
        list(gaps_of(
            project, [row for row in found if isinstance(row, Finding)], kept_findings(project, read) if glance else {},
            open_=coordinates or is_staff(user),
        )),
        deadlines_of(project, money, today), list(money_of(project, money, user)),
    )


def waiting_for(owed, project):
    return Waiting(owed.text, str(project), owed.url, owed.due, "attention")


def waits_by_partner(project, owed, partners):
    """Table of the partners for whom something waits, the longest waiting first; None when nothing does."""
    groups = {}
    for row in longest_waiting(owed):
        if row.partner in partners:
            groups.setdefault(row.partner, []).append(row)
    rows = [
        PartnerWaits(
            partners[key].name, len(found), found[0].text, longest_of(found),
            reverse("dashboards:partner-detail", args=[project.slug, partners[key].pk]) + "#waiting",
        )
        for key, found in groups.items()
    ]
    rows.sort(key=lambda row: (-(row.days or 0), row.name))
    return Table(WAITS, rows, caption=_("Partners, the longest waiting first")) if rows else None


def longest_of(owed):
    """For how many days the longest of them waits, or None."""
    return min((row for row in owed if row.since or row.due), key=lambda row: row.since or row.due, default=owed[0]).days


def kept_findings(project, read):
    """{kind: how many}: what would be dear to find each time."""
    return {} if project.is_frozen else {"people": rollups.kept_or_counted(NAMESAKES, [project.pk], read)[project.pk]}


def gaps_of(project, findings, counted, *, open_):
    """[Fact]: how many findings there are of each kind; the console opens them to those who may put them right."""
    counts = Counter(row.kind for row in findings if row.project is not None) + Counter(counted)
    address = reverse("dashboards:quality")
    for kind, (_group, label) in KINDS.items():
        if kind in counts:
            yield Fact(
                str(label), format_number(counts[kind]), url=f"{address}?project={project.slug}&kind={kind}" if open_ else ""
            )


def deadlines_of(project, money, today):
    """[Waiting]: the next days that count: the project's end, and reports and claims of its periods."""
    found = [Waiting(row.text, str(project), row.url, row.on) for row in money.deadlines()]
    if project.ends_on and project.ends_on >= today:
        found.append(Waiting(_("The project ends"), str(project), project.get_absolute_url(), project.ends_on))
    return most_urgent(found)[:MOST_DEADLINES]


def money_of(project, money, user):
    """Total, spent and remaining of all partners together; what nobody stated is said and never taken for zero."""
    sums = money.sums()
    budget = reverse("budgets:project-budget", args=[project.slug])
    note = ngettext(
        "%(n)d partner states no total", "%(n)d partners state no total", sums.unknown
    ) % {"n": sums.unknown} if sums.unknown else ""
    yield Stat(_("Total budget"), euros(sums.total), note=note, url=budget)
    yield Stat(_("Spent"), euros(sums.spent), url=reverse("budgets:expense-list", args=[project.slug]))
    yield Stat(_("Remaining"), euros(sums.remaining), url=reverse("budgets:project-spending", args=[project.slug]))


def euros(amount):
    return _("not stated") if amount is None else format_money(amount)

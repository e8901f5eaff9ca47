"""A partner's page, gathered from each app's own figures: what is his, in numbers that open their rows. No query of its own."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.permissions import can_view_money_of
from budgets.summaries.claims import deadline_in_words
from budgets.summaries.partner import PARTNER_SUMS, ProjectMoney
from communities.summaries.partner import communities_of_scope, plans_of_project
from communities.views.journey import owner_in_words, stuck_in_words
from portal.shared import rollups
from portal.shared.money import format_money
from portal.shared.tables import Column, Table, format_day, format_number
from portal.shared.ui import Fact, Person, RingFigure, Stat
from portal.shared.ui import Promise as Card
from portal.shared.ways import reverse
from projects.cards import TONES, promise_card
from projects.choices import Distribution, PartnerRole
from projects.summaries.partner import Scope, ground_of, longest_waiting
from trainings.summaries.partner import PARTNER_EVENTS, ProjectEvents

MOST_COMMUNITIES, MOST_EVENTS, MOST_WAITING = 12, 5, 8
SHOWN = ("assessed", "planned", "trained", "equipped", "serving")


@dataclass(frozen=True)
class PartnerPage:
    """What stands on the page. `figures`, `stages`, `money`: [Stat]; `communities`: Table or None; `waiting`: [Owed], of
    `waiting_count` the longest; `claim`: Fact of the next report or None; `sees_money`: may the reader see this partner's?"""

    scope: Scope
    waiting: tuple
    waiting_count: int
    figures: tuple
    promises: tuple
    undivided: int
    communities: Table | None
    communities_count: int
    stages: tuple
    journey_url: str
    events: tuple
    undated: int
    events_url: str
    sees_money: bool
    money: tuple
    claim: Fact | None
    own: tuple
    documents: tuple
    documents_count: int
    documents_url: str
    people: tuple
    partners: tuple


def partner_page(partnership, user, today, *, activity=None, coordinates=False):
    """PartnerPage of a partnership as this person may see it; the number of queries does not grow with the data.

    `activity`: the only one in which the reader acts: then everything is of that activity, and nothing else is shown.
    """
    project, read = partnership.project, rollups.Reader([PARTNER_EVENTS, PARTNER_SUMS])
    first = Scope(project, partnership.organisation_id)
    communities = None if activity else communities_of_scope(first, user)
    areas = communities.areas if communities else ()
    ground = ground_of(partnership, read, activity=activity, areas=areas, coordinates=coordinates)
    scope = ground.scope
    communities = communities or communities_of_scope(scope, user)
    events = ProjectEvents(project, today, read).of(scope)
    sees_money = activity is None and can_view_money_of(user, project, scope.organisation)
    money = ProjectMoney(project, today, read) if sees_money else None
    waiting = waiting_of(scope, events, money)
    rows = communities.journeys
    return PartnerPage(
        scope, tuple(waiting[:MOST_WAITING]), len(waiting), tuple(figures_of(scope, communities, events)),
        tuple(promise_card(row) for row in ground.promises) or tuple(part_card(row, project) for row in ground.parts),
        ground.undivided if not activity else 0,
        communities=community_table(rows[:MOST_COMMUNITIES]) if rows else None, communities_count=len(rows),
        stages=tuple(stages_of(scope, communities)), journey_url=within("communities:project-journey", scope),
        events=events.coming[:MOST_EVENTS], undated=events.undated,
        events_url=over_all("trainings:event-list", scope, when="coming"),
        sees_money=sees_money, money=tuple(money_of(scope, money)) if money else (),
        claim=claim_of(scope, money, today) if money else None,
        own=ground.own, documents=ground.documents, documents_count=ground.documents_count,
        documents_url=within("projects:document-list", scope) if activity else reverse(
            "projects:document-list", args=[project.slug]
        ),
        people=tuple(whom_to_ask(ground)), partners=ground.partners,
    )


def within(route, scope, **query):
    """The address of a list in the project's workspace, narrowed to these things."""
    return narrowed(f"{reverse(route, args=[scope.project.slug])}?{scope.query}", query)


def over_all(route, scope, **query):
    """The address of a list over all projects, narrowed to these things."""
    return narrowed(f"{reverse(route)}?{scope.query_of_project}", query)


def narrowed(address, query):
    return address + "".join(f"&{name}={value}" for name, value in query.items())


def waiting_of(scope, events, money):
    """[Owed] of this partner, longest waiting first; for one activity what waits about its events."""
    if scope.project.is_frozen:
        return []
    if scope.activity:
        return longest_waiting(events.owed)
    owed = [*plans_of_project(scope.project, partner=scope.organisation).owed, *events.owed, *(money.owed() if money else ())]
    return longest_waiting(row for row in owed if row.partner == scope.organisation)


def figures_of(scope, communities, events):
    """Communities, events, days and people; each opens its rows."""
    yield Stat(_("Communities"), format_number(communities.communities), url=over_all("communities:community-list", scope))
    yield Stat(_("Events held"), format_number(events.held), url=over_all("trainings:event-list", scope, status="held"))
    yield Stat(_("Days held"), format_number(events.days), url=over_all("trainings:eventday-list", scope))
    note = ngettext("not counted at %(n)d event", "not counted at %(n)d events", events.uncounted) % {"n": events.uncounted}
    yield Stat(
        _("People at events"), _("not counted") if events.people is None else format_number(events.people),
        note=note if events.people is not None and events.uncounted else "",
        url=over_all("trainings:event-figures", scope, count="people") if events.people is not None else "",
    )


def stages_of(scope, communities):
    """How many of the communities reached each stage: "3 of 4", which opens those three."""
    for count in communities.stages:
        if count.stage.key in SHOWN:
            yield Stat(
                str(count.stage.label), _("%(reached)d of %(of)d") % {"reached": count.reached, "of": count.of},
                url=within("communities:project-journey", scope, stage=count.stage.key),
            )


def stage_column(key, label):
    """The day on which a community reached a stage, "yes" where nobody knows the day."""
    def day(journey):
        if not journey.reached(key):
            return ""
        on = journey.day_of(key)
        return format_day(on)[0] if on else _("yes")

    return Column(key, label, value=day, empty=_("not yet"))


def community_table(journeys):
    columns = [Column("community", _("Community"), value="enrolment", url=lambda row: row.enrolment.get_absolute_url())]
    columns += [
        stage_column(reached.stage.key, reached.stage.label) for reached in journeys[0].stages if reached.stage.key in SHOWN
    ]
    if all(journey.next is None for journey in journeys):
        return Table(columns, journeys, caption=_("Communities and how far they have come"))
    columns += [
        Column("next", _("Next step"), value=lambda row: row.next.words if row.next else "", empty=_("nothing")),
        Column("owner", _("Who takes it"), value=owner_in_words, empty="–"),
        Column("stuck", _("Waiting"), value=stuck_in_words, empty="–"),
    ]
    return Table(columns, journeys, caption=_("Communities and how far they have come"))


def part_card(part, project):
    """A partner's part of a promise as a card: his own figure in the ring, the whole one below it."""
    words = f"{part.figure}, {part.status_text}"
    text = "–" if part.achieved is None else format_number(part.achieved)
    key = "partner" if part.distribution == Distribution.PARTNER else "area"
    return Card(
        sentence=f"{part.statement} ({part.part})" if key == "area" else part.statement,
        ring=RingFigure(
            done=part.achieved or 0, of=part.planned, text=text if part.planned is None else f"{text}/{part.planned}",
            label=f"{part.statement}: {words}", comparator=part.comparator,
        ),
        figure=part.figure, note=part.whole, status=part.status_text, tone=TONES.get(part.status, "neutral"),
        url=narrowed(part.url, {key: part.key}) if part.url else "",
    )


def money_of(scope, money):
    """Budget, spent, remaining, claimed and received of the partner; nothing where no budget of his is written down."""
    own = money.of(scope.organisation)
    if own is None:
        return
    to, mine = money.to, f"?partner={own.partnership}"
    name = _("Approved budget") if own.approved else _("Budget, not approved yet")
    yield Stat(name, euros(own.planned), url=to("budget-detail", own.budget))
    yield Stat(_("Spent"), euros(own.spent), url=to("expense-list") + mine)
    over = own.remaining is not None and own.remaining < 0
    yield Stat(
        _("Remaining"), euros(own.remaining), note=_("more is spent than planned") if over else "",
        url=f"{to('project-spending')}?budget={own.budget}",
    )
    yield Stat(_("Claimed"), euros(own.claimed), url=f"{to('claim-list')}{mine}&state=handed")
    yield Stat(_("Received"), euros(own.received), url=to("payout-list") + mine)


def claim_of(scope, money, today):
    """The next report that the partner owes, with the day."""
    own = money.of(scope.organisation)
    found = money.next_claim(own) if own else None
    if found is None:
        return None
    day, period = found
    url = money.to("reportingperiod-detail", period.pk)
    return Fact(_("Next claim"), str(period), note=deadline_in_words(day, today), url=url)


def euros(amount):
    return _("not stated") if amount is None else format_money(amount)


def whom_to_ask(ground):
    """[Person]: the project's contacts, the partner's own first; where none is written down, who leads or manages it."""
    if ground.contacts:
        return [person_of(contact) for contact in ground.contacts]
    return [
        Person(str(row.organisation), role=row.get_role_display(), url=row.organisation.get_absolute_url())
        for row in ground.partners if row.role in {PartnerRole.LEAD, PartnerRole.MANAGER}
    ]


def person_of(contact):
    organisation = str(contact.organisation) if contact.organisation_id else ""
    return Person(
        contact.person or contact.role, role=contact.role if contact.person else "", organisation=organisation,
        email=contact.email, phone=contact.phone, note=contact.place,
    )

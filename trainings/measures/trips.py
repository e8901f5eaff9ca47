"""Person mobilities: what programmes count that pay for each traveller (X-19)."""
from django.utils.translation import gettext_lazy as _

from portal.shared.once import once
from projects import measures
from projects.measures import Measure, Row
from trainings.choices import EventStatus, TripDirection
from trainings.measures.events import last_day, parts
from trainings.models import Attendance
from trainings.summaries.trips import ONE, SENT_BY, VISIT, counted_journeys


def held_journeys(projects):
    return counted_journeys().filter(event__project__in=projects, event__status=EventStatus.HELD)


@once
def expert_visits(projects):
    rows = held_journeys(projects).filter(VISIT).annotate(last=last_day("event__")).order_by()
    return rows.values_list("event__project", "event", "event__activity", "last")


@once
def travellers(projects):
    people = (
        Attendance.objects.present().filter(day__event__trip__in=held_journeys(projects).exclude(VISIT))
        .annotate(one=ONE, sent_by=SENT_BY, last=last_day("day__event__")).order_by()
    )
    return people.values_list(
        "day__event__project", "day__event", "one", "day__event__activity", "day__event__trip__direction", "sent_by", "last"
    ).distinct()


def tally_mobilities(projects):
    """Each person on each journey once, and each visit of an invited expert once, on the journey's last day. Journeys are no
    mobilities."""
    visits, people = yield [expert_visits(projects), travellers(projects)]
    for project, event, activity, on in visits:
        yield Row(project, 1, activity, frozenset({TripDirection.IN.value}), identity=(event, "expert"), on=on)
    for project, event, one, activity, direction, sent_by, on in people:
        belongs = parts("", "", "", str(sent_by or ""))
        yield Row(project, 1, activity, frozenset({direction}), belongs, identity=(event, one), on=on)


def register():
    measures.register_tally("mobilities", tally_mobilities)
    out, inward = TripDirection.OUT.value, TripDirection.IN.value
    for key, direction, label in (
        ("person_mobilities", "", _("person mobilities made")),
        ("person_mobilities_out", out, _("person mobilities going out")),
        ("person_mobilities_in", inward, _("person mobilities coming in")),
    ):
        measures.register(
            Measure(
                key, label, "mobilities", frozenset({direction} - {""}), "trainings:mobility-list",
                {"direction": direction} if direction else {}, of_project=True, public=False,
            )
        )

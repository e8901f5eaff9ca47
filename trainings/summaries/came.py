"""How many people came to events, kept for each project: the sum over all of them is told without counting anybody anew."""
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from portal.shared import rollups
from portal.shared.bulk import ask
from portal.shared.once import once
from projects.models import Project
from trainings.models import Attendance, Event
from trainings.summaries.counted import largest_of, top_of, with_people

EVENT_PEOPLE = "event_people"


@dataclass(frozen=True)
class Came:
    """`total`: people, None while nobody is counted; `unknown`: nests of events of which nobody knows it; `events`: how many
    events count; `others`: keys of those whose people are among another's."""

    total: int | None
    unknown: int
    events: int
    others: tuple


@once
def held_rows(projects):
    rows = with_people(Event.objects.held().filter(project__in=projects)).annotate(top=top_of())
    return rows.order_by("pk").values_list("project", "pk", "top", "came", "is_public")


def count_came(projects):
    """{project: [figures of all its events, of the public ones]}, counted now."""
    rows, found = ask([held_rows(projects)])[0], {project: ([], []) for project in projects}
    for project, *row, is_public in rows:
        for part in found[project][: 1 + is_public]:
            part.append(row)
    return {project: [figures_of(part) for part in parts] for project, parts in found.items()}


def figures_of(rows):
    most, counted = largest_of(rows), [pk for pk, _top, number in rows if number is not None]
    return [most.total, most.unknown, len(most.events), [pk for pk in counted if pk not in most.events]]


def came_to_all(user):
    """Came of all held events that this person may see."""
    rows = Project.objects.visible_to(user).order_by()
    projects = dict(rows.annotate(own=Q(pk__in=Project.objects.worked_on_by(user).values("pk"))).values_list("pk", "own"))
    kept = rollups.kept_or_counted(EVENT_PEOPLE, sorted(projects))
    figures = [kept[key][0 if own else 1] for key, own in projects.items()]
    known = [total for total, *_rest in figures if total is not None]
    return Came(
        sum(known) if known else None, sum(unknown for _total, unknown, *_rest in figures),
        sum(events for *_rest, events, _others in figures), tuple(pk for *_rest, others in figures for pk in others),
    )


def whose_people_are_known(events):
    """Those of a queryset of events of which `with_people` would tell a number."""
    noted = Attendance.objects.present().filter(day__event=OuterRef("pk"))
    return events.filter(Q(headcount__isnull=False) | Exists(noted))


def register():
    rollups.register(EVENT_PEOPLE, lambda projects: [held_rows(projects)], count_came)

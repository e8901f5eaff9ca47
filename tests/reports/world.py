"""A project of which something can be told: half a year with events, a community and its plan, and money."""
from datetime import date

from portal.reports import actions
from portal.shared import verbs
from projects.actions import change_part
from projects.models import Project, Target
from tests.budgets import claims as money
from tests.communities import world as villages
from tests.trainings import world as trainings
from trainings.choices import EventKind

FIRST, LAST = date(2024, 7, 1), date(2024, 12, 31)


def made(project, partner, village):
    """In the second half of 2024: a seminar of 30 people with a workshop within it, on 19.09.; an assessment; 150 €.
    Before and after it: a training in May, a seminar of 12 people in March 2025, 40 €.
    """
    world = money.made(project, partner)
    Project.objects.filter(pk=project.pk).update(starts_on=date(2024, 1, 1), ends_on=date(2025, 12, 31))
    project.refresh_from_db()
    seminar = trainings.held(project, "Sügisseminar", date(2024, 9, 19), 30, kind=EventKind.SEMINAR)
    trainings.held(project, "Töötuba", date(2024, 9, 19), parent=seminar, kind=EventKind.WORKSHOP)
    trainings.held(project, "Varasem", date(2024, 5, 2), 9)
    world.later = trainings.held(project, "Kevadseminar", date(2025, 3, 6), 12, kind=EventKind.SEMINAR)
    world.seminar, world.village = seminar, villages.enrol(project, village, author=partner)
    villages.assess(world.village, on=date(2024, 10, 1))
    money.share(world, "150", number="77", issued_on=date(2024, 10, 2))
    money.share(world, "40", number="78", issued_on=date(2025, 2, 3))
    world.promise = verbs.create(
        Target(project=project, statement_et="Kaks seminari", unit_et="seminari", value=2, measure="seminars"), by=None
    )
    return world


def opened(world, by=None, **how):
    return actions.open_report(world.project, by=by, **{"period": world.period} | how)


def frozen(world, by=None, **how):
    report = opened(world, by=by, **how)
    return actions.freeze_report(report, by=by, version=report.version)


def retitled(event, title):
    event.refresh_from_db()
    event.title_et = title
    return change_part(event, by=None, version=event.version)

"""People who took part, each once in spite of spelling; only events with lists of names can tell."""
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from portal.shared.once import once
from projects import measures
from projects.measures import Measure, Row
from trainings.measures.events import parts, where
from trainings.summaries.counted import present, villages_of
from trainings.summaries.persons import described_in, told_of


@once
def visits(projects):
    return (
        present().filter(day__event__project__in=projects).annotate(**where("day__event__")).order_by()
        .values_list(
            "day__event__project", "one", "day__event__activity", "day__event__cohort", "at_county", "at_region", "day__date"
        )
        .distinct()
    )


def tally_people(projects):
    """Different people, and the different villages they come from."""
    people, groups = yield [told_of(projects), visits(projects)]
    people = described_in(people)
    homes = {project: villages_of(found) for project, found in people.items()}
    for project, one, activity, cohort, county, region, on in groups:
        belongs = parts(cohort, county, region, str(people[project][one].partner or ""))
        yield Row(project, 1, activity, frozenset({"person"}), belongs, identity=one, on=on)
        if one in homes[project]:
            yield Row(project, 1, activity, frozenset({"village"}), belongs, identity=homes[project][one], on=on)


@once
def person_day_groups(projects):
    return (
        present().filter(day__event__project__in=projects).annotate(**where("day__event__")).order_by()
        .values_list(
            "day__event__project", "one", "top", "day__date", "day__event", "day__event__activity", "day__event__cohort",
            "at_county", "at_region",
        )
        .annotate(halves=Sum("day__half_days"))
    )


def tally_person_days(projects):
    """Days of people: half a day is 0.5; within a nest of events each date counts once for each person."""
    people, groups = yield [told_of(projects), person_day_groups(projects)]
    people = described_in(people)
    for project, one, top, date, _event, activity, cohort, county, region, halves in groups:
        belongs = parts(cohort, county, region, str(people[project][one].partner or ""))
        yield Row(project, Decimal(halves) / 2, activity, frozenset(), belongs, identity=(one, top, date), on=date)


def register():
    measures.register_tally("people", tally_people)
    measures.register_tally("person_days", tally_person_days)
    for key, tally, tag, records, label in (
        ("people", "people", "person", "person-records", _("different people who took part")),
        ("person_days", "person_days", "", "person-records", _("days of people who took part")),
        ("villages", "people", "village", "village-list", _("villages people came from")),
    ):
        tags = frozenset({tag} - {""})
        measures.register(Measure(key, label, tally, tags, f"trainings:{records}", of_project=True, public=False))

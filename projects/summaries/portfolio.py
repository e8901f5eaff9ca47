"""Several projects side by side: how many of their promises are fulfilled. Two queries, however many projects there are."""
from dataclasses import dataclass

from portal.shared.bulk import gather
from portal.shared.once import once
from projects import measures
from projects.models import Activity, Target, TargetFactor, TargetShare
from projects.summaries.promises import OVER, REACHED, WITHIN, measures_of, planned_of, status_of, subtree

# "Up to three" is kept from the first day on, but nothing is fulfilled as long as nothing is done.
FULFILLED = {REACHED, OVER, WITHIN}


def is_fulfilled(status, achieved):
    return status in FULFILLED and bool(achieved)


@dataclass(frozen=True)
class Standing:
    """How one project stands: `fulfilled` of the `counted` promises which promise a number; `count`: its measures.Count."""

    fulfilled: int
    counted: int
    count: measures.Count


@once
def live_targets(projects):
    return Target.objects.filter(project__in=projects).live()


@once
def factors_in(projects):
    return TargetFactor.objects.filter(target__in=Target.objects.filter(project__in=projects).live())


@once
def shares_in(projects):
    return TargetShare.objects.filter(target__in=Target.objects.filter(project__in=projects).live())


@once
def activities_in(projects):
    return Activity.objects.filter(project__in=projects)


def standings_of(projects, *, also=()):
    """{key: Standing} of projects. `also`: keys of measures whose figures will be asked of `count` besides."""
    keys = [project.pk for project in projects]
    targets, factors, activities = gather([rows(keys) for rows in (live_targets, factors_in, activities_in)])
    by_target = {}
    for row in factors:
        by_target.setdefault(row.target_id, []).append(row)
    within = subtree((row.pk, row.parent_id) for row in activities)
    wanted = [*measures_of(targets), *filter(None, map(measures.get, also))]
    counts = measures.counts_of(projects, wanted)
    found = {}
    for target in targets:
        target._prefetched_objects_cache = {"factors": by_target.get(target.pk, [])}
        found.setdefault(target.project_id, []).append(standing(target, counts[target.project_id], within))
    return {
        key: Standing(*(sum(each) for each in zip(*found.get(key, [(0, 0)]), strict=True)), count)
        for key, count in counts.items()
    }


def standing(target, count, within):
    """(is it fulfilled, does it promise a number?)"""
    measure, activities = measures.get(target.measure), within.get(target.activity_id) if target.activity_id else None
    planned, achieved = planned_of(target, count, activities), count.total(measure, activities) if measure else None
    return is_fulfilled(status_of(target.comparator, planned, achieved), achieved), planned is not None

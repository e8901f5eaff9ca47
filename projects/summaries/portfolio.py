"""Several projects side by side: how many of their promises are fulfilled. A few queries, however many projects there are."""
from dataclasses import dataclass

from portal.shared import rollups
from portal.shared.bulk import gather
from portal.shared.once import once
from projects import measures
from projects.models import Activity, Project, Target, TargetFactor
from projects.summaries.promises import OVER, REACHED, WITHIN, measures_of, planned_of, status_of, subtree

# "Up to three" is kept from the first day on, but nothing is fulfilled as long as nothing is done.
STANDING = "standing"
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
def activities_in(projects):
    return Activity.objects.filter(project__in=projects)


def standings_of(projects, *, also=()):
    """{key: Standing} of projects. `also`: keys of measures whose figures will be asked of `count` besides."""
    keys = [project.pk for project in projects]
    if rollups.may_keep():
        known = rollups.kept_or_counted(STANDING, keys)
        counts = measures.counts_of(projects, [*filter(None, map(measures.get, also))])
        return {key: Standing(*known[key], count) for key, count in counts.items()}
    return counted_now(projects, also)


def counted_now(projects, also=()):
    """The same from the rows themselves."""
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


def standing_figures(keys):
    """{key: [fulfilled, counted]}, counted now."""
    return {key: [row.fulfilled, row.counted] for key, row in counted_now([Project(pk=key) for key in keys]).items()}


def standing_questions(keys):
    """What a standing depends on: the promises, and everything that is counted for them."""
    return [live_targets(keys), factors_in(keys), activities_in(keys), *measures.everything_asked(keys)]


def register():
    rollups.register(STANDING, standing_questions, standing_figures, daily=True)


def standing(target, count, within):
    """(is it fulfilled, does it promise a number?)"""
    measure, activities = measures.get(target.measure), within.get(target.activity_id) if target.activity_id else None
    planned, achieved = planned_of(target, count, activities), count.total(measure, activities) if measure else None
    return is_fulfilled(status_of(target.comparator, planned, achieved), achieved), planned is not None

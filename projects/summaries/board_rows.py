"""What a promise board reads besides its tallies, for pages that read much else in the same query."""
from dataclasses import dataclass

from portal.shared.once import once
from portal.shared.reading import group, parts_of, walk_together
from projects.models import Activity, CrossCheck, Target, TargetFactor, TargetShare


@dataclass(frozen=True)
class BoardRows:
    """`pairs`: (pk, parent) of the project's activities."""

    targets: list
    pairs: list
    checks: list


def board_asked(project):
    """Walk: the BoardRows of a project; see `portal.shared.reading`."""
    key = project.pk
    targets, factors, shares, pairs, checks = yield [
        parts_of(Target, key, related=("activity",), archived_at__isnull=True), factors_asked(key), shares_asked(key),
        pairs_asked(key), parts_of(CrossCheck, key, related=("left", "right")),
    ]
    for target in targets:
        target.project = project
    return BoardRows(group(group(targets, "factors", factors, "target_id"), "shares", shares, "target_id"), pairs, checks)


def board_of(project):
    """The BoardRows of a project: one query."""
    return walk_together([board_asked(project)])[0]


@once
def factors_asked(project):
    return TargetFactor.objects.filter(target__project=project).order_by("order", "pk")


@once
def shares_asked(project):
    return TargetShare.objects.filter(target__project=project).select_related("area").order_by("order", "pk")


@once
def pairs_asked(project):
    return Activity.objects.filter(project=project).order_by("order", "pk").values_list("pk", "parent_id")

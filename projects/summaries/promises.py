"""Figures about promises: read-only, a fixed number of queries, frozen results.

Source of the wording rules: X-06 (comparators), X-07 (distribution and gaps), X-08 (formula and what is reachable
now), X-10 (cross-checks), X-32 (more or less than promised is told in words, it is no error).
"""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects import measures
from projects.choices import Comparator, Distribution, Phase
from projects.measures import subtree
from projects.models import Target, TargetFactor, TargetShare
from projects.summaries.board_rows import board_of

SMALL = 5  # counts of sensitive groups below this are not published (promises.md, constants)
HIDDEN, NOT_COUNTED, NONE_YET, UNDER_WAY, FEWER, REACHED, WITHIN, OVER, COUNT_ONLY = (
    "hidden", "not_counted", "none_yet", "under_way", "fewer", "reached", "within", "over", "count_only",
)

# The states in the order in which a meeting asks for them, in words that name no number.
STATES = {
    OVER: gettext_lazy("more than promised"), REACHED: gettext_lazy("reached"), WITHIN: gettext_lazy("within the plan"),
    UNDER_WAY: gettext_lazy("under way"), FEWER: gettext_lazy("fewer than promised"), NONE_YET: gettext_lazy("not begun yet"),
    COUNT_ONLY: gettext_lazy("counted, no number promised"), NOT_COUNTED: gettext_lazy("not counted yet"),
}


@dataclass(frozen=True)
class Share:
    """One part of a divided promise. `planned` is None when the share is left undecided. `key`: the part's, as in `Row.parts`."""

    label: str
    planned: int | None
    achieved: Decimal | int | None
    url: str = ""
    key: str = ""

    @property
    def is_gap(self):
        return bool(self.planned) and self.achieved is not None and self.achieved < self.planned

    @property
    def is_over(self):
        return self.planned is not None and self.achieved is not None and self.achieved > self.planned

    @property
    def text(self):
        return plain(self.planned, self.achieved)

    @property
    def planned_text(self):
        return number(self.planned)

    @property
    def achieved_text(self):
        return number(self.achieved)

    @property
    def words(self):
        """How far the part is, in words; nothing where it is exactly what it should be, or one of the two is not known."""
        if self.planned is None or self.achieved is None or self.planned == self.achieved:
            return ""
        word = _("%(n)s more") if self.achieved > self.planned else _("%(n)s missing")
        return word % {"n": number(abs(self.planned - self.achieved))}


@dataclass(frozen=True)
class Promise:
    """One promise with its counted figure. Numbers are None when nothing is promised or nothing is counted.

    `undated`: how much of it has no day; in `achieved` where no period is given, otherwise not. `months`: [(first day of a
    month, what was reached by its end)] where asked for. `ratio`: a promise "for each" in words.
    """

    pk: int
    activity_id: int | None
    statement: str
    unit: str
    comparator: str
    planned: int | None
    achieved: Decimal | int | None
    reachable: Decimal | int | None
    figure: str
    status: str
    status_text: str
    formula: str
    shares: tuple[Share, ...]
    distributed: int | None
    gaps: tuple[str, ...]
    over_shares: tuple[str, ...]
    deviation: str
    url: str
    warnings: tuple[str, ...]
    undated: Decimal | int = 0
    months: tuple[tuple[date, Decimal | int], ...] = ()
    ratio: str = ""
    target: Target | None = None

    @property
    def gap_text(self):
        """The parts still empty, in words: "puudu Hiiu, Järva"."""
        return _("missing: %(parts)s") % {"parts": ", ".join(self.gaps)} if self.gaps else ""

    @property
    def reachable_text(self):
        if self.reachable is None or self.reachable == self.planned:
            return ""
        return _("plan %(planned)s, reachable now %(reachable)s") % {
            "planned": number(self.planned), "reachable": number(self.reachable)
        }


@dataclass(frozen=True)
class Check:
    """Two promises that must agree, with both sides as promised, and as counted when that is known."""

    text: str
    holds: bool | None
    pk: int | None = None
    counted: str = ""


@dataclass(frozen=True)
class PromiseBoard:
    promises: tuple[Promise, ...]
    checks: tuple[Check, ...]


def number(value):
    """A count as people write it: "19", "19,5"; None prints nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    return number_format(value, use_l10n=True)


def plain(planned, achieved):
    """"4/5", or whichever of the two is known."""
    if planned is None:
        return number(achieved)
    return f"{number(achieved) or '–'}/{number(planned)}"


def figure_text(comparator, planned, achieved, unit):
    """The figure in the promise's own manner: "11/15", "2 (up to 3)", "3"."""
    if planned is None:
        return f"{number(achieved)} {unit}" if achieved is not None else _("no number promised")
    got, want = number(achieved) if achieved is not None else "–", number(planned)
    if comparator == Comparator.UP_TO:
        return _("%(got)s (up to %(want)s)") % {"got": got, "want": want}
    if comparator == Comparator.AT_LEAST:
        return _("%(got)s (at least %(want)s)") % {"got": got, "want": want}
    if comparator == Comparator.ABOUT:
        return _("%(got)s (about %(want)s)") % {"got": got, "want": want}
    return f"{got}/{want}"


def status_of(comparator, planned, achieved, *, ended=False):
    """One of the states above. Less than promised is under way, or where the time is over fewer; never a failure."""
    if achieved is None:
        return NOT_COUNTED
    if planned is None:
        return COUNT_ONLY
    if comparator == Comparator.UP_TO:
        return OVER if achieved > planned else WITHIN
    if ended and achieved < planned:
        return FEWER
    if achieved == 0 and planned > 0:
        return NONE_YET
    if achieved > planned:
        return REACHED if comparator in {Comparator.AT_LEAST, Comparator.ABOUT} else OVER
    return REACHED if achieved == planned else UNDER_WAY


def status_words(status, planned, achieved):
    if status == OVER:
        more = achieved - planned
        return ngettext("%(n)s more than promised", "%(n)s more than promised", int(more)) % {"n": number(more)}
    if status == FEWER:
        less = planned - achieved
        return ngettext("%(n)s fewer than promised", "%(n)s fewer than promised", int(less)) % {"n": number(less)}
    return {
        HIDDEN: _("small numbers are not published here"),
        NOT_COUNTED: _("not counted yet"),
        NONE_YET: _("not begun yet"),
        UNDER_WAY: _("under way"),
        REACHED: _("reached"),
        WITHIN: _("within the plan"),
        COUNT_ONLY: _("counted, no number promised"),
    }[status]


def promise_board(
    project, *, activity=None, pairs=None, public=False, checks=True, since=None, until=None, count=None, months=False, rows=None
):
    """Every live promise of a project with counted figures; small counts of sensitive groups are hidden from the public.

    `activity`: only its own promises; `checks`: the cross-checks too. `pairs`: (pk, parent) of the project's activities, when
    they are known already. `since`, `until`: only what happened within a period, or as of a day (`until` alone); what has no day
    is then told by `Promise.undated`. `count`: a `measures.Count` in hand, instead of a period. `months`: how each grew, too.
    `rows`: its BoardRows (board_rows.py), when they were read with others; then only the tallies are asked.
    Queries: all rows of the board (1), and all tallies (1) or what is kept of them (1).
    """
    rows = rows or board_of(project)
    targets = [row for row in rows.targets if activity is None or row.activity_id == activity.pk]
    count = count or measures.Count(project, since, until)
    count.know(measures_of(targets))
    within = subtree(pairs or rows.pairs)
    promises = [promise_of(target, project, count, within, public=public, months=months) for target in targets]
    if activity or not checks:
        return PromiseBoard(tuple(promises), ())
    planned = {target.pk: target.planned() for target in targets}
    achieved = {} if public else {promise.pk: promise.achieved for promise in promises}
    return PromiseBoard(tuple(promises), tuple(check_of(check, planned, achieved) for check in rows.checks))


def measures_of(targets):
    """[Measure] that are asked to count these promises."""
    names = [name for row in targets for name in (row.measure, row.per_measure, row.reachable_measure)]
    return [measure for name in names if (measure := measures.get(name))]


def with_parts(targets):
    """[Target] with factors and shares; of a kind of which there are none nothing is asked."""
    kinds = {"factors": TargetFactor.objects.all(), "shares": TargetShare.objects.select_related("area")}
    rows = list(
        targets.annotate(**{f"has_{name}": Exists(parts.filter(target=OuterRef("pk"))) for name, parts in kinds.items()})
    )
    for name, parts in kinds.items():
        prefetch_related_objects([row for row in rows if getattr(row, f"has_{name}")], Prefetch(name, parts))
        for row in rows:
            if not getattr(row, f"has_{name}"):
                row._prefetched_objects_cache = {**getattr(row, "_prefetched_objects_cache", {}), name: []}
    return rows


def has_ended(project, count):
    """Is the project over: on the last day that is counted, or today; or did somebody confirm that it is?"""
    if count.until is None and project.phase:
        return project.phase == Phase.COMPLETED
    return project.ends_on is not None and project.ends_on < min(count.until or date.max, timezone.localdate())


def promise_of(target, project, count, within, *, public, months=False):
    measure = measures.get(target.measure)
    activities = within.get(target.activity_id) if target.activity_id else None
    achieved = count.total(measure, activities) if measure else None
    planned = planned_of(target, count, activities)
    hidden = public and target.activity is not None and target.activity.sensitive and 0 < (achieved or 0) < SMALL
    if hidden:
        measure = achieved = None
    shares = shares_of(target, measure, count, activities)
    known = [share.planned for share in shares if share.planned is not None]
    reachable_by = measures.get(target.reachable_measure)
    status = HIDDEN if hidden else status_of(target.comparator, planned, achieved, ended=has_ended(project, count))
    return Promise(
        pk=target.pk, activity_id=target.activity_id, statement=target.statement, unit=target.unit,
        comparator=target.comparator, planned=planned, achieved=achieved,
        reachable=count.total_by_then(reachable_by, activities) if reachable_by else None,
        figure=figure_text(target.comparator, planned, achieved, target.unit),
        status=status, status_text=status_words(status, planned, achieved), formula=formula_of(target),
        shares=tuple(shares), distributed=sum(known) if known else None,
        # "Up to twelve in a group": ten people leave no gap.
        gaps=tuple(share.label for share in shares if share.is_gap and target.comparator != Comparator.UP_TO),
        over_shares=tuple(f"{share.label} {over_text(share)}" for share in shares if share.is_over),
        deviation=target.deviation,
        url=measure.url(project, target.activity) if measure and (measure.public or not public) else "",
        warnings=tuple(warnings_of(planned, known)), undated=count.undated(measure, activities) if measure else 0,
        months=tuple(count.months(measure, activities)) if measure and months else (),
        ratio="" if hidden else ratio_of(target, count, activities), target=target,
    )


def planned_of(target, count, activities):
    """The promised number; for "two per community" it grows with the communities there are."""
    planned = target.planned()
    per = measures.get(target.per_measure)
    if per is not None and planned is not None:
        return int(planned * count.total_by_then(per, activities))
    return planned


def ratio_of(target, count, activities):
    """"2 for each of 11: 22", said of what is counted there; nothing where the promise is not "for each"."""
    per, each = measures.get(target.per_measure), target.planned()
    if per is None or each is None:
        return ""
    there = count.total_by_then(per, activities)
    return _("%(each)s for each of %(there)s (%(what)s): %(all)s") % {
        "each": number(each), "there": number(there), "what": per.label, "all": number(int(each * there))
    }


def over_text(share):
    return _("%(got)s of %(want)s") % {"got": number(share.achieved), "want": number(share.planned)}


def shares_of(target, measure, count, activities):
    """The parts of a promise, in the order of their list; counted ones when a measure counts them."""
    if target.distribution == Distribution.NONE:
        return []
    got = count.by_part(measure, target.distribution, activities) if measure else {}
    rows = []
    if target.equal_share is not None:
        for key, label in count.items(target.distribution):
            rows.append((key, str(label), target.equal_share))
    else:
        labels = dict(count.items(target.distribution)) if any(share.key for share in target.shares.all()) else {}
        for share in target.shares.all():
            key = str(share.area_id) if share.area_id else share.key
            rows.append((key, str(share.area.name if share.area_id else labels.get(key, key)), share.value))
    return [Share(label, planned, got.get(key, 0) if measure else None, key=str(key)) for key, label, planned in rows]


def formula_of(target):
    """"2 runs × 12 people × 1 dialogue = 24", or nothing."""
    factors = list(target.factors.all())
    if not factors:
        return ""
    return f"{' × '.join(f'{factor.value} {factor.label}' for factor in factors)} = {target.planned()}"


def warnings_of(planned, shares):
    """A division that does not add up is said aloud, and neither refused nor corrected (A-10)."""
    if planned is not None and shares and sum(shares) != planned:
        yield _("%(shared)s of %(planned)s distributed") % {"shared": sum(shares), "planned": planned}


def check_of(check, planned, achieved=None):
    """`planned`, `achieved`: {promise: number}."""
    left, right = planned.get(check.left_id), planned.get(check.right_id)
    holds = None if left is None or right is None else left * check.multiplier == right
    text = _("%(left)s × %(times)s = %(right)s") % {
        "left": f"{number(left)} {check.left.unit}", "times": check.multiplier,
        "right": f"{number(right)} {check.right.unit}",
    }
    return Check(text, holds, check.pk, counted_of(check, achieved or {}))


def counted_of(check, achieved):
    """Both sides as counted, or nothing where one of them is not."""
    left, right = achieved.get(check.left_id), achieved.get(check.right_id)
    if left is None or right is None:
        return ""
    return _("counted so far: %(left)s × %(times)s = %(product)s, and %(right)s") % {
        "left": f"{number(left)} {check.left.unit}", "times": check.multiplier,
        "product": number(left * check.multiplier), "right": f"{number(right)} {check.right.unit}",
    }

"""What was bought, where it is and who has it; when somebody must look at it again, and how long it is kept."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DateField, Exists, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.choices import EquipmentState
from communities.models import Community, Equipment, EquipmentCheck, InvestmentNeed, Loan
from portal.shared.once import once
from portal.shared.ways import reverse
from projects.choices import Publication
from projects.summaries.waiting import Question, Waiting, answers, keys_of

EQUIPMENT_TONES = {
    EquipmentState.IN_USE: "good", EquipmentState.BROKEN: "attention", EquipmentState.MISSING: "warning",
    EquipmentState.WRITTEN_OFF: "neutral",
}
HIDDEN_BORROWER = _("a community that is not named here")
LOAN_TONES = {"planned": "info", "out": "good", "late": "attention", "returned": "neutral", "cancelled": "neutral"}


@dataclass(frozen=True)
class CostSum:
    """`total` covers the rows whose cost is stated: `known` of `count`."""

    total: Decimal | None
    known: int
    count: int


@dataclass(frozen=True)
class Bought:
    """An investment need of a plan with what was bought for it."""

    need: InvestmentNeed
    equipment: tuple[Equipment, ...]


def year_before(day):
    """The same day a year earlier; the day before the first of March for a leap day."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def with_checks(rows):
    """Each row with `last_check` (a day or None) and `seen_on`: last looked at, else bought, else entered here."""
    last = EquipmentCheck.objects.filter(equipment=OuterRef("pk")).order_by().values("equipment")
    return rows.annotate(
        last_check=Subquery(last.annotate(last=Max("checked_on")).values("last"), output_field=DateField())
    ).annotate(seen_on=Coalesce("last_check", "bought_on", TruncDate("created_at"), output_field=DateField()))


def check_is_overdue(rows, today=None):
    """Those of `with_checks` at which nobody has looked for more than a year; what was written off needs no look."""
    return rows.filter(seen_on__lt=year_before(today or timezone.localdate()), archived_at__isnull=True).exclude(
        state=EquipmentState.WRITTEN_OFF
    )


def needs_check(row, today=None):
    """The same question about one row of `with_checks`."""
    return (
        row.state != EquipmentState.WRITTEN_OFF
        and not row.is_archived
        and row.seen_on < year_before(today or timezone.localdate())
    )


def cost_of(rows):
    """What the rows cost, and how many of them say so: one query."""
    found = rows.order_by().aggregate(total=Sum("cost"), known=Count("cost"), count=Count("pk"))
    return CostSum(found["total"], found["known"], found["count"])


def who_has(loan):
    return loan.organisation or loan.community


def with_borrowers(loans, user):
    """Loans with their borrowers fetched; `community_seen` says whether this person may read the community's name."""
    seen = Community.objects.visible_to(user).filter(pk=OuterRef("community"))
    return loans.select_related("organisation", "community").annotate(community_seen=Exists(seen))


def borrower_of(loan):
    """Who borrows, of a loan of `with_borrowers`."""
    return HIDDEN_BORROWER if loan.community_id and not loan.community_seen else who_has(loan)


def loan_state(loan, today=None):
    """planned, out, late (out past its end), returned or cancelled."""
    today = today or timezone.localdate()
    if loan.cancelled_on:
        return "cancelled"
    if loan.returned_on:
        return "returned"
    if loan.starts_on > today:
        return "planned"
    return "late" if loan.ends_on < today else "out"


def taken_until(loan, today=None):
    """The last day on which the thing is away; a loan that is not back yet lasts until today at least.

    What came back on a day can be lent again on that very day, so a returned loan ends the day before.
    """
    if loan.returned_on:
        return date.fromordinal(loan.returned_on.toordinal() - 1)
    today = today or timezone.localdate()
    return max(loan.ends_on, today) if loan.starts_on <= today else loan.ends_on


def clash_with(loan, today=None):
    """The first loan of the same thing that takes it at the same time, or None: one query."""
    others = (
        Loan.objects.filter(equipment=loan.equipment_id, cancelled_on__isnull=True)
        .filter(Q(returned_on__isnull=True) | Q(returned_on__gt=loan.starts_on))
        .exclude(pk=loan.pk).select_related("organisation", "community").order_by("starts_on", "pk")
    )
    until = taken_until(loan, today)
    for other in others:
        if other.starts_on <= until and loan.starts_on <= taken_until(other, today):
            return other
    return None


def loans_out(rows, today=None):
    """Loans that are away now."""
    today = today or timezone.localdate()
    return rows.filter(starts_on__lte=today, returned_on__isnull=True, cancelled_on__isnull=True)


def bought_for(plan, user):
    """The investment needs of a plan, each with what was bought: two queries."""
    found = {}
    for row in Equipment.objects.visible_to(user).filter(plan=plan, need__isnull=False).live().order_by("pk"):
        row.project = plan.project
        found.setdefault(row.need_id, []).append(row)
    needs = InvestmentNeed.objects.filter(plan=plan).live().order_by("order", "pk")
    return [Bought(need, tuple(found.get(need.pk, ()))) for need in needs]


def checks_waiting(projects, today=None):
    """Per open project how many things nobody looked at for more than a year: one query."""
    return answers([checks_asked(projects, today)])


@once
def unchecked(projects, today):
    overdue = check_is_overdue(with_checks(Equipment.objects.filter(project__in=projects)), today)
    return (
        Equipment.objects.filter(pk__in=overdue.values("pk"))
        .exclude(project__publication__in=[Publication.CLOSED, Publication.ARCHIVED])
        .order_by().values_list("project__slug", "project__acronym").annotate(n=Count("pk"))
    )


def checks_asked(projects, today=None):
    """The same as a Question."""

    def told(found):
        for slug, acronym, n in sorted(found):
            text = ngettext(
                "Look at %(n)d thing: nobody checked it for a year", "Look at %(n)d things: nobody checked them for a year", n
            )
            yield Waiting(text % {"n": n}, acronym, f"{reverse('communities:equipment-list', args=[slug])}?check=true")

    return Question(unchecked(keys_of(projects), today), told)

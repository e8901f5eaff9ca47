"""Reporting periods: made from the programme's rules, or one by one; what was handed in for keeps its months."""
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.choices import CLAIM_IS_OPEN
from budgets.models import Claim, ReportingPeriod
from budgets.summaries.rules import rules_of_project
from portal.shared import verbs

MOST_PERIODS = 60


@transaction.atomic
def make_periods(project, *, by, programme=None):
    """The periods that the programme's rules want and that are not there yet: [ReportingPeriod], from the project's first day on.

    `programme`: to whom they are reported, None for the project's own. Raises ValidationError: "no_period" while the project's
    days are not known, "no_rules" when nobody stated how long a period lasts, "all_there" when there is nothing to add.
    """
    lock_budgets(project)
    rules = rules_of_project(project, programme)
    if project.starts_on is None or project.ends_on is None:
        raise ValidationError(_("The project's first or last day is not stated."), code="no_period")
    if rules is None or not rules.period_months:
        raise ValidationError(_("The rules do not state how many months a reporting period has."), code="no_rules")
    there = list(ReportingPeriod.objects.filter(project=project, programme=programme).order_by("ends_on"))
    start = there[-1].ends_on + timedelta(days=1) if there else project.starts_on
    number = max((row.number for row in there), default=0)
    made = []
    for first, last in spans(start, project.ends_on, rules.period_months):
        number += 1
        period = ReportingPeriod(
            project=project, programme=programme, number=number, starts_on=first, ends_on=last, order=number,
            is_final=last == project.ends_on,
        )
        period.partner_due_on, period.claim_due_on = due_days(period, rules)
        made.append(verbs.create(period, by=by))
    if not made:
        raise ValidationError(_("All the periods are there."), code="all_there")
    return made


def spans(start, end, months):
    """[(first day, last day)] of so many months each; the last one ends with the project."""
    found, step = [], 0
    first = start
    while first <= end and len(found) < MOST_PERIODS:
        step += months
        last = min(months_later(start, step) - timedelta(days=1), end)
        found.append((first, last))
        first = last + timedelta(days=1)
    return found


def months_later(day, months):
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=min(day.day, (following - first).days))


def due_days(period, rules):
    """(partners' day, the claim's day), each None when the rules do not state it; partners hand in no later than the project."""
    days = rules.final_due_days if period.is_final and rules.final_due_days is not None else rules.claim_due_days
    claim = period.ends_on + timedelta(days=days) if days is not None else None
    partner = None
    if rules.partner_due_days is not None:
        partner = period.ends_on + timedelta(days=rules.partner_due_days)
        partner = min(partner, claim) if claim else partner
    return partner, claim


@transaction.atomic
def add_period(period, *, by, key=None):
    lock_budgets(period.project)
    require_apart(period)
    return verbs.create(period, by=by, key=key)


@transaction.atomic
def change_period(period, *, by, version, reason=""):
    """Days by which to hand in may always move; the months may not once a claim was handed in (code "claimed")."""
    lock_budgets(period.project)
    before = ReportingPeriod.objects.filter(pk=period.pk).first()
    moved = before is not None and any(
        getattr(before, name) != getattr(period, name) for name in ("starts_on", "ends_on", "programme_id")
    )
    if moved and Claim.objects.filter(period=period).exclude(state__in=CLAIM_IS_OPEN).exists():
        raise ValidationError(_("A claim was handed in for this period: its months stay as they are."), code="claimed")
    require_apart(period)
    return verbs.update(period, by=by, version=version, reason=reason)


@transaction.atomic
def remove_period(period, *, by, reason=""):
    """Only one that nobody claimed in (code "in_use")."""
    lock_budgets(period.project)  # as whoever opens a claim in it
    verbs.remove(period, by=by, reason=reason)


def require_apart(period):
    """Two periods of one programme share no day; code "overlap"."""
    if not period.starts_on or not period.ends_on:
        return
    others = ReportingPeriod.objects.filter(project=period.project, programme=period.programme_id).exclude(pk=period.pk)
    other = others.filter(Q(starts_on__lte=period.ends_on) & Q(ends_on__gte=period.starts_on)).first()
    if other is not None:
        raise ValidationError(
            _("These months overlap those of period %(other)s."), code="overlap", params={"other": str(other)}
        )

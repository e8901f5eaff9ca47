"""What came of the services of a plan: users, sessions, paid and unpaid hours, month by month."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.utils import timezone

from communities.choices import ServiceReadiness
from communities.models import ActionPlan, Service, ServiceDelivery
from communities.models.plan import APPROVED
from portal.shared.once import once
from portal.shared.sums import count_of

MEASURED = ("users", "sessions", "paid_hours", "unpaid_hours")
SERVICE_TONES = {
    ServiceReadiness.IDEA: "neutral", ServiceReadiness.TRIAL: "info", ServiceReadiness.READY: "info",
    ServiceReadiness.RUNNING: "good", ServiceReadiness.PAUSED: "attention",
}


@dataclass(frozen=True)
class Figures:
    """Sums of what was recorded; None where no row says anything. `rows`: how many months were recorded."""

    rows: int = 0
    users: int | None = None
    sessions: int | None = None
    paid_hours: int | None = None
    unpaid_hours: int | None = None

    @property
    def hours(self):
        return plus(self.paid_hours, self.unpaid_hours)


@dataclass(frozen=True)
class ServiceFigures:
    """One service: its sums since it began, the months recorded of those passed, the last month's users."""

    service: Service
    sums: Figures
    months_due: int
    last_month: date | None = None
    last_users: int | None = None


@dataclass(frozen=True)
class Month:
    month: date
    figures: Figures


@dataclass(frozen=True)
class Outcome:
    """A plan's services with what came of them. `services` in the plan's order, `months` from the first to the last."""

    services: tuple[ServiceFigures, ...]
    months: tuple[Month, ...]
    total: Figures

    @property
    def running(self):
        return sum(row.service.readiness == ServiceReadiness.RUNNING for row in self.services)


def plus(*values):
    """The sum of what is known, None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def sum_of_rows(rows):
    return Figures(len(rows), *(plus(*(getattr(row, name) for row in rows)) for name in MEASURED))


def figures_of_rows(rows):
    """The same of a queryset: one query."""
    found = rows.order_by().aggregate(count=Count("pk"), **{name: Sum(name) for name in MEASURED})
    return Figures(found["count"], *(found[name] for name in MEASURED))


def first_of_month(day):
    return day.replace(day=1)


def months_after(first, count):
    """The first day of the month so many months later."""
    number = first.year * 12 + first.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def months_from(first, last):
    """The first days of the months from one to the other, both included."""
    return [months_after(first, n) for n in range((last.year - first.year) * 12 + last.month - first.month + 1)]


def last_full_month(today=None):
    """The month people report now: the one that has just passed."""
    return months_after(first_of_month(today or timezone.localdate()), -1)


def months_due(service, today=None):
    """How many whole months a service has had to be reported for; 0 while it has not begun."""
    if service.started_on is None:
        return 0
    last = last_full_month(today)
    first = first_of_month(service.started_on)
    return len(months_from(first, last)) if first <= last else 0


def outcome_of(plan, today=None):
    """What came of a plan's services: two queries."""
    services = list(Service.objects.filter(plan=plan).live().order_by("order", "pk"))
    by_service, by_month = {}, {}
    for row in ServiceDelivery.objects.filter(service__plan=plan, service__archived_at__isnull=True).order_by("month", "pk"):
        by_service.setdefault(row.service_id, []).append(row)
        by_month.setdefault(row.month, []).append(row)
    found = []
    for service in services:
        service.plan = plan
        rows = by_service.get(service.pk, [])
        last = rows[-1] if rows else None
        found.append(
            ServiceFigures(
                service, sum_of_rows(rows), months_due(service, today), last.month if last else None,
                last.users if last else None,
            )
        )
    months = [
        Month(month, sum_of_rows(by_month.get(month, []))) for month in months_from(min(by_month), max(by_month))
    ] if by_month else []
    return Outcome(tuple(found), tuple(months), sum_of_rows([row for rows in by_month.values() for row in rows]))


def month_rows(plan, month):
    """[(service, its delivery in that month or None)] of the services that had begun by then: two queries."""
    end = months_after(month, 1)
    services = list(Service.objects.filter(plan=plan, started_on__lt=end).live().order_by("order", "pk"))
    found = {row.service_id: row for row in ServiceDelivery.objects.filter(service__in=services, month=month)}
    for service in services:
        service.plan = plan
    return [(service, found.get(service.pk)) for service in services]


def plans_at_work(project, user):
    """Approved plans with services: `services`, of them `running`, and `told`, the last month recorded. One query."""
    services = Service.objects.live()
    months = ServiceDelivery.objects.filter(service__plan=OuterRef("pk")).order_by("-month")
    plans = (
        ActionPlan.objects.visible_to(user).filter(project=project).approved()
        .select_related("enrolment__community", "enrolment__author", "group")
        .annotate(
            services=count_of(services, per="plan"),
            running=count_of(services.filter(readiness=ServiceReadiness.RUNNING), per="plan"),
            told=Subquery(months.values("month")[:1]),
        )
        .filter(services__gt=0).order_by("enrolment__community__sort_key", "pk")
    )
    for plan in plans:
        plan.project = project
        if plan.enrolment_id:
            plan.enrolment.project = project
    return list(plans)


def latest_approved(plans):
    """The plan that counts now: of those the village approved, the one approved last; None while there is none."""
    approved = [plan for plan in plans if plan.status in APPROVED]
    return max(approved, key=lambda plan: (plan.approved_on, plan.pk), default=None)


@once
def running_asked(plans):
    """A row for each of those the service is for, or one for nobody in particular."""
    rows = Service.objects.filter(plan__in=plans, readiness=ServiceReadiness.RUNNING).live()
    names = {f"for_{code}": F(f"audiences__name_{code}") for code in ("et", "lv", "en")}
    return rows.annotate(**names).order_by("plan", "order", "pk", "audiences__pk")


def offered_by(enrolments):
    """Walk: [(service, [names of those it is for])]: what villagers can have now, the working services of each enrolment's
    latest approved plan."""
    plans = {plan.pk: plan for row in enrolments if (plan := latest_approved(row.plans.all()))}
    (rows,) = yield [running_asked(list(plans))]
    found = {}
    for row in rows:
        row.plan = plans[row.plan_id]
        service, audiences = found.setdefault(row.pk, (row, []))
        if row.for_et:
            audiences.append((row.for_et, row.for_lv, row.for_en))
    return list(found.values())

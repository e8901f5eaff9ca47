"""Services of an approved plan begin, pause and go on; once a month somebody says what came of them."""
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.days import day_of, require_past
from communities.choices import ServiceReadiness
from communities.models import ActionPlan, Service, ServiceDelivery
from communities.models.plan import APPROVED
from communities.summaries.deliveries import MEASURED, first_of_month
from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open


@dataclass(frozen=True)
class MonthOfService:
    """What somebody typed for one service: None is unknown, 0 is nobody came.

    `version`: of the row he began from, None when there was none.
    """

    service: int
    users: int | None = None
    sessions: int | None = None
    paid_hours: int | None = None
    unpaid_hours: int | None = None
    note: str = ""
    version: int | None = None

    @property
    def values(self):
        return {name: getattr(self, name) for name in (*MEASURED, "note")}

    @property
    def is_empty(self):
        return not self.note and all(getattr(self, name) is None for name in MEASURED)


class MonthMoved(Exception):
    """Somebody else recorded some of these services meanwhile; nothing was saved. `rows`: {service key: row now or None}."""

    def __init__(self, rows):
        super().__init__("the month was recorded by somebody else")
        self.rows = rows


@transaction.atomic
def start_service(service, *, by, on=None):
    """The first time somebody gets it. Raises ValidationError with code "not_approved", "begun" or "in_future"."""
    service = locked_service(service)
    if service.started_on is not None:
        raise ValidationError(_("It has begun already."), code="begun")
    day = day_of(on)
    require_past(day, "started_on")
    service.started_on, service.readiness = day, ServiceReadiness.RUNNING
    return verbs.update(service, by=by, version=service.version)


def pause_service(service, *, by, reason=""):
    """It rests: winter, nobody to do it. Raises ValidationError(code="wrong_state")."""
    return turn(service, ServiceReadiness.RUNNING, ServiceReadiness.PAUSED, _("Only a working service can pause."), by, reason)


def resume_service(service, *, by, reason=""):
    return turn(service, ServiceReadiness.PAUSED, ServiceReadiness.RUNNING, _("It is not paused."), by, reason)


@transaction.atomic
def turn(service, before, after, message, by, reason):
    service = locked_service(service)
    if service.readiness != before:
        raise ValidationError(message, code="wrong_state")
    service.readiness = after
    return verbs.update(service, by=by, version=service.version, reason=reason)


def locked_service(service):
    """The service as it is now; raises ValidationError(code="not_approved") before the village approved its plan."""
    plan = service.plan
    require_open(plan.project)
    if ActionPlan.objects.select_for_update().get(pk=plan.pk).status not in APPROVED:
        raise ValidationError(_("The plan is not approved yet."), code="not_approved")
    return verbs.locked(service)


def add_delivery(delivery, *, by, key=None):
    """One month of one service; `record_month` is for all services of a plan at once."""
    require_open(delivery.service.plan.project)
    require_month(delivery.month)
    require_begun(delivery.service, delivery.month)
    return verbs.create(delivery, by=by, key=key)


def change_delivery(delivery, *, by, version, reason=""):
    require_open(delivery.service.plan.project)
    require_month(delivery.month)
    require_begun(delivery.service, delivery.month)
    return verbs.update(delivery, by=by, version=version, reason=reason)


@transaction.atomic
def record_month(plan, month, rows, *, by):
    """What came of a plan's services in one month. `rows`: MonthOfService, one for each service that is told.

    A row without any number makes nothing, and takes away what was recorded; its history stays. Returns how many rows
    were written. Raises MonthMoved when others recorded one of these services since the page was opened, and
    ValidationError with code "in_future", "not_approved" or "not_begun".
    """
    require_open(plan.project)
    require_month(month)
    # The plan is the door: two people who enter the same month come in one after the other.
    if ActionPlan.objects.select_for_update().get(pk=plan.pk).status not in APPROVED:
        raise ValidationError(_("The plan is not approved yet."), code="not_approved")
    services = {row.pk: row for row in Service.objects.filter(plan=plan, pk__in=[row.service for row in rows]).live()}
    now = {row.service_id: row for row in ServiceDelivery.objects.filter(service__in=services, month=month)}
    told = [row for row in rows if differs(row, now.get(row.service))]
    merged = {row.service: merge(row, now.get(row.service), month) for row in told}
    moved = {key: now.get(key) for key, row in merged.items() if row is None}
    if moved:
        raise MonthMoved(moved)
    written = [row for row in merged.values() if differs(row, now.get(row.service))]
    for row in written:
        if row.service not in services:
            raise ValidationError(_("This service is no longer in the plan."), code="gone")
        require_begun(services[row.service], month)
        write(row, services[row.service], now.get(row.service), month, by)
    return len(written)


def merge(row, now, month):
    """What to write: the typed row, joined number by number with what others saved meanwhile; None where both changed one."""
    if row.version == getattr(now, "version", None):
        return row
    base = base_of(row, month)
    theirs = MonthOfService(row.service) if now is None else MonthOfService(row.service, **values_of(now))
    joined = {}
    for name, mine in row.values.items():
        before, other = base.values[name], theirs.values[name]
        if mine not in (before, other) and other != before:
            return None
        joined[name] = other if mine == before else mine
    return MonthOfService(row.service, **joined, version=getattr(now, "version", None))


def base_of(row, month):
    """The row as it was when the person opened the page."""
    stored = None
    if row.version is not None:
        known = ServiceDelivery.history.filter(service=row.service, month=month, version=row.version)
        stored = known.order_by("-history_id").first()
    return MonthOfService(row.service) if stored is None else MonthOfService(row.service, **values_of(stored))


def values_of(delivery):
    return {name: getattr(delivery, name) for name in (*MEASURED, "note")}


def differs(row, now):
    """Whether what was typed says anything else than what is stored."""
    if now is None:
        return not row.is_empty
    return values_of(now) != row.values


def write(row, service, now, month, by):
    if now is None:
        verbs.create(ServiceDelivery(service=service, month=month, **row.values), by=by)
    elif row.is_empty:
        verbs.remove(now, by=by)
    else:
        for name, value in row.values.items():
            setattr(now, name, value)
        verbs.update(now, by=by, version=now.version)


def require_month(month):
    if month is not None and month.day != 1:
        raise at_field("month", _("Give the first day of the month."), "not_first")
    require_past(month, "month")


def require_begun(service, month):
    if service.started_on is None or first_of_month(service.started_on) > month:
        raise ValidationError(
            _("%(service)s had not begun then."), code="not_begun", params={"service": service.name}
        )

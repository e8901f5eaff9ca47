"""Equipment, loans and services at work, made through the verbs."""
from datetime import date

from communities import actions
from communities.models import ActionPlan, Equipment, EquipmentCheck, InvestmentNeed, Loan, Service
from portal.shared import verbs
from tests.communities import world as here

LONG_AGO = date(2024, 5, 2)


def thing(project, name="Mängude riiul", **fields):
    fields.setdefault("indispensable_because", "Ilma selleta ei saa alustada." if fields.get("enrolment") else "")
    return actions.buy_equipment(Equipment(project=project, name=name, **fields), by=None)


def check(equipment, on=LONG_AGO, state="in_use"):
    return actions.check_equipment(EquipmentCheck(equipment=equipment, checked_on=on, state=state), by=None)


def lend(equipment, to, start, end, by=None):
    return actions.lend_equipment(Loan(equipment=equipment, organisation=to, starts_on=start, ends_on=end), by=by)


def approved_plan(enrolment, title="Külakava"):
    plan = here.plan(enrolment, title)
    ActionPlan.objects.filter(pk=plan.pk).update(status="approved", approved_on=LONG_AGO)
    plan.refresh_from_db()
    return plan


def service(plan, name="Kogukonnakohvik", began=None, **fields):
    row = verbs.create(Service(plan=plan, name=name, **fields), by=None)
    return actions.start_service(row, by=None, on=began) if began else row


def need(plan, name="Veemahuti", **fields):
    return verbs.create(InvestmentNeed(plan=plan, name=name, **fields), by=None)


def month(plan, on, *rows, by=None):
    return actions.record_month(plan, on, [actions.MonthOfService(**row) for row in rows], by=by)

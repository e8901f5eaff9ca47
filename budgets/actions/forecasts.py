"""What those who run a line expect to spend still."""
from django.db import transaction

from budgets.actions.locks import lock_budgets
from budgets.models import LineForecast
from portal.shared import verbs


@transaction.atomic
def set_forecast(forecast, *, by, version=None, reason=""):
    """The forecast of `forecast.line`: noted the first time, changed afterwards; without an amount it is taken away.

    `version`: the one the person started from, None for a first one. Raises StaleSave when somebody else noted or changed it
    meanwhile; ValidationError "frozen", "gone". What was foreseen earlier stays in the history.
    """
    lock_budgets(forecast.line.budget.project, [forecast.line.budget_id])
    current = LineForecast.objects.select_for_update().filter(line=forecast.line).first()
    if current is None:
        forecast.pk = None
        return forecast if forecast.amount is None else verbs.create(forecast, by=by, reason=reason)
    forecast.pk, version = current.pk, version or 0
    if forecast.amount is None and current.version == version:
        verbs.remove(current, by=by, reason=reason)
        return forecast
    return verbs.update(forecast, by=by, version=version, reason=reason)


@transaction.atomic
def add_forecast(forecast, *, by, key=None):
    """A forecast of a line that has none; a second one is refused."""
    lock_budgets(forecast.line.budget.project, [forecast.line.budget_id])
    return verbs.create(forecast, by=by, key=key)


@transaction.atomic
def change_forecast(forecast, *, by, version, reason=""):
    lock_budgets(forecast.line.budget.project, [forecast.line.budget_id])
    return verbs.update(forecast, by=by, version=version, reason=reason)

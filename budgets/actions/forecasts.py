"""What those who run a line expect to spend still."""
from django.db import transaction

from budgets.actions.locks import lock_budgets
from budgets.models import LineForecast
from portal.shared import verbs


@transaction.atomic
def set_forecast(forecast, *, by, version=None, key=None, reason=""):
    """The forecast of `forecast.line`: noted the first time, changed afterwards; without an amount it is not stated any more.

    `version`: the one the person started from, None to take the current one. Raises StaleSave, ValidationError "frozen", "gone".
    """
    lock_budgets(forecast.line.budget.project, [forecast.line.budget_id])
    current = LineForecast.objects.select_for_update().filter(line=forecast.line).first()
    if current is None:
        return verbs.create(forecast, by=by, key=key, reason=reason)
    if forecast.pk is None:
        # Somebody else noted the first one meanwhile: theirs is shown beside this one.
        forecast.pk, version = current.pk, 0
    return verbs.update(forecast, by=by, version=current.version if version is None else version, reason=reason)


@transaction.atomic
def add_forecast(forecast, *, by, key=None):
    """A forecast of a line that has none; a second one is refused."""
    lock_budgets(forecast.line.budget.project, [forecast.line.budget_id])
    return verbs.create(forecast, by=by, key=key)


@transaction.atomic
def change_forecast(forecast, *, by, version, reason=""):
    lock_budgets(forecast.line.budget.project, [forecast.line.budget_id])
    return verbs.update(forecast, by=by, version=version, reason=reason)

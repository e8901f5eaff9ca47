"""Money is locked before it is touched, and always in the same order, so that no two savers wait for each other.

The order: budgets (by key), their lines and sources, amendments, expenses, their parts, periods, claims, claimed parts.
"""
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgets.models import Budget
from projects.actions.project import require_open


def lock_budgets(project, budgets=None):
    """The project's budgets (or these of them: rows or keys) as they are now, by key, locked until the transaction ends.

    Raises ValidationError: "frozen" in a closed project, "gone" when one of those asked for is not in the project.
    """
    require_open(project)
    rows = Budget.objects.select_for_update().filter(project=project).order_by("pk")
    if budgets is None:
        return list(rows)
    keys = {getattr(budget, "pk", budget) for budget in budgets}
    found = list(rows.filter(pk__in=keys))
    if len(found) != len(keys):
        raise ValidationError(_("This budget is no longer there."), code="gone")
    return found

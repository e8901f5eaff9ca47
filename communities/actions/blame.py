"""Who wrote what stands there now: asked of the history, a query or two for all cells in question."""
from django.contrib.auth import get_user_model

from communities.actions.saving import NOBODY


def writers_of(rows, name):
    """{row: (who, when)} of the last change of one attribute (None: of anything) of rows of one model.

    `who` is a name, "" when it was the portal itself or nobody knows.
    """
    rows = list(rows)
    if not rows:
        return {}
    model = type(rows[0])
    history = getattr(model, model._meta.simple_history_manager_attribute)
    asked = ["id", "history_user_id", "history_date", *([name] if name else [])]
    found = {}
    for key, user, when, *value in history.filter(id__in=[row.pk for row in rows]).order_by("history_id").values_list(*asked):
        before = found.get(key)
        if before is None or not name or before[2] != value:
            found[key] = (user, when, value)
    people = get_user_model()._base_manager.in_bulk({user for user, _when, _value in found.values() if user})
    said = {key: (str(people.get(user) or ""), when) for key, (user, when, _value) in found.items()}
    return {row: said.get(row.pk, NOBODY) for row in rows}

"""What an event has besides its days: lines of its programme, partners' parts, the report."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from trainings.actions.signup import promote_waiting
from trainings.models import AgendaItem, EventShare

MOST_LINES = 100


@transaction.atomic
def add_detail(row, *, by, key=None):
    """A new AgendaItem, EventShare or EventReport of an event whose project is open."""
    require_open(row.event.project)
    made = verbs.create(row, by=by, key=key)
    free_places(row, by)
    return made


@transaction.atomic
def change_detail(row, *, by, version, reason=""):
    require_open(row.event.project)
    changed = verbs.update(row, by=by, version=version, reason=reason)
    free_places(row, by)
    return changed


@transaction.atomic
def remove_detail(row, *, by, reason=""):
    """Delete it; its history stays."""
    require_open(row.event.project)
    verbs.remove(row, by=by, reason=reason)
    free_places(row, by)


def free_places(row, by):
    """A partner's part may keep other places than before: who waits gets what became free."""
    if isinstance(row, EventShare):
        promote_waiting(row.event, by=by)


@transaction.atomic
def add_lines(event, lines, *, by, day=None, key=None):
    """Lines of an event's programme, all or none, after those that are there. `lines`: dicts of AgendaItem fields, one at least.

    The same `key` a second time adds nothing. Raises ValidationError(code="too_many") above 100 lines.
    """
    require_open(event.project)
    last = AgendaItem.objects.filter(event=event).order_by("-order").values_list("order", flat=True).first() or 0
    if len(lines) > MOST_LINES or last > 30_000:
        raise ValidationError(_("At most %(most)d lines at a time."), code="too_many", params={"most": MOST_LINES})
    rows = [AgendaItem(event=event, day=day, order=last + number, **line) for number, line in enumerate(lines, 1)]
    first = verbs.create(rows[0], by=by, key=key)
    return [first, *(verbs.create(row, by=by) for row in rows[1:])] if first is rows[0] else []

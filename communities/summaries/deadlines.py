"""When somebody must look at the equipment again: a year after the last time."""
from communities.choices import EquipmentState
from communities.models import Equipment
from communities.summaries.equipment import with_checks
from portal.shared.dates import months_later
from projects.summaries.deadlines import EQUIPMENT, Deadline


def checks_due(scope, until=None):
    """Also those that are late; of what was written off none. One query, or none."""
    if not scope.whole:
        return []
    things = Equipment.objects.visible_to(scope.user).live().filter(project__in=scope.whole)
    found = []
    for row in with_checks(things.exclude(state=EquipmentState.WRITTEN_OFF)).order_by("seen_on", "pk"):
        row.project = scope.projects[row.project_id]
        day = months_later(row.seen_on, 12)
        if until is None or day <= until:
            found.append(Deadline(f"equipment-{row.pk}", EQUIPMENT, day, str(row), row.project, row.get_absolute_url()))
    return found

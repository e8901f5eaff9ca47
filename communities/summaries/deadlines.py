"""When somebody must look at the equipment again: a year after the last time."""
from functools import partial

from communities.choices import EquipmentState
from communities.models import Equipment
from communities.summaries.equipment import with_checks
from portal.shared.dates import months_later
from portal.shared.once import once
from portal.shared.seen import reader, seen_by
from portal.shared.ways import reverse
from projects.summaries.deadlines import EQUIPMENT, Deadline


def checks_asked(scope, until=None):
    """Walk: checks of equipment, also those that are late; of what was written off none."""
    (rows,) = yield [seen_by(things_to_check, scope.user, sorted(scope.whole))]
    found = []
    for pk, project, name, seen_on in rows:
        day, project = months_later(seen_on, 12), scope.projects[project]
        if until is None or day <= until:
            page = partial(reverse, "communities:equipment-detail", (project.slug, pk))
            found.append(Deadline(f"equipment-{pk}", EQUIPMENT, day, name, project, page))
    return found


@once
def things_to_check(person, projects):
    things = Equipment.objects.visible_to(reader(person)).live().filter(project__in=projects)
    things = with_checks(things.exclude(state=EquipmentState.WRITTEN_OFF))
    return things.order_by().values_list("pk", "project", "name", "seen_on")

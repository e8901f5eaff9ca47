"""Pages about one event of a project, and about what belongs to one: the rule is asked about the event."""
from portal.shared.reading import with_related
from projects.views.rows import NestedMixin, RowMixin
from trainings import permissions
from trainings.models import Event
from trainings.views.tab import TrainingsTab


def lend(event, project):
    """The rules ask the activity for its project: here it is."""
    if event.activity_id:
        event.activity.project = project
    return event


class OneEvent(RowMixin, TrainingsTab):
    model = Event
    event_related = ("activity",)

    def get_queryset(self):
        return with_related(super().get_queryset(), self.event_related)

    def get_object(self):
        return lend(super().get_object(), self.parent)


class BelowEvent(NestedMixin, TrainingsTab):
    rule = staticmethod(permissions.can_change_event)
    owner_model = Event
    owner_field = "event"
    owner_kwarg = "event_pk"
    owner_related = ("activity",)
    about_owner = True

    def get_owner(self):
        return lend(super().get_owner(), self.parent)

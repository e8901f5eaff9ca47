"""Pages about what belongs to an event of the project; the rule is asked about the event."""
from projects.views.rows import NestedMixin
from trainings import permissions
from trainings.models import Event
from trainings.views.tab import TrainingsTab


class BelowEvent(NestedMixin, TrainingsTab):
    rule = staticmethod(permissions.can_change_event)
    owner_model = Event
    owner_field = "event"
    owner_kwarg = "event_pk"
    owner_related = ("activity",)
    about_owner = True

    def get_owner(self):
        event = super().get_owner()
        if event.activity_id:
            event.activity.project = self.parent
        return event

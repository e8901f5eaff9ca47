"""The filter bars of journeys, person mobilities and lessons."""
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.filters import YES, ProjectFilterSet, choice
from portal.shared.filters import PortalFilterSet
from trainings.choices import EventStatus, LessonKind, LessonState, MobilityKind, TripDirection
from trainings.models import Lesson, LessonCheck, StudyTrip


class TripFilters(PortalFilterSet):
    search_in = ["event__search_key"]

    direction = choice(_("Direction"), TripDirection.choices, field_name="direction")
    status = choice(_("State"), EventStatus.choices, field_name="event__status")

    class Meta:
        model = StudyTrip
        fields = []


class MobilityFilters(ProjectFilterSet):
    """Which journeys; their people are the rows."""

    project_path = "event__project"
    activity_path = "event__activity"

    direction = choice(_("Direction"), TripDirection.choices, field_name="direction")
    kind = choice(_("Kind of person mobility"), MobilityKind.choices, field_name="mobility_kind")

    class Meta:
        model = StudyTrip
        fields = []


class LessonFilters(ProjectFilterSet):
    """An activity means the events at which it was learnt."""

    activity_path = "event__activity"
    search_in = ["search_key"]

    kind = choice(_("Kind"), LessonKind.choices, field_name="kind")
    state = choice(_("State"), LessonState.choices, field_name="state")
    due = choice(_("Looking back"), [(YES, _("due now"))], method="by_due")

    class Meta:
        model = Lesson
        fields = []

    def by_due(self, rows, _name, _value):
        due = LessonCheck.objects.due(timezone.localdate())
        return rows.filter(pk__in=due.values("lesson")).exclude(state=LessonState.DROPPED)

"""Which events' evidence one looks at: a claim is about a period, and often about one activity."""
import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from communities.filters import choice
from portal.shared.filters import PortalFilterSet
from projects.models import Activity
from trainings.choices import EventKind
from trainings.filters.events import of_event
from trainings.models import Event, EventReport
from trainings.summaries.waiting import unclosed

CLOSED, UNCLOSED = "closed", "open"


class PeriodFilters(PortalFilterSet):
    """Events of a project by period, activity and kind."""

    search_in = ["search_key"]
    scope = {"activity": lambda user, project: Activity.objects.filter(project=project).live().order_by("order", "pk")}

    since = django_filters.DateFilter(label=_("From"), method="by_period")
    until = django_filters.DateFilter(label=_("Until"), method="by_period")
    activity = django_filters.ModelChoiceFilter(label=_("Activity"), queryset=Activity.objects.none())
    kind = choice(_("Kind"), EventKind.choices, field_name="kind")

    class Meta:
        model = Event
        fields = []

    def by_period(self, rows, _name, _value):
        """A day within the period: the same one is after its beginning and before its end."""
        asked = {"date__gte": self.form.cleaned_data.get("since"), "date__lte": self.form.cleaned_data.get("until")}
        return rows.filter(Exists(of_event().filter(**{name: day for name, day in asked.items() if day})))


class EvidenceFilters(PeriodFilters):
    waiting = django_filters.BooleanFilter(
        label=_("Held, and evidence is still to be closed"), method="only_waiting", widget=forms.CheckboxInput
    )
    closed = choice(_("State"), [(UNCLOSED, _("not closed")), (CLOSED, _("closed"))], method="by_closed")

    def only_waiting(self, rows, _name, wanted):
        return unclosed(rows) if wanted else rows

    def by_closed(self, rows, _name, value):
        closed = Exists(EventReport.objects.filter(event=OuterRef("pk"), closed_on__isnull=False))
        return rows.filter(closed if value == CLOSED else ~closed)


class FeedbackFilters(PeriodFilters):
    """The same, of events with feedback."""

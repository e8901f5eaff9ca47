"""The filter bar of the toolbox."""
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from communities.filters import ProjectFilterSet, choice
from portal.shared.reading import read
from projects.models import Audience, Topic
from trainings.models import Resource
from trainings.models.resource import LANGUAGES
from trainings.summaries.resources import shelves

PUBLISHED, DRAFT = "published", "draft"
STATES = [(PUBLISHED, _("Published")), (DRAFT, _("Not published"))]


class ResourceFilters(ProjectFilterSet):
    """An activity means what was recorded at its events."""

    search_in = ["search_key"]
    activity_path = "event__activity"

    kind = choice(_("Kind"), field_name="kind")
    audience = choice(_("Audience"), method="by_audience")
    language = choice(_("Language"), LANGUAGES, field_name="language")
    topic = choice(_("Topic"), method="by_topic")
    state = choice(_("State"), STATES, method="by_state")

    class Meta:
        model = Resource
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not getattr(self.user, "is_authenticated", False):
            # The public sees nothing but what is published.
            del self.filters["state"]
        self.filters["kind"].extra["choices"] = [(str(shelf.kind.pk), str(shelf.kind)) for shelf in self.shelves]
        self.filters["audience"].extra["choices"] = [(str(row.pk), str(row)) for row in self.offers[0]]
        self.filters["topic"].extra["choices"] = [(str(row.pk), str(row)) for row in self.topics]

    @cached_property
    def shelves(self):
        rows = self.queryset if self.chosen_project is None else self.queryset.filter(project=self.chosen_project)
        return shelves(rows)

    @cached_property
    def offers(self):
        """Audiences, and the topics of which there is anything: one query."""
        used = Resource.topics.through.objects.filter(resource__in=self.queryset.order_by().values("pk"))
        return read([Audience.objects.all(), Topic.objects.filter(pk__in=used.values("topic"))])

    @cached_property
    def topics(self):
        """In the order of their names."""
        return sorted(self.offers[1], key=lambda row: row.name.casefold())

    def by_audience(self, rows, _name, value):
        return rows.filter(pk__in=Resource.audiences.through.objects.filter(audience=value).values("resource"))

    def by_topic(self, rows, _name, value):
        return rows.filter(pk__in=Resource.topics.through.objects.filter(topic=value).values("resource"))

    def by_state(self, rows, _name, value):
        return rows.filter(published_on__isnull=value == DRAFT)

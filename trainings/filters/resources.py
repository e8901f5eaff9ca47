"""The filter bar of the toolbox."""
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from communities.filters import ProjectFilterSet, choice
from portal.shared.reading import only, walk_together
from projects.summaries.front import every_audience
from trainings.models import Resource
from trainings.models.resource import LANGUAGES
from trainings.summaries.resources import by_kind, every_kind, shelves, shown_by_kind_asked, shown_topics, topics_of

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
        self.filters["audience"].extra["choices"] = [(str(row.pk), str(row)) for row in self.offers[1]]
        self.filters["topic"].extra["choices"] = [(str(row.pk), str(row)) for row in self.topics]

    @property
    def shelves(self):
        return self.offers[0]

    @cached_property
    def offers(self):
        """([Shelf], audiences, topics of which there is anything): one query."""
        project, nobody = self.chosen_project, not getattr(self.user, "is_authenticated", False)
        if project is not None:
            counts = only(by_kind(self.queryset.filter(project=project)))
        else:
            counts = shown_by_kind_asked() if nobody else only(by_kind(self.queryset))
        used = shown_topics() if nobody else topics_of(self.queryset)
        counts, kinds, audiences, topics = walk_together([counts, only(every_kind()), only(every_audience()), only(used)])
        return shelves(counts, kinds), audiences, topics

    @cached_property
    def topics(self):
        """In the order of their names."""
        return sorted(self.offers[2], key=lambda row: row.name.casefold())

    def by_audience(self, rows, _name, value):
        return rows.filter(pk__in=Resource.audiences.through.objects.filter(audience=value).values("resource"))

    def by_topic(self, rows, _name, value):
        return rows.filter(pk__in=Resource.topics.through.objects.filter(topic=value).values("resource"))

    def by_state(self, rows, _name, value):
        return rows.filter(published_on__isnull=value == DRAFT)

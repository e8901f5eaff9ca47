"""What of events, trips and their people can be found by its words."""
from portal.shared.search import Searchable, live, register
from portal.shared.ways import reverse
from projects.models import Project
from trainings.models import Event, EventDay, Lesson, News, Person, Resource, StudyTrip, TrainingProgramme


def trips_for(user):
    """A trip is read in the workspace; its event is what everybody sees."""
    return StudyTrip.objects.filter(event__project__in=Project.objects.worked_on_by(user), event__archived_at=None)


def register_all():
    register(
        Searchable(
            Event, titles=("title",), texts=("text", "venue", "cohort"), on=lambda row: row.first_day,
            parts={EventDay: "event_id"}, visible=lambda user: Event.objects.live().visible_to(user),
            url=lambda row, slug: reverse("trainings:event-detail", args=[row.pk]),
        ),
        Searchable(
            StudyTrip, titles=("purpose",), texts=("questions", "transport", "lodging", "emissions_note"),
            project="event.project_id", related=("event",), visible=trips_for,
            url=lambda row, slug: reverse("trainings:studytrip-detail", args=[slug, row.pk]),
        ),
        Searchable(
            Lesson, titles=("practice",), texts=("why", "conditions", "resources", "first_step"),
            visible=Lesson.objects.all().visible_to, on=lambda row: row.by_when,
            url=lambda row, slug: reverse("trainings:lesson-detail", args=[slug, row.pk]),
        ),
        Searchable(
            TrainingProgramme, titles=("title",), texts=("text",), visible=TrainingProgramme.objects.all().visible_to,
            url=lambda row, slug: reverse("trainings:trainingprogramme-detail", args=[slug, row.pk]),
        ),
        Searchable(
            Resource, titles=("title",), texts=("summary", "author"), visible=Resource.objects.all().visible_to,
            language=lambda row: row.language, on=lambda row: row.published_on,
            url=lambda row, slug: reverse("trainings:resource-detail", args=[row.pk]),
        ),
        Searchable(
            News, titles=("title",), texts=("text",), visible=News.objects.all().visible_to,
            on=lambda row: row.happened_on or row.published_on,
            url=lambda row, slug: reverse("trainings:news-detail", args=[row.pk]),
        ),
        Searchable(
            Person, titles=("name",), texts=("email", "village", "organisation"), visible=Person.objects.all().visible_to,
            shown=lambda row: row.erased_at is None and row.root_id is None and live(row),
            url=lambda row, slug: reverse("trainings:person-detail", args=[slug, row.pk]),
        ),
    )

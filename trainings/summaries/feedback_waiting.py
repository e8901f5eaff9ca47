"""Which organisers owe a word on their feedback."""
from django.db.models import Avg, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from portal.shared.once import once
from portal.shared.ways import reverse
from projects.summaries.waiting import Waiting, answers, keys_of
from trainings.models import Event, EventReport, Feedback
from trainings.models.evidence import SCORES
from trainings.summaries.feedback import LOW
from trainings.summaries.waiting import about_events, named_rows


def owing_a_word(events):
    """Those of a queryset of events with a mean below 4.0 and no comment of the organiser."""
    means = {f"{name}_mean": Avg(name) for name in SCORES}
    low = Q(*((f"{name}__lt", LOW) for name in means), _connector=Q.OR)
    # Only of these events: the means of everybody's feedback are dear.
    here = Feedback.objects.filter(event__in=events.order_by().values("pk")).order_by()
    badly = here.values("event").annotate(**means).filter(low).values("event")
    said = EventReport.objects.filter(event=OuterRef("pk")).exclude(feedback_comment="")
    return events.live().filter(~Exists(said), pk__in=badly)


@once
def owing_rows(projects):
    return named_rows(owing_a_word(Event.objects.filter(project__in=projects)))


def feedback_waiting(projects):
    """[Waiting]: comment on the feedback of an event. One query, and that of `projects` when it is a queryset."""
    return answers([feedback_asked(projects)])


def feedback_asked(projects):
    """The same as a Question."""
    return about_events(owing_rows(keys_of(projects)), say_a_word)


def say_a_word(event):
    return Waiting(
        _("Comment on the feedback: %(event)s") % {"event": event}, str(event.project),
        reverse("trainings:feedback-comment", args=[event.project.slug, event.pk]), tone="attention",
    )

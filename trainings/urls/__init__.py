"""The map of `trainings`, one file per part."""
import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from trainings.urls import (
    attendance,
    calendar,
    events,
    evidence,
    feedback,
    figures,
    news,
    persons,
    programme,
    signup,
    support,
    toolbox,
    trips,
)

app_name = "trainings"

# Fixed words come before <id:…>; the parts do not overlap.
urlpatterns = [
    *signup.patterns,
    *evidence.patterns,
    *feedback.patterns,
    *support.patterns,
    *figures.patterns,
    *programme.patterns,
    *calendar.patterns,
    *toolbox.patterns,
    *news.patterns,
    *trips.patterns,
    *attendance.patterns,
    *persons.patterns,
    *events.patterns,
]

"""The map of `communities`, one file per part."""
import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from communities.urls import assessments, assets, calls, editor, equipment, journey, papers, plans, registry, templates

app_name = "communities"

# Fixed words come before <id:…> within each part; the parts do not overlap.
urlpatterns = [
    *assessments.patterns,
    *assets.patterns,
    *calls.patterns,
    *editor.patterns,
    *equipment.patterns,
    *journey.patterns,
    *papers.patterns,
    *plans.patterns,
    *registry.patterns,
    *templates.patterns,
]

"""On which web sites a project's box may stand."""
from portal.shared.once import once
from projects.models import EmbedSite


@once
def origins_asked(project):
    """["https://www.example.org"] of a project (its key)."""
    return EmbedSite.objects.filter(project=project).order_by("order", "origin").values_list("origin", flat=True)

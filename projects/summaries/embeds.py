"""On which web sites a project's box may stand."""
from projects.models import EmbedSite


def origins_of(project):
    """["https://www.example.org"]: one query."""
    return list(EmbedSite.objects.filter(project=project).order_by("order", "origin").values_list("origin", flat=True))

"""Communities in the admin, through the same verbs as everywhere. Each file registers what it is about."""
from communities.admin import equipment, places, plans, registry

__all__ = ["equipment", "places", "plans", "registry"]

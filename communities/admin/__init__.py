"""Communities in the admin, through the same verbs as everywhere. Each file registers what it is about."""
from communities.admin import assessments, calls, equipment, path, places, plans, registry, tables, templates

__all__ = ["assessments", "calls", "equipment", "path", "places", "plans", "registry", "tables", "templates"]

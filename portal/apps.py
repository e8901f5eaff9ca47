from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The roof: urls, navigation and management commands that wire everything."""

    name = "portal"

    def ready(self):
        # Importing registers the system checks.
        from portal import checks  # noqa: F401

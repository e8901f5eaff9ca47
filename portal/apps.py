from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The roof: urls, navigation and management commands that wire everything."""

    name = "portal"

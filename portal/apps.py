from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    """The roof: urls, navigation and management commands that wire everything."""

    name = "portal"

    def ready(self):
        # Importing registers the system checks.
        from portal import checks  # noqa: F401


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django admin with our own site: portal.admin."""

    default = False
    default_site = "portal.admin.PortalAdminSite"

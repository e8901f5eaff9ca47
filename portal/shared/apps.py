from django.apps import AppConfig


class SharedConfig(AppConfig):
    """The ground: values, verbs and page skeletons that know no other app."""

    name = "portal.shared"
    label = "shared"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Registers the `<id:pk>` path converter before any app's map is read.
        from portal.shared import requests  # noqa: F401

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created


class SharedConfig(AppConfig):
    """The ground: values, verbs and page skeletons that know no other app."""

    name = "portal.shared"
    label = "shared"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Registers the `<id:pk>` path converter before any app's map is read.
        from portal.shared import making, planned, requests, trigrams  # noqa: F401
        from portal.shared.papers.pdf import pango_is_installed

        checks.register(pango_is_installed)
        trigrams.follow(self)
        making.follow()
        connection_created.connect(planned.follow, dispatch_uid="planned")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("Communities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from communities import measures, searchable
        from communities.models import PlanVersion
        from communities.summaries import registry
        from portal.shared import guards

        measures.register()
        registry.register()
        searchable.register_all()
        guards.freeze(PlanVersion, self)

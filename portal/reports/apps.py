from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.shared.guards import freeze


class ReportsConfig(AppConfig):
    name = "portal.reports"
    label = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.reports import searchable

        searchable.register_all()
        freeze(self.get_model("ReportVersion"), self)

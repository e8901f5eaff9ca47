from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = _("Budgets")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from budgets import searchable
        from budgets.models import frozen
        from budgets.summaries import partner, portfolio
        from budgets.summaries.retention import last_payments
        from projects.summaries.retention import register_payments

        frozen.guard(self)
        portfolio.register()
        partner.register()
        register_payments(last_payments)
        searchable.register_all()

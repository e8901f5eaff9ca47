from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    name = "trainings"
    verbose_name = _("Trainings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.shared import edges
        from trainings import measures, panels, searchable
        from trainings.actions import mails
        from trainings.exports import calendar_bytes
        from trainings.models import EventDay
        from trainings.summaries import came, news, partner, quality, resources

        edges.keep(EventDay, "event", "date", "first_day", "last_day", self)
        measures.register()
        quality.register()
        partner.register()
        came.register()
        news.register()
        resources.register()
        searchable.register_all()
        panels.register_all()
        mails.attach_calendars(calendar_bytes)

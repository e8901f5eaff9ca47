from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.shared import hooks, rollups, saved
        from projects import searchable
        from projects.actions import stale
        from projects.forms import freshness
        from projects.summaries import documents, front, portfolio, quality
        from projects.summaries.trail import projects_of
        from projects.views.savedfilter import kept_for

        hooks.after_write(stale.follow)
        documents.register()
        front.register()
        portfolio.register()
        quality.register()
        rollups.find_scopes(projects_of)
        hooks.on_editing(freshness.point_out)
        saved.keep_with(kept_for)
        searchable.register_all()

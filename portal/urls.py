"""The map of the whole portal: every app's own map, under the three languages.

Estonian has no prefix, Latvian and English stand under /lv/ and /en/. What machines ask for stands outside of them.
"""
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("portal.site.urls")),
    path("", include("portal.dashboards.urls")),
    path("", include("projects.urls")),
    path("", include("communities.urls")),
    path("", include("trainings.urls")),
    path("", include("budgets.urls")),
    prefix_default_language=False,
)

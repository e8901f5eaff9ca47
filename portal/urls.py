"""The map of the whole portal: every app's own map, under the three languages.

Estonian has no prefix, Latvian and English stand under /lv/ and /en/. What machines ask for stands outside of them.
"""
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.shared import errors, health
from portal.shared.addresses import indexed
from portal.shared.views.markup import MarkdownPreview
from portal.site import machines

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.server_error

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", machines.robots_txt, name="robots"),
    path("sitemap.xml", machines.sitemap_xml, name="sitemap"),
    path("favicon.ico", machines.Favicon.as_view(), name="favicon"),
]

# Apps come before the attic: /projects/new/ is a page of its own, not a project called "new".
pages = [
    path("accounts/", include("allauth.urls")),
    path("accounts/", include("portal.demo.signin")),
    path("admin/", admin.site.urls),
    path("markdown/preview/", MarkdownPreview.as_view(), name="markdown-preview"),
    path("", include("portal.intake.urls")),
    path("", include("projects.urls")),
    path("", include("communities.urls")),
    path("", include("trainings.urls")),
    path("", include("budgets.urls")),
    path("", include("portal.dashboards.urls")),
    path("", include("portal.reports.urls")),
    path("", include("portal.search.urls")),
    path("", include("portal.site.urls")),
]
urlpatterns += i18n_patterns(*map(indexed, pages), prefix_default_language=False)

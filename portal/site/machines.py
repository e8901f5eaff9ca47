"""What machines ask the public site for: the map of its pages and what they may read."""
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from django.views.generic.base import RedirectView

from communities.models import Community
from portal.shared.rules import RuleRequired, public
from portal.shared.ways import reverse
from projects.models import Organisation, Project
from projects.summaries.front import audiences_served
from trainings.models import Event, News, Resource


class PublicSitemap(Sitemap):
    """Every public page in its three languages, each naming the two others."""

    i18n = True
    alternates = True
    x_default = True
    changefreq = "weekly"


class PageSitemap(PublicSitemap):
    def items(self):
        return ["site:home", "projects:project-list", "projects:organisation-list", "communities:community-list",
                "trainings:event-list", "trainings:calendar-month", "trainings:resource-list", "trainings:news-list",
                "site:audience-list"]

    def location(self, item):
        return reverse(item)


class ProjectSitemap(PublicSitemap):
    def items(self):
        return Project.objects.public()

    def lastmod(self, item):
        return item.updated_at


class OrganisationSitemap(PublicSitemap):
    def items(self):
        return Organisation.objects.live()

    def lastmod(self, item):
        return item.updated_at


class AudienceSitemap(PublicSitemap):
    def items(self):
        return audiences_served()

    def location(self, item):
        return reverse("site:audience", args=[item.code])


class CommunitySitemap(PublicSitemap):
    """Hidden ones are in no list that everybody may read."""

    def items(self):
        return Community.objects.visible_to(AnonymousUser()).live().order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class EventSitemap(PublicSitemap):
    def items(self):
        return Event.objects.visible_to(AnonymousUser()).order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class MaterialSitemap(PublicSitemap):
    def items(self):
        return Resource.objects.public().order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class NewsSitemap(PublicSitemap):
    def items(self):
        return News.objects.public().order_by("pk")

    def lastmod(self, item):
        return item.updated_at


SITEMAPS = {
    "pages": PageSitemap, "projects": ProjectSitemap, "audiences": AudienceSitemap, "news": NewsSitemap,
    "events": EventSitemap, "materials": MaterialSitemap, "communities": CommunitySitemap,
    "organisations": OrganisationSitemap,
}


@require_safe
def sitemap_xml(request):
    return sitemap(request, SITEMAPS)


sitemap_xml.rule = public


@require_safe
def robots_txt(request):
    """Search engines may read the public pages; signing in and Django admin are nothing to find."""
    lines = [
        "User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", "Disallow: /home/", "Disallow: /invitations/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


robots_txt.rule = public


class Favicon(RuleRequired, RedirectView):
    """Browsers that ask for /favicon.ico get the drawing."""

    rule = public
    http_method_names = ["get", "head", "options"]
    permanent = False

    def get_redirect_url(self, *args, **kwargs):
        return static("img/favicon.svg")

"""Atom feeds: news of all projects, and what happened in one. The same rows give the same bytes, so nothing is sent twice."""
from datetime import datetime, time
from hashlib import sha256

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from portal.shared.markup import markdown_plain
from portal.shared.rules import RuleRequired, public
from portal.shared.views.base import find
from portal.shared.ways import reverse
from portal.site.happened import MOST_IN_FEED, happened_in
from projects.models import Project
from trainings.summaries.news import news_told, public_news

KEPT = "public, max-age=900"


class HappenedFeed(Feed):
    """A feed of rows of Happened. `rows`: in order, the newest first; `owner`: the project, or None for all."""

    feed_type = Atom1Feed

    def __init__(self, request, rows, owner=None):
        self.request, self.rows, self.owner = request, rows, owner

    def title(self):
        return str(self.owner) if self.owner is not None else _("News")

    def subtitle(self):
        return _("What happened in the project") if self.owner is not None else _("What the projects did")

    def author_name(self):
        return str(self.owner) if self.owner is not None else settings.BRAND_NAME

    def link(self):
        return self.owner.get_absolute_url() if self.owner is not None else reverse("trainings:news-list")

    def feed_url(self):
        return self.request.path

    @property
    def language(self):
        return get_language()

    def items(self):
        return self.rows

    def item_title(self, item):
        return item.text

    def item_description(self, item):
        """HTML to a feed reader, so what people wrote is escaped."""
        text = markdown_plain(item.more)
        if item.is_demo:
            invented = _("Demo data")
            text = f"{text}\n\n{invented}".strip()
        return linebreaks(text, autoescape=True)

    def item_link(self, item):
        return item.url or self.link()

    def item_guid(self, item):
        """Stays the same whatever changes, so that no reader shows a row twice."""
        return f"tag:{self.request.get_host().partition(':')[0]},2026:{item.key}"

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.day, time(12)))

    item_updateddate = item_pubdate


class FeedPage(RuleRequired, View):
    rule = public

    def answer(self, feed):
        response = feed(self.request)
        response["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
        del response["Last-Modified"]
        response["Cache-Control"] = KEPT
        return get_conditional_response(self.request, etag=response["ETag"], response=response)


class NewsFeed(FeedPage):
    """Published news of all projects."""

    def get(self, request):
        return self.answer(HappenedFeed(request, news_told(public_news(most=MOST_IN_FEED))))


class ProjectFeed(FeedPage):
    """What happened in one public project: events held, plans approved, ends moved, news."""

    def load(self):
        self.project = find(Project.objects.public(), slug=self.kwargs["slug"])

    def get(self, request, slug):
        return self.answer(HappenedFeed(request, happened_in(self.project), self.project))

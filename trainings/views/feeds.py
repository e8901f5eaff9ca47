"""Feeds: addresses that calendar programs ask by themselves, one for everybody and one for each person who wants it."""
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View

from portal.shared.rules import RuleRequired, public, signed_in
from portal.shared.ui import Crumb
from portal.shared.views import ActionPage, ShowPage
from portal.shared.views.base import find
from portal.shared.ways import reverse
from projects.models import Project
from trainings.actions.calendar import close_calendar_feed, renew_calendar_feed
from trainings.exports.calendar import RELATIONS, write_feed, write_ics
from trainings.filters import FeedFilters
from trainings.models import CalendarFeed, Event, EventDay
from trainings.views.calendar import calendar_crumb

BACK = timedelta(days=366)
MOST_DAYS = 5000
KEPT = "public, max-age=900"
SECRET = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def days_of(events):
    """The days that stand in a feed: those of the last year, and all that come."""
    days = EventDay.objects.filter(event__in=events.order_by().values("pk"), date__gte=timezone.localdate() - BACK)
    return days.select_related(*RELATIONS).order_by("date", "starts_at", "pk")[:MOST_DAYS]


class Feed(RuleRequired, View):
    rule = public

    def absolute(self, event):
        return self.request.build_absolute_uri(event.get_absolute_url())

    def feed(self, events, name):
        """The same events give the same bytes, so that nothing is sent twice to a program that asks every hour."""
        response = write_feed(days_of(events), name=name, url_of=self.absolute)
        response["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
        return response


class PublicFeed(Feed):
    """What the public calendar shows, narrowed like the list: ?project=…&audience=…; a choice that is not there is a 404."""

    def get(self, request):
        nobody = AnonymousUser()
        filters = FeedFilters(request.GET, Event.objects.visible_to(nobody).live(), user=nobody, request=request)
        if filters.is_bound and not filters.form.is_valid():
            raise Http404
        response = self.feed(filters.qs, _now("Calendar"))
        response["Cache-Control"] = KEPT
        return get_conditional_response(request, etag=response["ETag"], response=response)


class PersonalFeed(Feed):
    """All events of one's own projects, hidden ones too. Whoever holds the address is taken for its owner."""

    def get(self, request, token):
        feed = CalendarFeed.objects.select_related("user").filter(token=token, user__is_active=True).first()
        if feed is None:
            raise Http404
        mine = Project.objects.worked_on_by(feed.user)
        response = self.feed(Event.objects.live().filter(project__in=mine), _now("My calendar"))
        response = get_conditional_response(request, etag=response["ETag"], response=response)
        for header, value in SECRET.items():
            response.headers[header] = value
        return response


class EventFile(Feed):
    """One event as a file to take along; who does not see the event does not find it."""

    def load(self):
        self.event = find(Event.objects.visible_to(self.request.user).live(), pk=self.kwargs["pk"])

    def get(self, request, pk):
        event = self.event
        days = event.days.select_related(*RELATIONS).order_by("date", "starts_at", "pk")
        return write_ics(days, name=str(event), url_of=self.absolute)


class CalendarFeedPage(ShowPage):
    """One's own address: made when asked for, and made anew when somebody else got to know it."""

    rule = signed_in
    template_name = "trainings/calendarfeed_edit.html"
    page_title = _("My calendar")
    page_lead = _("All events of your projects in your own calendar program, also those the public does not see.")

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(self.page_title)]

    def post(self, request):
        renew_calendar_feed(request.user)
        return HttpResponseRedirect(reverse("trainings:calendarfeed-edit"))

    def get_context_data(self, **kwargs):
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        return super().get_context_data(feed=self.addresses(feed) if feed else None, **kwargs)

    def addresses(self, feed):
        address = self.request.build_absolute_uri(reverse("trainings:calendar-personal", args=[feed.token]))
        return {"address": address, "open": f"webcal://{address.partition('://')[2]}", "made_at": feed.made_at}


class CalendarFeedClose(ActionPage):
    rule = signed_in
    model = CalendarFeed
    question = _("Close this calendar address?")
    explanation = _("Calendar programs that use it no longer get anything.")
    submit_label = _("Close the address")
    dangerous = True
    success_message = _("The address is closed.")

    def get_object(self):
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        if feed is None:
            raise Http404
        return feed

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(_("My calendar"), self.get_success_url()), Crumb(self.question)]

    def get_success_url(self):
        return reverse("trainings:calendarfeed-edit")

    get_cancel_url = get_success_url

    def perform(self, feed):
        close_calendar_feed(feed, by=self.request.user)

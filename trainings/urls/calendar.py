"""The calendar: as a list, as a month, and as files and feeds."""
from django.urls import path

from trainings.views import calendar, calendar_month, feeds

MINE = "calendar/mine/"

patterns = [
    path("calendar/", calendar.EventListPage.as_view(), name="event-list"),
    path("calendar/month/", calendar_month.EventMonthPage.as_view(), name="calendar-month"),
    path("calendar/feed.ics", feeds.PublicFeed.as_view(), name="calendar-feed"),
    path(MINE, feeds.CalendarFeedPage.as_view(), name="calendarfeed-edit"),
    path(f"{MINE}close/", feeds.CalendarFeedClose.as_view(), name="calendarfeed-close"),
    path(f"{MINE}<slug:token>.ics", feeds.PersonalFeed.as_view(), name="calendar-personal"),
    path("events/<id:pk>/event.ics", feeds.EventFile.as_view(), name="event-calendar"),
]

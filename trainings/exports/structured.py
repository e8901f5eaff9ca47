"""Events and news as schema.org tells them: what search engines show with a day and a place."""
from trainings.choices import EventMode, EventStatus
from trainings.summaries.calendar import times, where

STATES = {
    EventStatus.CANCELLED: "EventCancelled", EventStatus.POSTPONED: "EventPostponed",
}
MODES = {
    EventMode.ON_SITE: "OfflineEventAttendanceMode", EventMode.ONLINE: "OnlineEventAttendanceMode",
    EventMode.MIXED: "MixedEventAttendanceMode",
}
SCHEMA = "https://schema.org/"


def event_data(event, days, address):
    """`days`: the event's days in order, without any there is no date to tell; `address`: callable(path) -> absolute address."""
    begins = ends = None
    if days:
        for day in days:
            day.event = event
        begins, ends = times(days[0])[0].isoformat(), end_of(days[-1])
    place = where(event)
    url = address(event.get_absolute_url())
    return {
        "@type": "Event", "@id": url, "url": url, "name": event.title, "description": event.text,
        "startDate": begins, "endDate": ends,
        "eventStatus": SCHEMA + STATES.get(event.status, "EventScheduled"),
        "eventAttendanceMode": SCHEMA + MODES.get(event.mode, "OfflineEventAttendanceMode"),
        "location": location(event, place, url),
        "organizer": {"@type": "Organization", "name": str(event.organiser)} if event.organiser_id else None,
        "maximumAttendeeCapacity": event.capacity,
    }


def end_of(day):
    """The moment it ends, or the last day itself where the hour is not stated."""
    begins, ends = times(day)
    if day.starts_at is None:
        return day.date.isoformat()
    return ends.isoformat() if ends is not None else None


def location(event, place, url):
    if event.mode == EventMode.ONLINE:
        return {"@type": "VirtualLocation", "url": url}
    return {"@type": "Place", "name": place, "address": place} if place else None


def news_data(news, address):
    url = address(news.get_absolute_url())
    return {
        "@type": "NewsArticle", "@id": url, "url": url, "headline": news.title[:110], "articleBody": news.text,
        "datePublished": news.published_on.isoformat() if news.published_on else None,
        "dateModified": news.updated_at.isoformat(),
        "about": {"@type": "Project", "name": str(news.project), "url": address(news.project.get_absolute_url())},
    }

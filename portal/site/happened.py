"""What happened in a project, gathered from the apps: held events and trips, approved plans, moved ends, published news."""
from django.contrib.auth.models import AnonymousUser

from communities.summaries.happened import plans_approved
from projects.summaries.happened import newest, periods_extended
from trainings.summaries import event_lists
from trainings.summaries.news import events_held, news_told, public_news

MOST, MOST_IN_FEED = 8, 60


def happened_on_page(project, events):
    """For the project's public page, whose events were read already and whose news stand there as such: two queries."""
    return newest(events_held(events.past), plans_approved(project), periods_extended(project), most=MOST)


def happened_in(project, most=MOST_IN_FEED):
    """For a feed: what everybody may know, the newest first; four queries."""
    events = event_lists(project, AnonymousUser())
    told = news_told(public_news(project))
    return newest(events_held(events.past), plans_approved(project), periods_extended(project), told, most=most)

"""What happened in a project, gathered from the apps: held events and trips, approved plans, moved ends, published news."""
from communities.summaries.happened import plans_approved
from portal.shared.reading import only, walk_together
from projects.summaries.happened import newest, periods_extended
from projects.summaries.periods import changes_asked
from trainings.summaries.course import held_rows, news_of
from trainings.summaries.news import events_held, news_told

MOST_IN_FEED = 60


def happened_in(project, most=MOST_IN_FEED):
    """For a feed: what everybody may know, the newest first; one query."""
    events, plans, moves, pieces = walk_together([
        only(held_rows(project.pk, None, str(most))), plans_approved(project, most), changes_asked(project),
        only(news_of(project.pk, str(most))),
    ])
    return newest(events_held(events), plans, periods_extended(project, moves), news_told(pieces), most=most)

"""An invented example whose dates follow the day of loading, so that something always waits."""
from portal.demo.naidisprojekt import story
from portal.demo.naidisprojekt.clock import refresh
from portal.demo.naidisprojekt.progress import progress
from portal.demo.people import EXAMPLE as SLUG

__all__ = ["SLUG", "progress", "refresh", "source"]


def source(by):
    """The invented project as its invented source tells it."""
    story.tell(by)

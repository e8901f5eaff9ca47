"""What a funder wants said on each paper of an event."""
from portal.shared.dates import format_period
from projects.exports import publicity

__all__ = ["period_of", "publicity"]


def period_of(days):
    """The period from the first to the last of some dates as text, "" without any."""
    dates = sorted(days)
    return format_period(dates[0], dates[-1]) if dates else ""

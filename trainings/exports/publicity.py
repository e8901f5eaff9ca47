"""What a funder wants said on each paper of an event."""
from portal.shared.dates import format_period


def publicity(programme):
    """{"statement", "marks"} of the programme, else of the one it is a strand of; {} when nothing is said."""
    while programme is not None:
        if programme.statement or programme.marks:
            return {"statement": programme.statement, "marks": programme.marks}
        programme = programme.parent
    return {}


def period_of(days):
    """The period from the first to the last of some dates as text, "" without any."""
    dates = sorted(days)
    return format_period(dates[0], dates[-1]) if dates else ""

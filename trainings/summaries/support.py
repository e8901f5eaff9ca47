"""The logs of support: hours and meetings."""
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.shared.money import NBSP
from portal.shared.sums import sum_of
from trainings.models import SupportEntry


def hours_text(minutes):
    """"3 h 30 min", "45 min"; empty when nothing is known."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(n)d h") % {"n": hours} if hours else "", _("%(n)d min") % {"n": rest} if rest else ""]
    return NBSP.join(part.replace(" ", NBSP) for part in parts if part)


def hours_number(minutes):
    """Hours as a number, for files: 210 is 3.5; None for None."""
    return None if minutes is None else (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def log_of(assignment):
    """The entries of a log, the latest first: one query."""
    return list(assignment.entries.order_by("-date", "-pk"))


def minutes_of(entries):
    return sum(entry.minutes for entry in entries)


def with_minutes(assignments):
    """Each with `minutes`, None while its log is empty."""
    return assignments.annotate(minutes=sum_of(SupportEntry.objects, "minutes", per="assignment"))

"""How long things last, in academic hours and in minutes, and the hours from which a programme wants personal data."""
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.shared.tables import format_number
from projects.models import FundingLink, Programme, RuleSet
from trainings.choices import EventStatus
from trainings.models import EventDay

ACADEMIC_HOUR = 45  # minutes
HALF_DAY = 4  # academic hours, where neither hours nor times are stated


def minutes_of_day(day):
    """How many minutes an EventDay lasts: its academic hours, otherwise its times; None when neither is stated."""
    if day.academic_hours is not None:
        return day.academic_hours * ACADEMIC_HOUR
    if day.starts_at and day.ends_at:
        begins, ends = (datetime.combine(date.min, time) for time in (day.starts_at, day.ends_at))
        return int((ends - begins).total_seconds() // 60)
    return None


def lasts(day):
    """(minutes, whether they are a guess) of an EventDay: as `academic_hours_of`, in minutes."""
    minutes = minutes_of_day(day)
    return (HALF_DAY * day.half_days * ACADEMIC_HOUR, True) if minutes is None else (minutes, False)


def academic_hours_of(day):
    """The academic hours of an EventDay as a Decimal; half a day counts as 4 and a whole day as 8 when nothing is stated."""
    minutes, _guessed = lasts(day)
    return (Decimal(minutes) / ACADEMIC_HOUR).quantize(Decimal("0.1"))


def personal_data_rule(project, on):
    """The RuleSet that says from how many hours personal data are needed on a day, or None: one query.

    Asked of the programme and of every programme in the funding chain; a strand without such a rule takes its programme's. Of
    several the strictest holds.
    """
    linked = FundingLink.objects.filter(project=project, programme__isnull=False).values("programme")
    own = Q(pk__in=linked) | Q(pk=project.programme_id)
    near = Programme.objects.filter(own)
    above = Q(programme__in=near.values("parent")) | Q(programme__in=near.values("parent__parent"))
    near = near.values("pk")
    rows = RuleSet.objects.filter(
        Q(programme__in=near) | above,
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        personal_data_hours__isnull=False,
    ).select_related("programme__parent__parent")
    latest = {}
    for row in sorted(rows, key=lambda row: row.valid_from or date.min):
        latest[row.programme_id] = row
    overruled = {
        above.pk for row in latest.values() for above in (row.programme.parent, getattr(row.programme.parent, "parent", None))
        if above is not None
    }
    left = [row for row in latest.values() if row.programme_id not in overruled]
    return min(left, key=lambda row: (row.personal_data_hours, row.pk), default=None)


def planned_hours(event, without=None):
    """(academic hours of the event, or of all its group's events, whether it is the group's, first day): one query.

    People of a `cohort` come to every event of it, so their hours add up. `without`: the key of a day left out.
    """
    days = EventDay.objects.exclude(pk=without)
    if event.cohort:
        group = Q(
            event__project=event.project_id, event__cohort=event.cohort, event__activity=event.activity_id,
            event__archived_at=None,
        ) & ~Q(event__status=EventStatus.CANCELLED)
        rows = list(days.filter(group | Q(event=event.pk)))
    else:
        rows = [day for day in event.days.all() if day.pk != without] if event.pk else []
    own = [day.date for day in rows if day.event_id == event.pk]
    return sum(map(academic_hours_of, rows), Decimal(0)), len(own) < len(rows), min(own, default=None)


def hours_warning(event, extra_hours=0, *, without=None, on=None):
    """A sentence when the plan reaches the hours from which a programme wants everybody's personal data, else None.

    `extra_hours`: academic hours about to be added (`academic_hours_of(day)`); `without`: the key of a stored day they
    replace; `on`: the day whose rules hold, by default the event's first. An event that is not saved yet may be asked about.
    Two queries.
    """
    hours, of_group, first = planned_hours(event, without)
    rule = personal_data_rule(event.project, on or first or timezone.localdate())
    hours += Decimal(extra_hours)
    if rule is None or hours < rule.personal_data_hours:
        return None
    if of_group:
        text = _(
            "The group comes together for %(hours)s academic hours. From %(limit)s hours on, %(programme)s wants the "
            "personal data of every participant."
        )
    else:
        text = _(
            "The plan has %(hours)s academic hours. From %(limit)s hours on, %(programme)s wants the personal data of "
            "every participant."
        )
    return text % {
        "hours": format_number(hours.normalize() if hours % 1 else int(hours)),
        "limit": rule.personal_data_hours, "programme": rule.programme,
    }

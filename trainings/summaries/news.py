"""News: what is there to read, and what can be told of an event that was held: its records only, and no person."""
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.shared import rollups
from portal.shared.dates import format_period
from portal.shared.once import once
from portal.shared.tables import format_number
from portal.shared.ways import reverse
from projects.summaries.happened import Happened
from projects.summaries.waiting import Question, Waiting
from trainings.choices import EventStatus
from trainings.models import EventDay, News
from trainings.summaries.calendar import where
from trainings.summaries.people_count import Choice, turnout_of
from trainings.summaries.people_report import FEWEST

NEWS = "news_shown"


@dataclass(frozen=True)
class Attended:
    """How many came to an event, and from how many villages; None where it is not known or too few to be told."""

    people: int | None = None
    villages: int | None = None


def shown_news(user):
    """What this person reads, newest first, drafts of his projects above all: one query, ready to be listed."""
    rows = News.objects.visible_to(user).live().select_related("project", "activity", "event__project")
    return rows.order_by("-published_on", "-happened_on", "-pk")


def public_news(project=None, most=None):
    """What everybody may read, newest first: one query."""
    rows = News.objects.public().select_related("project", "event__project").order_by("-published_on", "-pk")
    rows = rows if project is None else rows.filter(project=project)
    return list(rows[:most] if most else rows)


def attended(event):
    """Counted from the lists of its days; where there are none, what somebody counted on the spot.

    In a sensitive project or activity a number below five could tell who was there, so it is not told (X-26).
    """
    figures = turnout_of(event.project, Choice(events=frozenset({event.pk}))).figures()
    people, villages = (figures.people, figures.villages) if figures.people else (event.headcount, None)
    if event.project.sensitive or event.activity_id and event.activity.sensitive:
        people, villages = enough(people), enough(villages)
    return Attended(people or None, villages or None)


def enough(number):
    return number if number is not None and number >= FEWEST else None


def piece_of(event):
    """{field: text} of a piece of news about the event, in each language: title, day, place and how many came."""
    days = list(EventDay.objects.filter(event=event).order_by("date").values_list("date", flat=True))
    came = attended(event)
    found = {"event": event.pk, "activity": event.activity_id, "happened_on": days[0] if days else None}
    for language, _name in settings.LANGUAGES:
        if title := getattr(event, f"title_{language}"):
            with override(language):
                found[f"title_{language}"] = title
                found[f"text_{language}"] = sentences(event, title, days, came)
    return found


def sentences(event, title, days, came):
    """Two or three plain sentences in the language that is active now."""
    told = {"event": title, "days": period_of(days), "place": where(event)}
    if days and told["place"]:
        first = _("“%(event)s” took place on %(days)s (%(place)s).") % told
    elif days:
        first = _("“%(event)s” took place on %(days)s.") % told
    else:
        first = _("“%(event)s” took place.") % told
    return " ".join(part for part in (first, people_sentence(came)) if part)


def period_of(days):
    if not days:
        return ""
    if days[0] == days[-1]:
        return formats.date_format(days[0], "SHORT_DATE_FORMAT")
    return format_period(days[0], days[-1])


def people_sentence(came):
    if came.people is None:
        return ""
    people = ngettext("%(n)s person took part", "%(n)s people took part", came.people) % {"n": format_number(came.people)}
    if came.villages is None:
        return f"{people}."
    villages = ngettext("from %(n)s village or town", "from %(n)s villages or towns", came.villages)
    return f"{people}, {villages % {'n': format_number(came.villages)}}."


def events_held(events):
    """[Happened] of those of some events, with their `first_day`, that were held: no query."""
    return [
        Happened(
            f"event-{event.pk}", event.first_day, named(event), event.get_absolute_url(), where(event), event.is_demo,
        )
        for event in events if event.status == EventStatus.HELD and event.first_day
    ]


def named(event):
    """"Training: How to begin"; a title that says its kind already is not given it twice."""
    kind, title = str(event.get_kind_display()), event.title
    return title if kind.casefold() in title.casefold() else f"{kind}: {title}"


def news_told(pieces):
    """[Happened] of published pieces of news: no query."""
    return [
        Happened(
            f"news-{piece.pk}", piece.published_on, piece.title, piece.get_absolute_url(), piece.text, piece.is_demo
        )
        for piece in pieces
    ]


@once
def drafts_of(projects):
    drafts = News.objects.live().filter(project__in=projects, published_on__isnull=True)
    return drafts.order_by().values_list("project").annotate(n=Count("pk"))


def news_asked(projects):
    """Question: pieces the public does not read yet, one line for each project. `projects`: Projects, or a queryset of them."""
    projects = {project.pk: project for project in projects}
    return Question(
        drafts_of(projects), lambda found: [waiting_in(projects[key], count) for key, count in sorted(found)]
    )


def waiting_in(project, count):
    text = ngettext("%(n)d piece of news is not published yet", "%(n)d pieces of news are not published yet", count)
    return Waiting(text % {"n": count}, str(project), f"{reverse('trainings:news-list')}?project={project.slug}&state=draft")


def register():
    rollups.register_count(NEWS, News.objects.public, daily=True)

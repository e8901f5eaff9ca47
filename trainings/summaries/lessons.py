"""What became of what was learnt: which lessons are due for a look back."""
import calendar
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.shared.once import once
from portal.shared.reading import only
from portal.shared.ways import reverse
from projects.choices import Publication
from projects.summaries.waiting import Question, Waiting, answers, keys_of
from trainings.choices import LessonState
from trainings.models import Lesson, LessonCheck

CHECKED_AFTER = (3, 12)  # months


def months_after(day, months):
    """The same day some months later, or the last day of a month that is too short (31.08. → 30.11.; 29.02. → 28.02.)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def with_next_check(lessons):
    """Each with `next_check`: the day it is asked about next; None when all questions are answered."""
    waiting = LessonCheck.objects.filter(lesson=OuterRef("pk"), checked_on__isnull=True)
    return lessons.annotate(next_check=Subquery(waiting.order_by("due_on").values("due_on")[:1]))


def due_checks(projects, today):
    """Looks back whose day has come: a queryset; only of open projects, where they can be answered. What was put aside is not
    asked about again."""
    rows = LessonCheck.objects.due(today).filter(lesson__project__in=projects).exclude(lesson__state=LessonState.DROPPED)
    return rows.exclude(lesson__project__publication__in=[Publication.CLOSED, Publication.ARCHIVED])


@once
def due_rows(projects, today):
    return due_checks(projects, today).values_list(
        "due_on", "pk", "lesson", "lesson__practice", "lesson__project__slug", "lesson__project__acronym"
    )


def lessons_waiting(projects, today):
    """[Waiting]: say what became of a lesson. One query, and that of `projects` when it is a queryset."""
    return answers([lessons_asked(projects, today)])


def lessons_asked(projects, today):
    """The same as a Question: the look back that is due longest, one per lesson."""

    def told(found):
        asked = set()
        for due_on, pk, lesson, practice, slug, acronym in sorted(found):
            if lesson not in asked:
                asked.add(lesson)
                yield Waiting(
                    _("Say what became of it: %(lesson)s") % {"lesson": Truncator(practice).chars(60)}, acronym,
                    reverse("trainings:lessoncheck-answer", args=[slug, lesson, pk]), due=due_on, tone="attention",
                )

    return Question(due_rows(keys_of(projects), today), told)


def lessons_of(event):
    """Walk: the lessons learnt at an event."""
    return only(learnt_at(event.pk))


@once
def learnt_at(event):
    return Lesson.objects.live().filter(event=event).order_by("order", "pk")

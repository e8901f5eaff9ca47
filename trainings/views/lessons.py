"""Lessons learnt on the way: what we make of them at home, and what became of it (A-20, D-13)."""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.models import ActionPlan
from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action, Fact
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, ArchivePage, CreatePage, DetailPage, ListPage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.rows import NestedMixin, RowMixin
from projects.views.workspace import PROJECT_RULES
from trainings import permissions
from trainings.actions import lessons as actions
from trainings.choices import LessonState
from trainings.filters.trips import LessonFilters
from trainings.forms.lessons import CheckForm, LessonForm
from trainings.models import Event, Lesson, LessonCheck, TripNote, TripStop
from trainings.summaries.lessons import with_next_check
from trainings.views.tab import TrainingsTab
from trainings.views.trip_tables import LESSON_TONES


def next_check(row):
    """The day of the next question; what was put aside is not asked about again."""
    return None if row.state == LessonState.DROPPED else row.next_check


PRACTICE = Column("practice", _("Practice"), url=Lesson.get_absolute_url, sort="search_key")
KIND = Column("kind", _("Kind"), value="get_kind_display", sort="kind")
EVENT = Column("event", _("Learnt at"), sort="event__search_key", empty=_("not stated"))
FIT = Column("fit", _("How well it fits us"), kind="number", sort="fit")
STATE = Column("state", _("State"), kind="badge", value="get_state_display", sort="state",
               tone=lambda row: LESSON_TONES[row.state])
NEXT = Column("next_check", _("Asked next on"), kind="date", value=next_check, sort="next_check", empty=_("none"))


class LessonList(TrainingsTab, ListPage):
    part = "lessons"
    model = Lesson
    rule = staticmethod(can_view_workspace)
    filterset_class = LessonFilters
    page_title = _("Lessons learnt")
    page_lead = _("What we make at home of what we saw elsewhere. After 3 and 12 months the portal asks what became of it.")
    default_sort = "next_check"
    empty_title = _("No lessons yet")
    empty_text = _("After a trip write down what you saw, why it works there, and the first step at home.")
    may_rules = PROJECT_RULES | {"plan": permissions.can_plan_event}
    columns = [
        PRACTICE, KIND, EVENT, FIT,
        Column("first_step", _("First step"), empty=_("not stated")),
        Column("responsible", _("Who, by role"), sort="responsible", empty=_("not stated")),
        Column("by_when", _("By when"), kind="date", sort="by_when"),
        STATE, NEXT,
    ]

    def get_queryset(self):
        return with_next_check(super().get_queryset().live()).select_related("event", "project")

    def count_text(self, count):
        return ngettext("%(count)d lesson", "%(count)d lessons", count) % {"count": count}

    def primary_action(self):
        if not self.may.plan:
            return None
        return Action(_("Write down a lesson"), reverse("trainings:lesson-create", args=[self.parent.slug]), icon="plus")


class LessonRows(RowMixin, TrainingsTab):
    """Pages about one lesson."""

    part = "lessons"
    model = Lesson
    rule = staticmethod(permissions.can_change_lesson)

    def get_queryset(self):
        return super().get_queryset().select_related("event__activity", "stop__trip", "plan", "task")

    def get_object(self):
        return in_project(super().get_object(), self.parent)

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, self.object.pk, *args])

    def get_page_title(self):
        """A practice is a sentence; above a form its beginning is enough."""
        return self.page_title or (Truncator(str(self.object)).chars(60) if self.object is not None else "")


def in_project(lesson, project):
    """The lesson's event and activity need not fetch their project again."""
    lesson.project = project
    if lesson.event_id:
        lesson.event.project = project
        if lesson.event.activity_id:
            lesson.event.activity.project = project
    return lesson


class LessonDetail(LessonRows, DetailPage):
    rule = staticmethod(can_view_workspace)
    about_object = False
    template_name = "trainings/lesson_detail.html"
    object_rules = {"edit_lesson": permissions.can_edit_lesson, "change_lesson": permissions.can_change_lesson}

    def crumbs_below(self):
        return []

    def get_page_title(self):
        return str(self.object)

    @cached_property
    def checks(self):
        return list(self.object.checks.order_by("months"))

    @cached_property
    def due(self):
        """The look back that is asked for now, or None."""
        if self.object.state == LessonState.DROPPED or not self.may.change_lesson:
            return None
        today = timezone.localdate()
        return next((row for row in self.checks if row.checked_on is None and row.due_on <= today), None)

    def actions(self):
        if not self.may.edit_lesson:
            return []
        if self.object.is_archived:
            return [Action(_("Take back out"), self.to("lesson-restore"))]
        found = [Action(_("Edit"), self.to("lesson-edit")), Action(_("Archive"), self.to("lesson-archive"))]
        if self.due:
            answer = self.to("lessoncheck-answer", self.due.pk)
            found.insert(0, Action(_("Say what became of it"), answer, primary=True))
        return found

    def get_context_data(self, **kwargs):
        row = self.object
        return super().get_context_data(
            badge=row.get_state_display(), tone=LESSON_TONES[row.state], facts=self.facts(), checks=self.check_table(),
            due=self.due is not None, unsaid=unsaid(row), **kwargs,
        )

    @cached_property
    def visible_plan(self):
        """The plan, unless its community is hidden from this person."""
        if not self.object.plan_id:
            return None
        return ActionPlan.objects.visible_to(self.request.user).filter(pk=self.object.plan_id).first()

    def facts(self):
        row, plan = self.object, self.visible_plan
        address = reverse("communities:actionplan-detail", args=[self.parent.slug, plan.pk]) if plan else ""
        stop = row.stop.trip.get_absolute_url() if row.stop_id and row.event_id else ""
        return [
            Fact(_("Kind"), row.get_kind_display()),
            Fact(_("Learnt at"), str(row.event or ""), url=row.event.get_absolute_url() if row.event_id else ""),
            Fact(_("Stop"), str(row.stop or ""), url=stop),
            Fact(_("How well it fits us"), f"{row.fit}/5" if row.fit else ""),
            Fact(_("First step"), row.first_step),
            Fact(_("Who, by role"), row.responsible),
            Fact(_("By when"), format_day(row.by_when)[0] if row.by_when else ""),
            Fact(_("Action plan"), str(plan or ""), url=address),
            *([Fact(_("Task"), str(row.task))] if plan and row.task_id else []),
        ]

    def check_table(self):
        today = timezone.localdate()

        def url(row):
            may_answer = self.may.change_lesson and row.due_on <= today
            return self.to("lessoncheck-answer", row.pk) if may_answer else ""

        columns = [
            Column("months", _("After months"), kind="number"),
            Column("due_on", _("Asked on"), kind="date", url=url),
            Column("checked_on", _("Answered on"), kind="date", empty=_("not yet")),
            Column("state", _("State"), kind="badge", value="get_state_display", tone=lambda row: LESSON_TONES[row.state]),
            Column("note", _("What became of it")),
        ]
        return Table(columns, self.checks, caption=_("Looking back")) if self.checks else None


def unsaid(lesson):
    """What would make a deed of an idea and is not said yet, in words."""
    asked = {_("the first step"): lesson.first_step, _("who does it"): lesson.responsible, _("by when"): lesson.by_when}
    return ", ".join(str(words) for words, value in asked.items() if not value)


class LessonCreate(LessonRows, CreatePage):
    """From an event (`?event=`), a stop (`?stop=`) or an entry of a log (`?note=`) what is known stands there already."""

    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = LessonForm
    verb = staticmethod(spread(actions.note_lesson))
    page_title = _("Write down a lesson")

    def get_initial(self):
        note, stop, event = self.wanted("note"), self.wanted("stop"), self.wanted("event")
        if note is not None:
            return {
                "event": note.trip.event_id, "stop": note.stop_id, "practice": Truncator(note.idea or note.saw).chars(300),
                "why": note.saw if note.idea else "",
            }
        if stop is not None:
            return {"event": stop.trip.event_id, "stop": stop.pk}
        return {"event": event.pk} if event is not None else {}

    def wanted(self, name):
        """The row of this project that the address names, when this person may read it; a wrong one proposes nothing."""
        number = self.request.GET.get(name, "")
        if not number.isascii() or not number.isdecimal() or len(number) > 18:
            return None
        rows = {
            "note": TripNote.objects.visible_to(self.request.user).filter(trip__event__project=self.parent),
            "stop": TripStop.objects.filter(trip__event__project=self.parent),
            "event": Event.objects.filter(project=self.parent),
        }[name]
        return rows.select_related("trip").filter(pk=number).first() if name != "event" else rows.filter(pk=number).first()


class LessonEdit(LessonRows, UpdatePage):
    form_class = LessonForm
    verb = staticmethod(spread(actions.change_lesson))
    page_title = _("Edit the lesson")


class LessonArchive(LessonRows, ArchivePage):
    verb = staticmethod(actions.archive_lesson)
    question = page_title = _("Put this lesson into the archive?")
    explanation = _("It is asked about no more. What was only put aside stays in the list, with the reason.")


class LessonRestore(LessonRows, RestorePage):
    rule = staticmethod(permissions.can_edit_lesson)
    verb = staticmethod(actions.restore_lesson)
    question = page_title = _("Take this lesson back out of the archive?")


class CheckAnswer(NestedMixin, TrainingsTab, ActionPage):
    """After three and twelve months: what became of it?"""

    part = "lessons"
    model = LessonCheck
    rule = staticmethod(permissions.can_change_lesson)
    owner_model = Lesson
    owner_field = "lesson"
    owner_kwarg = "lesson_pk"
    owner_related = ("event__activity",)
    about_owner = True
    form_class = CheckForm
    question = _("What became of it?")
    submit_label = _("Save")
    success_message = _("Saved.")

    def get_owner(self):
        return in_project(super().get_owner(), self.parent)

    @property
    def explanation(self):
        return _("Asked %(months)d months after it was written down.") % {"months": self.object.months}

    def get_context_data(self, **kwargs):
        """The card shows the lesson: its look back has no name of its own."""
        return super().get_context_data(**{"object": self.owner} | kwargs)

    def get_form(self, data=None):
        row = self.object
        initial = {"state": row.state or self.owner.state, "note": row.note}
        return CheckForm(data, user=self.request.user, parent=self.owner, initial=initial)

    def perform(self, _lesson):
        answer = self.form.cleaned_data
        actions.answer_check(self.object, by=self.request.user, state=answer["state"], note=answer["note"])

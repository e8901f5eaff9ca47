"""Study trips, mobilities and visits of experts: the event has the days, here stands what only a journey has."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.models import ActionPlan, Community, PlanTask
from portal.shared.fields import LineField, ProseField, SearchKeyField
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import Country
from projects.models import Organisation
from projects.models.project import ProjectPart, ProjectPartQuerySet
from trainings.choices import LessonKind, LessonState, MobilityKind, TripDirection
from trainings.models.details import EventPartQuerySet
from trainings.models.event import Event
from trainings.models.person import Person


class StudyTrip(Versioned):
    """The journey of an event. Each participant of a mobility is one person-mobility: those are counted, never typed."""

    event = models.OneToOneField(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="trip")
    direction = models.CharField(
        _("direction"), max_length=3, choices=TripDirection.choices, default=TripDirection.OUT
    )
    mobility_kind = models.CharField(
        _("kind of person mobility"), max_length=10, choices=MobilityKind.choices, blank=True, default="",
        help_text=_("Only for programmes that count each participant as a mobility."),
    )
    purpose = ProseField(_("purpose"))
    questions = ProseField(_("questions we want answered"), blank=True, default="", help_text=_("One per line."))
    leader = LineField(_("leader of the group, as a role"), blank=True, default="", max_length=120)
    transport = LineField(_("transport"), blank=True, default="", max_length=300)
    emissions_note = LineField(_("how we travel green"), blank=True, default="", max_length=300)
    lodging = LineField(_("lodging"), blank=True, default="", max_length=300)
    insurance = LineField(_("insurance"), blank=True, default="", max_length=300)
    emergency = LineField(_("whom to call in need, as a role"), blank=True, default="", max_length=160)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("study trip")
        verbose_name_plural = _("study trips")
        ordering = ["event"]

    def __str__(self):
        return str(self.event)

    def get_absolute_url(self):
        return reverse("trainings:studytrip-detail", args=[self.event.project.slug, self.pk])


class TripPartQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(trip__event__in=Event.objects.visible_to(user))


class TripStop(Versioned):
    """A place on the way: who receives the group, about what; perhaps a joint seminar of its own."""

    trip = models.ForeignKey(StudyTrip, verbose_name=_("study trip"), on_delete=models.PROTECT, related_name="stops")
    date = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    place = LineField(_("place"), max_length=160)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, blank=True, default="")
    host = LineField(_("host"), blank=True, default="", max_length=160)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("host organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="trip_stops",
    )
    community = models.ForeignKey(
        Community, verbose_name=_("host community"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="trip_stops",
    )
    topic = LineField(_("topic"), blank=True, default="", max_length=300)
    contact_role = LineField(_("contact, as a role"), blank=True, default="", max_length=120)
    language = LineField(_("language"), blank=True, default="", max_length=60)
    seminar = models.ForeignKey(
        Event, verbose_name=_("joint seminar"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="trip_stops",
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = TripPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop of a trip")
        verbose_name_plural = _("stops of trips")
        ordering = ["trip", "date", "starts_at", "order", "pk"]

    def __str__(self):
        return self.place

    def clean(self):
        super().clean()
        if self.seminar_id and self.trip_id and self.seminar.project_id != self.trip.event.project_id:
            raise at_field("seminar", _("Choose one of this project."), "foreign_project")


class TripNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(trip__event__in=Event.objects.kept_by(user))


class TripNote(Versioned):
    """A participant's log: what he saw at a stop, what surprised him, an idea for home. Written by his private link."""

    trip = models.ForeignKey(StudyTrip, verbose_name=_("study trip"), on_delete=models.PROTECT, related_name="notes")
    stop = models.ForeignKey(
        TripStop, verbose_name=_("stop of a trip"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="notes",
    )
    person = models.ForeignKey(
        Person, verbose_name=_("participant"), on_delete=models.PROTECT, related_name="trip_notes"
    )
    saw = ProseField(_("what I saw"))
    surprised = ProseField(_("what surprised me"), blank=True, default="")
    idea = ProseField(_("an idea for us"), blank=True, default="")
    whom_to_write = LineField(_("whom to write to, as a role"), blank=True, default="", max_length=160)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = TripNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a trip log")
        verbose_name_plural = _("entries of trip logs")
        ordering = ["trip", "pk"]

    def __str__(self):
        return f"{self.trip}: {self.person}"


class LessonQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    pass


class Lesson(ProjectPart, Archivable):
    """A practice seen elsewhere and what we make of it at home (A-20, D-13)."""

    event = models.ForeignKey(
        Event, verbose_name=_("learnt at"), null=True, blank=True, on_delete=models.PROTECT, related_name="lessons"
    )
    stop = models.ForeignKey(
        TripStop, verbose_name=_("stop of a trip"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="lessons",
    )
    kind = models.CharField(_("kind"), max_length=8, choices=LessonKind.choices, default=LessonKind.METHOD)
    practice = LineField(_("practice"), max_length=300)
    why = ProseField(_("why it works there"), blank=True, default="")
    conditions = ProseField(_("conditions at home"), blank=True, default="")
    resources = ProseField(_("what it takes"), blank=True, default="")
    fit = models.PositiveSmallIntegerField(
        _("how well it fits us"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("1 hardly, 5 very well."),
    )
    first_step = LineField(_("first step"), blank=True, default="", max_length=300)
    responsible = LineField(_("who, as a role"), blank=True, default="", max_length=120)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="lessons",
    )
    task = models.ForeignKey(
        PlanTask, verbose_name=_("task of the plan"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="lessons",
    )
    state = models.CharField(_("state"), max_length=8, choices=LessonState.choices, default=LessonState.IDEA)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("practice", "first_step"))
    history = HistoricalRecords()
    objects = LessonQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("lesson learnt")
        verbose_name_plural = _("lessons learnt")

    def __str__(self):
        return self.practice

    def get_absolute_url(self):
        return reverse("trainings:lesson-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        if self.event_id and self.project_id and self.event.project_id != self.project_id:
            raise at_field("event", _("Choose one of this project."), "foreign_project")
        if self.plan_id and self.project_id and self.plan.project_id != self.project_id:
            raise at_field("plan", _("Choose one of this project."), "foreign_project")
        if self.task_id and self.task.plan_id != self.plan_id:
            raise at_field("task", _("Choose a task of this plan."), "foreign_task")


class LessonCheckQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(lesson__in=Lesson.objects.visible_to(user))

    def due(self, today):
        return self.filter(checked_on__isnull=True, due_on__lte=today, lesson__archived_at__isnull=True)


class LessonCheck(Versioned):
    """After three and twelve months somebody is asked what became of a lesson."""

    lesson = models.ForeignKey(
        Lesson, verbose_name=_("lesson learnt"), on_delete=models.PROTECT, related_name="checks"
    )
    months = models.PositiveSmallIntegerField(_("after months"))
    due_on = models.DateField(_("asked on"))
    checked_on = models.DateField(_("answered on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=LessonState.choices, blank=True, default="")
    note = ProseField(_("what became of it"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = LessonCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("look back at a lesson")
        verbose_name_plural = _("looks back at lessons")
        ordering = ["lesson", "months"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "months"], name="lessoncheck_once",
                violation_error_message=_("This was asked already."),
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | ~Q(state=""), name="lessoncheck_answered_with_state",
                violation_error_message=_("Choose one of the states."),
            ),
        ]

    def __str__(self):
        return f"{self.lesson} + {self.months}"

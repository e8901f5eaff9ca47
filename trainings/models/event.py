"""Events and their days. Days are counted here, row by row, never as end minus start."""
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.models import Community, County, Municipality, Region, TrainingNeed
from portal.shared.fields import EdgeField, LineField, PartialDateField, ProseField, SearchKeyField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import Country, Role
from projects.models import Activity, ActivityPartner, Audience, Organisation, Project
from projects.models.project import ProjectPart, ProjectPartQuerySet
from trainings.choices import DayKind, DestinationState, EventKind, EventMode, EventStatus
from trainings.models.programme import TrainingProgramme

EVERYTHING = (True, [], [], [], [])


def keep_of(user):
    """(everything, whole projects, activities, projects and in each the organisation) of which an active user keeps the lists of
    people; keys, for `kept_in`."""
    if user.is_staff:
        return EVERYTHING
    whole, activities, pairs = set(), set(), set()
    for row in user.memberships_now():
        if row.role == Role.COORDINATOR and row.activity_id is None:
            whole.add(row.project_id)
        elif row.role in {Role.EDITOR, Role.COORDINATOR} and row.activity_id is not None:
            activities.add(row.activity_id)
        elif row.role in {Role.EDITOR, Role.COORDINATOR} and row.organisation_id is not None:
            pairs.add((row.project_id, row.organisation_id))
    pairs = sorted(pairs)
    return False, sorted(whole), sorted(activities), [project for project, _ in pairs], [own for _, own in pairs]


class EventQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    def kept_by(self, user):
        """Those whose lists of people this person keeps: as `permissions.can_edit_event`, closed projects included.

        The coordinator keeps all; an editor those of his activity, of activities his organisation answers for, and
        those his organisation holds.
        """
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        return self.kept_in(*keep_of(user))

    def kept_in(self, everything, whole, activities, projects, organisations):
        """The same, of somebody whose `keep_of` is known."""
        if everything:
            return self
        found = Q(project__in=whole) | Q(activity__in=activities)
        for project, organisation in zip(projects, organisations, strict=True):
            answers = ActivityPartner.objects.filter(Q(organisation=organisation) | Q(organisation__parent=organisation))
            found |= Q(project=project) & (Q(organiser=organisation) | Q(activity__in=answers.values("activity")))
        return self.filter(found)

    @same_for_all
    def visible_to(self, user):
        """Public events of public projects, and everything in one's own projects."""
        public = Q(is_public=True, archived_at__isnull=True, project__in=Project.objects.public())
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        return self.filter(public | Q(project__in=Project.objects.worked_on_by(user)))

    def of_partner(self, organisation):
        """Those that this partner holds, or helps to hold where several share one (X-18). `organisation`: a row or a key."""
        shared = Event.shares.rel.related_model.objects.filter(event=OuterRef("pk"))
        return self.filter(Exists(shared.filter(organisation=organisation)) | Q(organiser=organisation) & ~Exists(shared))

    def held(self):
        return self.live().filter(status=EventStatus.HELD)

    def coming(self, today):
        """Those that still lie ahead."""
        return self.live().filter(last_day__gte=today, status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])

    def overdue(self, today):
        """Planned, though every day of theirs has passed: somebody must say whether they were held."""
        return self.live().filter(last_day__lt=today, status=EventStatus.PLANNED)


class Event(ProjectPart, Archivable):
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("within"), null=True, blank=True, on_delete=models.PROTECT, related_name="children",
        help_text=_("For a seminar within a trip, or a workshop within a seminar."),
    )
    programme = models.ForeignKey(
        TrainingProgramme, verbose_name=_("training programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="events",
    )
    needs = models.ManyToManyField(
        TrainingNeed, verbose_name=_("needs it answers"), blank=True, related_name="events"
    )
    # Events made together, week after week, share one.
    series = models.UUIDField(_("series"), null=True, blank=True, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=14, choices=EventKind.choices, default=EventKind.TRAINING)
    title_et, title_lv, title_en = trio(LineField, _("title"))
    text_et, text_lv, text_en = trio(ProseField, _("description"), required=False)
    status = models.CharField(_("state"), max_length=10, choices=EventStatus.choices, default=EventStatus.PLANNED)
    status_reason = LineField(_("reason"), blank=True, default="", max_length=300)
    mode = models.CharField(_("mode"), max_length=8, choices=EventMode.choices, default=EventMode.ON_SITE)
    stated_date = PartialDateField(
        _("date as stated"), help_text=_("When the exact day is not known yet, for example “19. september”.")
    )
    # The database keeps them; `portal.shared.edges`.
    first_day, last_day = EdgeField(_("first day")), EdgeField(_("last day"))
    venue = LineField(_("venue"), blank=True, default="")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="events",
    )
    county = models.ForeignKey(
        County, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("rescue region"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, blank=True, default="")
    community = models.ForeignKey(
        Community, verbose_name=_("host community"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="hosted_events",
    )
    organiser = models.ForeignKey(
        Organisation, verbose_name=_("organiser"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="organised_events",
    )
    cohort = LineField(_("group of participants"), blank=True, default="", max_length=40)
    capacity = models.PositiveIntegerField(_("number of places"), null=True, blank=True)
    headcount = models.PositiveIntegerField(
        _("how many took part"), null=True, blank=True, help_text=_("Empty means: not counted.")
    )
    audiences = models.ManyToManyField(Audience, verbose_name=_("audiences"), blank=True, related_name="events")
    is_public = models.BooleanField(_("shown to the public"), default=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("title_et", "title_lv", "title_en", "venue"))
    title = Translated("title")
    text = Translated("text")
    history = HistoricalRecords(m2m_fields=[audiences, needs], excluded_fields=["first_day", "last_day"])
    objects = EventQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["first_day", "last_day", "id"], name="event_in_order"),
            models.Index(fields=["status", "first_day", "last_day", "id"], name="event_by_status"),
            models.Index(fields=["status", "last_day"], name="event_by_last_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")), name="event_not_within_itself",
                violation_error_message=_("An event cannot be within itself."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["cancelled", "postponed"]) | ~Q(status_reason=""),
                name="event_change_has_reason",
                violation_error_message=_("Say why the event was cancelled or postponed."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("trainings:event-detail", args=[self.pk])

    def clean(self):
        super().clean()
        if self.activity_id and self.project_id and self.activity.project_id != self.project_id:
            raise at_field("activity", _("Choose one of this project."), "foreign_project")
        if self.programme_id and self.project_id and self.programme.project_id != self.project_id:
            raise at_field("programme", _("Choose one of this project."), "foreign_project")
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.project_id != self.project_id:
                raise at_field("parent", _("Choose one of this project."), "foreign_project")
            if above.pk in seen:
                raise at_field("parent", _("An event cannot be within itself."), "circle")
            seen.add(above.pk)
            above = above.parent


class EventDayQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))


class EventDay(Versioned):
    """One day, or half a day, of an event. One physical day may hold half a day of theory and half of practice."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="days")
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices, default=DayKind.OTHER)
    half_days = models.PositiveSmallIntegerField(
        _("length"), choices=[(1, _("half a day")), (2, _("a whole day"))], default=2
    )
    academic_hours = models.PositiveSmallIntegerField(_("academic hours"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EventDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of an event")
        verbose_name_plural = _("days of events")
        ordering = ["event", "date", "starts_at", "pk"]
        # The first and last day of an event, and what happens from a day on, are read from these alone.
        indexes = [
            models.Index(fields=["event", "date"], name="eventday_by_event"),
            models.Index(fields=["date", "id", "event"], name="eventday_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(half_days__in=[1, 2]), name="eventday_half_or_whole",
                violation_error_message=_("A day is half a day or a whole day."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="eventday_times_in_order",
                violation_error_message=_("The end must be after the beginning."),
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.date:%d.%m.%Y}"


class Destination(ProjectPart):
    """A country or region a trip may go to: possible until chosen, with a date and a reason (B-18)."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="destinations",
    )
    event = models.ForeignKey(
        Event, verbose_name=_("event"), null=True, blank=True, on_delete=models.PROTECT, related_name="destinations"
    )
    country = models.CharField(_("country"), max_length=2, choices=Country.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=DestinationState.choices, default=DestinationState.CANDIDATE
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reason = LineField(_("reason"), blank=True, default="", max_length=300)
    note_et, note_lv, note_en = trio(LineField, _("note"), required=False)
    note = Translated("note")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")

    def __str__(self):
        return self.get_country_display()

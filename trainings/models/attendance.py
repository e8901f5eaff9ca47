"""Who was there, on which day, for how long; and the signed sheet that proves it."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from projects.models import Document
from trainings.choices import AttendanceSource
from trainings.models.event import Event, EventDay
from trainings.models.person import Person


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(day__event__in=Event.objects.kept_by(user))

    def present(self):
        return self.filter(is_present=True)


class Attendance(Versioned):
    """One person on one day. A mistake is corrected by `is_present`, never by deleting."""

    day = models.ForeignKey(EventDay, verbose_name=_("day"), on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(
        Person, verbose_name=_("participant"), on_delete=models.PROTECT, related_name="attendances"
    )
    is_present = models.BooleanField(_("was there"), default=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text=_("Empty means: the whole day."),
    )
    source = models.CharField(
        _("noted from"), max_length=5, choices=AttendanceSource.choices, default=AttendanceSource.STAFF
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["day", "person__sort_key", "pk"]
        # People are counted by those who were there: figures of a project read nothing else of its lists.
        indexes = [models.Index(fields=["day", "person"], condition=models.Q(is_present=True), name="attendance_present")]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "person"], name="attendance_once",
                violation_error_message=_("This person is on the list of this day already."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.day}"

    def clean(self):
        super().clean()
        if self.day_id and self.person_id and self.day.event.project_id != self.person.project_id:
            raise at_field("person", _("Choose one of this project."), "foreign_project")


class SignedSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(day__event__in=Event.objects.kept_by(user))


class SignedSheet(Versioned):
    """The scan of a day's signature sheet and how many signatures stand on it: compared with the attendance noted."""

    day = models.ForeignKey(EventDay, verbose_name=_("day"), on_delete=models.PROTECT, related_name="sheets")
    document = models.ForeignKey(
        Document, verbose_name=_("scan"), on_delete=models.PROTECT, related_name="signed_sheets"
    )
    signatures = models.PositiveIntegerField(_("signatures on it"))
    note = LineField(_("note"), blank=True, default="", max_length=300)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = SignedSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed sheet")
        verbose_name_plural = _("signed sheets")
        ordering = ["day", "pk"]

    def __str__(self):
        return f"{self.day}: {self.signatures}"

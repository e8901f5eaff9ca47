"""People who took part. One person stands here once in a project, in spite of spelling."""
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.models import Community, Municipality
from portal.shared.fields import LineField, SearchKeyField, SortKeyField
from portal.shared.models import Versioned
from portal.shared.ways import reverse
from projects.choices import Role
from projects.models import Audience, Organisation, Project
from trainings.choices import Affiliation
from trainings.models.event import Event
from trainings.models.vocabulary import ParticipantRole


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Names are for whoever keeps a list they stand on; the coordinator and the auditor see a project's all."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        if user.is_staff:
            return self
        whole = [
            row.project_id for row in user.memberships_now()
            if row.activity_id is None and row.role in {Role.COORDINATOR, Role.AUDITOR}
        ]
        kept = Event.objects.kept_by(user).values("pk")
        return self.filter(
            Q(project__in=whole)
            | Q(pk__in=Person.objects.filter(registrations__event__in=kept).values("pk"))
            | Q(pk__in=Person.objects.filter(attendances__day__event__in=kept).values("pk"))
        )

    def with_one(self):
        """`one`: the key of the person this row is, whatever it was merged into."""
        return self.annotate(one=Coalesce("root", "pk"))

    def ones(self):
        """Each person once: rows that were merged into another are left out."""
        return self.filter(root__isnull=True)


class Person(Versioned):
    """A participant of one project's events.

    Two rows of one person are not melted: `merged_into` points to the other one, `root` to the end of that way, and
    figures count roots. So a merge moves nothing and can be taken back at any time.
    """

    project = models.ForeignKey(Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="persons")
    name = LineField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    phone = LineField(_("phone"), blank=True, default="", max_length=40)
    community = models.ForeignKey(
        Community, verbose_name=_("community"), null=True, blank=True, on_delete=models.PROTECT, related_name="persons"
    )
    village = LineField(_("village or town"), blank=True, default="", max_length=120)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="persons",
    )
    organisation = LineField(_("organisation"), blank=True, default="", max_length=160)
    partner = models.ForeignKey(
        Organisation, verbose_name=_("sent by partner"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="persons_sent",
    )
    role = models.ForeignKey(
        ParticipantRole, verbose_name=_("role"), null=True, blank=True, on_delete=models.PROTECT, related_name="persons"
    )
    affiliation = models.CharField(
        _("relation to the organisation"), max_length=10, choices=Affiliation.choices, blank=True, default=""
    )
    audience = models.ForeignKey(
        Audience, verbose_name=_("audience"), null=True, blank=True, on_delete=models.PROTECT, related_name="persons"
    )
    merged_into = models.ForeignKey(
        "self", verbose_name=_("the same as"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged",
        editable=False,
    )
    root = models.ForeignKey(
        "self", verbose_name=_("counted as"), null=True, blank=True, on_delete=models.PROTECT, related_name="rows",
        editable=False,
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    sort_key = SortKeyField(of="name")
    name_key = SearchKeyField(of=("name",))
    search_key = SearchKeyField(of=("name", "email", "village", "organisation"))
    history = HistoricalRecords(excluded_fields=["sort_key", "name_key", "search_key"])
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["project", "sort_key", "pk"]
        indexes = [
            models.Index(fields=["project", "name_key"], name="person_by_name"),
            models.Index(fields=["project", "email"], name="person_by_email"),
            models.Index(fields=["project", "sort_key", "id"], name="person_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")) & ~Q(root=models.F("pk")), name="person_not_into_itself",
                violation_error_message=_("Choose two different people."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True, root__isnull=True)
                | Q(merged_into__isnull=False, root__isnull=False),
                name="person_root_with_merge",
                violation_error_message=_("Choose two different people."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("trainings:person-detail", args=[self.project.slug, self.pk])


class PersonApart(Versioned):
    """Two people somebody looked at and knows to be two, however alike: they are not suggested again."""

    first = models.ForeignKey(
        Person, verbose_name=_("participant"), on_delete=models.PROTECT, related_name="apart_first"
    )
    second = models.ForeignKey(
        Person, verbose_name=_("another participant"), on_delete=models.PROTECT, related_name="apart_second"
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("two different people")
        verbose_name_plural = _("different people")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="personapart_once",
                violation_error_message=_("This was said already."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="personapart_in_order",
                violation_error_message=_("Choose two different people."),
            ),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"

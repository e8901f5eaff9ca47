"""Communities and what they take part in. A community is neither a village nor an association."""
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import CommunityKind, EnrolmentStatus
from communities.models.place import Municipality, Place, latitude, longitude
from portal.shared.fields import LineField, ProseField, SearchKeyField, SortKeyField
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from projects.choices import Role
from projects.models import Activity, Organisation, Project, ProjectArea
from projects.models.membership import Membership
from projects.models.project import ProjectPart, ProjectPartQuerySet

COUNTED = (EnrolmentStatus.SELECTED, EnrolmentStatus.COMPLETED)


class CommunityQuerySet(ArchivableQuerySet):
    def visible_to(self, user):
        """Everybody sees communities, but one that only takes part in something sensitive is hidden from strangers."""
        if getattr(user, "is_authenticated", False) and user.is_staff:
            return self
        shown = Enrolment.objects.visible_to(user)
        any_enrolment = Enrolment.objects.filter(community=OuterRef("pk"))
        return self.filter(
            Exists(shown.filter(community=OuterRef("pk"))) | (~Exists(any_enrolment) & Q(archived_at__isnull=True))
        )


class Community(Versioned, Archivable):
    name = LineField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=CommunityKind.choices, default=CommunityKind.VILLAGE)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="communities",
    )
    places = models.ManyToManyField(Place, verbose_name=_("villages"), blank=True, related_name="communities")
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    contact_role = LineField(
        _("contact's role"), blank=True, default="", help_text=_("A role, not a name: village elder, head of society.")
    )
    latitude = latitude()
    longitude = longitude()
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    sort_key = SortKeyField(of="name")
    search_key = SearchKeyField(of=("name",))
    history = HistoricalRecords(m2m_fields=[places])
    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("communities:community-detail", args=[self.pk])


class EnrolmentQuerySet(ProjectPartQuerySet):
    def open_ones(self):
        """Enrolments that are no secret: neither they nor their activity is marked sensitive."""
        return self.filter(Q(activity__isnull=True) | Q(activity__sensitive=False), sensitive=False)

    def visible_to(self, user):
        """Public ones of public projects; those of one's own projects; sensitive ones only for the coordinators
        and auditors of the project, and for the partner who works with that community (C-07)."""
        public = Q(pk__in=Enrolment.objects.open_ones().filter(project__in=Project.objects.public()).values("pk"))
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        if user.is_staff:
            return self
        mine = Membership.objects.valid().filter(user=user)
        own = Q(
            pk__in=Enrolment.objects.open_ones().filter(project__in=mine.values("project")).values("pk")
        )
        trusted = mine.filter(role__in=[Role.COORDINATOR, Role.AUDITOR], activity__isnull=True)
        partner = mine.filter(organisation=OuterRef("author"), project=OuterRef("project"))
        return self.filter(public | own | Q(project__in=trusted.values("project")) | Q(Exists(partner)))

    def counted(self):
        """Those that count towards a promise: chosen or completed, never applied or withdrawn."""
        return self.filter(status__in=COUNTED)


class Enrolment(ProjectPart):
    """A community in a project, or in one activity of it."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), on_delete=models.PROTECT, related_name="enrolments"
    )
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    area = models.ForeignKey(
        ProjectArea, verbose_name=_("area"), null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    author = models.ForeignKey(
        Organisation, verbose_name=_("partner who works with it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="enrolments",
    )
    status = models.CharField(
        _("state"), max_length=10, choices=EnrolmentStatus.choices, default=EnrolmentStatus.APPLIED
    )
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    extension_reason = LineField(_("reason of the extension"), blank=True, default="", max_length=300)
    selected_on = models.DateField(_("selected on"), null=True, blank=True)
    ready_on = models.DateField(_("ready to start on"), null=True, blank=True)
    readiness_note = ProseField(_("why it is ready"), blank=True, default="")
    needs = ProseField(_("needs"), blank=True, default="")
    sensitive = models.BooleanField(_("sensitive"), default=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EnrolmentQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                "project", "community", Coalesce("activity", 0), name="enrolment_once",
                violation_error_message=_("This community already takes part in it."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="enrolment_period_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            ),
        ]

    def __str__(self):
        return str(self.community)

    def get_absolute_url(self):
        return reverse("communities:enrolment-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        for name in ("activity", "area"):
            part = getattr(self, name)
            if part and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")

"""Communities and what they take part in. A community is neither a village nor an association."""
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import CommunityKind, CriterionPurpose, DelegateKind, EnrolmentStatus
from communities.models.place import Municipality, Place, latitude, longitude
from portal.shared.fields import LineField, ProseField, SearchKeyField, SortKeyField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import Role
from projects.models import Activity, Organisation, Project, ProjectArea
from projects.models.membership import Membership
from projects.models.project import ProjectPart, ProjectPartQuerySet

COUNTED = (EnrolmentStatus.SELECTED, EnrolmentStatus.COMPLETED)


class CommunityQuerySet(ArchivableQuerySet):
    @same_for_all(most=True)
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

    @same_for_all
    def visible_to(self, user):
        """Public ones of public projects; those of one's own projects; sensitive ones only for the coordinators
        and auditors of the project, and for the partner who works with that community (C-07)."""
        # Each row by itself: under an OR the planner would work out all that anybody may see, of every project, first.
        secret = Activity.objects.filter(pk=OuterRef("activity"), sensitive=True)
        no_secret = Q(~Exists(secret), sensitive=False)
        public = no_secret & Q(Exists(Project.objects.public().filter(pk=OuterRef("project"))))
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        if user.is_staff:
            return self
        mine = Membership.objects.valid().filter(user=user)
        own = no_secret & Q(project__in=mine.values("project"))
        trusted = mine.filter(role__in=[Role.COORDINATOR, Role.AUDITOR], activity__isnull=True)
        partner = mine.filter(organisation=OuterRef("author"), project=OuterRef("project"))
        bound = Q(pk__in=Delegate.objects.in_force(user).values("enrolment"))
        return self.filter(public | own | Q(project__in=trusted.values("project")) | Q(Exists(partner)) | bound)

    @same_for_all
    def worked_on_by(self, user):
        """Those with which this person works: the project's coordinators, the partner's editors, the community's own
        people and its experts. The rows of `permissions.can_edit_enrolment`, and those who are bound to a community."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        if user.is_staff:
            return self
        mine = Membership.objects.valid().filter(user=user, project=OuterRef("project"))
        whole = mine.filter(role=Role.COORDINATOR, activity__isnull=True)
        part = mine.filter(role=Role.COORDINATOR, activity=OuterRef("activity"))
        partner = mine.filter(role=Role.EDITOR, organisation=OuterRef("author")).filter(
            Q(activity__isnull=True) | Q(activity=OuterRef("activity"))
        )
        bound = Q(pk__in=Delegate.objects.in_force(user).values("enrolment"))
        return self.filter(Q(Exists(whole)) | Q(Exists(part)) | Q(Exists(partner)) | bound)

    def counted(self):
        """Those that count towards a promise: chosen or completed, never applied or withdrawn."""
        return self.filter(status__in=COUNTED)


class Call(ProjectPart):
    """An invitation to communities to apply, for the project or one activity of it (C-21)."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )
    title_et, title_lv, title_en = trio(LineField, _("title"))
    text_et, text_lv, text_en = trio(ProseField, _("who is called, and to what"), required=False)
    opens_on = models.DateField(_("open from"), null=True, blank=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    per_county = models.PositiveSmallIntegerField(
        _("communities per county"), null=True, blank=True, help_text=_("Empty: not divided by county.")
    )
    title = Translated("title")
    text = Translated("text")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(opens_on__isnull=True) | Q(closes_on__gte=models.F("opens_on")),
                name="call_period_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("communities:call-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        if self.activity_id and self.project_id and self.activity.project_id != self.project_id:
            raise at_field("activity", _("Choose one of this project."), "foreign_project")


class Criterion(ProjectPart):
    """What a project asks of a community before it is chosen, or before it is called ready (A-22)."""

    purpose = models.CharField(_("used for"), max_length=10, choices=CriterionPurpose.choices)
    text_et, text_lv, text_en = trio(LineField, _("criterion"))
    text = Translated("text")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self):
        return self.text


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
    call = models.ForeignKey(
        Call, verbose_name=_("call"), null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    motivation = ProseField(_("why the community applies"), blank=True, default="", db_default="")
    criteria = models.ManyToManyField(
        Criterion, verbose_name=_("criteria met"), blank=True, related_name="enrolments"
    )
    needs = ProseField(_("needs"), blank=True, default="")
    sensitive = models.BooleanField(_("sensitive"), default=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords(m2m_fields=[criteria])
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
        for name in ("activity", "area", "call"):
            part = getattr(self, name)
            if part and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")


class DelegateQuerySet(models.QuerySet):
    def in_force(self, user):
        """Where this person is bound to a community; it holds only while he belongs to the project as well."""
        mine = Membership.objects.valid().filter(
            user=user, project=OuterRef("enrolment__project"), role__in=[Role.COMMUNITY, Role.EXPERT]
        )
        return self.filter(Exists(mine), user=user)

    @same_for_all
    def visible_to(self, user):
        """They are known to exist wherever the community is; who may see their names is `permissions`' answer."""
        here = Project.objects.worked_on_by(user)
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user), enrolment__project__in=here)


class Delegate(Versioned):
    """A person bound to one community of a project: its representative drafts its plan, its expert advises."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), on_delete=models.PROTECT, related_name="delegates"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="delegates"
    )
    kind = models.CharField(
        _("as what"), max_length=14, choices=DelegateKind.choices, default=DelegateKind.REPRESENTATIVE
    )
    history = HistoricalRecords()
    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("community's person")
        verbose_name_plural = _("communities' people")
        ordering = ["enrolment", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "user"], name="delegate_once",
                violation_error_message=_("This person is already bound to the community."),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.enrolment}"

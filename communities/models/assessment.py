"""Looking at a community's potential: scored statements, what it has, and what it needs to learn."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import AssetAvailability, AssetCategory, AssetCondition, AssetVisibility
from communities.models.community import Community, Enrolment
from communities.models.place import latitude, longitude
from communities.models.template import AssessmentTemplate, Statement
from communities.models.vocabulary import ServiceKind
from portal.shared.fields import LineField, ProseField, SearchKeyField
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.seen import same_for_all
from portal.shared.text import in_short
from portal.shared.ways import reverse
from projects.models import Membership


class AssessmentQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def done(self):
        return self.filter(assessed_on__isnull=False)

    def first_of_each(self):
        """Of each community in a project the first round that was done."""
        earlier = Assessment.objects.done().filter(enrolment=OuterRef("enrolment"), round__lt=OuterRef("round"))
        return self.done().filter(~Exists(earlier))


class Assessment(Versioned):
    """One round of looking at a community's potential and resources."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), on_delete=models.PROTECT, related_name="assessments"
    )
    template = models.ForeignKey(
        AssessmentTemplate, verbose_name=_("assessment template"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="assessments",
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    method = LineField(_("method"), blank=True, default="")
    conclusion = ProseField(_("conclusion"), blank=True, default="", db_default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["enrolment", "round"]
        indexes = [models.Index(fields=["assessed_on", "id"], name="assessment_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "round"], name="assessment_round_once",
                violation_error_message=_("This round already exists."),
            )
        ]

    def __str__(self):
        return f"{self.enrolment} {self.round}"


class Respondent(Versioned):
    """Somebody who scored the statements, by role and never by name."""

    assessment = models.ForeignKey(
        Assessment, verbose_name=_("assessment"), on_delete=models.PROTECT, related_name="respondents"
    )
    label = LineField(_("who answered, by role"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("respondent")
        verbose_name_plural = _("respondents")
        ordering = ["assessment", "order", "pk"]

    def __str__(self):
        return self.label


class Score(Versioned):
    """0 none or not known … 4 very well, others learn from us."""

    respondent = models.ForeignKey(
        Respondent, verbose_name=_("respondent"), on_delete=models.PROTECT, related_name="scores"
    )
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.PROTECT, related_name="scores"
    )
    value = models.PositiveSmallIntegerField(_("score"), validators=[MaxValueValidator(4)])
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["respondent", "statement"]
        constraints = [
            models.UniqueConstraint(
                fields=["respondent", "statement"], name="score_once",
                violation_error_message=_("This statement was already scored."),
            ),
            models.CheckConstraint(
                condition=Q(value__lte=4), name="score_at_most_4", violation_error_message=_("A score is from 0 to 4.")
            ),
        ]

    def __str__(self):
        return str(self.value)


class StatementComment(Versioned):
    """Why the answers to one statement differ."""

    assessment = models.ForeignKey(
        Assessment, verbose_name=_("assessment"), on_delete=models.PROTECT, related_name="comments"
    )
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.PROTECT, related_name="comments"
    )
    text = ProseField(_("comment"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment on a statement")
        verbose_name_plural = _("comments on statements")
        ordering = ["assessment", "statement"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "statement"], name="statementcomment_once",
                violation_error_message=_("This statement already has a comment."),
            )
        ]

    def __str__(self):
        return in_short(self.text)


class AssetQuerySet(ArchivableQuerySet):
    @same_for_all
    def visible_to(self, user):
        """Public ones of communities one may see; others for the people of the projects the community is in.

        `Working group only` is for those who write there or are bound to the community: see `permissions`.
        """
        seen = Community.objects.visible_to(user).filter(pk=OuterRef("community"))
        public = Q(Exists(seen), visibility=AssetVisibility.PUBLIC)
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        if user.is_staff:
            return self
        mine = Membership.objects.valid().filter(user=user)
        here = Enrolment.objects.filter(community=OuterRef("community"))
        shown = here.visible_to(user).filter(project__in=mine.values("project"))
        inner = here.worked_on_by(user)
        return self.filter(public | Q(Exists(shown), visibility=AssetVisibility.COMMUNITY) | Q(Exists(inner)))


class Asset(Versioned, Archivable):
    """Something a community has: a skill, a choir, a school, a lake, a workshop, a story. Roles, not names."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), on_delete=models.PROTECT, related_name="assets"
    )
    category = models.CharField(_("category"), max_length=12, choices=AssetCategory.choices)
    name = LineField(_("name"), max_length=160)
    description = ProseField(_("description"), blank=True, default="")
    keeper = LineField(_("owner or keeper"), blank=True, default="", max_length=160)
    availability = models.CharField(
        _("availability"), max_length=8, choices=AssetAvailability.choices, default=AssetAvailability.UNKNOWN
    )
    can_offer = LineField(_("what it can offer"), blank=True, default="", max_length=300)
    offers = models.ManyToManyField(
        ServiceKind, verbose_name=_("good for these services"), blank=True, related_name="assets"
    )
    contact_role = LineField(
        _("contact's role"), blank=True, default="", help_text=_("A role, not a name: village elder, head of society.")
    )
    condition = models.CharField(
        _("condition"), max_length=8, choices=AssetCondition.choices, blank=True, default=""
    )
    latitude = latitude()
    longitude = longitude()
    visibility = models.CharField(
        _("who may see it"), max_length=10, choices=AssetVisibility.choices, default=AssetVisibility.COMMUNITY
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("name", "can_offer", "keeper"))
    history = HistoricalRecords(m2m_fields=[offers])
    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["community", "category", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('communities:asset-list', args=[self.community_id])}#asset-{self.pk}"


class TrainingNeedQuerySet(ArchivableQuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class TrainingNeed(Versioned, Archivable):
    """Something a community needs to learn; training sessions answer it later (A-16)."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), on_delete=models.PROTECT, related_name="training_needs"
    )
    assessment = models.ForeignKey(
        Assessment, verbose_name=_("assessment"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="training_needs",
    )
    topic = LineField(_("what they need to learn"))
    note = ProseField(_("how we know"), blank=True, default="")
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("1 is the most urgent, 5 can wait."),
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("topic",))
    history = HistoricalRecords()
    objects = TrainingNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("training need")
        verbose_name_plural = _("training needs")
        ordering = ["priority", "pk"]

    def __str__(self):
        return self.topic

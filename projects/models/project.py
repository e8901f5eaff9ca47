"""A project: its names, its programme, its period, and the stories told about it."""
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.dates import format_period, months_between
from portal.shared.fields import (
    BoundField,
    LineField,
    PartialDateField,
    ProseField,
    SearchKeyField,
    SortKeyField,
    Translated,
    active_between,
    trio,
)
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.text import in_short
from portal.shared.ways import reverse
from projects.choices import (
    Direction,
    FundingRole,
    NarrativeKind,
    Phase,
    ProjectType,
    Publication,
)
from projects.codes import validate_reference_code
from projects.models.organisation import Organisation
from projects.models.programme import Programme

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use small letters, digits and single hyphens."))


class ProjectQuerySet(models.QuerySet):
    """The questions people ask about projects. Every answer chains."""

    def public(self):
        return self.exclude(publication=Publication.DRAFT).filter(sensitive=False)

    def of_member(self, user):
        """Projects in which this person has a valid membership today."""
        from projects.models.membership import Membership

        return self.filter(pk__in=Membership.objects.valid().filter(user=user).values("project"))

    @same_for_all
    def visible_to(self, user):
        """The public ones, and those in which the person works; staff see all."""
        if getattr(user, "is_authenticated", False):
            if user.is_staff:
                return self
            from projects.models.membership import Membership

            mine = Membership.objects.valid().filter(user=user).values("project")
            return self.filter(Q(pk__in=mine) | (~Q(publication=Publication.DRAFT) & Q(sensitive=False)))
        return self.public()

    @same_for_all
    def worked_on_by(self, user):
        """The workspaces this person may enter."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self if user.is_staff else self.of_member(user)

    def active_in(self, first_day, last_day):
        """Projects under way on any day between the two; an unknown end is open."""
        return self.filter(active_between(first_day, last_day))


class Project(Versioned):
    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[SLUG])
    acronym = LineField(
        _("name"), max_length=120, help_text=_("The proper name; the same in every language.")
    )
    title_et, title_lv, title_en = trio(LineField, _("title"))
    summary_et, summary_lv, summary_en = trio(ProseField, _("summary"), required=False)
    type = models.CharField(_("type"), max_length=20, choices=ProjectType.choices, default=ProjectType.COOPERATION)
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    reference_code = LineField(
        _("reference code"), max_length=60, blank=True, default="", validators=[validate_reference_code]
    )
    legal_basis_et, legal_basis_lv, legal_basis_en = trio(LineField, _("legal basis"), required=False, max_length=300)
    countries = LineField(
        _("countries"), max_length=40, blank=True, default="", help_text=_("For example EE-LV; not the programme.")
    )
    planned_start = PartialDateField(_("planned start"))
    planned_end = PartialDateField(_("planned end"))
    actual_start = PartialDateField(_("actual start"))
    actual_end = PartialDateField(_("actual end"))
    starts_on = BoundField(of=("actual_start", "planned_start"), edge="lower")
    ends_on = BoundField(of=("actual_end", "planned_end"), edge="upper")
    period_is_tentative = models.BooleanField(_("the period is only planned"), default=False)
    phase = models.CharField(_("confirmed state"), max_length=10, choices=Phase.choices, blank=True, default="")
    phase_basis = LineField(_("who confirmed the state, and when"), blank=True, default="")
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication.choices, default=Publication.DRAFT
    )
    sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("A sensitive project is not shown to the public at all.")
    )
    is_example = models.BooleanField(_("invented example"), default=False)
    sort_key = SortKeyField(of="acronym")
    search_key = SearchKeyField(of=("acronym", "title_et", "title_lv", "title_en", "reference_code"))
    title = Translated("title")
    summary = Translated("summary")
    legal_basis = Translated("legal_basis")
    history = HistoricalRecords()
    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                # /projects/new/ is the page on which a project begins.
                condition=~Q(slug="new"),
                name="project_slug_is_free",
                violation_error_message=_("This address belongs to a page of the portal. Choose another."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="project_period_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            )
        ]

    def __str__(self):
        return self.acronym

    def get_absolute_url(self):
        return reverse("site:project-detail", args=[self.slug])

    def clean(self):
        super().clean()
        for kind in ("planned", "actual"):
            start, end = getattr(self, f"{kind}_start"), getattr(self, f"{kind}_end")
            if start and end and start.lower and end.upper and end.upper < start.lower:
                raise at_field(f"{kind}_end", _("The end date cannot be before the start date."), "period_backwards")

    @property
    def start(self):
        return self.actual_start or self.planned_start

    @property
    def end(self):
        return self.actual_end or self.planned_end

    @property
    def period_text(self):
        return format_period(self.start, self.end)

    @property
    def months(self):
        """Whole months from start to end, both counted; None while an end is unknown."""
        if self.start and self.end and self.start.lower and self.end.upper:
            return months_between(self.start, self.end)
        return None

    @property
    def phase_by_dates(self):
        """What the dates alone say today; None when they do not say."""
        today = timezone.localdate()
        if self.ends_on and self.ends_on < today:
            return Phase.COMPLETED
        if self.starts_on and self.starts_on > today:
            return Phase.PLANNED
        return Phase.RUNNING if self.starts_on else None

    @property
    def is_public(self):
        return self.publication != Publication.DRAFT and not self.sensitive

    @property
    def is_frozen(self):
        """Closed and archived projects may be read, not changed."""
        return self.publication in {Publication.CLOSED, Publication.ARCHIVED}


class ProjectPartQuerySet(models.QuerySet):
    """Rows that belong to a project are seen by whoever works in that project."""

    @same_for_all
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.worked_on_by(user))


class ProjectPart(Versioned):
    """What belongs to one project and stands in an order within it."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="%(class)s_set"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    objects = ProjectPartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["project", "order", "pk"]


class Narrative(ProjectPart):
    """One paragraph of the project's story, filterable by what it is: aim, need, strength, approach."""

    kind = models.CharField(_("kind"), max_length=12, choices=NarrativeKind.choices)
    text_et, text_lv, text_en = trio(ProseField, _("text"))
    level_et, level_lv, level_en = trio(
        LineField, _("level"), required=False, max_length=80, help_text=_("For whom it holds: the country, the team …")
    )
    text = Translated("text")
    level = Translated("level")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("paragraph of the story")
        verbose_name_plural = _("story")

    def __str__(self):
        return f"{self.get_kind_display()}: {in_short(self.text)}"


class Challenge(ProjectPart):
    """A difficulty in the world that the project answers; not a promise."""

    text_et, text_lv, text_en = trio(LineField, _("challenge"), max_length=300)
    text = Translated("text")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")

    def __str__(self):
        return self.text


class Result(ProjectPart):
    """What should grow or improve. It needs no number; a hope (`intended_only`) is not a target."""

    text_et, text_lv, text_en = trio(LineField, _("result"), max_length=300)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices, default=Direction.IMPROVES)
    subject_et, subject_lv, subject_en = trio(LineField, _("about whom"), required=False)
    intended_only = models.BooleanField(_("a hope, not a target"), default=False)
    baseline = LineField(_("baseline"), blank=True, default="", help_text=_("Empty means: not measured."))
    text = Translated("text")
    subject = Translated("subject")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self):
        return self.text


class Stage(ProjectPart):
    """A stage of a longer course of which the project is one part."""

    title_et, title_lv, title_en = trio(LineField, _("stage"))
    status_et, status_lv, status_en = trio(
        LineField, _("state as stated"), required=False, help_text=_("In the source's own words, uncertainty included.")
    )
    title = Translated("title")
    status = Translated("status")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")

    def __str__(self):
        return self.title


class FundingLink(ProjectPart):
    """One link of the chain from the fund to the group; a fund that is only talked about is a topic instead."""

    role = models.CharField(_("role"), max_length=12, choices=FundingRole.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="funding_links",
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="funding_links",
    )
    label_et, label_lv, label_en = trio(LineField, _("in words"), required=False)
    label = Translated("label")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("link of the funding chain")
        verbose_name_plural = _("funding chain")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(programme__isnull=False) | ~Q(label_et=""),
                name="fundinglink_names_somebody",
                violation_error_message=_("Name an organisation or a programme, or say it in words."),
            )
        ]

    def __str__(self):
        return str(self.organisation or self.programme or self.label)

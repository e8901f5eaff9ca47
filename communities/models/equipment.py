"""What was bought for communities, who keeps and lends it, and what came of the services."""
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from communities.choices import EquipmentState
from communities.models.community import Community, Enrolment
from communities.models.plan import ActionPlan
from communities.models.tables import InvestmentNeed, Service
from portal.shared.dates import format_period
from portal.shared.fields import LineField, MoneyField, ProseField, SearchKeyField
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.models import Organisation, Project
from projects.models.project import ProjectPart


class EquipmentQuerySet(ArchivableQuerySet):
    @same_for_all
    def visible_to(self, user):
        shown = Enrolment.objects.visible_to(user).filter(pk=OuterRef("enrolment"))
        here = Project.objects.worked_on_by(user)
        return self.filter(Q(enrolment__isnull=True) | Q(Exists(shown)), project__in=here)


class Equipment(ProjectPart, Archivable):
    """Small equipment: owned by a partner, used by a community or lent around by a unit of a municipality (A-22, E-20)."""

    name = LineField(_("equipment"))
    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("used by the community"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="equipment",
    )
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="equipment"
    )
    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="equipment",
    )
    need = models.ForeignKey(
        InvestmentNeed, verbose_name=_("investment need"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="equipment",
    )
    indispensable_because = LineField(_("indispensable because"), max_length=300, blank=True, default="")
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    cost = MoneyField(pgettext_lazy("of a thing", "cost"))
    bought_on = models.DateField(_("bought on"), null=True, blank=True)
    inventory_mark = LineField(_("inventory number"), max_length=40, blank=True, default="")
    custodian_role = LineField(_("who keeps it, by role"), max_length=160, blank=True, default="")
    kept_at = LineField(_("where it is kept"), max_length=160, blank=True, default="")
    lendable = models.BooleanField(_("can be borrowed"), default=False)
    state = models.CharField(
        _("state"), max_length=11, choices=EquipmentState.choices, default=EquipmentState.IN_USE
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("name", "inventory_mark"))
    history = HistoricalRecords()
    objects = EquipmentQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = pgettext_lazy("many things", "equipment")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("communities:equipment-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        for name in ("enrolment", "plan"):
            part = getattr(self, name)
            if part and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")
        if self.need_id and self.plan_id and self.need.plan_id != self.plan_id:
            raise at_field("need", _("Choose an investment need of this plan."), "foreign_plan")


class BelowEquipmentQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(equipment__in=Equipment.objects.visible_to(user))


class EquipmentCheck(Versioned):
    """Somebody looked once a year whether the thing is there and works."""

    equipment = models.ForeignKey(
        Equipment, verbose_name=_("equipment"), on_delete=models.PROTECT, related_name="checks"
    )
    checked_on = models.DateField(_("checked on"))
    state = models.CharField(_("state"), max_length=11, choices=EquipmentState.choices)
    checked_by = LineField(_("who checked, by role"), max_length=120, blank=True, default="")
    note = ProseField(_("note"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = BelowEquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly check")
        verbose_name_plural = _("yearly checks")
        ordering = ["equipment", "checked_on", "pk"]

    def __str__(self):
        return f"{self.equipment} {self.checked_on}"


class Loan(Versioned):
    """The thing is somewhere else for a while. One thing is in one place at a time: see `actions`."""

    equipment = models.ForeignKey(
        Equipment, verbose_name=_("equipment"), on_delete=models.PROTECT, related_name="loans"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("borrowing organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="loans",
    )
    community = models.ForeignKey(
        Community, verbose_name=_("borrowing community"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="loans",
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True, editable=False)
    note = LineField(_("note"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = BelowEquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        ordering = ["equipment", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="loan_period_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, community__isnull=True)
                | Q(organisation__isnull=True, community__isnull=False),
                name="loan_one_borrower",
                violation_error_message=_("Say which organisation or which community borrows it."),
            ),
        ]

    def __str__(self):
        """Without the borrower: not everybody may read who it is (C-07)."""
        return f"{self.equipment}: {format_period(self.starts_on, self.ends_on)}"


class ServiceDeliveryQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(service__in=Service.objects.visible_to(user))


class ServiceDelivery(Versioned):
    """What came of a service in one month: users, sessions, paid and unpaid hours."""

    service = models.ForeignKey(
        Service, verbose_name=_("service"), on_delete=models.PROTECT, related_name="deliveries"
    )
    month = models.DateField(_("month"))
    users = models.PositiveIntegerField(_("users"), null=True, blank=True)
    sessions = models.PositiveIntegerField(_("sessions"), null=True, blank=True)
    paid_hours = models.PositiveIntegerField(_("paid hours"), null=True, blank=True)
    unpaid_hours = models.PositiveIntegerField(_("unpaid hours"), null=True, blank=True)
    note = LineField(_("note"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = ServiceDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("month of a service")
        verbose_name_plural = _("months of services")
        ordering = ["service", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month"], name="servicedelivery_once",
                violation_error_message=_("This month is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="servicedelivery_month_begins",
                violation_error_message=_("Give the first day of the month."),
            ),
        ]

    def __str__(self):
        return f"{self.service} {self.month:%Y-%m}"

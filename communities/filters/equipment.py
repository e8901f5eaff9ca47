"""Equipment, loans, and the months of services."""
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.choices import EquipmentState
from communities.filters.base import YES, PartFilterSet, ProjectFilterSet, choice
from communities.models import Enrolment, Equipment, Loan, Service, ServiceDelivery
from communities.summaries.equipment import check_is_overdue, loans_out
from portal.shared.dates import PartialDate
from portal.shared.filters import PortalFilterSet
from portal.shared.once import once
from portal.shared.reading import parts_of, read
from portal.shared.seen import reader, seen_by
from projects.models import Organisation, ProjectArea


class EquipmentRecordFilters(PartFilterSet):
    """Behind the figures of promises: whatever projects bought."""

    activity_path = "enrolment__activity"
    partner_path = "owner"
    area_path = "enrolment__area"

    class Meta:
        model = Equipment
        fields = []


@once
def enrolments_with_equipment(person, project):
    here = Equipment.objects.visible_to(reader(person)).filter(project=project)
    rows = Enrolment.objects.filter(pk__in=here.values("enrolment")).select_related("community")
    return rows.order_by("community__sort_key", "pk")


@once
def owners_of_equipment(person, project):
    here = Equipment.objects.visible_to(reader(person)).filter(project=project)
    return Organisation.objects.filter(pk__in=here.values("owner"))


class EquipmentFilters(PortalFilterSet):
    """Of one project. `OVERDUE`: nobody looked at it for more than a year."""

    search_in = ["search_key"]

    community = choice(_("Community"), method="by_community")
    area = choice(_("Area"), method="by_area")
    owner = choice(_("Owner"), field_name="owner")
    state = choice(_("State"), EquipmentState.choices, field_name="state")
    check = choice(_("Yearly check"), [(YES, _("overdue"))], method="by_check")
    lendable = choice(_("Can be borrowed"), [(YES, _("yes"))], method="by_lendable")
    archive = choice(_("Archive"), [(YES, _("In the archive"))], method="by_archive")

    class Meta:
        model = Equipment
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        where, key = self.filters, self.parent.pk
        enrolments, owners, areas = read([
            seen_by(enrolments_with_equipment, self.user, key), seen_by(owners_of_equipment, self.user, key),
            parts_of(ProjectArea, key),
        ])
        where["community"].extra["choices"] = [(str(row.pk), str(row)) for row in enrolments]
        where["owner"].extra["choices"] = [(str(row.pk), str(row)) for row in owners]
        where["area"].extra["choices"] = [(str(row.pk), row.name) for row in areas]

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("archive"):
            queryset = queryset.live()
        return super().filter_queryset(queryset)

    def by_community(self, rows, _name, value):
        return rows.filter(enrolment=value)

    def by_area(self, rows, _name, value):
        return rows.filter(enrolment__area=value)

    def by_check(self, rows, _name, _value):
        return check_is_overdue(rows)

    def by_lendable(self, rows, _name, _value):
        return rows.filter(lendable=True)

    def by_archive(self, rows, _name, _value):
        return rows.archived()


class LoanFilters(PortalFilterSet):
    """Of one project: without a choice what is away or promised, and what was."""

    search_in = ["equipment__search_key"]

    now = choice(_("State"), [("out", _("lent out now")), ("late", _("late")), ("planned", _("promised"))], method="by_now")

    class Meta:
        model = Loan
        fields = []

    def by_now(self, rows, _name, value):
        today = timezone.localdate()
        if value == "planned":
            return rows.filter(starts_on__gt=today, returned_on__isnull=True, cancelled_on__isnull=True)
        return loans_out(rows) if value == "out" else loans_out(rows).filter(ends_on__lt=today)


class ServiceDeliveryFilters(ProjectFilterSet):
    """Months of services; `since` and `until` are months of the rows there are."""

    project_path = "service__plan__project"
    activity_path = "service__plan__enrolment__activity"

    service = choice(_("Service"), method="by_service")
    since = choice(_("From month"), method="by_since")
    until = choice(_("Until month"), method="by_until")

    class Meta:
        model = ServiceDelivery
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = list(self.queryset.order_by().dates("month", "month"))
        for name in ("since", "until"):
            self.filters[name].extra["choices"] = [
                (f"{month:%Y-%m}", PartialDate(month.year, month.month).text()) for month in months
            ]
        if self.chosen_project is None:
            del self.filters["service"]
        else:
            # The project is said twice: from the rows alone the database would come by way of all services.
            services = Service.objects.filter(
                pk__in=self.queryset.order_by().filter(service__plan__project=self.chosen_project).values("service"),
                plan__project=self.chosen_project,
            )
            self.filters["service"].extra["choices"] = [
                (str(row.pk), f"{row} ({row.plan})") for row in services.select_related("plan").order_by("name", "pk")
            ]

    def by_service(self, rows, _name, value):
        return rows.filter(service=value)

    def by_since(self, rows, _name, value):
        return rows.filter(month__gte=f"{value}-01")

    def by_until(self, rows, _name, value):
        return rows.filter(month__lte=f"{value}-01")

"""What communities contribute to promises: enrolments, assessments, plans. Registered in AppConfig.ready()."""
from django.core.cache import cache
from django.db.models import Count, DateField, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import ActionPlan, Assessment, County, Enrolment, Equipment, Region, Service, ServiceDelivery
from communities.models.community import COUNTED
from communities.models.plan import APPROVED
from portal.shared.once import once
from projects import measures
from projects.measures import Measure, Row
from projects.models import ProjectArea

RESCUE = "rescue"


def rescue_region(county_path):
    """Subquery: the code of the rescue region in which a county lies."""
    return Subquery(Region.objects.filter(scheme__code=RESCUE, counties=OuterRef(county_path)).values("code")[:1])


def is_serving():
    """Exists: a service of the enrolment's plan began, or a month of one was told."""
    services = Service.objects.live().filter(plan__enrolment=OuterRef("pk"))
    today = timezone.localdate()
    return Exists(services.filter(Q(started_on__lte=today) | Q(deliveries__month__lte=today)))


def first_of(rows, field):
    """Subquery: the earliest day in `field` of rows that name the enrolment."""
    return Subquery(rows.order_by(field).values(field)[:1], output_field=DateField())


def began_serving():
    """The days on which a service began and of the first month that was told, of the enrolment's plan, as annotations."""
    services = Service.objects.live().filter(plan__enrolment=OuterRef("pk"))
    months = ServiceDelivery.objects.filter(service__archived_at=None, service__plan__enrolment=OuterRef("pk"))
    return {
        "began": first_of(services.filter(started_on__isnull=False), "started_on"), "told": first_of(months, "month"),
    }


@once
def enrolment_rows(projects):
    return (
        Enrolment.objects.filter(project__in=projects)
        .annotate(
            region=rescue_region("community__municipality__county"),
            assessed=first_of(Assessment.objects.done().filter(enrolment=OuterRef("pk")), "assessed_on"),
            serving=is_serving(), **began_serving(),
        )
        .order_by()
        .values_list(
            "project", "community", "activity", "area", "community__municipality__county__code", "region", "author",
            "ready_on", "status", "assessed", "serving", "selected_on", "starts_on", "began", "told",
        )
    )


def tally_enrolments(projects):
    """Communities and their assessments.

    A community counts once, in however many activities it takes part, and only when it was chosen. That it was assessed
    counts once as well, whatever became of it: later rounds look again at the same community (A-12). Its days: chosen (or
    else begun), ready, the first service, the first assessment.
    """
    (rows,) = yield [enrolment_rows(projects)]
    for project, community, activity, area, county, region, author, ready_on, status, assessed, serving, *days in rows:
        where = parts(area, county, region, author)
        selected_on, starts_on, began, told = days
        if status in COUNTED:
            yield Row(project, 1, activity, frozenset({"enrolment"}), where, identity=community, on=selected_on or starts_on)
            if ready_on:
                yield Row(project, 1, activity, frozenset({"ready"}), where, identity=community, on=ready_on)
            if serving:
                on = min(day for day in (began, told) if day)
                yield Row(project, 1, activity, frozenset({"serving"}), where, identity=community, on=on)
        if assessed:
            yield Row(project, 1, activity, frozenset({"assessment"}), where, on=assessed)


@once
def plan_groups(projects):
    return (
        ActionPlan.objects.filter(project__in=projects)
        .annotate(
            region=rescue_region("enrolment__community__municipality__county"), written=TruncDate("created_at"),
            begun=Least("written", Coalesce("submitted_on", "written"), Coalesce("approved_on", "written")),
        )
        .order_by()
        .values_list(
            "project", "enrolment__activity", "enrolment__area", "enrolment__community__municipality__county__code", "region",
            "author", "status", "approved_on", "begun",
        )
        .annotate(n=Count("pk"))
    )


def tally_plans(projects):
    """Plans begun, by the day they were written down here or submitted, and plans approved, by the day of the approval."""
    (groups,) = yield [plan_groups(projects)]
    for project, activity, area, county, region, author, status, approved_on, begun, n in groups:
        where = parts(area, county, region, author)
        yield Row(project, n, activity, frozenset({"begun"}), where, on=begun)
        if status in APPROVED:
            yield Row(project, n, activity, frozenset({"approved"}), where, on=approved_on)


@once
def delivery_groups(projects):
    path = "service__plan__enrolment"
    return (
        ServiceDelivery.objects.filter(service__plan__project__in=projects)
        .annotate(region=rescue_region(f"{path}__community__municipality__county"))
        .order_by()
        .values_list(
            "service__plan__project", f"{path}__activity", f"{path}__area", f"{path}__community__municipality__county__code",
            "region", "month",
        )
        .annotate(sessions=Sum("sessions"), users=Sum("users"))
    )


def tally_deliveries(projects):
    """Sessions and users of services, summed over the months that were told; somebody who comes each month counts each month."""
    (groups,) = yield [delivery_groups(projects)]
    for project, activity, area, county, region, month, sessions, users in groups:
        for tag, amount in (("sessions", sessions), ("users", users)):
            if amount:
                yield Row(project, amount, activity, frozenset({tag}), parts(area, county, region), on=month)


@once
def equipment_groups(projects):
    return (
        Equipment.objects.live().filter(project__in=projects, bought_on__isnull=False)
        .annotate(region=rescue_region("enrolment__community__municipality__county"))
        .order_by()
        .values_list(
            "project", "enrolment__activity", "enrolment__area", "enrolment__community__municipality__county__code", "region",
            "owner", "bought_on",
        )
        .annotate(n=Count("pk"))
    )


def tally_equipment(projects):
    """Things bought and still kept on the list, one row each, however many pieces a row has."""
    (groups,) = yield [equipment_groups(projects)]
    for project, activity, area, county, region, owner, bought_on, n in groups:
        yield Row(project, n, activity, frozenset({"bought"}), parts(area, county, region, owner), on=bought_on)


def parts(area, county, region, partner=None):
    """`partner`: the organisation that works with the community, drew the plan up, or owns the thing."""
    return {
        "area": str(area) if area else "", "county": county or "", "region": region or "",
        "partner": str(partner) if partner else "",
    }


def areas(project):
    return [(str(area.pk), area.name) for area in ProjectArea.objects.filter(project=project)]


def counties(_project):
    return reference("counties", County.objects.all())


def regions(_project):
    return reference("regions", Region.objects.filter(scheme__code=RESCUE))


def planning_regions():
    return reference("planning", Region.objects.exclude(scheme__code=RESCUE))


def reference(name, rows):
    """[(code, name in the reader's language)] of a list that hardly ever changes; remembered for a minute."""
    found = cache.get_or_set(
        f"communities.measures.{name}", lambda: [(row.code, row.name_et, row.name_lv, row.name_en) for row in rows], 60
    )
    place = {"lv": 2, "en": 3}.get((get_language() or "")[:2], 1)
    return [(row[0], row[place] or row[1]) for row in found]


def register():
    measures.register_tally("enrolments", tally_enrolments, daily=True)
    measures.register_tally("plans", tally_plans)
    measures.register_tally("deliveries", tally_deliveries)
    measures.register_tally("equipment", tally_equipment)
    measures.register_distribution("area", areas)
    measures.register_distribution("county", counties)
    measures.register_distribution("region", regions)
    measures.register(
        Measure(
            "communities", _("communities taking part"), "enrolments", frozenset({"enrolment"}),
            "communities:community-list",
        )
    )
    measures.register(
        Measure(
            "communities_ready", _("communities ready to start"), "enrolments", frozenset({"ready"}),
            "communities:community-list", {"ready": "true"},
        )
    )
    measures.register(
        Measure(
            "communities_serving", _("communities with a service at work"), "enrolments", frozenset({"serving"}),
            "communities:community-list", {"serving": "true"},
        )
    )
    measures.register(
        Measure("equipment", _("equipment bought"), "equipment", frozenset({"bought"}), "communities:equipment-records",
                public=False)
    )
    measures.register(
        Measure(
            "assessments", _("communities assessed"), "enrolments", frozenset({"assessment"}),
            "communities:assessment-list", {"first": "true"},
        )
    )
    measures.register(
        Measure("plans", _("action plans begun"), "plans", frozenset({"begun"}), "communities:actionplan-list")
    )
    measures.register(
        Measure(
            "plans_approved", _("action plans approved"), "plans", frozenset({"approved"}),
            "communities:actionplan-list", {"approved": "true"},
        )
    )
    for key, tag, label in (
        ("service_sessions", "sessions", _("sessions of services")),
        ("service_users", "users", _("users of services, month by month")),
    ):
        measures.register(
            Measure(key, label, "deliveries", frozenset({tag}), "communities:servicedelivery-records", public=False)
        )

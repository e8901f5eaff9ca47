"""What communities contribute to promises: enrolments, assessments, plans. Registered in AppConfig.ready()."""
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from communities.models import ActionPlan, Assessment, County, Enrolment, Region
from projects import measures
from projects.measures import Measure, Row
from projects.models import ProjectArea

RESCUE = "rescue"


def rescue_region(county_path):
    """Subquery: the code of the rescue region in which a county lies."""
    return Subquery(Region.objects.filter(scheme__code=RESCUE, counties=OuterRef(county_path)).values("code")[:1])


def tally_enrolments(project):
    """One row per counted enrolment; the same community counts once, in however many activities it takes part."""
    rows = (
        Enrolment.objects.filter(project=project).counted()
        .annotate(region=rescue_region("community__municipality__county"))
        .order_by()
        .values_list(
            "community", "activity", "area", "community__municipality__county__code", "region", "ready_on",
        )
    )
    for community, activity, area, county, region, ready_on in rows:
        yield Row(
            1, activity, frozenset({"ready"} if ready_on else ()), parts(area, county, region), identity=community
        )


def tally_assessments(project):
    groups = (
        Assessment.objects.done().filter(enrolment__in=Enrolment.objects.filter(project=project))
        .annotate(region=rescue_region("enrolment__community__municipality__county"))
        .order_by()
        .values_list(
            "enrolment__activity", "enrolment__area", "enrolment__community__municipality__county__code", "region",
        )
        .annotate(n=Count("pk"))
    )
    for activity, area, county, region, n in groups:
        yield Row(n, activity, frozenset(), parts(area, county, region))


def tally_plans(project):
    groups = (
        ActionPlan.objects.filter(project=project)
        .annotate(region=rescue_region("enrolment__community__municipality__county"))
        .order_by()
        .values_list(
            "enrolment__activity", "enrolment__area", "enrolment__community__municipality__county__code", "region",
            "status",
        )
        .annotate(n=Count("pk"))
    )
    for activity, area, county, region, status, n in groups:
        yield Row(n, activity, frozenset({status}), parts(area, county, region))


def parts(area, county, region):
    return {"area": str(area) if area else "", "county": county or "", "region": region or ""}


def areas(project):
    return [(str(area.pk), area.name) for area in ProjectArea.objects.filter(project=project)]


def counties(_project):
    return [(county.code, county.name) for county in County.objects.all()]


def regions(_project):
    return [(region.code, region.name) for region in Region.objects.filter(scheme__code=RESCUE)]


def register():
    measures.register_tally("enrolments", tally_enrolments)
    measures.register_tally("assessments", tally_assessments)
    measures.register_tally("plans", tally_plans)
    measures.register_distribution("area", areas)
    measures.register_distribution("county", counties)
    measures.register_distribution("region", regions)
    measures.register(
        Measure("communities", _("communities taking part"), "enrolments", records="communities:community-list")
    )
    measures.register(
        Measure(
            "communities_ready", _("communities ready to start"), "enrolments", frozenset({"ready"}),
            "communities:community-list", {"ready": "true"},
        )
    )
    measures.register(
        Measure("assessments", _("assessments made"), "assessments", records="communities:assessment-list")
    )
    measures.register(Measure("plans", _("action plans begun"), "plans", records="communities:actionplan-list"))
    measures.register(
        Measure(
            "plans_approved", _("action plans approved"), "plans", frozenset({"approved"}),
            "communities:actionplan-list", {"status": "approved"},
        )
    )

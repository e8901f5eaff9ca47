"""The records behind the figures about communities: assessments made, plans begun and approved (X-37)."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.filters import ActionPlanFilters, AssessmentFilters
from communities.models import ActionPlan, Assessment
from communities.summaries import PLAN_TONES
from communities.views.communities import list_crumb
from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Crumb
from portal.shared.views import ListPage


class AssessmentListPage(ListPage):
    model = Assessment
    rule = public
    filterset_class = AssessmentFilters
    page_title = _("Assessments made")
    page_lead = _("Each row is one round of looking at a community's potential and resources.")
    default_sort = "-assessed_on"
    empty_title = _("No assessments yet")
    columns = [
        Column("community", _("Community"), value="enrolment.community",
               url=lambda row: row.enrolment.community.get_absolute_url(), sort="enrolment__community__sort_key"),
        Column("project", _("Project"), value="enrolment.project.acronym", sort="enrolment__project__sort_key"),
        Column("activity", _("Activity"), value=lambda row: row.enrolment.activity),
        Column("area", _("Area"), value=lambda row: row.enrolment.area),
        Column("round", _("Round"), kind="number", sort="round"),
        Column("assessed_on", _("Assessed on"), kind="date", sort="assessed_on"),
        Column("method", _("Method"), empty=_("not stated")),
    ]

    def get_queryset(self):
        return super().get_queryset().done().select_related(
            "enrolment__community", "enrolment__project", "enrolment__activity", "enrolment__area"
        )

    def count_text(self, count):
        return ngettext("%(count)d assessment", "%(count)d assessments", count) % {"count": count}

    def breadcrumbs(self):
        return [list_crumb(), Crumb(self.page_title)]


def whose(plan):
    return plan.enrolment.community if plan.enrolment_id else plan.group


def whose_url(plan):
    return plan.enrolment.community.get_absolute_url() if plan.enrolment_id else ""


class ActionPlanListPage(ListPage):
    model = ActionPlan
    rule = public
    filterset_class = ActionPlanFilters
    page_title = _("Action plans")
    page_lead = _("Plans of communities and of groups of municipalities.")
    default_sort = "title"
    empty_title = _("No action plans yet")
    columns = [
        Column("title", _("Plan"), sort="title"),
        Column("whose", _("Whose plan"), value=whose, url=whose_url),
        Column("project", _("Project"), value="project.acronym", sort="project__sort_key"),
        Column("author", _("Drawn up by"), sort="author__sort_key", empty=_("not stated")),
        Column("period", _("Period"), kind="period", value=lambda row: (row.start, row.end) if row.start else None),
        Column("status", _("State"), kind="badge", value="get_status_display",
               tone=lambda row: PLAN_TONES[row.status], sort="status"),
        Column("submitted_on", _("Submitted on"), kind="date", sort="submitted_on", empty=_("not yet")),
        Column("approved_on", _("Approved on"), kind="date", sort="approved_on", empty=_("not yet")),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("enrolment__community", "group", "project", "author")

    def count_text(self, count):
        return ngettext("%(count)d plan", "%(count)d plans", count) % {"count": count}

    def breadcrumbs(self):
        return [list_crumb(), Crumb(self.page_title)]

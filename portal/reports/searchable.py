"""What of reports can be found by its words."""
from django.db.models import Q

from portal.reports.choices import ReportState
from portal.reports.models import Report
from portal.shared.search import Searchable, register
from portal.shared.ways import reverse
from projects.choices import Role
from projects.permissions import is_staff


def reports_for(user):
    """Drafts are the coordinators' and auditors', frozen ones everybody's who belongs to the whole project."""
    rows = Report.objects.all()
    if is_staff(user):
        return rows
    if not user.is_authenticated or not user.is_active:
        return rows.none()
    whole = [row for row in user.memberships_now() if row.activity_id is None]
    led = [row.project_id for row in whole if row.role in {Role.COORDINATOR, Role.AUDITOR}]
    here = Q(project__in=[row.project_id for row in whole], state=ReportState.FROZEN)
    return rows.filter(Q(project__in=led) | here)


def register_all():
    register(
        Searchable(
            Report, titles=("title",), visible=reports_for, language=lambda row: row.language,
            on=lambda row: row.ends_on, url=lambda row, slug: reverse("reports:report-detail", args=[slug, row.pk]),
        )
    )

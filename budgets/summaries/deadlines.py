"""When reports and payment claims are due, as long as they are not handed in."""
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from budgets.choices import CLAIM_IS_OPEN
from budgets.models import Claim, ReportingPeriod
from portal.shared.once import once
from projects.choices import Role
from projects.summaries.deadlines import CLAIM, Deadline


def claims_asked(scope, until=None):
    """Walk: the project's claims for all of the project, the partners' for those who act for a partner or coordinate. Also those
    that are late."""
    own = organisations_of(scope)
    (rows,) = yield [periods_of(sorted(scope.whole), sorted({key for keys in own.values() for key in keys}))]
    found = []
    for row in rows:
        row.project = scope.projects[row.project_id]
        if row.partner_due_on and row.project_id in own and not row.mine_in:
            found.append(due(row, "partner", row.partner_due_on, _("Partner's report and claim: %(period)s")))
        if row.claim_due_on and not row.joint_in:
            found.append(due(row, "claim", row.claim_due_on, _("The project's report and claim: %(period)s")))
    return [row for row in found if until is None or row.day <= until]


@once
def periods_of(projects, partners):
    joint = Claim.objects.filter(period=OuterRef("pk"), partnership__isnull=True).exclude(state__in=CLAIM_IS_OPEN)
    mine = Claim.objects.filter(period=OuterRef("pk"), partnership__organisation__in=partners)
    return ReportingPeriod.objects.filter(project__in=projects).order_by().annotate(
        joint_in=Exists(joint), mine_in=Exists(mine.exclude(state__in=CLAIM_IS_OPEN))
    )


def due(period, name, day, words):
    text = words % {"period": period}
    return Deadline(f"{name}-{period.pk}", CLAIM, day, text, period.project, period.get_absolute_url)


def organisations_of(scope):
    """{project: keys of the partners this person hands in for}."""
    found = {}
    for row in scope.user.memberships_now():
        if row.project_id in scope.whole and row.activity_id is None and row.organisation_id and row.role != Role.AUDITOR:
            found.setdefault(row.project_id, set()).add(row.organisation_id)
    return found

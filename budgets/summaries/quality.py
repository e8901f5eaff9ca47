"""What is not in order with the money at first sight: read-only, Questions for the console. `verify` asks everything."""
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.choices import CLAIM_IS_OPEN
from budgets.models import Budget, BudgetLine, Claim, FundingShare, ReportingPeriod, StatedTotal
from portal.shared.money import format_money
from portal.shared.once import once
from portal.shared.sums import count_of, sum_of
from portal.shared.tables import format_day
from portal.shared.ways import reverse
from projects.summaries.quality import OVERDUE, SUMS, Finding
from projects.summaries.waiting import Question

KINDS = {
    "lines": (SUMS, gettext_lazy("Budgets whose lines do not make the total")),
    "sources": (SUMS, gettext_lazy("Budgets whose sources do not make the total")),
    "project_total": (SUMS, gettext_lazy("Projects whose partners do not make the stated total")),
    "claims": (OVERDUE, gettext_lazy("Payment claims past their day")),
}


def questions(projects, today, *, at_a_glance=False):
    """[Question]. `projects`: {key: Project}; closed ones are not asked about."""
    going = {pk: project for pk, project in projects.items() if not project.is_frozen}
    yield of_parts("lines", BudgetLine, going)
    yield of_parts("sources", FundingShare, going)
    yield of_projects(going)
    yield of_claims(going, today)


def apart(known, unknown, total):
    """A condition: all parts are known and make another total, or the known ones alone are more than it."""
    return Q(**{unknown: 0}) & ~Q(**{known: F(total)}) | Q(**{f"{known}__gt": F(total)})


@once
def unequal_budgets(model, projects):
    rows = Budget.objects.filter(project__in=projects, stated_total__isnull=False).annotate(
        known=sum_of(model.objects, "amount", per="budget"),
        unknown=count_of(model.objects.filter(amount=None), per="budget"),
    )
    rows = rows.filter(known__isnull=False).filter(apart("known", "unknown", "stated_total"))
    return rows.values_list("project", "pk", "partnership__organisation__name", "stated_total", "known")


def of_parts(kind, model, projects):

    def told(found):
        for project, pk, partner, total, known in found:
            url = reverse("budgets:budget-detail", args=[projects[project].slug, pk])
            yield Finding(kind, projects[project], partner, difference(known, total), url)

    return Question(unequal_budgets(model, projects), told)


def difference(known, total):
    return _("%(known)s and not %(total)s") % {"known": format_money(known), "total": format_money(total)}


@once
def unequal_projects(projects):
    rows = StatedTotal.objects.filter(project__in=projects, amount__isnull=False).annotate(
        known=sum_of(Budget.objects, "stated_total", per="project", outer="project"),
        unknown=count_of(Budget.objects.filter(stated_total=None), per="project", outer="project"),
    )
    rows = rows.filter(known__isnull=False).filter(apart("known", "unknown", "amount"))
    return rows.values_list("project", "amount", "known")


def of_projects(projects):

    def told(found):
        for project, total, known in found:
            url = reverse("budgets:project-budget", args=[projects[project].slug])
            yield Finding("project_total", projects[project], str(projects[project]), difference(known, total), url)

    return Question(unequal_projects(projects), told)


@once
def late_claims(projects, today):
    handed_in = Claim.objects.filter(period=OuterRef("pk"), partnership__isnull=True).exclude(state__in=CLAIM_IS_OPEN)
    rows = ReportingPeriod.objects.filter(~Exists(handed_in), project__in=projects, claim_due_on__lt=today)
    return rows.values_list("project", "pk", "number", "claim_due_on")


def of_claims(projects, today):

    def told(found):
        for project, pk, number, due in found:
            url = reverse("budgets:reportingperiod-detail", args=[projects[project].slug, pk])
            where = _("Reporting period %(number)d") % {"number": number}
            yield Finding("claims", projects[project], where, _("It was due on %(day)s.") % {"day": format_day(due)[0]}, url, due)

    return Question(late_claims(projects, today), told)

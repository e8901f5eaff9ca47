"""What waits about money on the page where the day begins: one line a project and kind, all in one query."""
from django.db.models import Count, Exists, IntegerField, Min, OuterRef, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.choices import CLAIM_IS_OPEN, AgreementState, AmendmentState, ClaimState
from budgets.models import AmendmentAgreement, Claim, ReportingPeriod
from portal.shared.once import once
from portal.shared.ways import reverse
from projects.choices import Role
from projects.summaries.waiting import SOON, Question, Waiting, answers

ANSWER, DECIDE, COMPLETE, OWN_CLAIM, JOINT_CLAIM = range(1, 6)
HANDED_IN = (ClaimState.SUBMITTED, ClaimState.REVIEW)


def money_items(user, today):
    """[Waiting]: amendments to answer, claims to decide, to complete and to hand in soon. One query, or none."""
    return answers(money_asked(user, today))


def money_asked(user, today):
    """The same as Questions, one for each kind."""
    leads, keeps, projects = set(), set(), {}
    for row in user.memberships_now():
        if row.activity_id is not None or row.project.is_frozen:
            continue
        projects[row.project_id] = row.project
        if row.role == Role.COORDINATOR:
            leads.add(row.project_id)
        if row.role in (Role.COORDINATOR, Role.EDITOR) and row.organisation_id:
            keeps.add((row.project_id, row.organisation_id))

    def told(found):
        return [item(kind, projects[key], *rest) for key, kind, *rest in sorted(found, key=lambda row: row[:2])]

    return [Question(part, told) for part in [*of_leads(leads, today), *of_keepers(keeps, today)]]


def counted(rows, project, kind, due, above="pk"):
    """(project, kind, how many, earliest day, first key, first key of what stands above) a project."""
    return rows.order_by().values_list(project, Value(kind, output_field=IntegerField())).annotate(
        n=Count("pk"), due=Min(due), first=Min("pk"), first_above=Min(above, output_field=IntegerField())
    )


def of_leads(leads, today):
    return [to_decide(leads), joint_claims(leads, today)] if leads else []


@once
def to_decide(leads):
    handed_in = Claim.objects.filter(project__in=leads, partnership__isnull=False, state__in=HANDED_IN)
    return counted(handed_in, "project", DECIDE, "period__claim_due_on")


@once
def joint_claims(leads, today):
    joint = Claim.objects.filter(period=OuterRef("pk"), partnership__isnull=True).exclude(state__in=CLAIM_IS_OPEN)
    periods = ReportingPeriod.objects.filter(project__in=leads, claim_due_on__lte=today + SOON, ends_on__lt=today)
    return counted(periods.filter(~Exists(joint)), "project", JOINT_CLAIM, "claim_due_on")


def of_keepers(keeps, today):
    """`keeps`: {(project, organisation)}."""
    if not keeps:
        return
    projects, organisations = zip(*sorted(keeps), strict=True)
    yield to_answer(projects, organisations)
    yield to_complete(projects, organisations)
    for project, organisation in sorted(keeps):
        yield own_claims(project, organisation, today)


@once
def to_answer(projects, organisations):
    asked = AmendmentAgreement.objects.filter(
        whose(projects, organisations, "amendment__project", "partnership__organisation"), state=AgreementState.ASKED,
        amendment__state=AmendmentState.SUBMITTED,
    )
    return counted(asked, "amendment__project", ANSWER, "amendment__decided_on", above="amendment")


@once
def to_complete(projects, organisations):
    returned = Claim.objects.filter(
        whose(projects, organisations, "project", "partnership__organisation"), state=ClaimState.RETURNED
    )
    return counted(returned, "project", COMPLETE, "period__partner_due_on")


@once
def own_claims(project, organisation, today):
    mine = Claim.objects.filter(period=OuterRef("pk"), partnership__organisation=organisation)
    periods = ReportingPeriod.objects.filter(project=project, partner_due_on__lte=today + SOON, ends_on__lt=today)
    return counted(periods.filter(~Exists(mine.exclude(state__in=CLAIM_IS_OPEN))), "project", OWN_CLAIM, "partner_due_on")


def whose(projects, organisations, project, organisation):
    found = Q(pk__in=[])
    for key, own in zip(projects, organisations, strict=True):
        found |= Q(**{project: key, organisation: own})
    return found


def item(kind, project, count, due, first, above):
    return Waiting(words(kind, count), str(project), address_of(kind, project, count, first, above), due)


def address_of(kind, project, count, first, above):
    """Where it is done: of a single one its own page, of several their list."""
    if count == 1 and kind == ANSWER:
        return reverse("budgets:amendmentagreement-answer", args=[project.slug, above, first])
    if count == 1 and kind in (DECIDE, COMPLETE):
        return reverse("budgets:claim-detail", args=[project.slug, first])
    return reverse("budgets:amendment-list" if kind == ANSWER else "budgets:claim-list", args=[project.slug])


def words(kind, count):
    if kind == ANSWER:
        text = ngettext("%(n)d amendment waits for your answer", "%(n)d amendments wait for your answer", count)
    elif kind == DECIDE:
        text = ngettext("%(n)d claim is handed in: note the decision", "%(n)d claims are handed in: note the decisions", count)
    elif kind == COMPLETE:
        text = ngettext("%(n)d claim was returned: complete it", "%(n)d claims were returned: complete them", count)
    elif kind == OWN_CLAIM:
        return _("Hand in your payment claim")
    else:
        return _("Hand in the project's payment claim")
    return text % {"n": count}

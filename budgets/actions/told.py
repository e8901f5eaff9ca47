"""Whom it concerns when money moves: those who decide, and the partner whose money it is."""
from budgets.models import AmendmentAgreement
from projects.actions.notices import people_of, tell
from projects.choices import NoticeKind, Role


def tell_claim(claim, step, *, by, detail=""):
    """`step`: "submitted", "returned" or "approved". What was decided goes to the partner; the project's claim to its leads."""
    project = claim.project
    leads = people_of(project, [Role.COORDINATOR])
    submitted = step == "submitted"
    owners = leads
    if claim.partnership_id is not None and not submitted:
        owners = people_of(project, Role, organisations=[claim.partnership.organisation_id])
    tell(
        NoticeKind.CLAIM_SUBMITTED if submitted else NoticeKind.CLAIM_DECIDED, people=owners, subject=claim, detail=detail,
        step="" if submitted else step, project=project, route="budgets:claim-detail", args=[project.slug, claim.pk],
        key=f"claim:{claim.pk}:{step}:{claim.version}", by=by,
    )


def tell_amendment(amendment, step, *, by, partnership=None, detail=""):
    """"asked": those who must answer; "agreed", "refused": the coordinators; "approved", "rejected": both."""
    project = amendment.project
    asked = AmendmentAgreement.objects.filter(amendment=amendment).values_list("partnership__organisation", flat=True)
    people = people_of(project, [Role.COORDINATOR])
    if step == "asked":
        people = people_of(project, [Role.EDITOR, Role.COORDINATOR], organisations=list(asked))
    elif partnership is None:
        people = people | people_of(project, Role, organisations=list(asked))
    said = f":{partnership.pk}" if partnership is not None else ""
    tell(
        NoticeKind.AMENDMENT, people=people, subject=amendment, step=step, detail=detail, project=project,
        route="budgets:amendment-detail", args=[project.slug, amendment.pk],
        key=f"amendment:{amendment.pk}:{step}:{amendment.version}{said}", by=by,
    )


def tell_payout(payout, *, by):
    """Money came: to the partner's people and the coordinators."""
    budget = payout.budget
    people = people_of(budget.project, Role, organisations=[budget.partnership.organisation_id])
    tell(
        NoticeKind.PAYOUT, people=people | people_of(budget.project, [Role.COORDINATOR]), subject=budget,
        detail=f"{payout.amount} EUR", project=budget.project, route="budgets:budget-detail",
        args=[budget.project.slug, budget.pk], key=f"payout:{payout.pk}", by=by,
    )

"""Approving a project's budgets, all at once, and taking that back while nothing rests on it."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.choices import CLAIM_IS_OPEN, AmendmentState, BudgetState
from budgets.models import Amendment, Budget, BudgetVersion, Claim, ClaimItem, StatedTotal
from budgets.summaries.limits import COUNTS, require_within
from budgets.summaries.versions import as_json, content_of, sum_faults
from portal.shared import verbs
from portal.shared.money import format_money
from portal.shared.refusals import at_field


@transaction.atomic
def approve_budgets(project, *, approved_on, decided_by="", document=None, by, is_demo=False):
    """Freeze every partner's budget of the project as it stands; returns the BudgetVersion.

    Raises ValidationError: "no_budgets", "approved" (nothing is left to approve), "future", "not_stated" (a partner's total),
    "sums" (one message for each difference, in cents), "over" (more is claimed than would be approved), "foreign_project",
    "frozen".
    """
    budgets = lock_budgets(project)
    if not budgets:
        raise ValidationError(_("There is no budget to approve yet."), code="no_budgets")
    if all(budget.state == BudgetState.APPROVED for budget in budgets):
        raise ValidationError(_("The budgets are approved already."), code="approved")
    check_decision(project, approved_on, document, "approved_on")
    # The stated total must not move while it is compared.
    list(StatedTotal.objects.select_for_update().filter(project=project))
    content = content_of(project)
    check_known(content.budgets)
    check_sums(content)
    check_limits(project)
    for budget in budgets:
        if budget.state != BudgetState.APPROVED:
            set_state(budget, BudgetState.APPROVED, by=by)
    return freeze(project, content, approved_on=approved_on, decided_by=decided_by, document=document, by=by, is_demo=is_demo)


@transaction.atomic
def reopen_budgets(project, *, reason, by):
    """Make approved budgets editable again; the version that was frozen stays. Returns the budgets.

    Raises ValidationError: "not_approved", "reason", "amended" or "claimed" when an amendment or a claim rests on them.
    """
    budgets = lock_budgets(project)
    approved = [budget for budget in budgets if budget.state != BudgetState.DRAFT]
    if not approved:
        raise ValidationError(_("The budgets are not approved."), code="not_approved")
    if not reason.strip():
        raise at_field("reason", _("Say why."), "reason")
    gone = (AmendmentState.REJECTED, AmendmentState.WITHDRAWN)
    if Amendment.objects.filter(project=project).exclude(state__in=gone).exists():
        raise ValidationError(_("An amendment rests on these budgets. Change them by another amendment."), code="amended")
    if Claim.objects.filter(project=project).exclude(state__in=CLAIM_IS_OPEN).exists():
        raise ValidationError(_("A submitted payment claim rests on these budgets. Open an amendment instead."), code="claimed")
    return [set_state(budget, BudgetState.DRAFT, by=by, reason=reason) for budget in approved]


# --- shared with amendments ---


def set_state(budget, state, *, by, reason=""):
    """Only for the verbs that approve: everybody else leaves the state alone."""
    budget.state = state
    return verbs.update(budget, by=by, version=budget.version, reason=reason)


def freeze(project, content, *, approved_on, decided_by, document, by, amendment=None, is_demo=False):
    """The next BudgetVersion of a project whose budgets are locked."""
    last = BudgetVersion.objects.filter(project=project).aggregate(last=Max("number"))["last"]
    version = BudgetVersion(
        project=project, number=(last or 0) + 1, approved_on=approved_on, decided_by=decided_by, document=document,
        amendment=amendment, content=as_json(content), is_demo=is_demo,
        made_by=by if getattr(by, "is_authenticated", False) else None,
    )
    return verbs.create(version, by=by)


def check_decision(project, day, document, field):
    if day > timezone.localdate():
        raise at_field(field, _("This day has not come yet."), "future")
    if document is not None and document.project_id != project.pk:
        raise at_field("document", _("Choose one of this project."), "foreign_project")


def check_known(budgets):
    """What is approved says how much each of these partners (PartnerContent) has: claims are measured by it."""
    unknown = [budget.partner for budget in budgets if budget.total is None]
    if unknown:
        raise ValidationError(
            _("Not stated how much: %(partners)s."), code="not_stated", params={"partners": ", ".join(unknown)}
        )


def check_order(project, day):
    """What is amended was approved before: a version of an earlier day would hide it from whoever looks back."""
    last = BudgetVersion.objects.filter(project=project).order_by("-number").values_list("approved_on", flat=True).first()
    if last is not None and day < last:
        raise at_field(
            "decided_on", _("What it amends was approved on %(day)s only."), "before", day=f"{last:%d.%m.%Y}"
        )


def check_sums(content):
    faults = sum_faults(content)
    if faults:
        raise ValidationError([ValidationError(fault, code="sums") for fault in faults])


def check_limits(project):
    """What is claimed lies within what is approved, as far as the rules let a line be exceeded."""
    for budget in Budget.objects.filter(project=project, pk__in=ClaimItem.objects.values("share__budget")).order_by("pk"):
        require_within(budget)


def check_claimed(content, lines):
    """No less may be approved than was claimed already: on these lines (keys), and in every budget."""
    mine = [budget.pk for budget in content.budgets]
    claimed = ClaimItem.objects.filter(share__budget__in=mine).order_by()
    by_line = dict(claimed.values_list("share__line").annotate(counted=Sum(COUNTS)))
    by_budget = dict(claimed.values_list("share__budget").annotate(counted=Sum(COUNTS)))
    faults = []
    for budget in content.budgets:
        rows = [(line.label, line.amount, by_line.get(line.pk)) for line in budget.lines if line.pk in lines]
        rows.append((_g("Total"), budget.total, by_budget.get(budget.pk)))
        faults += [
            _g("%(partner)s, “%(row)s”: %(claimed)s is claimed already, more than %(amount)s.")
            % {"partner": budget.partner, "row": label, "claimed": format_money(taken), "amount": format_money(amount)}
            for label, amount, taken in rows if taken is not None and amount is not None and taken > amount
        ]
    if faults:
        raise ValidationError([ValidationError(fault, code="claimed") for fault in faults])

"""What proves an expense, and what a partner's own books call it."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.actions.expenses import add_expense, in_a_claim, is_handed_in, locked_expense
from budgets.models import ExpenseEvidence
from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions import add_document
from projects.actions.project import require_open
from projects.choices import DocumentKind, EvidenceKind, Visibility
from projects.models import Document

FILED_AS = {EvidenceKind.CONTRACT: DocumentKind.CONTRACT, EvidenceKind.REPORT: DocumentKind.REPORT}


@transaction.atomic
def add_expense_with_files(expense, shares, files, *, by, key=None, overrule=False):
    """`add_expense`, and its evidence in one go. `files`: [(name of the form's field, EvidenceKind, upload)].

    Nothing is kept when one of the files is refused; the ValidationError then stands at its field.
    """
    made = add_expense(expense, shares, by=by, key=key, overrule=overrule)
    if made is not expense:
        return made
    for field, kind, upload in files:
        try:
            add_evidence(made, kind, upload=upload, by=by)
        except ValidationError as error:
            raise moved_to(field, error) from error
    return made


def moved_to(field, error):
    """The refusal of a document's `file`, at the field of this form."""
    if not hasattr(error, "error_dict") or "file" not in error.error_dict:
        return error
    return ValidationError({field: error.error_dict["file"]})


@transaction.atomic
def add_evidence(expense, kind, *, by, upload=None, document=None, title="", note="", key=None):
    """Put a document beside an expense: a new `upload`, or a `document` that lies in the project already.

    An upload becomes a document of the coordinators only: names and prices stand in it. It may come after the claim, as a proof
    of payment does. Raises ValidationError at `file`, at `document` (code "foreign_project"), or with code "archived".
    """
    expense = locked_expense(expense)
    if upload is not None:
        document = add_document(new_document(expense, kind, title), upload, by=by, key=key)
        sent_before = ExpenseEvidence.objects.filter(expense=expense, kind=kind, document=document).first()
        return sent_before or create(expense, kind, document, note, by)
    if document.project_id != expense.project_id or document.is_archived:
        raise at_field("document", _("Choose one of this project."), "foreign_project")
    again = ExpenseEvidence.objects.filter(archived_at__isnull=False, expense=expense, kind=kind, document=document).first()
    if again is not None:
        return verbs.restore(again, by=by)
    return create(expense, kind, document, note, by, key)


def create(expense, kind, document, note, by, key=None):
    row = ExpenseEvidence(expense=expense, kind=kind, document=document, note=note, is_demo=expense.is_demo)
    return verbs.create(row, by=by, key=key)


def new_document(expense, kind, title):
    words = title or f"{EvidenceKind(kind).label}: {expense}"
    return Document(
        project=expense.project, title=words[:200], kind=FILED_AS.get(kind, DocumentKind.OTHER),
        visibility=Visibility.COORDINATORS,
    )


@transaction.atomic
def change_evidence(evidence, *, by, version, reason=""):
    """Change its kind or note; not what a claim was handed in with."""
    require_unclaimed(locked_expense(evidence.expense))
    return verbs.update(evidence, by=by, version=version, reason=reason)


@transaction.atomic
def remove_evidence(evidence, *, by, reason=""):
    """Take it away from the expense: it is archived, and the document stays where it lies."""
    require_unclaimed(locked_expense(evidence.expense))
    return verbs.archive(evidence, by=by, reason=reason)


@transaction.atomic
def restore_evidence(evidence, *, by, reason=""):
    locked_expense(evidence.expense)
    return verbs.restore(evidence, by=by, reason=reason)


def require_unclaimed(expense):
    if is_handed_in(expense):
        raise in_a_claim()


def add_own_category(category, *, by, key=None, reason=""):
    """What a partner's books call a cost, and the line it belongs to (none: not yet said)."""
    require_open(category.budget.project)
    return verbs.create(category, by=by, key=key, reason=reason)


def change_own_category(category, *, by, version, reason=""):
    require_open(category.budget.project)
    return verbs.update(category, by=by, version=version, reason=reason)


def remove_own_category(category, *, by, reason=""):
    """Delete it; raises ValidationError(code="in_use") while an expense has it."""
    require_open(category.budget.project)
    verbs.remove(category, by=by, reason=reason)

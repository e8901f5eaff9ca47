"""What the portal knows already of the rows of an accounting export."""
import json

from django.utils.translation import gettext as _

from budgets.models import AccountingFormat, Expense, OwnCategory
from budgets.summaries.doubles import bare
from projects.models import Project

VAT_IS_COST = "vat_eligible"  # kept beside the columns: whether the partner's VAT is a cost of the project
CHUNK = 500


def format_of(organisation):
    """{our field: heading of the export}, and "vat_eligible" (bool), as remembered; {} the first time. One query."""
    row = AccountingFormat.objects.filter(organisation=organisation).only("columns").first()
    return columns_of(row.columns) if row else {}


def columns_of(text):
    """The remembered columns; what cannot be read counts as nothing remembered."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def key_of(supplier, number, total, issued_on):
    """What makes two cost documents one; None when too little is known. Without a number the day takes its place."""
    supplier, number = bare(supplier), bare(number)
    return (supplier, number or issued_on, total) if supplier and total is not None else None


def documents_known(totals, user):
    """{key: where it stands} of the expenses with one of these totals, in any project. Two queries for 500 totals.

    A project is named only to those who work in it.
    """
    found, totals = {}, sorted(set(totals))
    for start in range(0, len(totals), CHUNK):
        rows = Expense.objects.live().filter(total__in=totals[start : start + CHUNK]).select_related("project")
        for row in rows.order_by("pk"):
            found.setdefault(key_of(row.supplier, row.number, row.total, row.issued_on), row)
    seen = set(
        Project.objects.worked_on_by(user).filter(pk__in={row.project_id for row in found.values()}).values_list("pk", flat=True)
    )
    return {
        key: f"{row.project.acronym}, {row.issued_on:%d.%m.%Y}" if row.project_id in seen else _("another project")
        for key, row in found.items()
    }


def own_categories_of(budget):
    """{folded name: OwnCategory} of a partner's books, with their lines. One query."""
    return {row.name_key: row for row in OwnCategory.objects.filter(budget=budget).select_related("line")}


def without_a_line(budget):
    """[OwnCategory] nobody has said the line of yet."""
    return list(OwnCategory.objects.filter(budget=budget, line=None).order_by("name_key", "pk"))

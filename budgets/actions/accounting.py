"""Bringing a partner's bookkeeping in: how its columns are called, what its categories mean, and the expenses themselves."""
import json

from django.db import transaction
from django.utils.translation import gettext as _

from budgets.actions.expense_evidence import add_own_category, change_own_category
from budgets.actions.expenses import add_expense, change_expense
from budgets.actions.locks import lock_budgets
from budgets.models import AccountingFormat, ClaimItem, Expense, OwnCategory
from portal.shared import verbs
from portal.shared.refusals import at_field


@transaction.atomic
def remember_format(organisation, columns, *, by, reason=""):
    """Keep how an organisation's export names its columns. `columns`: {our field: heading}; the next export reads by them."""
    text = json.dumps(columns, ensure_ascii=False, sort_keys=True)
    row = AccountingFormat.objects.select_for_update().filter(organisation=organisation).first()
    if row is None:
        return verbs.create(AccountingFormat(organisation=organisation, columns=text), by=by, reason=reason)
    row.columns = text
    return verbs.update(row, by=by, version=row.version, reason=reason)


def add_format(row, *, by, key=None):
    """A format as an admin writes it. Raises ValidationError at `columns`, code "not_columns"."""
    check_columns(row)
    return verbs.create(row, by=by, key=key)


def change_format(row, *, by, version, reason=""):
    check_columns(row)
    return verbs.update(row, by=by, version=version, reason=reason)


def check_columns(row):
    """The text is a JSON object of our fields, each with the heading of the export."""
    try:
        found = json.loads(row.columns)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str | bool) for value in found.values()):
        raise at_field("columns", _('Write it as JSON: our field, and the heading of the export, as {"total": "Summa"}.'),
                       "not_columns")


@transaction.atomic
def bring_in(expense, budget, *, by, line=None, own_name="", known=None):
    """One row of an export as an expense of the budget. Returns the Expense.

    It falls on `line`, else on the line of the category in the partner's books; a category nobody knows yet is made, without a
    line. `known`: {folded name: OwnCategory}, which is filled. Raises ValidationError as `add_expense`.
    """
    if own_name:
        expense.own_category = category_named(budget, own_name, known if known is not None else {}, by)
        line = line or expense.own_category.line
    return add_expense(expense, [(budget, line, None)], by=by)


def category_named(budget, name, known, by):
    wanted = OwnCategory(budget=budget, name=name)
    verbs.fill_derived(wanted)
    found = known.get(wanted.name_key)
    # A row that was refused took the category it had made with it.
    if found is None or not OwnCategory.objects.filter(pk=found.pk).exists():
        found = add_own_category(wanted, by=by)
        known[found.name_key] = found
    return found


@transaction.atomic
def place_categories(budget, lines, *, by):
    """Say which line each category of the books belongs to: `lines` is {OwnCategory key: BudgetLine}. Returns how many moved.

    Expenses of such a category that are on no line move to it, unless they stand in a claim.
    """
    lock_budgets(budget.project)
    moved = 0
    for category in OwnCategory.objects.filter(budget=budget, pk__in=lines).order_by("pk"):
        category.budget, category.line = budget, lines[category.pk]
        change_own_category(category, by=by, version=category.version)
        rows = Expense.objects.live().filter(own_category=category, shares__line=None, shares__budget=budget)
        claimed = ClaimItem.objects.filter(share__expense__own_category=category).values("share__expense")
        for expense in rows.exclude(pk__in=claimed).distinct().order_by("pk"):
            expense.project = budget.project
            change_expense(expense, moved_parts(expense, budget, category.line), by=by, version=expense.version)
            moved += 1
    return moved


def moved_parts(expense, budget, line):
    """The expense's parts, what lies on no line of the budget now on this one."""
    shares = expense.shares.select_related("budget", "line").order_by("pk")
    return [
        (share.budget, line if share.line_id is None and share.budget_id == budget.pk else share.line, share.amount)
        for share in shares
    ]

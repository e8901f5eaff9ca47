"""The same cost document written down twice, in any project: nobody is paid twice for one invoice."""
import re

from django.db.models import Q
from django.utils.translation import gettext as _

from budgets.models import Expense
from portal.shared.text import fold
from projects.models import Project

NOT_LETTERS = re.compile(r"[\W_]+")
# Folding may make digits of other letters only.
FOREIGN = "[^ -~]"


def bare(text):
    """Letters and digits only, folded: "AR-12/3" and "ar 123" are one number."""
    return NOT_LETTERS.sub("", fold(text or ""))


def with_digits(number):
    """A pattern of the texts with these digits in this order, and no others."""
    return "^[^0-9]*" + "".join([f"{digit}[^0-9]*" for digit in number if digit in "0123456789"]) + "$"


def same_documents(expense):
    """[Expense] with the same supplier, number and total, of any project; archived ones do not count. One query, a second
    one where there are any: thousands of documents may have the same total, so the database leaves out other digits.

    Without a number the day of the document takes its place.
    """
    supplier, number = bare(expense.supplier), bare(expense.number)
    if not supplier or expense.total is None:
        return []
    rows = Expense.objects.live().filter(total=expense.total).exclude(pk=expense.pk).order_by()
    rows = rows.filter(Q(number__regex=with_digits(number)) | Q(number__regex=FOREIGN))
    if not number:
        rows = rows.filter(issued_on=expense.issued_on)
    same = [
        pk for pk, name, code in rows.values_list("pk", "supplier", "number")
        if bare(code) == number and bare(name) == supplier
    ]
    return list(Expense.objects.filter(pk__in=same).select_related("project").order_by("pk")) if same else []


def where_doubles_stand(found, user):
    """[text] about each double: named where this person works, otherwise just "another project". At most one query."""
    if not found:
        return []
    seen = set(Project.objects.worked_on_by(user).filter(pk__in={row.project_id for row in found}).values_list("pk", flat=True))
    told = [
        f"{row.project.acronym}, {row.issued_on:%d.%m.%Y}" if row.project_id in seen else _("another project") for row in found
    ]
    return list(dict.fromkeys(told))

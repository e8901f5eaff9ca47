"""Which expenses one looks at. What is chosen about lines also says how much of each expense counts: `shares`, `part`.

`?partner=<partnership>&line=<line>&category=<cost category>&payer=<partnership>&own=<own category>&event=<event>`; "none" for
a line or category that nobody stated; `since`, `until` (date of the document), `paid`, `claimed=yes|no|open|approved`,
`missing=true`.
"""
from functools import cached_property

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from budgets.choices import CLAIM_IS_OPEN, ClaimState
from budgets.models import BudgetLine, ClaimItem, Expense, ExpenseShare, OwnCategory
from budgets.permissions import own_organisations, sees_all_money
from budgets.summaries.expenses import missing_of_many
from communities.filters import YES, choice
from portal.shared.filters import PortalFilterSet
from portal.shared.once import once
from portal.shared.reading import parts_of, read
from portal.shared.sums import sum_of
from projects.models import Partnership
from trainings.filters.persons import WholeNumberFilter

LARGEST_KEY = 2**63 - 1
NONE, NO = "none", "false"
NOWHERE, PREPARED, HANDED_IN, APPROVED = "no", "open", "yes", "approved"
CLAIM_STATES = {
    NOWHERE: _("in no claim"), PREPARED: _("being prepared"), HANDED_IN: _("handed in"),
    APPROVED: pgettext_lazy("of a claim", "approved"),
}
CATEGORY = Coalesce("line__category", "expense__own_category__category")


@once
def lines_offered(project):
    rows = BudgetLine.objects.filter(budget__partnership__project=project).select_related("category")
    return rows.order_by("budget__partnership__order", "budget", "number", "pk")


@once
def own_offered(project):
    rows = OwnCategory.objects.filter(budget__partnership__project=project).select_related("category")
    return rows.order_by("name_key", "pk")


class ExpenseFilters(PortalFilterSet):
    search_in = ["search_key"]

    partner = choice(_("On whom it falls"), method="by_share")
    line = choice(_("Budget line"), method="by_share")
    category = choice(_("Cost category"), method="by_share")
    payer = choice(_("Paid by"), field_name="payer")
    own = choice(_("Category in the partner's books"), field_name="own_category")
    event = WholeNumberFilter(field_name="event", widget=forms.HiddenInput, min_value=1, max_value=LARGEST_KEY)
    since = django_filters.DateFilter(label=_("From"), field_name="issued_on", lookup_expr="gte")
    until = django_filters.DateFilter(label=_("Until"), field_name="issued_on", lookup_expr="lte")
    paid = choice(_("Paid"), [(YES, _("yes")), (NO, _("no"))], method="by_paid")
    claimed = choice(_("Claim"), list(CLAIM_STATES.items()), method="by_claimed")
    missing = choice(_("Evidence"), [(YES, _("something is missing"))], method="by_missing")
    archive = choice(_("Archive"), [(YES, _("In the archive"))], method="by_archive")

    class Meta:
        model = Expense
        fields = []

    missing_kinds = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("partner", [(row.partnership_id, row) for row in self.budgets])
        self.offer("line", [(row.pk, f"{self.names[row.budget_id]}: {row}") for row in self.lines], _("no line yet"))
        categories = {row.category_id: row.category for row in self.lines if row.category_id}
        own = self.own_categories
        categories |= {row.category_id: row.category for row in own if row.category_id}
        self.offer("category", categories.items(), _("none stated"))
        self.offer("own", [(row.pk, row) for row in own])
        self.offer("payer", [(row.pk, row.organisation) for row in self.partnerships])

    def offer(self, name, rows, none=""):
        choices = [(str(key), str(words)) for key, words in rows]
        self.filters[name].extra["choices"] = [*choices, *([(NONE, none)] if none and choices else [])]

    @cached_property
    def offers(self):
        """Partnerships, lines and categories of the partners' books, of the whole project: one query."""
        project = self.parent.pk
        return read([
            parts_of(Partnership, project, ("organisation", "budget")), lines_offered(project), own_offered(project),
        ])

    @property
    def partnerships(self):
        return self.offers[0]

    @cached_property
    def budgets(self):
        """Those whose lines this person may see: as `Budget.objects.open_to`, without asking again."""
        own = own_organisations(self.user, self.parent)
        all_of_them = sees_all_money(self.user, self.parent)
        found = []
        for row in self.partnerships:
            if hasattr(row, "budget") and (all_of_them or row.organisation_id in own):
                row.budget.partnership = row
                found.append(row.budget)
        return found

    @cached_property
    def names(self):
        return {row.pk: str(row) for row in self.budgets}

    @cached_property
    def lines(self):
        return [row for row in self.offers[1] if row.budget_id in self.names]

    @cached_property
    def own_categories(self):
        return [row for row in self.offers[2] if row.budget_id in self.names]

    @cached_property
    def shares(self):
        """The parts that this person may see, after what was chosen about them."""
        rows = ExpenseShare.objects.filter(budget__in=[row.pk for row in self.budgets])
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        if asked.get("partner"):
            rows = rows.filter(budget__partnership=asked["partner"])
        if asked.get("line"):
            rows = rows.filter(line=None if asked["line"] == NONE else asked["line"])
        if asked.get("category"):
            rows = rows.annotate(category=CATEGORY)
            rows = rows.filter(category=None) if asked["category"] == NONE else rows.filter(category=asked["category"])
        return rows

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("archive"):
            queryset = queryset.live()
        return super().filter_queryset(queryset).annotate(
            part=sum_of(self.shares, "amount", per="expense"),
            claimed=sum_of(self.claimed_parts, "amount", per="share__expense"),
            handed_in=Exists(self.items(~Q(claim__state__in=CLAIM_IS_OPEN))), in_claim=Exists(self.items()),
            is_approved=Exists(self.items(Q(claim__state=ClaimState.APPROVED))),
        )

    @property
    def claimed_parts(self):
        """What of these parts was handed in with a claim."""
        return ClaimItem.objects.filter(share__in=self.shares.order_by().values("pk")).exclude(claim__state__in=CLAIM_IS_OPEN)

    def items(self, condition=None):
        """Of the parts that this person sees: a claim of another partner is that partner's business."""
        rows = ClaimItem.objects.filter(share__expense=OuterRef("pk"), share__in=self.shares.order_by().values("pk"))
        return rows.filter(condition) if condition is not None else rows

    def by_share(self, rows, _name, _value):
        return rows.filter(pk__in=self.shares.order_by().values("expense"))

    def by_paid(self, rows, _name, value):
        return rows.filter(paid_on__isnull=value == NO)

    def by_claimed(self, rows, _name, value):
        if value == NOWHERE:
            return rows.filter(~Exists(self.items()))
        states = {
            PREPARED: Q(claim__state__in=CLAIM_IS_OPEN), HANDED_IN: ~Q(claim__state__in=CLAIM_IS_OPEN),
            APPROVED: Q(claim__state=ClaimState.APPROVED),
        }
        return rows.filter(Exists(self.items(states[value])))

    def by_missing(self, rows, _name, _value):
        """Rules are read in Python: the last step, over what the other answers leave."""
        parts = ExpenseShare.objects.filter(expense__in=rows.order_by().values("pk")).select_related("expense")
        expenses, budgets = {}, {}
        for share in parts:
            expenses[share.expense_id] = share.expense
            budgets.setdefault(share.expense_id, set()).add(share.budget_id)
        self.missing_kinds = missing_of_many(expenses.values(), budgets)
        return rows.filter(pk__in=[key for key, kinds in self.missing_kinds.items() if kinds])

    def by_archive(self, rows, _name, _value):
        return rows.archived()

    @cached_property
    def sums(self):
        """{"part", "claimed"}: euros of the list, None when there are none: the figure that led here."""
        handed_in = ClaimItem.objects.exclude(claim__state__in=CLAIM_IS_OPEN)
        rows = self.shares.filter(expense__in=self.qs.order_by().values("pk"))
        rows = rows.annotate(of_it=sum_of(handed_in, "amount", per="share"))
        return rows.aggregate(part=Sum("amount"), claimed=Sum("of_it"))

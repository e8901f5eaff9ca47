"""What partners' own books call their costs, and which line of the project that is."""
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.actions import expense_evidence as actions
from budgets.forms.expense_parts import OwnCategoryForm
from budgets.models import Budget, Expense, OwnCategory
from budgets.views.tab import MoneyTab
from portal.shared.sums import count_of
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb
from portal.shared.views import CreatePage, ListPage, UpdatePage
from portal.shared.ways import reverse
from projects.views.parts import RemoveRow
from projects.views.rows import NestedMixin

TITLE = _("Categories of partners' books")


def keeps_budget(user, budget):
    """Writes down what this partner spends."""
    return permissions.keeps_money_of(user, budget.project, budget.partnership.organisation_id)


class OwnCategoryList(MoneyTab, ListPage):
    part = "expenses"
    model = OwnCategory
    parent_link = "budget__project"
    rule = staticmethod(permissions.can_view_spending)
    page_title = TITLE
    page_lead = _("What a partner's bookkeeping calls a cost, and which budget line it belongs to. An import fills lines by it.")
    empty_title = _("No categories yet")
    empty_text = _("They come with the first import of an export, or are added here.")

    def get_queryset(self):
        rows = OwnCategory.objects.open_to(self.request.user).filter(budget__project=self.parent)
        used = Expense.objects.filter(archived_at=None)
        return rows.annotate(used=count_of(used, per="own_category")).select_related(
            "budget__partnership__organisation", "line", "category"
        )

    def get_columns(self):
        expenses = reverse("budgets:expense-list", args=[self.parent.slug])
        return [
            Column("name", _("Name in the partner's books"), sort="name_key", url=self.edit_url),
            Column("budget", _("Partner"), sort="budget__partnership__order"),
            Column("line", _("Budget line"), sort="line__number", empty=_("not stated")),
            Column("category", _("Cost category"), empty=_("not stated")),
            Column("used", _("Expenses"), kind="number", sort="used",
                   url=lambda row: f"{expenses}?own={row.pk}" if row.used else ""),
        ]

    def edit_url(self, row):
        row.budget.project = self.parent
        if not keeps_budget(self.request.user, row.budget):
            return ""
        return reverse("budgets:owncategory-edit", args=[self.parent.slug, row.budget_id, row.pk])

    def actions(self):
        """One way in for each budget that this person keeps."""
        if not self.may.keep_spending:
            return []
        rows = Budget.objects.open_to(self.request.user).filter(project=self.parent).select_related("partnership__organisation")
        mine = []
        for budget in rows.order_by("partnership__order", "pk"):
            budget.project = self.parent
            if keeps_budget(self.request.user, budget):
                mine.append(budget)
        return [
            Action(
                _("Add a category") if len(mine) == 1 else _("Add a category: %(partner)s") % {"partner": budget},
                reverse("budgets:owncategory-create", args=[self.parent.slug, budget.pk]), primary=len(mine) == 1, icon="plus",
            )
            for budget in mine
        ]

    def crumbs_below(self):
        return []


class OwnCategoryRows(NestedMixin, MoneyTab):
    part = "expenses"
    model = OwnCategory
    owner_model = Budget
    owner_field = "budget"
    owner_related = ("partnership__organisation",)
    about_owner = True
    rule = staticmethod(keeps_budget)

    def get_success_url(self):
        return reverse("budgets:owncategory-list", args=[self.parent.slug])

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(TITLE, self.get_success_url())]


class OwnCategoryCreate(OwnCategoryRows, CreatePage):
    form_class = OwnCategoryForm
    page_title = _("Add a category")
    verb = staticmethod(actions.add_own_category)

    @property
    def page_lead(self):
        return str(self.owner)


class OwnCategoryEdit(OwnCategoryRows, UpdatePage):
    form_class = OwnCategoryForm
    verb = staticmethod(actions.change_own_category)

    def actions(self):
        return [Action(_("Remove"), self.sibling("remove"), danger=True)]


class OwnCategoryRemove(OwnCategoryRows, RemoveRow):
    verb = staticmethod(actions.remove_own_category)
    question = _("Remove this category?")
    explanation = _("It goes only when no expense has it.")

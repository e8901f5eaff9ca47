"""What the programme allows and asks for, in one place: rules are data, and this page reads them out."""
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets import permissions
from budgets.choices import CostBasis
from budgets.models import Budget, ClaimColumn
from budgets.summaries.rules import categories_of, categories_of_programmes, rules_of_many, rules_of_project
from budgets.views.tab import MoneyTab
from portal.shared.dates import format_period
from portal.shared.money import format_money, format_percent
from portal.shared.ui import Action, Fact
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.models import EvidenceRule
from projects.permissions import is_staff

EXPENSE = "expense"


@dataclass(frozen=True)
class Rules:
    """One rule set as the page shows it, and the partners whose budgets it holds for."""

    title: str
    period: str
    legal_basis: str
    partners: list
    facts: list
    papers: list
    columns: list
    categories: list
    source_note: str


class BudgetRules(MoneyTab, ShowPage):
    part = "rules"
    rule = staticmethod(permissions.can_view_budgets)
    template_name = "budgets/budget_rules.html"
    page_title = _("Rules")
    page_lead = _("What the programme allows, and what it asks for. What a source does not say is not stated here.")

    def actions(self):
        if not is_staff(self.request.user) or self.parent.programme_id is None:
            return []
        kept = reverse("admin:projects_ruleset_changelist")
        return [Action(_("Change the rules"), f"{kept}?programme__id__exact={self.parent.programme_id}")]

    def get_context_data(self, **kwargs):
        budgets = list(
            Budget.objects.filter(project=self.parent).select_related("partnership__organisation").order_by(
                "partnership__order", "pk"
            )
        )
        partners, sets = {}, {}
        for budget in budgets:
            budget.project = self.parent
        of_budget = rules_of_many(budgets)
        for budget in budgets:
            rules = of_budget[budget.pk]
            partners.setdefault(rules.pk if rules else None, []).append(str(budget))
            sets[rules.pk if rules else None] = rules
        if not budgets and (rules := rules_of_project(self.parent)):
            sets[rules.pk] = rules
        return super().get_context_data(
            rules=read_out([row for row in sets.values() if row], partners, self.categories(budgets)),
            partners_without=partners.get(None, []), **kwargs,
        )

    def categories(self, budgets):
        """Of the budgets; where there is none yet, of the project's programme."""
        if budgets:
            found = categories_of(budgets)
        else:
            found = categories_of_programmes([self.parent.programme_id], self.parent.starts_on or timezone.localdate())
        return list(found.select_related("programme", "flat_of"))


def read_out(sets, partners, categories):
    """[Rules] of some RuleSets: two queries."""
    papers, columns = {}, {}
    for row in EvidenceRule.objects.filter(rule_set__in=sets, event_kind=EXPENSE).order_by("order", "pk"):
        papers.setdefault(row.rule_set_id, []).append((row.evidence, row.required))
    for row in ClaimColumn.objects.filter(rule_set__in=sets).order_by("order", "pk"):
        columns.setdefault(row.rule_set_id, []).append(str(row))
    return [
        Rules(
            title=str(row.programme), period=format_period(row.valid_from, row.valid_until) if row.valid_from else "",
            legal_basis=row.legal_basis, partners=partners.get(row.pk, []), facts=facts_of(row),
            papers=papers.get(row.pk, []), columns=columns.get(row.pk, []),
            categories=[
                (each.code, each.name, basis_text(each)) for each in categories
                if len(sets) == 1 or each.programme_id in (row.programme_id, row.programme.parent_id)
            ],
            source_note=row.source_note,
        )
        for row in sets
    ]


def basis_text(category):
    """"Flat rate: 15 % of Staff costs", "Real cost"."""
    if category.basis == CostBasis.FLAT and category.flat_of_id:
        return _now("Flat rate: %(rate)s of %(of)s") % {"rate": percent(category.flat_rate), "of": category.flat_of}
    return category.get_basis_display()


def facts_of(rules):
    """What the rule set says of money, periods and papers; an empty value reads "not stated"."""
    return [
        Fact(_("Highest support rate"), percent(rules.max_rate)),
        Fact(_("Budget flexibility"), flexibility_text(rules)),
        Fact(_("One quote needed from"), euros(rules.one_quote_from)),
        Fact(_("Three quotes needed above"), euros(rules.three_quotes_from)),
        Fact(_("Reporting period"), counted(rules.period_months, months)),
        Fact(_("Partners' reports due"), counted(rules.partner_due_days, days_after_period)),
        Fact(_("Payment claim due"), counted(rules.claim_due_days, days_after_period)),
        Fact(_("Final claim due"), counted(rules.final_due_days, days_after_end)),
        Fact(_("Documents and equipment kept"), counted(rules.retention_years, years)),
        Fact(_("Accounting documents kept"), counted(rules.accounting_years, years), note=_("from the end of the year")),
    ]


def flexibility_text(rules):
    """"10 % of the line, or up to 40 000 €: whichever is greater"."""
    parts = [
        f"{percent(rules.flexibility)} ({rules.get_flexibility_of_display()})" if rules.flexibility is not None else "",
        _now("up to %(amount)s") % {"amount": euros(rules.flexibility_amount)} if rules.flexibility_amount is not None else "",
    ]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return "".join(parts)
    return _now("%(one)s or %(other)s, whichever is greater") % {"one": parts[0], "other": parts[1]}


def percent(value):
    return "" if value is None else format_percent(value)


def euros(amount):
    return "" if amount is None else format_money(amount)


def counted(number, words):
    return "" if number is None else words(number)


def months(number):
    return ngettext("%(count)d month", "%(count)d months", number) % {"count": number}


def days_after_period(number):
    return ngettext("%(count)d day after the period", "%(count)d days after the period", number) % {"count": number}


def days_after_end(number):
    return ngettext(
        "%(count)d day after the end of the project", "%(count)d days after the end of the project", number
    ) % {"count": number}


def years(number):
    return ngettext("%(count)d year", "%(count)d years", number) % {"count": number}

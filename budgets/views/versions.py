"""Approved versions of a project's budgets: made, read, compared, and what held on a day."""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.actions.versions import approve_budgets, reopen_budgets
from budgets.choices import BudgetState
from budgets.forms.amendments import ApproveBudgetsForm, AsOfForm, WhyForm
from budgets.models import Budget, BudgetVersion
from budgets.summaries.amendments import compare
from budgets.summaries.asof import budgets_on
from budgets.summaries.versions import content_of, from_json, sum_faults, versions_of
from budgets.views.tab import MoneyTab
from portal.shared.money import rate
from portal.shared.tables import format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import ActionPage, DetailPage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.permissions import can_download_document, can_view_money_of

NOW = "now"


def decision_fact(document, user, project):
    """[Fact] of the document that proves a decision; one of the coordinators only is not even named to others."""
    if document is None:
        return []
    document.project = project
    if not can_download_document(user, document):
        return []
    return [Fact(_("Decision"), str(document), url=document.get_absolute_url())]


class VersionTab(MoneyTab):
    """Everybody of the project reads the sums; a partner's lines and sources only those who may see his money."""

    part = "versions"
    model = BudgetVersion
    rule = staticmethod(permissions.can_view_budgets)

    def address(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.parent.slug, *args])

    def sees(self, organisation_id):
        return can_view_money_of(self.request.user, self.parent, organisation_id)

    def partners_of(self, content):
        """[{budget, open, shares: [(share, rate)]}] as the template shows a state of the budgets."""
        return [
            {
                "budget": budget, "open": self.sees(budget.organisation),
                "shares": [(share, rate(share.amount, budget.total)) for share in budget.shares],
            }
            for budget in content.budgets
        ]

    @cached_property
    def states(self):
        return set(Budget.objects.filter(project=self.parent).values_list("state", flat=True))

    def title_of(self, version):
        return _g("Version %(number)d") % {"number": version.number}


class VersionList(VersionTab, ShowPage):
    template_name = "budgets/budgetversion_list.html"
    page_title = _("Approved versions")
    page_lead = _("Each approval freezes the budgets of all partners. A version is never changed.")

    def actions(self):
        found = [Action(_("As of a day"), self.address("project-budget-on"))]
        if not self.may.edit_money:
            return found
        if BudgetState.DRAFT in self.states:
            found.insert(0, Action(_("Approve the budgets"), self.address("budget-approve"), primary=True))
        if BudgetState.APPROVED in self.states:
            found.append(Action(_("Open an amendment"), self.address("amendment-create")))
            found.append(Action(_("Take the approval back"), self.address("budget-reopen"), danger=True))
        return found

    def get_context_data(self, **kwargs):
        rows = [
            {
                "key": str(version.number), "title": self.title_of(version), "version": version,
                "when": version.approved_on, "url": self.address("budgetversion-detail", version.pk),
                "amendment_url": self.address("amendment-detail", version.amendment_id) if version.amendment_id else "",
            }
            for version in versions_of(self.parent)
        ]
        return super().get_context_data(
            rows=rows, now=NOW, left=rows[0]["key"] if rows else "", compare_url=self.address("budgetversion-compare"),
            is_approved=self.states == {BudgetState.APPROVED}, is_empty=not self.states, **kwargs,
        )


class VersionDetail(VersionTab, DetailPage):
    template_name = "budgets/budgetversion_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("made_by", "amendment", "document")

    def get_page_title(self):
        return self.title_of(self.object)

    def crumbs_below(self):
        return [Crumb(self.title_of(self.object), self.object.get_absolute_url())]

    def actions(self):
        return [Action(_("Compare with now"), f"{self.address('budgetversion-compare')}?left={self.object.number}&right={NOW}")]

    def get_context_data(self, **kwargs):
        version = self.object
        content = from_json(version.content)
        return super().get_context_data(
            content=content, partners=self.partners_of(content), facts=self.facts(version), **kwargs
        )

    def facts(self, version):
        found = [
            Fact(_("Approved on"), format_day(version.approved_on)[0]), Fact(_("Decided by"), version.decided_by),
            Fact(_("Made by"), str(version.made_by or "")),
        ]
        if version.amendment_id:
            url = self.address("amendment-detail", version.amendment_id)
            found.append(Fact(_("Amendment"), str(version.amendment), url=url))
        return [*found, *decision_fact(version.document, self.request.user, self.parent)]


class VersionCompare(VersionTab, ShowPage):
    """`?left=1&right=now`: the older of the two stands on the left, whichever was chosen there."""

    template_name = "budgets/budgetversion_compare.html"
    page_title = _("Two versions compared")

    @cached_property
    def versions(self):
        return list(versions_of(self.parent))

    @cached_property
    def pair(self):
        """[number or "now"], the older one first; what cannot be compared is the latest version, and now."""
        known = {str(version.number): version.number for version in self.versions} | {NOW: NOW}
        latest, asked = next(iter(known)), self.request.GET
        pair = [known.get(asked.get("left"), known[latest]), known.get(asked.get("right"), NOW)]
        return sorted(pair, key=lambda number: (number == NOW, number if number != NOW else 0))

    def content(self, number):
        if number == NOW:
            return content_of(self.parent)
        return from_json(BudgetVersion.objects.get(project=self.parent, number=number).content)

    def name_of(self, number):
        return _g("Now") if number == NOW else _g("Version %(number)d") % {"number": number}

    def get_context_data(self, **kwargs):
        left, right = self.pair
        comparison = compare(self.content(left), self.content(right))
        choices = [(str(version.number), self.title_of(version)) for version in self.versions] + [(NOW, self.name_of(NOW))]
        seen = [(budget, self.sees(budget.organisation)) for budget in comparison.budgets]
        return super().get_context_data(
            comparison=comparison, choices=choices, left=str(left), right=str(right), left_name=self.name_of(left),
            right_name=self.name_of(right), budgets=[budget for budget, mine in seen if mine and not budget.is_same],
            others=[budget for budget, mine in seen if not mine and not budget.total.is_same],
            same=[budget.partner for budget, mine in seen if budget.is_same], **kwargs,
        )


class BudgetsOn(VersionTab, ShowPage):
    """`?day=18.06.2024`: what was in force, or what is known of it, on that day."""

    template_name = "budgets/project_budget_on.html"
    page_title = _("Budgets as of a day")
    page_lead = _("A source counts from its own as-of day; all else from the day it was written down here or approved.")

    def get_context_data(self, **kwargs):
        form = AsOfForm(self.request.GET if "day" in self.request.GET else None)
        day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
        found = budgets_on(self.parent, day or timezone.localdate())
        version = found.version
        return super().get_context_data(
            form=form, found=found, partners=self.partners_of(found.content), wrong=form.errors.get("day", ()),
            version_url=self.address("budgetversion-detail", version.pk) if version else "",
            version_name=self.title_of(version) if version else "", **kwargs,
        )


# --- the two verbs ---


class BudgetStep(VersionTab, ActionPage):
    rule = staticmethod(permissions.can_edit_budgets)
    template_name = "budgets/budget_approve.html"
    has_object = False

    def get_success_url(self):
        return self.address("budgetversion-list")

    get_cancel_url = get_success_url

    def get_context_data(self, **kwargs):
        content = content_of(self.parent)
        return super().get_context_data(**{"content": content, "faults": sum_faults(content)} | kwargs)


class BudgetApprove(BudgetStep):
    question = _("Approve the budgets of all partners?")
    explanation = _("From then on their amounts change by amendments only. What is not stated may stay not stated.")
    submit_label = _("Approve")
    success_message = _("The budgets are approved.")
    form_class = ApproveBudgetsForm

    def perform(self, project):
        told = self.form.cleaned_data
        approve_budgets(
            project, approved_on=told["decided_on"], decided_by=told["decided_by"], document=told["document"],
            by=self.request.user,
        )


class BudgetReopen(BudgetStep):
    question = _("Take the approval back?")
    explanation = _("The budgets can be changed directly again. The version that was frozen stays.")
    submit_label = _("Take the approval back")
    dangerous = True
    form_class = WhyForm

    def perform(self, project):
        reopen_budgets(project, reason=self.form.cleaned_data["reason"], by=self.request.user)

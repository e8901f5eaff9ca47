"""Amendments: the list, one of them with what it changes, and the steps of its way to a decision."""
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.actions import amendments as actions
from budgets.choices import AgreementState, AmendmentState, BudgetState
from budgets.filters.amendments import AmendmentFilters
from budgets.forms.amendments import AmendmentForm, AnswerAmendmentForm, DecideAmendmentForm, MaybeWhyForm
from budgets.models import Amendment, AmendmentAgreement, Budget
from budgets.summaries.amendments import changes_of, compare, label_of
from budgets.summaries.outcome import decided, moved, outcome_of
from budgets.summaries.versions import content_of
from budgets.views.tab import MoneyTab
from budgets.views.versions import decision_fact
from portal.shared.tables import Column, format_day
from portal.shared.ui import Action, Fact
from portal.shared.views import ActionPage, CreatePage, DetailPage, ListPage, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_view_money_of
from projects.views.rows import NestedMixin, RowMixin

TONES = {
    AmendmentState.DRAFT: "neutral", AmendmentState.SUBMITTED: "attention", AmendmentState.APPROVED: "good",
    AmendmentState.REJECTED: "warning", AmendmentState.WITHDRAWN: "neutral",
}
ANSWER_TONES = {AgreementState.ASKED: "attention", AgreementState.AGREED: "good", AgreementState.REFUSED: "warning"}


class AmendmentTab(MoneyTab):
    part = "amendments"
    model = Amendment
    rule = staticmethod(permissions.can_edit_budgets)


class AmendmentRows(RowMixin, AmendmentTab):
    """Pages about one amendment; who may take its steps is asked about the project."""

    about_object = False

    def get_queryset(self):
        return super().get_queryset().select_related("document", "result")

    def to(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.parent.slug, self.object.pk, *args])


class AmendmentList(AmendmentTab, ListPage):
    rule = staticmethod(permissions.can_view_budgets)
    filterset_class = AmendmentFilters
    page_title = _("Amendments")
    page_lead = _("An approved budget changes by an amendment: what, why, who agreed, what was decided.")
    empty_title = _("No amendments yet")
    default_sort = "-number"
    columns = [
        Column("number", _("No."), kind="number", sort="number"),
        Column("title", _("Title"), url=lambda row: row.get_absolute_url(), sort="title"),
        Column("state", _("State"), kind="badge", value="get_state_display", tone=lambda row: TONES[row.state], sort="state"),
        Column("amounts", _("Changed amounts"), kind="number", sort="amounts"),
        Column("agreed", _("Agreed"), value=lambda row: f"{row.agreed} / {row.asked}" if row.asked else ""),
        Column("submitted_on", _("Submitted on"), kind="date", sort="submitted_on", empty=""),
        Column("decided_on", _("Decided on"), kind="date", sort="decided_on", empty=""),
    ]

    def get_queryset(self):
        rows = super().get_queryset().annotate(
            amounts=Count("changes", distinct=True), asked=Count("agreements", distinct=True),
            agreed=Count("agreements", filter=Q(agreements__state=AgreementState.AGREED), distinct=True),
        )
        return rows.select_related("project")

    @cached_property
    def anything_approved(self):
        return Budget.objects.filter(project=self.parent, state=BudgetState.APPROVED).exists()

    @property
    def empty_text(self):
        if self.anything_approved:
            return ""
        return _("Nothing is approved yet: the budgets can still be changed directly.")

    def primary_action(self):
        if not self.may.edit_money or not self.anything_approved:
            return None
        return Action(_("Open an amendment"), reverse("budgets:amendment-create", args=[self.parent.slug]), icon="plus")


class AmendmentCreate(AmendmentTab, CreatePage):
    form_class = AmendmentForm
    page_title = _("Open an amendment")
    page_lead = _("First what it is about; the amounts come on the next page.")
    submit_label = _("Continue to the amounts")

    @staticmethod
    def verb(amendment, *, by, key=None):
        return actions.open_amendment(
            amendment.project, title=amendment.title, reason=amendment.reason, by=by, key=key
        )

    def get_success_url(self):
        return reverse("budgets:amendment-table", args=[self.parent.slug, self.object.pk])


class AmendmentEdit(AmendmentRows, UpdatePage):
    form_class = AmendmentForm
    verb = staticmethod(actions.change_amendment)


class AmendmentDetail(AmendmentRows, DetailPage):
    """Whoever works in the project reads why; amounts of a partner only those who may see his money."""

    rule = staticmethod(permissions.can_view_budgets)
    template_name = "budgets/amendment_detail.html"

    @cached_property
    def changes(self):
        return changes_of(self.object)

    def actions(self):
        row = self.object
        if not self.may.edit_money or not row.is_open:
            return []
        withdraw = Action(_("Withdraw"), self.to("amendment-withdraw"), danger=True)
        if row.state == AmendmentState.SUBMITTED:
            return [
                Action(_("Note the decision"), self.to("amendment-decide"), primary=True),
                Action(_("Work on it again"), self.to("amendment-return")), withdraw,
            ]
        table = Action(_("Amounts"), self.to("amendment-table"), primary=not self.changes)
        submit = [Action(_("Submit for agreement"), self.to("amendment-submit"), primary=True)] if self.changes else []
        return [*submit, table, Action(_("Edit"), self.to("amendment-edit")), withdraw]

    def get_context_data(self, **kwargs):
        comparison, meters, faults, asked = self.figures()
        sees = self.sees
        own = [budget for budget in comparison.budgets if sees(budget.organisation)] if comparison else []
        others = [budget for budget in comparison.budgets if not sees(budget.organisation)] if comparison else []
        return super().get_context_data(
            tone=TONES[self.object.state], facts=self.facts(), comparison=comparison,
            budgets=[budget for budget in own if not budget.is_same],
            others=[budget for budget in others if not budget.is_same],
            meters=[partner for partner in meters if sees(partner.organisation)], faults=faults,
            asked=[str(partnership) for partnership in asked], answers=self.answers(), proposed=self.proposed(comparison),
            **kwargs,
        )

    def figures(self):
        """(Comparison or None, meters, faults, who would be asked): open ones on what is in force, approved ones as it was."""
        if self.object.is_open:
            outcome = outcome_of(self.parent, content_of(self.parent), self.changes)
            faults = outcome.faults if self.may.edit_money else ()
            is_draft = self.object.state == AmendmentState.DRAFT
            return outcome.comparison, outcome.meters, faults, outcome.asked if is_draft else ()
        pair = decided(self.object)
        return (compare(*pair), moved(*pair), (), ()) if pair else (None, (), (), ())

    def proposed(self, comparison):
        """Of what was rejected or withdrawn: what it would have changed, as it was written."""
        if comparison:
            return []
        return [(label_of(one), one) for one in self.changes if self.sees(one.budget.partnership.organisation_id)]

    def sees(self, organisation_id):
        return can_view_money_of(self.request.user, self.parent, organisation_id)

    def facts(self):
        row = self.object
        when = [
            (label, format_day(day)[0]) for label, day in
            ((_("Submitted on"), row.submitted_on), (_("Decided on"), row.decided_on)) if day
        ]
        found = [Fact(label, text) for label, text in when]
        if row.decided_on:
            found.append(Fact(_("Decided by"), row.decided_by))
        found += decision_fact(row.document, self.request.user, self.parent)
        if hasattr(row, "result"):
            row.result.project = self.parent
            version = _g("Version %(number)d") % {"number": row.result.number}
            found.append(Fact(_("In force as"), version, url=row.result.get_absolute_url()))
            why = Amendment.history.filter(id=row.pk, state=AmendmentState.APPROVED).first()
            if why is not None and why.history_change_reason:
                found.append(Fact(_("Why it was approved all the same"), why.history_change_reason))
        return found

    def answers(self):
        """[(agreement, tone, address of the answer or "")]"""
        if self.object.state == AmendmentState.DRAFT:
            return []
        rows = list(self.object.agreements.select_related("partnership__organisation").order_by("partnership__order", "pk"))
        for row in rows:
            if not self.sees(row.partnership.organisation_id):
                row.note = ""  # why it does not suit him speaks of his own money
        return [(row, ANSWER_TONES[row.state], self.answer_url(row)) for row in rows]

    def answer_url(self, row):
        row.amendment, row.partnership.project = self.object, self.parent
        if self.object.state != AmendmentState.SUBMITTED or not permissions.can_answer_amendment(self.request.user, row):
            return ""
        return self.to("amendmentagreement-answer", row.pk)


# --- the steps ---


class AmendmentStep(AmendmentRows, ActionPage):
    template_name = "budgets/amendment_step.html"

    def perform(self, _project):
        self.step(self.object)


class AmendmentSubmit(AmendmentStep):
    question = _("Submit the amendment for agreement?")
    explanation = _("Every partner whose money changes, and the lead partner, is asked. Until it is decided nothing changes.")
    submit_label = _("Submit for agreement")
    success_message = _("The partners are asked now.")

    def step(self, amendment):
        actions.submit_amendment(amendment, by=self.request.user)


class AmendmentReturn(AmendmentStep):
    question = _("Work on the amendment again?")
    explanation = _("The answers that were given do not count any more; when it is submitted anew, everybody is asked anew.")
    submit_label = _("Work on it again")
    form_class = MaybeWhyForm

    def step(self, amendment):
        actions.take_back_amendment(amendment, reason=self.form.cleaned_data["reason"], by=self.request.user)


class AmendmentWithdraw(AmendmentStep):
    question = _("Withdraw the amendment?")
    explanation = _("It stays in the list as withdrawn and changes nothing.")
    submit_label = _("Withdraw")
    dangerous = True
    form_class = MaybeWhyForm

    def step(self, amendment):
        actions.withdraw_amendment(amendment, reason=self.form.cleaned_data["reason"], by=self.request.user)


class AmendmentDecide(AmendmentStep):
    question = _("What was decided?")
    explanation = _("An approved amendment is carried out at once and becomes the next version of the budgets.")
    submit_label = _("Save the decision")
    form_class = DecideAmendmentForm

    def get_form(self, data=None):
        rows = self.object.agreements.exclude(state=AgreementState.AGREED).select_related("partnership__organisation")
        waiting = [str(row.partnership) for row in rows]
        return self.form_class(data, user=self.request.user, parent=self.parent, waiting=waiting)

    def step(self, amendment):
        told = self.form.cleaned_data
        actions.decide_amendment(
            amendment, approved=told["approved"] == "yes", decided_on=told["decided_on"], decided_by=told["decided_by"],
            document=told["document"], overrule=told.get("overrule", ""), by=self.request.user,
        )


class AnswerAmendment(NestedMixin, AmendmentTab, ActionPage):
    """The partner's own editor answers; the coordinator notes an answer that came on paper."""

    model = AmendmentAgreement
    rule = staticmethod(permissions.can_answer_amendment)
    template_name = "budgets/amendment_step.html"
    owner_model = Amendment
    owner_field = "amendment"
    owner_kwarg = "amendment_pk"
    about_object = True
    form_class = AnswerAmendmentForm
    question = _("Do you agree to the amendment?")
    submit_label = _("Save the answer")
    success_message = _("The answer is noted.")

    def get_queryset(self):
        return super().get_queryset().select_related("amendment__project", "partnership__organisation")

    def get_object(self):
        row = super().get_object()
        row.amendment.project = row.partnership.project = self.parent
        return row

    def get_page_title(self):
        return f"{self.question} {self.object.partnership}"

    def get_context_data(self, **kwargs):
        """What would change of this partner's own money stands above the question."""
        partner = self.object.partnership_id
        mine = [(label_of(one), one) for one in changes_of(self.owner) if one.budget.partnership_id == partner]
        return super().get_context_data(amendment=self.owner, partner=self.object.partnership, own=mine, **kwargs)

    def perform(self, agreement):
        told = self.form.cleaned_data
        actions.answer_amendment(agreement, agrees=told["agrees"] == "yes", note=told["note"], by=self.request.user)

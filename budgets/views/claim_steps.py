"""A claim's steps: fill it, submit it, look through it, return it, decide, approve."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.actions import claims as actions
from budgets.choices import ClaimState
from budgets.forms.claim_rows import ClaimItemsForm, DecisionsForm
from budgets.forms.claims import ApproveClaimForm, ReturnClaimForm, SubmitClaimForm
from budgets.models import ClaimItem
from budgets.summaries.budget import total_of
from budgets.summaries.claims import candidates_of, missing_of_claim
from budgets.summaries.limits import room_on_lines
from budgets.views.claims import ClaimRows
from portal.shared.views import ActionPage
from portal.shared.views.base import Page
from portal.shared.views.edit import CONFLICT, WRONG


class RowsPage(ClaimRows, Page):
    """A form over all of a claim's rows: nothing typed is lost, whatever is refused."""

    has_object = True
    states = ()
    saved = _("Saved.")

    def get(self, request, *args, **kwargs):
        if self.object.state not in self.states:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            self.perform(form)
        except ValidationError as error:
            codes = {each.code for each in error.error_list}
            if "stale" in codes:
                form = self.renewed(form)
            form.add_error(None, error)
            return self.show(CONFLICT if codes & {"stale", "wrong_state"} else WRONG, form=form)
        messages.success(request, self.saved)
        return HttpResponseRedirect(self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel_url=self.object.get_absolute_url(), **kwargs)


class ClaimItems(RowsPage):
    """What the partner bears and has not claimed yet, with what is left; the first time all of it is proposed."""

    template_name = "budgets/claim_items.html"
    page_title = _("Choose the expenses")
    page_lead = _("Expenses dated no later than the period's last day. Empty or 0 means: not in this claim.")
    states = (ClaimState.DRAFT, ClaimState.RETURNED)

    def get_queryset(self):
        return super().get_queryset().filter(partnership__isnull=False)

    @cached_property
    def candidates(self):
        found = candidates_of(self.object)
        for row in found:
            row.share.expense.project = self.parent
        return found

    def get_form(self, data=None):
        proposed = not any(row.mine for row in self.candidates)
        return ClaimItemsForm(
            data, candidates=self.candidates, proposed=proposed, user=self.request.user, parent=self.parent
        )

    def renewed(self, form):
        del self.candidates
        return form.renewed(candidates=self.candidates)

    def perform(self, form):
        actions.set_items(self.object, form.amounts(), by=self.request.user, seen=form.seen())

    def get_context_data(self, **kwargs):
        room = room_on_lines(self.object.partnership.budget) if self.candidates else {}
        return super().get_context_data(
            proposed=bool(self.candidates) and not any(row.mine for row in self.candidates),
            rows=[
                (row, field, room.get(row.share.line_id), row.share.expense.get_absolute_url())
                for row, field in kwargs["form"].rows
            ],
            total=total_of(row.left for row in self.candidates), **kwargs,
        )


class ClaimDecide(RowsPage):
    """Row by row what was accepted. `?fill=1` proposes all of what is not decided yet."""

    rule = staticmethod(permissions.can_decide_claim)
    template_name = "budgets/claim_decide.html"
    page_title = _("Decide about the expenses")
    page_lead = _("Empty means: not decided yet. Where less is accepted, say why.")
    states = (ClaimState.REVIEW,)

    @cached_property
    def items(self):
        rows = ClaimItem.objects.filter(claim=self.object).select_related("share__expense", "share__line")
        return list(rows.order_by("share__line__number", "share__expense__issued_on", "pk"))

    def get_form(self, data=None):
        return DecisionsForm(
            data, items=self.items, fill="fill" in self.request.GET, user=self.request.user, parent=self.parent
        )

    def renewed(self, form):
        del self.items
        return form.renewed(items=self.items)

    def perform(self, form):
        actions.accept_items(self.object, form.decisions(), by=self.request.user, seen=form.seen())

    def get_context_data(self, **kwargs):
        open_ones = any(item.accepted is None for item in self.items)
        return super().get_context_data(
            rows=kwargs["form"].rows, can_fill=open_ones and "fill" not in self.request.GET,
            total=total_of(item.amount for item in self.items), **kwargs,
        )


class ClaimStep(ClaimRows, ActionPage):
    """A step with a question; afterwards one is back at the claim."""


class ClaimSubmit(ClaimStep):
    template_name = "budgets/claim_submit.html"
    form_class = SubmitClaimForm
    question = _("Submit this claim?")
    explanation = _("It is frozen as it stands: afterwards it can be changed only when it is returned.")
    submit_label = _("Submit")
    success_message = _("The claim is submitted.")

    @cached_property
    def missing(self):
        return missing_of_claim(self.object)

    def get_form(self, data=None):
        soft = [row for row in self.missing if not row.is_hard]
        return self.form_class(data, missing=soft, user=self.request.user, parent=self.object)

    def perform(self, claim):
        told = self.form.cleaned_data
        actions.submit_claim(
            claim, by=self.request.user, on=told["on"], incomplete_because=told.get("incomplete_because", "")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(missing=self.missing, **kwargs)


class ClaimReview(ClaimStep):
    rule = staticmethod(permissions.can_decide_claim)
    question = _("Take this claim into processing?")
    explanation = _("The partner sees that somebody looks through it.")
    submit_label = _("Take into processing")

    def perform(self, claim):
        actions.take_into_review(claim, by=self.request.user)


class ClaimReturn(ClaimStep):
    rule = staticmethod(permissions.can_decide_claim)
    form_class = ReturnClaimForm
    question = _("Return this claim to be completed?")
    explanation = _("Whoever made it can change it again and submit it anew; what was submitted stays as a version.")
    submit_label = _("Return")
    success_message = _("The claim is returned.")

    def perform(self, claim):
        actions.return_claim(claim, because=self.form.cleaned_data["because"], by=self.request.user)


class ClaimApprove(ClaimStep):
    rule = staticmethod(permissions.can_decide_claim)
    form_class = ApproveClaimForm
    question = _("Approve this claim?")
    explanation = _("It is frozen with what was accepted, and cannot be changed any more.")
    submit_label = _("Approve")
    success_message = _("The claim is approved.")

    def perform(self, claim):
        told = self.form.cleaned_data
        actions.approve_claim(claim, decided_on=told["decided_on"], decided_by=told["decided_by"], by=self.request.user)

"""Lend a thing, change the days, take it back, call the loan off."""
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.forms.equipment import LoanForm, LoanReasonForm, ReturnForm
from communities.models import Loan
from communities.views.equipment import BelowEquipment
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, UpdatePage
from portal.shared.ways import reverse


class LoanPage(BelowEquipment):
    model = Loan
    rule = staticmethod(permissions.can_lend)

    def to(self, verb):
        return reverse(f"communities:loan-{verb}", args=[self.parent.slug, self.owner.pk, self.object.pk])


class LoanCreate(LoanPage, CreatePage):
    form_class = LoanForm
    verb = staticmethod(spread(actions.lend_equipment))
    page_title = _("Lend")
    submit_label = _("Lend")


class LoanEdit(LoanPage, UpdatePage):
    form_class = LoanForm
    verb = staticmethod(spread(actions.change_loan))

    def actions(self):
        return [Action(_("It came back"), self.to("return"), primary=True), Action(_("Call off"), self.to("cancel"))]


class LoanAction(LoanPage, ActionPage):
    """A question about one loan. The rule is asked about the thing, the verb is for the loan."""

    def act(self, loan):
        raise NotImplementedError

    def perform(self, _equipment):
        self.act(self.object)


class LoanReturn(LoanAction):
    form_class = ReturnForm
    question = _("Did it come back?")
    submit_label = _("It came back")
    success_message = _("It is back.")

    def act(self, loan):
        actions.return_equipment(loan, by=self.request.user, on=self.form.cleaned_data["on"])


class LoanCancel(LoanAction):
    form_class = LoanReasonForm
    question = _("Call this loan off?")
    explanation = _("It stays in the list, called off. The days are free again.")
    submit_label = _("Call off")
    success_message = _("The loan is called off.")

    def act(self, loan):
        actions.cancel_loan(loan, by=self.request.user, reason=self.form.cleaned_data["reason"])

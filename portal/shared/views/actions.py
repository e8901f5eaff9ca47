"""Ask, then do: pages for one verb on one object."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import verbs
from portal.shared.requests import safe_next
from portal.shared.views.base import Page

WRONG, CONFLICT = 422, 409


class ActionPage(Page):
    """A question with one button.

    question        the heading, for example _("Approve the plan?"); explanation: a sentence below it
    submit_label    the button's words, a verb; `dangerous` makes it look so
    form_class      a PlainForm when the verb needs an answer (a reason); read `self.form.cleaned_data` in `perform`
    perform(row)    calls the app's action; a ValidationError is shown and answered with 409, a wrong form with 422
    """

    template_name = "layouts/confirm.html"
    has_object = True
    question = ""
    explanation = ""
    submit_label = gettext_lazy("Confirm")
    dangerous = False
    form_class = None
    success_message = gettext_lazy("Done.")

    form = None

    def perform(self, row):
        raise NotImplementedError(f"{type(self).__name__} must say what it does.")

    def get_form(self, data=None):
        if self.form_class is None:
            return None
        return self.form_class(data, user=self.request.user, parent=self.subject)

    def get(self, request, *args, **kwargs):
        self.form = self.get_form()
        return self.show()

    def post(self, request, *args, **kwargs):
        self.form = self.get_form(request.POST)
        if self.form is not None and (not self.form.is_valid() or self.form.needs_confirmation):
            return self.show(WRONG)
        try:
            self.perform(self.subject)
        except ValidationError as error:
            return self.show(CONFLICT, problems=error.messages)
        except verbs.StaleSave:
            return self.show(CONFLICT, problems=[_("Somebody changed this at the same moment. Look again and repeat.")])
        messages.success(request, self.success_message)
        return HttpResponseRedirect(safe_next(request, self.get_success_url()))

    def get_page_title(self):
        return self.page_title or self.question

    def get_success_url(self):
        return self.subject.get_absolute_url()

    def get_cancel_url(self):
        return self.subject.get_absolute_url()

    def get_context_data(self, **kwargs):
        context = {
            "form": self.form,
            "question": self.question,
            "explanation": self.explanation,
            "submit_label": self.submit_label,
            "dangerous": self.dangerous,
            "cancel_url": self.get_cancel_url(),
            "problems": [],
            "form_name": self.form.form_key if self.form is not None else "confirm",
        }
        return super().get_context_data(**context | kwargs)


class ArchivePage(ActionPage):
    """Put an object away. `verb`: callable(row, by=), an app's action or `verbs.archive`."""

    verb = staticmethod(verbs.archive)
    question = gettext_lazy("Put this into the archive?")
    explanation = gettext_lazy("It disappears from lists and stays in the history. It can be taken back out.")
    submit_label = gettext_lazy("Archive")
    success_message = gettext_lazy("It is in the archive now.")

    def perform(self, row):
        self.verb(row, by=self.request.user)


class RestorePage(ArchivePage):
    """Take an object back out of the archive."""

    verb = staticmethod(verbs.restore)
    question = gettext_lazy("Take this back out of the archive?")
    explanation = ""
    submit_label = gettext_lazy("Take back out")
    success_message = gettext_lazy("It is out of the archive.")

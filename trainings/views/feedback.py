"""Feedback given without an account: nobody is asked who he is, and nothing about him is kept."""
import uuid

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.shared import errors, limits
from portal.shared.dates import format_period
from portal.shared.rules import public
from portal.shared.views.base import Page
from trainings.actions.feedback import give_feedback
from trainings.forms.feedback import FeedbackForm
from trainings.models import Event, Feedback
from trainings.summaries.feedback import OPEN, event_of, feedback_state
from trainings.views.calendar import when, where, with_days

WRONG = 422
# A whole hall answers over one network; a robot sends more.
MOST, HOUR = 60, 60 * 60
DAY = 24 * HOUR


class ByToken(Page):
    """A page about the event its address names; 404 for any other address."""

    rule = public
    model = Event

    def load(self):
        self.object = event_of(self.kwargs["token"])
        if self.object is None:
            raise Http404
        return super().load()

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def breadcrumbs(self):
        return []


class FeedbackPage(ByToken):
    template_name = "trainings/feedback.html"
    page_title = _("How was it?")

    @cached_property
    def state(self):
        return feedback_state(self.object, timezone.localdate())

    def get_form(self, data=None):
        return FeedbackForm(data, instance=Feedback(event=self.object, language=get_language()))

    def get(self, request, *args, **kwargs):
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs):
        if limits.is_over(request, f"feedback:{self.object.pk}", MOST, HOUR):
            return errors.too_many(request, retry_after=HOUR)
        form = self.get_form(request.POST)
        if form.is_of_a_robot:
            return self.thanks()
        if not form.is_valid():
            return self.show(WRONG, form=form)
        # Pressed twice, it counts once; the key is forgotten after a day and stands beside no answer.
        sent = f"feedback-sent:{form.cleaned_data.get('idempotency_key') or uuid.uuid4()}"
        if not cache.add(sent, True, timeout=DAY):
            return self.thanks()
        try:
            give_feedback(form.instance)
        except ValidationError as error:
            cache.delete(sent)
            form.add_verb_errors(error)
            return self.show(WRONG, form=form)
        return self.thanks()

    def thanks(self):
        return HttpResponseRedirect(reverse("trainings:feedback-thanks", args=[self.kwargs["token"]]))

    def page_eyebrow(self):
        return str(self.object)

    def get_context_data(self, **kwargs):
        dates = when(with_days(Event.objects.filter(pk=self.object.pk)).get())
        return super().get_context_data(
            state=self.state, is_open=self.state == OPEN, about=[format_period(*dates) if dates else "", where(self.object)],
            **kwargs,
        )


class FeedbackThanks(ByToken):
    template_name = "trainings/feedback_thanks.html"
    page_title = _("Thank you!")

    def get(self, request, *args, **kwargs):
        seen = Event.objects.visible_to(request.user).filter(pk=self.object.pk).exists()
        return self.show(event_url=self.object.get_absolute_url() if seen else "")

"""Feedback given without an account: nobody is asked who he is, and nothing about him is kept."""
import uuid

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from portal.shared import errors, throttles
from portal.shared.dates import format_period
from portal.shared.once import once
from portal.shared.reading import read
from portal.shared.rules import public
from portal.shared.views.base import Page
from projects.permissions import can_view_workspace
from trainings.actions.feedback import give_feedback
from trainings.choices import EventStatus
from trainings.forms.feedback import FeedbackForm
from trainings.models import Event, Feedback
from trainings.models.evidence import SCORES
from trainings.summaries.feedback import OPEN, event_of, feedback_state, figures_of, mean_text, nps_text
from trainings.views.calendar import when, where

WRONG = 422
# A whole hall answers over one network; a robot sends more.
MOST, HOUR = 60, 60 * 60
DAY = 24 * HOUR


def nobody(request, event):
    """What an address is counted under: nobody can turn it back into the address, and it goes with the hour."""
    return salted_hmac(f"trainings.feedback:{event.pk}", str(throttles.client_of(request)), algorithm="sha256").hexdigest()


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


@method_decorator(csrf_exempt, name="dispatch")
class FeedbackPage(ByToken):
    """Whoever opens it gets no cookie, not even that of the guard against forged forms: nothing here is done in his name."""

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
        wait = throttles.hit("feedback", nobody(request, self.object), most=MOST, seconds=HOUR)
        if wait:
            return errors.too_many(request, retry_after=wait)
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
        dates = when(self.object)
        about = [part for part in (format_period(*dates) if dates else "", where(self.object)) if part]
        return super().get_context_data(state=self.state, is_open=self.state == OPEN, about=about, **kwargs)


class FeedbackThanks(ByToken):
    template_name = "trainings/feedback_thanks.html"
    page_title = _("Thank you!")

    def get(self, request, *args, **kwargs):
        seen = Event.objects.visible_to(request.user).filter(pk=self.object.pk).exists()
        return self.show(event_url=self.object.get_absolute_url() if seen else "")


@once
def scores_asked(event):
    return Feedback.objects.filter(event=event).only("recommend", *SCORES)


def block(page):
    """On the event's page, for the project's people from its first day on: how many answered, and where to read more."""
    event = page.object
    begun = event.first_day is not None and event.first_day <= timezone.localdate()
    if not begun or event.status == EventStatus.CANCELLED or not can_view_workspace(page.request.user, event.project):
        return None
    figures = figures_of(read([scores_asked(event.pk)])[0])
    usable = next(row for row in figures.scores if row.name == "usable")
    return {
        "url": page.to("feedback-summary"), "answers": figures.answers, "nps": nps_text(figures.recommending),
        "usable": mean_text(usable.mean), "low": bool(figures.low),
    }

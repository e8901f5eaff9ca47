"""Events made in one go: short form, copy, series; and what speaks against a date while it is being chosen."""
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.ui import Action
from portal.shared.views import CreatePage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from trainings import permissions
from trainings.actions.planning import copy_event, plan_quickly, plan_series
from trainings.forms.planning import ClashForm, CopyForm, QuickEventForm, SeriesForm
from trainings.forms.programme import needs_of
from trainings.models import Event, TrainingProgramme
from trainings.views.below import OneEvent
from trainings.views.tab import TrainingsTab

MOST_DIGITS = 19


def keys_in(texts):
    """The row keys among texts of an address."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS]


class MakeEvent(TrainingsTab, CreatePage):
    """A form beside which the clashes of its date are told while it is filled in."""

    model = Event
    rule = staticmethod(permissions.can_plan_event)
    template_name = "trainings/event_form.html"

    def get_context_data(self, **kwargs):
        clashes = reverse("trainings:event-clashes", args=[self.parent.slug])
        return super().get_context_data(**{"clashes_url": clashes, "clash_event": ""} | kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()


class QuickEvent(MakeEvent):
    form_class = QuickEventForm
    page_title = _("Plan an event")
    submit_label = _("Plan it")
    success_message = _("The event is planned.")

    @cached_property
    def needs(self):
        """The needs one came from; the form carries them along unseen."""
        keys = keys_in([*self.request.GET.getlist("need"), *self.request.POST.getlist("needs")])
        return list(needs_of(self.request.user, self.parent).filter(pk__in=keys)) if keys else []

    @property
    def page_lead(self):
        if not self.needs:
            return _("The few things it needs. All else can be added later, on its page.")
        topics = dict.fromkeys(need.topic for need in self.needs)
        places = dict.fromkeys(str(need.enrolment.community) for need in self.needs)
        return _("It answers a need: %(topics)s (%(places)s).") % {"topics": ", ".join(topics), "places": ", ".join(places)}

    def actions(self):
        to = [reverse(f"trainings:{name}", args=[self.parent.slug]) for name in ("event-series", "event-create")]
        return [Action(_("A series or groups"), to[0]), Action(_("All fields"), to[1])]

    def get_initial(self):
        """A need or a programme one came from, a day of the calendar."""
        asked = self.request.GET
        initial = {name: asked[name] for name in ("date", "kind") if name in asked}
        programme = TrainingProgramme.objects.filter(project=self.parent, pk__in=keys_in([asked.get("programme", "")])).first()
        if programme is not None:
            initial |= {"programme": programme.pk, "activity": programme.activity_id, "audiences": programme.audiences.all()}
        if self.needs:
            topics = {need.topic for need in self.needs}
            initial |= {"needs": [need.pk for need in self.needs], "title_et": topics.pop() if len(topics) == 1 else ""}
        return initial

    def save(self, form):
        data = form.cleaned_data
        return self.done(plan_quickly(
            form.instance, form.all_days(), by=self.request.user, key=data.get("idempotency_key"),
            audiences=data["audiences"], needs=data["needs"], signup=data["signup"],
        ))


class SeriesCreate(MakeEvent):
    form_class = SeriesForm
    page_title = _("Plan a series")
    page_lead = _("The same event week after week, or the same programme for several groups.")
    submit_label = _("Plan them")

    def get_initial(self):
        return {"capacity": 12}

    def save(self, form):
        data = form.cleaned_data
        made = plan_series(
            form.instance, data["made"], by=self.request.user, day=form.day(), audiences=data["audiences"],
            signup=data["signup"], key=data.get("idempotency_key"),
        )
        messages.success(self.request, ngettext(
            "%(n)d event is planned.", "%(n)d events are planned.", len(made)
        ) % {"n": len(made)})
        return HttpResponseRedirect(self.tab_url())


class EventCopy(OneEvent, MakeEvent):
    """The page stands at the event that is copied; the form makes a new one."""

    rule = staticmethod(permissions.can_change_event)
    has_object = True
    event_related = ("activity", "municipality__county", "county")
    form_class = CopyForm
    submit_label = _("Copy")
    success_message = _("The copy is planned.")

    def get_page_title(self):
        return _("Copy: %(name)s") % {"name": self.object}

    def get_form(self, data=None, files=None):
        return self.form_class(
            data, files, instance=Event(project=self.parent), user=self.request.user, parent=self.parent,
            initial=self.get_initial(), source=self.object,
        )

    def get_initial(self):
        return {name: getattr(self.object, name) for name in ("title_et", "title_lv", "title_en")}

    def save(self, form):
        data = form.cleaned_data
        return self.done(copy_event(
            self.object, by=self.request.user, first_day=data.get("first_day"), nested=data.get("nested", False),
            titles={name: data[name] for name in ("title_et", "title_lv", "title_en")}, key=data.get("idempotency_key"),
        ))


class EventClashes(TrainingsTab, ShowPage):
    """A fragment for the script of the forms: what speaks against the date as it stands in the form."""

    rule = staticmethod(permissions.can_plan_event)
    template_name = "trainings/_clashes.html"

    def get(self, request, *args, **kwargs):
        form = ClashForm(request.GET, user=request.user, parent=self.parent)
        response = self.render_to_response({"warnings": form.warnings_now()})
        response.headers["Cache-Control"] = "private, no-store"
        return response

"""The forms of lessons and of the looks back at them."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.forms import YOURS_ONLY
from communities.models import ActionPlan, PlanTask
from portal.shared.choosing import RowField
from portal.shared.fields import ProseFormField
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.options import OfferedTogether
from trainings.choices import LessonState
from trainings.models import Event, Lesson, TripStop
from trainings.permissions import can_edit_lesson


def plans_of(user, project):
    """Plans of the project that this person may see; those of hidden communities are not offered."""
    return ActionPlan.objects.visible_to(user).filter(project=project).order_by("title", "pk")


def tasks_of(user, project):
    rows = PlanTask.objects.visible_to(user).filter(plan__project=project).live()
    return rows.select_related("plan").order_by("plan__title", "plan", "order", "pk")


class TaskChoice(RowField):
    def label_from_instance(self, task):
        return f"{task} ({task.plan})"


class StopChoice(RowField):
    def label_from_instance(self, stop):
        return f"{stop} ({stop.trip})"


class LessonForm(OfferedTogether, PortalForm):
    """A task brings its plan with it, a stop its journey."""

    together = ("event", "plan")
    layout_groups = [
        (_("What we saw"), ["practice", "kind", "event", "stop", "why"]),
        (_("What it takes at home"), ["conditions", "resources", "fit"]),
        (_("What we do"), ["first_step", "responsible", "by_when", "plan", "task", "state"]),
    ]
    scope = {
        "event": lambda user, project: Event.objects.filter(project=project).live().order_by("order", "pk"),
        "stop": lambda user, project: TripStop.objects.filter(trip__event__project=project).select_related("trip__event"),
        "plan": plans_of,
        "task": tasks_of,
    }

    class Meta:
        model = Lesson
        fields = [
            "practice", "kind", "event", "stop", "why", "conditions", "resources", "fit", "first_step", "responsible",
            "by_when", "plan", "task", "state",
        ]
        field_classes = {"task": TaskChoice, "stop": StopChoice}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].help_text = _("The plan in which this is put into practice.")
        self.fields["task"].help_text = _("The row of the plan, when it stands there already.")
        if self.instance.pk is None:
            del self.fields["state"]
        elif self.instance.plan_id and not plans_of(self.user, self.parent).filter(pk=self.instance.plan_id).exists():
            # A choice names what is chosen; a hidden community's plan is not named to everybody.
            del self.fields["plan"], self.fields["task"]

    def clean(self):
        data = super().clean()
        task, stop = data.get("task"), data.get("stop")
        if task is not None and data.get("plan") is None:
            data["plan"] = task.plan
        if stop is not None and data.get("event") is None:
            data["event"] = stop.trip.event
        event = data.get("event")
        if event is not None:
            event.project = self.parent
        written = Lesson(project=self.parent, event=event)
        if not self.errors and not can_edit_lesson(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data


class CheckForm(PlainForm):
    state = forms.ChoiceField(label=_("State"), choices=LessonState.choices)
    note = ProseFormField(label=_("What became of it"), max_length=2000, required=False)

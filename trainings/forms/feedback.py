"""Feedback on a phone: scales of radio buttons, a few short texts, and a field that only robots fill in."""
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PortalForm
from trainings.models import EventReport, Feedback
from trainings.models.evidence import SCORES
from trainings.summaries.feedback import TEXTS

FIVE = tuple((str(value), str(value)) for value in range(1, 6))
ELEVEN = tuple((str(value), str(value)) for value in range(11))


@dataclass(frozen=True)
class Scale:
    """One question with its values side by side; `low` and `high` say what the ends mean."""

    name: str
    number: int
    label: str
    choices: tuple
    low: object
    high: object
    errors: tuple
    long: bool


class FeedbackForm(PortalForm):
    website = forms.CharField(required=False, label=_("Leave this field empty"))

    class Meta:
        model = Feedback
        fields = [*SCORES, "recommend", *TEXTS]
        labels = {
            "content": _("The content met my expectations"),
            "trainer": _("The trainer made it clear and interesting"),
            "organisation": _("It was well organised"),
            "usable": _("I can use it in my own community"),
            "recommend": _("How likely are you to recommend it to a friend?"),
            "useful": _("What was most useful?"),
            "change": _("What should be changed?"),
            "next_month": _("What will you do differently in the next month?"),
            "need": _("What else would you like to learn?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*SCORES, "recommend"):
            choices = ELEVEN if name == "recommend" else FIVE
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=choices, coerce=int, empty_value=None, required=False,
                widget=forms.RadioSelect,
            )
        for name in TEXTS:
            self.fields[name].widget.attrs |= {"rows": "2"}

    @property
    def is_of_a_robot(self):
        return bool(self.data.get("website"))

    @property
    def scales(self):
        """[Scale] as the page prints them."""
        return [self.scale(number, name) for number, name in enumerate((*SCORES, "recommend"), start=1)]

    def scale(self, number, name):
        bound, long = self[name], name == "recommend"
        present = str(bound.value() if bound.value() is not None else "")
        choices = tuple(
            (value, f"id_{name}_{value}", value == present) for value, _label in (ELEVEN if long else FIVE)
        )
        return Scale(
            name, number, bound.label, choices, _("not at all"), _("very likely") if long else _("fully"),
            tuple(bound.errors), long,
        )

    @property
    def texts(self):
        return [self[name] for name in TEXTS]


class FeedbackCommentForm(PortalForm):
    form_name = "feedback-comment"

    class Meta:
        model = EventReport
        fields = ["feedback_comment"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["feedback_comment"].required = True

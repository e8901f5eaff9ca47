"""Rounds of an assessment, the answers of one respondent, and what a community needs to learn."""
import re
import uuid
from dataclasses import dataclass

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities.models import Assessment, Respondent, StatementComment, TrainingNeed
from portal.shared.forms import LARGEST_VERSION, PlainForm, PortalForm, form_field

SCALE = (
    ("0", _("none or not known")),
    ("1", _("beginnings")),
    ("2", _("partly")),
    ("3", _("well")),
    ("4", _("very well, others learn from us")),
)
UNANSWERED = ("", _("not answered"))
PAIR = re.compile(r"\b([1-9][0-9]{0,17}):([0-4])\b", re.ASCII)


class AssessmentForm(PortalForm):
    """The round is numbered by the verb."""

    class Meta:
        model = Assessment
        fields = ["assessed_on", "method", "conclusion"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assessed_on"].required = True


@dataclass(frozen=True)
class Choice:
    value: str
    label: object
    id: str
    checked: bool


@dataclass(frozen=True)
class Question:
    """One statement on the sheet. `note`: what somebody else answered meanwhile."""

    name: str
    number: int
    text: str
    choices: tuple[Choice, ...]
    errors: tuple
    note: str = ""


class AnswersForm(PlainForm):
    """One respondent's answers to all statements. An unanswered statement stays so and is not a zero.

    `statements`: rows of Statement with their blocks, in order. `respondent` and `stored` ({statement key: score}) when
    answers are changed: the sheet then carries its version and, in `base`, what the person began from.
    """

    form_name = "answers"

    def __init__(self, *args, statements, respondent=None, stored=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.statements, self.respondent, self.notes = list(statements), respondent, {}
        stored = stored or {}
        self.fields["label"] = form_field(Respondent._meta.get_field("label"))
        self.fields["label"].help_text = _("A role, never a name: village elder, young resident, shopkeeper.")
        for statement in self.statements:
            name = name_of(statement)
            self.fields[name] = forms.TypedChoiceField(
                label=statement.text, choices=[UNANSWERED, *SCALE], coerce=int, empty_value=None, required=False,
                widget=forms.RadioSelect,
            )
            if statement.pk in stored:
                self.initial[name] = str(stored[statement.pk])
        if respondent is None:
            self.fields["idempotency_key"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
            self.initial["idempotency_key"] = uuid.uuid4()
            return
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_VERSION)],
            error_messages={"required": _("Open the page anew: this form does not know what it started from.")},
        )
        self.fields["base"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
        self.initial |= {
            "label": respondent.label, "version": respondent.version,
            "base": " ".join(f"{key}:{value}" for key, value in stored.items()),
        }

    @property
    def scores(self):
        """{Statement: 0 … 4 or None} as the person wants them."""
        return {statement: self.cleaned_data[name_of(statement)] for statement in self.statements}

    @property
    def began_from(self):
        """{statement key: score} of the sheet as it was opened."""
        return {int(key): int(value) for key, value in PAIR.findall(self.cleaned_data.get("base", ""))}

    @cached_property
    def groups(self):
        """[(block's title, [Question])] as the page prints them."""
        found = {}
        for number, statement in enumerate(self.statements, start=1):
            found.setdefault(statement.block, []).append(self.question(number, statement))
        return [(block.title, questions) for block, questions in found.items()]

    def question(self, number, statement):
        name = name_of(statement)
        bound = self[name]
        present = str(bound.value() or "")
        choices = tuple(
            Choice(value, label, f"id_{name}_{place}", value == present)
            for place, (value, label) in enumerate([UNANSWERED, *SCALE])
        )
        return Question(name, number, statement.text, choices, tuple(bound.errors), self.notes.get(name, ""))


def name_of(statement):
    return f"s{statement.pk}"


class StatementCommentForm(PortalForm):
    class Meta:
        model = StatementComment
        fields = ["text"]


class TrainingNeedForm(PortalForm):
    """`assessment`: the round that showed the need, of this community only."""

    class Meta:
        model = TrainingNeed
        fields = ["topic", "priority", "people", "note", "assessment"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = Assessment.objects.filter(enrolment=self.instance.enrolment_id).select_related("enrolment__community")
        self.fields["assessment"].queryset = rounds
        self.fields["assessment"].label_from_instance = round_in_words


def round_in_words(assessment):
    return _("Round %(number)s") % {"number": assessment.round}

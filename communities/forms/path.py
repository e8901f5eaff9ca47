"""What each step of a plan's path asks. `parent` is the plan."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.choices import TaskStatus
from portal.shared.fields import PartialDateFormField
from portal.shared.forms import PlainForm
from portal.shared.text import quoted
from projects.choices import Visibility
from projects.models import Document
from projects.permissions import can_add_document, coordinates

TODAY = _("Empty means: today.")
# Two of them, and the sentence that introduces one, fit into a decision.
LONGEST_NOTE = 700
CARRY = "carry"


def prose(label, required=False, rows=3, **kwargs):
    return forms.CharField(
        label=label, max_length=LONGEST_NOTE, required=required, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class StepForm(PlainForm):
    """A day and a note. `open_comments`: remarks not settled yet; `missing`: [Missing]; `tasks`: those not finished."""

    decided_on = forms.DateField(label=_("Day"), required=False, help_text=TODAY)
    note = prose(_("Note"))

    def __init__(self, *args, open_comments=(), missing=(), tasks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.open_comments, self.missing, self.tasks = open_comments, missing, tasks

    @property
    def answer(self):
        """The answers as the verbs take them."""
        answer = dict(self.cleaned_data)
        answer["on"] = answer.pop("decided_on")
        return answer


class BodyForm(StepForm):
    """Who decided, and on which paper: one of the project's documents, or a file sent along."""

    body = forms.CharField(
        label=_("Who decided"), max_length=160, required=False, help_text=_("A body or a role, not a name.")
    )
    document = forms.ModelChoiceField(Document.objects.none(), label=_("Minutes or decision"), required=False)
    file = forms.FileField(label=_("or send the file now"), required=False)
    scope = {"document": lambda user, plan: documents_of(user, plan.project)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not can_add_document(self.user, self.parent.project):
            del self.fields["file"]

    def clean(self):
        data = super().clean()
        if data.get("document") and data.get("file"):
            raise ValidationError(_("Choose a document or send a file, not both."), code="two_papers")
        return data

    @property
    def answer(self):
        answer = super().answer
        answer["upload"] = answer.pop("file", None)
        return answer


def documents_of(user, project):
    """Documents this person may name: those of the coordinators only for coordinators."""
    rows = Document.objects.filter(project=project).live()
    return rows if coordinates(user, project) else rows.exclude(visibility=Visibility.COORDINATORS)


class SubmitForm(StepForm):
    incomplete_because = prose(
        _("Submit anyway, because"), rows=2, help_text=_("It stands in the decision, with what is missing.")
    )

    field_order = ["decided_on", "incomplete_because", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.missing or not coordinates(self.user, self.parent.project):
            del self.fields["incomplete_because"]

    def get_warnings(self):
        return unsettled(self.open_comments)


def unsettled(comments):
    """One sentence about remarks nobody settled, with the first of them."""
    if not comments:
        return []
    text = ngettext("%(count)d comment is not settled: %(texts)s", "%(count)d comments are not settled: %(texts)s",
                    len(comments))
    return [text % {"count": len(comments), "texts": "; ".join(quoted(comment) for comment in comments[:5])}]


class PlanReturnForm(StepForm):
    """Why the plan goes back: whoever wrote it must know what to complete. Remarks at its fields say it too."""

    reason = prose(_("What must be completed"), rows=4)
    field_order = ["reason", "decided_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["note"]
        self.fields["reason"].required = not self.open_comments


class EndorseForm(BodyForm):
    field_order = ["decided_on", "body", "document", "file", "note"]

    def get_warnings(self):
        return unsettled(self.open_comments)


class ApproveForm(BodyForm):
    """The minutes of the meeting: how many were there, how many in favour."""

    present = forms.IntegerField(label=_("People present"), min_value=0, max_value=100_000, required=False)
    in_favour = forms.IntegerField(label=_("In favour"), min_value=0, max_value=100_000, required=False)
    field_order = ["decided_on", "body", "present", "in_favour", "document", "file", "note"]

    def clean(self):
        data = super().clean()
        present, in_favour = data.get("present"), data.get("in_favour")
        if present is not None and in_favour is not None and in_favour > present:
            self.add_error("in_favour", _("No more people can be in favour than were present."))
        return data

    def get_warnings(self):
        present, in_favour = self.cleaned_data.get("present"), self.cleaned_data.get("in_favour")
        found = unsettled(self.open_comments)
        if present is not None and in_favour is not None and 2 * in_favour < present:
            found.append(_("Fewer than half of those present were in favour."))
        return found


class StartForm(StepForm):
    pass


class CompleteForm(StepForm):
    unfinished_because = prose(_("Why these tasks stay unfinished"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.tasks:
            del self.fields["unfinished_because"]
        else:
            names = "; ".join(str(task) for task in self.tasks)
            self.fields["unfinished_because"].help_text = names
            self.fields["unfinished_because"].required = True


class ReviewForm(PlainForm):
    """What was done in a year, what was not, what changes; and what becomes of every task that is not finished."""

    FATES = [
        ("", _("choose")), (TaskStatus.DONE, _("It is done")), (CARRY, _("It goes on")),
        (TaskStatus.DROPPED, _("It is dropped")),
    ]

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    reviewed_on = forms.DateField(label=_("Reviewed on"), required=False, help_text=TODAY)
    done = prose(_("What was done"))
    not_done = prose(_("What was not done"))
    changes = prose(_("What we change"))

    def __init__(self, *args, tasks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        for task in tasks:
            self.fields[f"task-{task.pk}"] = forms.ChoiceField(label=_("What becomes of it"), choices=self.FATES)
            self.fields[f"end-{task.pk}"] = PartialDateFormField(
                label=_("New end"), required=False, initial=task.end, help_text=_("When the task goes on.")
            )

    @property
    def layout_groups(self):
        tasks = [(task.name, [f"task-{task.pk}", f"end-{task.pk}"]) for task in self.tasks]
        return [(_("The year"), ["year", "reviewed_on", "done", "not_done", "changes"]), *tasks]

    def clean(self):
        data = super().clean()
        for task in self.tasks:
            if data.get(f"task-{task.pk}") == CARRY and not data.get(f"end-{task.pk}"):
                self.add_error(f"end-{task.pk}", _("Say until when it goes on."))
        return data

    @property
    def answer(self):
        data = self.cleaned_data
        carry = {}
        for task in self.tasks:
            fate = data[f"task-{task.pk}"]
            carry[task.pk] = data[f"end-{task.pk}"] if fate == CARRY else fate
        return {name: data[name] for name in ("year", "reviewed_on", "done", "not_done", "changes")} | {"carry": carry}


def proposed_year(plan, years):
    """The year after the last one reviewed, or that of the approval; never one to come."""
    first = plan.approved_on.year if plan.approved_on else timezone.localdate().year
    return min(max([first, *(year + 1 for year in years)]), timezone.localdate().year)


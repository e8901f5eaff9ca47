"""The answers of one respondent: noting them, changing them, taking them out."""
import copy

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.actions.standard import template_of
from communities.forms.assessments import SCALE, AnswersForm, name_of
from communities.models import Assessment, AssessmentTemplate, Respondent, Score
from communities.summaries.assessments import statements_of
from communities.views.assessments import detail_url, round_name
from communities.views.base import BelowEnrolment
from portal.shared import verbs
from portal.shared.ui import Crumb
from portal.shared.views import ActionPage
from portal.shared.views.base import find
from portal.shared.views.edit import CONFLICT, FormPage
from portal.shared.views.merging import together_with

WORDS = {int(value): words for value, words in SCALE}


class BelowAssessment(BelowEnrolment):
    """Pages about one respondent of one round."""

    model = Respondent
    owner_field = "assessment__enrolment"
    rule = staticmethod(permissions.can_assess)
    assessment = None

    def get_owner(self):
        owner = super().get_owner()
        rows = Assessment.objects.filter(enrolment=owner).select_related("template")
        self.assessment = find(rows, pk=self.kwargs["assessment_pk"])
        self.assessment.enrolment = owner
        return owner

    def get_queryset(self):
        return super().get_queryset().filter(assessment=self.kwargs["assessment_pk"])

    def adopt(self, row):
        row.assessment = self.assessment
        return row

    def get_success_url(self):
        return detail_url(self.assessment, self.parent.slug)

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [
            Crumb(str(self.owner), self.owner.get_absolute_url()),
            Crumb(round_name(self.assessment), self.get_success_url()),
        ]


class AnswersPage(BelowAssessment, FormPage):
    """All statements on one sheet."""

    template_name = "communities/assessment/answers.html"
    stored = None

    def get_form(self, data=None, files=None):
        template = self.assessment.template or template_of(AssessmentTemplate, self.parent)
        return AnswersForm(
            data, statements=statements_of(template), respondent=self.object, stored=self.stored, user=self.request.user,
            parent=self.parent,
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(scale=SCALE, **kwargs)


class RespondentCreate(AnswersPage):
    page_title = _("Add answers")
    success_message = _("The answers are saved.")

    def save(self, form):
        label, key = form.cleaned_data["label"], form.cleaned_data.get("idempotency_key")
        return self.done(actions.record_answers(self.assessment, label, form.scores, by=self.request.user, key=key))


class RespondentEdit(AnswersPage):
    """Two people may correct one sheet: different statements merge, for the same one both answers are shown."""

    has_object = True
    success_message = _("The answers are saved.")

    def load(self):
        subject = super().load()
        self.stored = answers_of(self.object)
        return subject

    def get_page_title(self):
        return _now("Answers: %(who)s") % {"who": self.object}

    def save(self, form):
        try:
            return self.done(self.write(form.cleaned_data["label"], form.scores, form.cleaned_data["version"]))
        except verbs.StaleSave as stale:
            return self.save_over(stale, form)

    def write(self, label, scores, version):
        wanted = copy.copy(self.object)
        wanted.label = label
        try:
            return actions.change_answers(wanted, scores, by=self.request.user, version=version)
        except Respondent.DoesNotExist as error:
            raise Http404 from error

    def save_over(self, stale, form):
        """Merge statement by statement with what others saved meanwhile, or ask."""
        self.object = self.adopt(stale.current)
        self.stored = answers_of(stale.current)
        base, merged, clashes = form.began_from, {}, {}
        for statement, mine in form.scores.items():
            theirs, began = self.stored.get(statement.pk), base.get(statement.pk)
            merged[statement] = theirs if mine == began else mine
            if theirs not in (mine, began) and mine != began:
                clashes[statement] = theirs
        label = form.cleaned_data["label"]
        if stale.base and label == stale.base.label:
            label = stale.current.label
        if clashes:
            return self.ask(label, merged, clashes)
        try:
            response = self.done(self.write(label, merged, stale.current.version))
        except verbs.StaleSave as again:
            return self.save_over(again, form)
        messages.info(self.request, together_with([]))
        return response

    def ask(self, label, merged, clashes):
        """The sheet as it would be, with the others' answer beside each statement that both changed."""
        form = self.get_form()
        form.initial["label"] = label
        for statement, value in merged.items():
            form.initial[name_of(statement)] = "" if value is None else str(value)
        for statement, theirs in clashes.items():
            said = _now("not answered") if theirs is None else f"{theirs} – {WORDS[theirs]}"
            form.notes[name_of(statement)] = _now("Somebody else answered meanwhile: %(answer)s.") % {"answer": said}
        return self.show(CONFLICT, form=form, clashes=len(clashes))


class RespondentRemove(BelowAssessment, ActionPage):
    question = _("Take these answers out?")
    explanation = _("They no longer count. Who took them out, and what they were, stays in the history.")
    submit_label = _("Remove")
    dangerous = True
    success_message = _("It is removed.")

    def perform(self, _enrolment):
        actions.remove_respondent(self.object, by=self.request.user)


def answers_of(respondent):
    """{statement key: score} as stored."""
    return dict(Score.objects.filter(respondent=respondent).values_list("statement", "value"))

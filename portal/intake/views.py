"""A new project in ten minutes: choose a beginning, paste or copy, look at what was found, make it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.intake import actions, forms
from portal.intake.results import result_of
from portal.shared.ui import Action, Crumb
from portal.shared.views import ActionPage, Page, ShowPage
from portal.shared.views.edit import FormPage
from portal.shared.ways import reverse
from projects import permissions
from projects.models import ProjectDraft

CONFLICT, WRONG = 409, 422


class IntakePage:
    """What the pages share: who may, and the way back to the beginning."""

    rule = staticmethod(permissions.can_create_project)

    def breadcrumbs(self):
        return [
            Crumb(_("Projects"), reverse("projects:project-list")),
            Crumb(_("New project"), reverse("intake:start")),
            Crumb(self.get_page_title()),
        ]


class Start(IntakePage, ShowPage):
    """How to begin, and the drafts that wait."""

    template_name = "intake/start.html"
    page_title = gettext_lazy("New project")
    page_lead = gettext_lazy("It starts as a draft that only you can see. Nothing is public until you publish it.")

    def breadcrumbs(self):
        return super().breadcrumbs()[:1] + [Crumb(self.get_page_title())]

    def get_context_data(self, **kwargs):
        drafts = ProjectDraft.objects.of(self.request.user).select_related("project", "programme")
        return super().get_context_data(drafts=drafts, **kwargs)


class BeginPage(IntakePage, FormPage):
    """A form from which a draft is made."""

    success_message = gettext_lazy("The draft is here. Look at each finding: take it, change it or leave it out.")

    def get_form(self, data=None, files=None):
        return self.form_class(data, user=self.request.user)

    def get_cancel_url(self):
        return reverse("intake:start")

    def get_success_url(self):
        return reverse("intake:draft-review", args=[self.object.pk])

    def save(self, form):
        return self.done(self.begin(form.cleaned_data))


class FromText(BeginPage):
    form_class = forms.TextForm
    page_title = gettext_lazy("New project from a text")
    page_lead = gettext_lazy("Names, dates, sums, promises and partners are looked up in the text; you confirm each.")
    submit_label = gettext_lazy("Read the text")

    def begin(self, cleaned):
        return actions.begin_from_text(self.request.user, cleaned["text"], key=cleaned["idempotency_key"])


class FromTemplate(BeginPage):
    form_class = forms.TemplateForm
    page_title = gettext_lazy("New project from a template")
    page_lead = gettext_lazy("An earlier project of the programme, or the programme's rules, give the outline.")
    submit_label = gettext_lazy("Use the template")

    def begin(self, cleaned):
        return actions.begin_from_template(self.request.user, key=cleaned.pop("idempotency_key"), **cleaned)


class DraftPage(IntakePage):
    """A page about one draft; somebody else's does not exist."""

    model = ProjectDraft
    has_object = True

    def get_queryset(self):
        return super().get_queryset().select_related("project", "programme")

    def crumb_of(self, row):
        return Crumb(str(row), reverse("intake:draft-review", args=[row.pk]))


class Review(DraftPage, Page):
    """Everything found, each beside its sentence. One save keeps it all, whichever button was pressed."""

    template_name = "intake/draft_review.html"
    page_lead = gettext_lazy("Each finding stands beside its sentence. Take it, change it or leave it out.")

    def get_page_title(self):
        return str(self.object)

    def actions(self):
        return [Action(_("Remove the draft"), reverse("intake:draft-remove", args=[self.object.pk]))]

    def get_form(self, data=None):
        plan = actions.plan_of(self.object)
        initial = forms.initial_of(self.object, plan, actions.answers_of(self.object))
        initial["stamp"] = actions.stamp(self.object)
        return forms.ReviewForm(data, user=self.request.user, plan=plan, initial=initial)

    def get(self, request, *args, **kwargs):
        if self.object.project_id:
            return HttpResponseRedirect(reverse("intake:draft-result", args=[self.object.pk]))
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            actions.save_answers(self.object, form.answers(), by=request.user, seen=form.cleaned_data["stamp"])
            return self.next_page(request)
        except ValidationError as error:
            return self.refused(form, error)

    def next_page(self, request):
        if "make" not in request.POST:
            messages.success(request, _("Saved. You can go on whenever you like."))
            return HttpResponseRedirect(reverse("intake:draft-review", args=[self.object.pk]))
        actions.make_project(self.object, by=request.user)
        messages.success(request, _("The project is here, as a draft."))
        return HttpResponseRedirect(reverse("intake:draft-result", args=[self.object.pk]))

    def refused(self, form, error):
        """What was typed stays; after a stale save the next one knows what it overwrites."""
        self.object.refresh_from_db()
        form.data = form.data.copy()
        form.data["stamp"] = actions.stamp(self.object)
        form.add_verb_errors(error if not hasattr(error, "error_dict") else ValidationError(error.messages))
        return self.show(CONFLICT, form=form)

    def get_context_data(self, **kwargs):
        plan = actions.plan_of(self.object)
        form = kwargs["form"]
        basic, shown = [], set()
        for name in form.basics:
            sentence = plan["beside"].get(name, "")
            basic.append((form[name], "" if sentence in shown else sentence))
            shown.add(sentence)
        return super().get_context_data(
            plan=plan, basic=basic, groups=form.rows(), dropped=dropped_in_words(plan["dropped"]), **kwargs
        )


REASONS = {
    "banner": gettext_lazy("Notices of the web page"),
    "menu": gettext_lazy("Menus of the web page"),
    "markup": gettext_lazy("Marks of HTML"),
    "repeated": gettext_lazy("Lines that stood twice"),
    "person": gettext_lazy("Names, e-mail addresses and phone numbers of persons"),
}


def dropped_in_words(rows):
    """[(what it is, [the pieces])]; what names persons is counted, never shown."""
    found = {}
    for reason, text in rows:
        found.setdefault(reason, []).append(text)
    return [(REASONS[reason], [] if reason == "person" else texts) for reason, texts in found.items()]


class Result(DraftPage, ShowPage):
    """What was made of a draft, and what is left to do."""

    template_name = "intake/draft_result.html"

    def get(self, request, *args, **kwargs):
        if not self.object.project_id:
            return HttpResponseRedirect(reverse("intake:draft-review", args=[self.object.pk]))
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return _("Made: %(name)s") % {"name": self.object.project or self.object}

    def actions(self):
        if not self.object.project_id:
            return []
        address = reverse("dashboards:overview", args=[self.object.project.slug])
        return [Action(_("Open the project"), address, primary=True)]

    def get_context_data(self, **kwargs):
        told = actions.answers_of(self.object).get("made", {"counts": {}, "left": []})
        return super().get_context_data(result=result_of(self.object.project, told), **kwargs)


class Remove(DraftPage, ActionPage):
    question = gettext_lazy("Remove the draft?")
    explanation = gettext_lazy("Its text and your decisions are forgotten. A project already made from it stays.")
    submit_label = gettext_lazy("Remove")
    dangerous = True
    success_message = gettext_lazy("The draft is removed.")

    def perform(self, row):
        actions.drop_draft(row, by=self.request.user)

    def get_success_url(self):
        return reverse("intake:start")

    def get_cancel_url(self):
        return reverse("intake:draft-review", args=[self.object.pk])

"""The end of a project or of an activity moves: one form with the new end, the reason and the paper."""
from django.http import Http404
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.views import CreatePage
from portal.shared.views.edit import CONFLICT
from portal.shared.ways import reverse
from projects import actions
from projects.actions.periods import end_field
from projects.forms.period import PeriodChangeForm
from projects.models import Activity, PeriodChange
from projects.views.parts import PartPage
from projects.views.project import workspace_url


class PeriodChangeCreate(PartPage, CreatePage):
    """Of the project; with `?activity=` of one activity."""

    tab = "overview"
    model = PeriodChange
    form_class = PeriodChangeForm
    template_name = "projects/periodchange_form.html"
    submit_label = _("Move the end")
    success_message = _("The end has moved. Every page and calendar says the new one; the old one stays in the history.")
    moving = None

    def load(self):
        subject = super().load()
        self.moving = self.parent
        asked = self.request.GET.get("activity", "")
        if asked:
            self.moving = asked.isdecimal() and Activity.objects.filter(project=self.parent, pk=asked[:9]).live().first()
            if not self.moving:
                raise Http404
            self.moving.project = self.parent
        return subject

    def get_page_title(self):
        if self.moving is self.parent:
            return _g("Move the end of the project")
        return _g("Move the end: %(name)s") % {"name": self.moving}

    def get_instance(self):
        row = super().get_instance()
        row.activity = None if self.moving is self.parent else self.moving
        return row

    def get_initial(self):
        return {"seen": self.moving.version}

    def save(self, form):
        answer = form.cleaned_data
        try:
            return self.done(actions.extend_period(
                self.moving, after=answer["after"], reason=answer["reason"], decided_on=answer["decided_on"],
                decided_by=answer["decided_by"], by=self.request.user, version=answer["seen"],
                document=answer.get("document"), upload=answer.get("file"), title=answer.get("title") or "",
                key=answer.get("idempotency_key"),
            ))
        except verbs.StaleSave as stale:
            self.moving = stale.current
            form.add_error("after", _("Somebody moved the end at the same moment: look at the end until now, and decide again."))
            form.data = form.data.copy()
            form.data["seen"] = stale.current.version
            return self.show(CONFLICT, form=form)

    def get_success_url(self):
        if self.moving is not None and self.moving is not self.parent:
            return reverse("projects:activity-detail", args=[self.parent.slug, self.moving.pk])
        return workspace_url(self.parent)

    get_cancel_url = get_success_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(end_until_now=getattr(self.moving, end_field(self.moving)), **kwargs)

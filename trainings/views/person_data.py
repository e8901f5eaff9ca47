"""What somebody may ask for: all that is known of him, and that it is erased (P-64, P-65)."""
import json

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.views import ActionPage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from trainings import permissions
from trainings.actions.erasure import erase_person, kept_of
from trainings.forms.persons import EraseForm
from trainings.summaries.person_page import rows_of
from trainings.summaries.personal_data import everything_about
from trainings.views.persons import PersonRows


class PersonExport(PersonRows, ShowPage):
    """A file for the person himself: his rows in this project, with their history."""

    has_object = True
    about_object = False
    rule = staticmethod(permissions.can_answer_for_data)

    def get(self, request, *args, **kwargs):
        content = json.dumps(everything_about(rows_of(self.object)), ensure_ascii=False, indent=2, default=str)
        # No name in the name of the file: it ends up in lists of downloads.
        word = _now("participant")
        filename = f"{word} {self.object.pk} {timezone.localdate():%Y-%m-%d}.json"
        disposition = content_disposition_header(as_attachment=True, filename=filename)
        return HttpResponse(
            content, content_type="application/json", headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
        )


class PersonErase(PersonRows, ActionPage):
    """Of a closed project too: the right to it does not end with the project."""

    about_object = False
    rule = staticmethod(permissions.can_answer_for_data)
    template_name = "trainings/person_erase.html"
    form_class = EraseForm
    question = _("Erase this person?")
    explanation = _("The name and the contact go from everywhere, from the history too. It cannot be undone.")
    submit_label = _("Erase")
    dangerous = True
    success_message = _("The person is erased.")

    def get_form(self, data=None):
        return EraseForm(data, user=self.request.user, parent=self.object)

    def get_cancel_url(self):
        return self.to("detail")

    def get_success_url(self):
        return reverse("trainings:person-list", args=[self.parent.slug])

    def perform(self, _project):
        erase_person(self.object, by=self.request.user, reason=self.form.cleaned_data["reason"])

    def get_context_data(self, **kwargs):
        rows = list(rows_of(self.object).select_related("project"))
        return super().get_context_data(kept=kept_of(rows), others=[row for row in rows if row.pk != self.object.pk], **kwargs)



"""The wordings of consents of a project: a new one gets the next number, an old one never changes."""
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb
from portal.shared.views import CreatePage, ListPage
from portal.shared.ways import reverse
from projects.permissions import can_edit_project, can_view_people
from trainings.actions.consents import word_consent
from trainings.forms.registrations import ConsentTextForm
from trainings.models import ConsentText
from trainings.views.tab import TrainingsTab


class Wordings(TrainingsTab):
    model = ConsentText
    part = "people"

    def to_list(self):
        return reverse("trainings:consenttext-list", args=[self.parent.slug])


class ConsentTextList(Wordings, ListPage):
    rule = staticmethod(can_view_people)
    page_title = _("Wordings of consents")
    page_lead = _("What people are asked when they sign up. The newest in force counts; older consents stay as they were.")
    default_sort = "kind"
    columns = [
        Column("kind", _("About"), value="get_kind_display", sort=("kind", "-project", "-number")),
        Column("number", _("Wording"), kind="number", sort="number"),
        Column("whose", _("Whose"), value=lambda row: _("this project's") if row.project_id else _("everybody's")),
        Column("text", _("Text"), value="text"),
        Column("valid_from", _("Valid from"), kind="date", sort="valid_from"),
    ]

    def get_queryset(self):
        return ConsentText.objects.filter(Q(project=self.parent) | Q(project__isnull=True))

    def primary_action(self):
        if not self.may.edit:
            return None
        return Action(_("A new wording"), reverse("trainings:consenttext-create", args=[self.parent.slug]), icon="plus")


class ConsentTextCreate(Wordings, CreatePage):
    rule = staticmethod(can_edit_project)
    form_class = ConsentTextForm
    verb = staticmethod(word_consent)
    page_title = _("A new wording")
    page_lead = _("It counts from its day on for this project. The wordings before it stay as they are.")

    def get_initial(self):
        return {"valid_from": timezone.localdate()}

    def crumbs_below(self):
        return [Crumb(_("Wordings of consents"), self.to_list())]

    def get_success_url(self):
        return self.to_list()

    get_cancel_url = get_success_url

"""Open lists of trainings: kinds of materials (C-19), what participants do at home (C-10)."""
from django.utils.translation import gettext_lazy as _

from projects.views.vocabulary import TermCreate, TermList
from trainings.forms.vocabulary import ParticipantRoleForm, ResourceKindForm
from trainings.models import ParticipantRole, ResourceKind


class LiveTerms(TermList):
    def get_queryset(self):
        return super().get_queryset().live()


class ResourceKindList(LiveTerms):
    model = ResourceKind
    list_route = "trainings:resourcekind-list"


class ResourceKindCreate(TermCreate):
    model = ResourceKind
    list_route = "trainings:resourcekind-list"
    form_class = ResourceKindForm
    page_title = _("Add a kind of material")


class ParticipantRoleList(LiveTerms):
    model = ParticipantRole
    list_route = "trainings:participantrole-list"


class ParticipantRoleCreate(TermCreate):
    model = ParticipantRole
    list_route = "trainings:participantrole-list"
    form_class = ParticipantRoleForm
    page_title = _("Add a participant's role")

"""A new term of an open list of trainings."""
from projects.forms.vocabulary import TermForm
from trainings.models import ParticipantRole, ResourceKind

NAMES = ["name_et", "name_lv", "name_en"]


class ResourceKindForm(TermForm):
    class Meta:
        model = ResourceKind
        fields = NAMES


class ParticipantRoleForm(TermForm):
    class Meta:
        model = ParticipantRole
        fields = NAMES

"""A new kind of service."""
from communities.models import ServiceKind
from projects.forms.vocabulary import TermForm


class ServiceKindForm(TermForm):
    class Meta:
        model = ServiceKind
        fields = ["name_et", "name_lv", "name_en"]

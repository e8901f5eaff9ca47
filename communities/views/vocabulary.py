"""The kinds of services: an open list (A-09)."""
from django.utils.translation import gettext_lazy as _

from communities.forms.vocabulary import ServiceKindForm
from communities.models import ServiceKind
from projects.views.vocabulary import TermCreate, TermList


class ServiceKindList(TermList):
    model = ServiceKind
    list_route = "communities:servicekind-list"

    def get_queryset(self):
        return super().get_queryset().live()


class ServiceKindCreate(TermCreate):
    model = ServiceKind
    list_route = "communities:servicekind-list"
    form_class = ServiceKindForm
    page_title = _("Add a kind of service")

"""Which projects one compares."""
import django_filters
from django.utils.translation import gettext_lazy as _

from portal.shared.filters import PortalFilterSet
from projects.choices import Phase
from projects.filters import PhaseFilter
from projects.models import Programme, Project


class PortfolioFilters(PortalFilterSet):
    search_in = ["search_key"]
    programme = django_filters.ModelChoiceFilter(queryset=Programme.objects.none(), label=_("Programme"))
    state = PhaseFilter(choices=Phase.choices, label=_("State"))
    scope = {
        "programme": lambda user, _parent: Programme.objects.filter(
            pk__in=Project.objects.visible_to(user).order_by().values("programme")
        ),
    }

    class Meta:
        model = Project
        fields = []

"""A new term of an open list."""
from django.utils.translation import gettext as _

from portal.shared.forms import PortalForm
from portal.shared.vocabulary import near_terms
from projects.models import Audience, Topic


class TermForm(PortalForm):
    """Terms that are almost the same are named before another one is added."""

    def get_warnings(self):
        near = near_terms(self.instance)
        if not near:
            return []
        return [_("The list has something alike: %(names)s.") % {"names": ", ".join(str(term) for term in near[:5])}]


class AudienceForm(TermForm):
    class Meta:
        model = Audience
        fields = ["name_et", "name_lv", "name_en"]


class TopicForm(TermForm):
    class Meta:
        model = Topic
        fields = ["name_et", "name_lv", "name_en"]

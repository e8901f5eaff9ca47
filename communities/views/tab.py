"""The Communities tab of a workspace and its parts."""
from django.utils.translation import gettext_lazy as _

from projects.views.workspace import Part, PartsTab

PARTS = (
    Part("overview", _("Overview"), "communities:project-communities"),
    Part("journey", _("Journey"), "communities:project-journey"),
    Part("assessments", _("Assessments"), "communities:assessment-overview"),
    Part("resources", _("Resources"), "communities:project-assets"),
    Part("needs", _("Training needs"), "communities:trainingneed-list"),
    Part("equipment", _("Equipment"), "communities:equipment-list"),
    Part("services", _("Services"), "communities:servicedelivery-list"),
    Part("calls", _("Calls"), "communities:call-list"),
    Part("templates", _("Templates"), "communities:plantemplate-list", needs="edit"),
)


class CommunitiesTab(PartsTab):
    tab = "communities"
    parts_below = PARTS

"""What a community has: the six categories of its resources, and who may see them."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssetCategory(TextChoices):
    PEOPLE = "people", _("People and skills")
    ASSOCIATIONS = "associations", _("Associations and groups")
    INSTITUTIONS = "institutions", _("Institutions")
    PLACES = "places", _("Places, nature and infrastructure")
    ECONOMY = "economy", _("Local economy")
    STORIES = "stories", _("Stories, culture and traditions")


class AssetAvailability(TextChoices):
    NOW = "now", _("Right away")
    AGREED = "agreed", _("By agreement")
    SEASON = "season", _("In season")
    UNKNOWN = "unknown", _("Not known")


class AssetCondition(TextChoices):
    GOOD = "good", _("Good")
    FAIR = "fair", pgettext_lazy("condition of a thing", "Fair")
    REPAIR = "repair", _("Needs repair")


class AssetVisibility(TextChoices):
    PUBLIC = "public", _("Public")
    COMMUNITY = "community", _("Project's people")
    WORKGROUP = "workgroup", _("Working group only")

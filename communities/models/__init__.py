"""The nouns of `communities`, in reading order."""
from communities.models.community import Community, Enrolment
from communities.models.place import County, Municipality, Place, Region, RegionScheme
from communities.models.plan import ActionPlan, Assessment

__all__ = [
    "ActionPlan", "Assessment", "Community", "County", "Enrolment", "Municipality", "Place", "Region", "RegionScheme",
]

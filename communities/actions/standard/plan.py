"""The standard plan: its sections in their order. No model is imported here, so that migrations can read it too."""
from communities.actions.standard import direction, doing, village

NAME = ("Kogukonnateenuste tegevuskava", "Kopienas pakalpojumu rīcības plāns", "Action plan of community services")

PARTS = (
    village.GENERAL, village.TODAY, village.RESOURCES, direction.NEEDS, direction.SWOT, direction.VISION, direction.GOALS,
    doing.SERVICES, doing.TASKS, doing.INVESTMENTS, doing.FINANCE, doing.COOPERATION, doing.RISKS, doing.INDICATORS,
)

"""The materials of an event, on the event's page."""
from portal.shared.ways import reverse
from trainings import permissions
from trainings.summaries.resources import materials_of
from trainings.views.toolbox import card_of


def block(page):
    """What was recorded or handed out there; whoever may add to the toolbox gets the way to it."""
    event, user = page.object, page.request.user
    cards = [card_of(row) for row in materials_of(event, user)] if getattr(event, "has_materials", True) else []
    url = ""
    if permissions.can_plan_event(user, event.project):
        url = f"{reverse('trainings:resource-create', args=[event.project.slug])}?event={event.pk}"
    return {"cards": cards, "add_url": url} if cards or url else None

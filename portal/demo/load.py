"""The whole demo: ground first, then one project after another. Run it as often as you like."""
from django.db import transaction

from portal.demo import (
    act_local,
    kogukonnakeskne,
    kogukondade_tugevus,
    koostoogrupid,
    koosloomest,
    organisations,
    people,
    places,
    programmes,
    vocabulary,
)
from projects.models import Project, User

STORIES = [
    act_local,
    koosloomest,
    kogukonnakeskne,
    kogukondade_tugevus,
    koostoogrupid,
]


@transaction.atomic
def load():
    """Load what is not there yet; returns True when something was made. All of it, or nothing."""
    fresh = not User.objects.filter(email=people.PEOPLE[0].email).exists()
    if fresh:
        admin = people.load()["admin"]
        for ground in (vocabulary, organisations, programmes, places):
            ground.load(admin)
    there = set(Project.objects.values_list("slug", flat=True))
    missing = [story for story in STORIES if story.SLUG not in there]
    for story in missing:
        tell(story)
    return fresh or bool(missing)


def tell(story):
    leader = people.coordinator_of(story.SLUG)
    story.source(leader)
    people.join(story.SLUG)
    story.progress(leader)

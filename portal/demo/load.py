"""The whole demo: ground first, then one project after another. Run it as often as you like."""
from django.db import transaction
from django.utils import timezone

from budgets.models import AmendmentAgreement, AmendmentChange, ClaimItem, ExpenseEvidence, ExpenseShare
from portal.demo import (
    act_local,
    kogukondade_tugevus,
    kogukonnakeskne,
    koosloomest,
    koostoogrupid,
    money_rules,
    naidisprojekt,
    organisations,
    people,
    places,
    programmes,
    vocabulary,
)
from portal.demo.world import way_to_project
from portal.shared import search
from projects.models import Notice, Project, User
from trainings.models import Consent, EventReport, EvidenceItem, LessonCheck, PersonApart, Registration

MADE_ALONG = [
    Consent, EventReport, EvidenceItem, LessonCheck, PersonApart, Registration, AmendmentAgreement, AmendmentChange,
    ClaimItem, ExpenseEvidence, ExpenseShare,
]
STORIES = [act_local, koosloomest, kogukonnakeskne, kogukondade_tugevus, koostoogrupid, naidisprojekt]


@transaction.atomic
def load():
    """Load what is not there yet, or nothing at all; returns the addresses of the projects that were made.

    What is there already stays as people left it; only dates that follow today move along.
    """
    with search.paused():
        made = load_missing()
    if made:
        search.rebuild()
    people.refresh()
    naidisprojekt.refresh(people.coordinator_of(naidisprojekt.SLUG))
    return made


def load_missing():
    fresh = not User.objects.filter(email=people.PEOPLE[0].email).exists()
    if fresh:
        admin = people.load()["admin"]
        for ground in (vocabulary, organisations, programmes, money_rules, places):
            ground.load(admin)
    there = set(Project.objects.values_list("slug", flat=True))
    missing = [story for story in STORIES if story.SLUG not in there]
    for story in missing:
        tell(story)
    return [story.SLUG for story in missing]


def tell(story):
    """Both layers of one project, told by whoever leads it."""
    leader = people.coordinator_of(story.SLUG)
    story.source(leader)
    people.join(story.SLUG)
    story.progress(leader)
    mark(story.SLUG)
    if story.SLUG != naidisprojekt.SLUG:
        forget_the_news(story.SLUG)


def mark(slug):
    """Rows that verbs made along with invented ones (consents, checks, reports) are invented too."""
    for model in MADE_ALONG:
        model._base_manager.filter(**{way_to_project(model): slug}, is_demo=False).update(is_demo=True)


def forget_the_news(slug):
    """A course that lies years back was told to its people then; only the example, which runs now, has anything new."""
    now = timezone.now()
    Notice.objects.filter(project__slug=slug).update(seen_at=now, mailed_at=now)

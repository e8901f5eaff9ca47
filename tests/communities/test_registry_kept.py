"""What is kept of the map's numbers is what would be counted, after every write that matters; others leave it alone."""
import pytest

from communities.models import Community
from communities.summaries.registry import BY_PLACE, counts_by_place
from communities.summaries.registry import shown_by_place as shown_asked
from portal.shared import rollups, verbs
from portal.shared.models import Touch
from portal.shared.reading import walk
from projects.choices import Publication
from tests.communities import world as here
from tests.shared import world


@pytest.fixture
def many(monkeypatch, transactional_db):
    monkeypatch.setattr(rollups, "size_of", lambda model, using: rollups.LARGE)


@pytest.fixture
def people(many, talgud, mari, leida, stranger):
    return [None, stranger, leida, mari, world.person("Ülle", is_staff=True)]


def shown_by_place(user):
    return walk(shown_asked(user))


def counted(user):
    return counts_by_place(Community.objects.visible_to(user).live())


def test_the_map_tells_everybody_what_he_would_count(people, client, talgud, village, harju):
    def told():
        return [shown_by_place(user) for user in people]

    there = here.municipality("Kuusalu", county=harju)
    alone = here.community("Üksik", municipality=there)
    assert told() == told() == [{("EE-37", ""): 2}] * 5
    here.enrol(talgud, alone, sensitive=True)
    assert told() == [counted(user) for user in people] == [{("EE-37", ""): n} for n in (1, 1, 1, 2, 2)]
    here.enrol(talgud, village)
    talgud.publication = Publication.DRAFT
    verbs.update(talgud, by=None, version=talgud.version)
    assert told() == [counted(user) for user in people] == [{}, {}, {("EE-37", ""): 1}, {("EE-37", ""): 2}, {("EE-37", ""): 2}]
    assert client.get("/communities/").context["page_obj"].paginator.count == 0


def test_words_that_no_number_looks_at_leave_it_alone(many, talgud, village):
    here.enrol(talgud, village)
    kept, traces = shown_by_place(None), Touch.objects.filter(name=BY_PLACE).count()
    village.population = 41
    here.actions.change_community(village, by=None, version=village.version)
    assert (shown_by_place(None), Touch.objects.filter(name=BY_PLACE).count()) == (kept, traces)

"""What the front page keeps of the whole portal is what it would count."""
from portal.shared import rollups, verbs
from portal.shared.reading import walk_together
from projects.models import Audience, Partnership
from projects.summaries.front import audiences_served, front_asked
from tests.projects import world as here
from tests.shared import world


def told():
    front = walk_together([front_asked()])[0]
    return front.figures, [(row.code, row.projects) for row in front.audiences]


def test_the_front_page_keeps_what_it_would_count(transactional_db, monkeypatch):
    talgud = world.project("talgud")
    villages = here.add(Audience(code="villages", name_et="Külad"))

    def kept():
        with monkeypatch.context() as large:
            large.setattr(rollups, "size_of", lambda model, using: rollups.LARGE)
            found = told()
            assert [(row.code, row.projects) for row in audiences_served()] == found[1]
            return found

    assert kept() == kept() == told() and told()[1] == []
    activity = world.activity(talgud)
    assert kept() == told()
    verbs.update(activity, by=None, version=activity.version, m2m={"audiences": [villages]})
    assert kept() == told() and told()[1] == [("villages", 1)]
    here.add(Partnership(project=talgud, organisation=here.organisation(country="LV")))
    assert kept() == told() and told()[0].countries == 1
    talgud.sensitive = True
    verbs.update(talgud, by=None, version=talgud.version)
    assert kept() == told() and told()[0].projects == 0

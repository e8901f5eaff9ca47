"""What is kept of the whole portal is what the front page and the public lists would count."""
from datetime import date
from io import StringIO

from django.core.management import call_command

from portal.shared import rollups, verbs
from portal.shared.reading import walk_together
from projects.choices import Publication
from projects.models import Audience, Document, Partnership
from projects.summaries.documents import DOCUMENTS
from projects.summaries.front import audiences_served, front_asked
from tests.projects import world as here
from tests.projects.test_all_documents import document
from tests.shared import world
from trainings.models import News, Resource, ResourceKind
from trainings.summaries.news import NEWS
from trainings.summaries.resources import BY_KIND


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


def test_public_lists_keep_their_length(transactional_db, monkeypatch):
    monkeypatch.setattr(rollups, "size_of", lambda model, using: rollups.LARGE)
    talgud = world.project("talgud")
    guide = verbs.create(ResourceKind(code="guide", name_et="Juhend"), by=None)
    piece = here.add(News(project=talgud, title_et="Uudis", text_et="Tekst"))
    here.add(News(project=talgud, title_et="Teine", text_et="Tekst", published_on=date(2026, 1, 2)))
    here.add(Resource(project=talgud, kind=guide, title="Leht", url="https://example.org", published_on=date(2026, 1, 2)))
    paper = document(talgud, "Leping")

    def lengths():
        return rollups.of_all(NEWS, News), dict(rollups.of_all(BY_KIND, Resource)), rollups.of_all(DOCUMENTS, Document)

    assert lengths() == lengths() == (1, {guide.pk: 1}, 1)
    piece.published_on = date(2026, 1, 3)
    verbs.update(piece, by=None, version=piece.version)
    verbs.archive(paper, by=None)
    assert lengths() == (2, {guide.pk: 1}, 0)
    talgud.publication = Publication.DRAFT
    verbs.update(talgud, by=None, version=talgud.version)
    assert lengths() == (0, {}, 0)
    call_command("rollups_verify", "--rebuild", stdout=StringIO())
    assert (lengths(), rollups.differences([rollups.EVERYWHERE])) == ((0, {}, 0), [])

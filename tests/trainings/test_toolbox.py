"""The toolbox: who adds, who publishes, who finds, and through which door a file leaves (C-19)."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.shared import verbs
from portal.shared.vocabulary import merge_terms
from projects.actions import add_document, archive_part
from projects.choices import Publication, Visibility
from projects.models import Audience, Document, Topic
from tests.communities.test_communities_query_counts import queries
from tests.refused import refused
from tests.shared import world
from tests.trainings import world as here
from trainings.actions import resources as actions
from trainings.actions.evidence import add_evidence
from trainings.models import EvidenceItem, Resource, ResourceKind
from trainings.summaries.resources import materials_waiting

pytestmark = pytest.mark.django_db
URL = "/toolbox/"
TEXT = "Küla kriisiplaani tööleht\n".encode()


def upload(name="leht.txt"):
    return SimpleUploadedFile(name, TEXT)


@pytest.fixture
def guide():
    return verbs.create(ResourceKind(code="guide", name_et="Juhendmaterjal"), by=None)


@pytest.fixture
def add(talgud, guide):
    """A function that adds a material, published unless told otherwise."""

    def add(title, published=True, project=talgud, file=None, audiences=(), topics=(), **fields):
        row = Resource(project=project, title=title, **{"kind": guide, "url": "https://example.org/"} | fields)
        made = actions.add_resource(row, by=None, upload=file, audiences=audiences, topics=topics)
        return actions.publish_resource(made, by=None) if published else made

    return add


def titles(response):
    return [card["resource"].title for card in response.context["cards"]]


def to(verb, talgud, *args):
    return reverse(f"trainings:resource-{verb}", args=[talgud.slug, *args])


def test_the_public_finds_what_is_published_in_public_projects(client, add, talgud, mari):
    add("Avalik")
    add("Ootab", published=False)
    add("Mustandis", project=world.project("mustand", publication=Publication.DRAFT))
    actions.archive_resource(add("Arhiivis"), by=None)
    assert titles(client.get(URL)) == ["Avalik"]
    waiting = Resource.objects.get(title="Ootab")
    assert client.get(waiting.get_absolute_url()).status_code == 404
    client.force_login(mari)
    assert sorted(titles(client.get(URL))) == ["Avalik", "Ootab"]
    assert titles(client.get(URL + "?project=talgud&state=published")) == ["Avalik"]
    assert client.get(waiting.get_absolute_url()).context["badge"]


def test_it_is_searched_without_accents_and_narrowed(client, add, guide):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    topic = verbs.create(Topic(code="kriis", name_et="Kriisivalmidus"), by=None)
    talk = verbs.create(ResourceKind(code="talk", name_et="Veebiettekanne"), by=None)
    add("Küla kriisiplaan", summary="Kümme sammu", audiences=[audience], topics=[topic])
    add("Ciems", language="lv", kind=talk)
    for query in ("search=kumme+kula", f"audience={audience.pk}", f"topic={topic.pk}", "language=et", f"kind={guide.pk}"):
        assert titles(client.get(f"{URL}?{query}")) == ["Küla kriisiplaan"], query
    add("Muu projekti oma", project=world.project("teine"))
    for query, counts in (("", [3, 2, 1]), ("?project=talgud&search=kumme", [2, 1, 1])):
        shelves = client.get(f"{URL}{query}").context["shelves"]
        assert [tab.count for tab in shelves] == counts
        assert [len(titles(client.get(URL + tab.url))) for tab in shelves] == counts, "as many as it says"
    assert "Kümme sammu".encode() in client.get(f"{URL}?language=et&format=csv").content


def test_an_editor_adds_a_file_and_the_coordinator_shows_it_to_everybody(client, talgud, guide, jaan, mari):
    client.force_login(jaan)
    form = {"kind": guide.pk, "title": "Tööleht", "language": "et", "file": upload(), "idempotency_key": "0" * 32}
    made = client.post(to("create", talgud), form)
    resource = Resource.objects.get()
    assert made.url == resource.get_absolute_url()
    assert (resource.published_on, resource.document.visibility) == (None, Visibility.PROJECT)
    client.post(to("create", talgud), form | {"file": upload()})
    assert (Resource.objects.count(), Document.objects.count()) == (1, 1), "the same form sent twice"
    assert client.post(to("publish", talgud, resource.pk)).status_code == 403
    client.logout()
    assert client.get(resource.document.get_absolute_url()).status_code == 404
    client.force_login(mari)
    asked = client.get(to("publish", talgud, resource.pk)).content.decode()
    assert "leht.txt" in asked, "the coordinator is told that the file becomes public"
    client.post(to("publish", talgud, resource.pk))
    client.logout()
    page = client.get(resource.get_absolute_url())
    (way,) = page.context["ways"]
    assert b"".join(client.get(way["url"]).streaming_content) == TEXT
    client.force_login(jaan)
    assert client.get(to("edit", talgud, resource.pk)).status_code == 403, "what is public is the coordinator's"


def test_a_published_material_never_leads_to_a_file_the_public_may_not_fetch(talgud, add, mari):
    inside = Document(project=talgud, title="Siseasi", visibility=Visibility.PROJECT)
    inside = add_document(inside, upload(), by=mari)
    resource = add("Juhend")
    resource.document = inside
    with refused("document_not_public"):
        actions.change_resource(resource, by=mari, version=resource.version)
    resource.refresh_from_db()
    changed = actions.change_resource(resource, by=mari, version=resource.version, upload=upload("uus.txt"))
    assert changed.document.visibility == Visibility.PUBLIC
    draft = add("Mustand", published=False, document=inside)
    archive_part(inside, by=mari)
    with refused("archived"):
        actions.publish_resource(draft, by=mari)


def test_a_list_with_signatures_is_not_published_as_a_material(add, talgud, mari):
    event = here.event(talgud)
    item = add_evidence(EvidenceItem(event=event, kind="attendance"), by=mari, upload=upload("nimekiri.txt"))
    draft = add("Nimekiri", published=False, document=item.document)
    with refused("personal"):
        actions.publish_resource(draft, by=mari)


def test_a_file_that_is_private_again_is_not_offered(client, add, mari):
    resource = add("Tööleht", url="", file=upload())
    document = resource.document
    document.visibility = Visibility.PROJECT
    verbs.update(document, by=mari, version=document.version)
    page = client.get(resource.get_absolute_url())
    assert (page.status_code, page.context["ways"]) == (200, [])


def test_withdrawn_is_seen_by_the_project_only(client, add, talgud, mari, leida, stranger):
    resource = add("Juhend")
    client.force_login(mari)
    client.post(to("withdraw", talgud, resource.pk))
    for reader, answer in ((leida, 200), (stranger, 404)):
        client.force_login(reader)
        assert client.get(resource.get_absolute_url()).status_code == answer
        assert client.post(to("publish", talgud, resource.pk)).status_code == (403 if answer == 200 else 404)


def test_without_address_and_file_the_form_says_so(client, talgud, guide, mari):
    client.force_login(mari)
    response = client.post(to("create", talgud), {"kind": guide.pk, "title": "Tühi", "language": "et"})
    assert response.status_code == 422 and set(response.context["form"].errors) == {"url"}
    wrong = {"kind": guide.pk, "title": "x", "language": "et", "file": SimpleUploadedFile("x.exe", b"MZ")}
    response = client.post(to("create", talgud), wrong)
    assert response.status_code == 422 and set(response.context["form"].errors) == {"file"}
    assert not Document.objects.exists()


def test_a_material_belongs_to_the_event_it_was_recorded_at(client, add, talgud, mari):
    event = here.held(talgud)
    add("Salvestus", event=event, minutes=58, captions=True)
    (material,) = client.get(event.get_absolute_url()).context["slots"][-1].block["cards"]
    assert material["resource"].title == "Salvestus"
    client.force_login(mari)
    form = client.get(f"{to('create', talgud)}?event={event.pk}").context["form"]
    assert form.initial["event"] == event.pk


def test_lists_do_not_grow_with_their_rows(client, add, mari):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    client.force_login(mari)
    add("Üks", audiences=[audience], file=upload())
    one = [queries(client, url) for url in (URL, "/for/kov/")]
    for title in ("Kaks", "Kolm"):
        add(title, audiences=[audience], file=upload(f"{title}.txt"))
    three = [queries(client, url) for url in (URL, "/for/kov/")]
    assert one == three and one[0] <= 12 and one[1] <= 15


def test_a_file_sent_over_somebody_elses_title_keeps_both(client, add, talgud, mari):
    resource = add("Juhend", published=False)
    form = {"kind": resource.kind_id, "title": "Juhend", "language": "et", "url": resource.url, "version": 1}
    resource.title = "Parem juhend"
    actions.change_resource(resource, by=mari, version=1)
    client.force_login(mari)
    response = client.post(to("edit", talgud, resource.pk), form | {"file": upload()})
    resource.refresh_from_db()
    assert (response.status_code, resource.title, resource.document.file_name) == (302, "Parem juhend", "leht.txt")
    assert Document.objects.count() == 1


def test_the_coordinator_is_told_what_waits_to_be_published(client, add, talgud, mari):
    add("Üks", published=False)
    add("Kaks", published=False)
    add("Avalik")
    actions.archive_resource(add("Arhiivis", published=False), by=None)
    (waiting,) = materials_waiting([talgud])
    client.force_login(mari)
    assert "2" in waiting.text and len(titles(client.get(waiting.url))) == 2


def test_one_of_two_kinds_takes_its_materials_along(add, guide, mari):
    other = verbs.create(ResourceKind(code="guides", name_et="Juhendid"), by=None)
    resource = add("Leht", kind=other)
    merge_terms(guide, other, by=mari)
    resource.refresh_from_db()
    assert resource.kind == guide and not ResourceKind.objects.filter(code="guides").exists()


@pytest.mark.parametrize("noun", ["resourcekind", "participantrole"])
def test_open_lists_are_extended_by_coordinators_only(client, talgud, mari, jaan, noun):
    client.force_login(jaan)
    assert [client.get(reverse(f"trainings:{noun}-{page}")).status_code for page in ("list", "create")] == [403, 403]
    client.force_login(mari)
    assert client.post(reverse(f"trainings:{noun}-create"), {"name_et": "Uus asi"}).status_code == 302
    assert "Uus asi" in client.get(reverse(f"trainings:{noun}-list")).content.decode()

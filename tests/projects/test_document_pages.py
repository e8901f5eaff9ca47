"""Documents: taken by content, kept private, handed out to the right people only, always as an attachment."""
import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from projects.choices import Publication, Role, Visibility
from projects.models import Activity, ActivityPartner, Document
from tests.projects import world
from tests.projects.world import PDF

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 64


def picture(kind="PNG", size=(8, 8)):
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def upload(client, act, name="leping.pdf", data=PDF, **fields):
    form = {"title": "Leping", "kind": "contract", "language": "et", "visibility": "project"} | fields
    form["file"] = SimpleUploadedFile(name, data)
    return client.post(reverse("projects:document-create", args=[act.slug]), form)


def fetched(client, document):
    """(status, content) of a download; read to its end, the file is closed again."""
    answer = client.get(document.get_absolute_url())
    content = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer.status_code, content


def stored():
    """The content of the one stored file."""
    with Document.objects.get().file.open() as file:
        return file.read()


@pytest.fixture
def document(as_mari, act):
    assert upload(as_mari, act).status_code == 302
    return Document.objects.get()


def test_a_file_is_kept_under_our_own_name_with_its_checksum(document):
    assert (document.file_name, document.content_type, document.size) == ("leping.pdf", "application/pdf", len(PDF))
    assert "leping" not in document.file.name
    assert len(document.sha256) == 64


def test_P34_it_leaves_as_an_attachment_that_no_browser_runs(as_mari, document):
    answer = as_mari.get(document.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="leping.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leht.svg", SVG), ("leht.html", HTML), ("leht.exe", EXE), ("leping.pdf.html", PDF), ("leping", PDF),
        ("pilt.png", HTML), ("pilt.jpg", SVG), ("leping.pdf", HTML), ("leping.pdf", EXE), ("leping.docx", PDF),
        ("jutt.txt", HTML), ("jutt.txt", b"a\x00b"), ("pilt.png", picture("GIF")), ("pilt.png", picture()[:40]),
        ("tabel.csv", b"\xff\xfe\x00\x81" * 8), ("leping.pdf", b""), ("pilt.jpg", picture("PNG")), ("pakk.zip", zipped()),
    ],
)
def test_P34_what_is_not_on_the_list_by_name_and_content_is_refused_at_the_field(as_mari, act, name, data):
    answer = upload(as_mari, act, name, data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leping.pdf", PDF), ("pilt.png", picture()), ("pilt.JPG", picture("JPEG")), ("jutt.txt", "jutt õ".encode()),
        ("tabel.csv", b"a;b\r\n1;2"), ("leping.docx", zipped()), ("leping.asice", zipped()),
    ],
)
def test_what_an_office_needs_is_taken(as_mari, act, name, data):
    assert upload(as_mari, act, name, data).status_code == 302


def test_P34_a_picture_is_drawn_anew_without_what_the_camera_wrote(as_mari, act):
    exif = Image.Exif()
    exif[0x010E] = "kodune aadress"
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    assert b"kodune aadress" in file.getvalue()
    upload(as_mari, act, "pilt.jpg", file.getvalue())
    assert b"kodune aadress" not in stored()


def test_P34_a_file_of_more_than_20_MB_is_refused(as_mari, act):
    answer = upload(as_mari, act, data=PDF + b"0" * (20 * 1024 * 1024))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_P42_sent_twice_it_is_one_document(as_mari, act):
    key = str(uuid.uuid4())
    assert [upload(as_mari, act, idempotency_key=key).status_code for _ in range(2)] == [302, 302]
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("visibility", "publication", "anonymous", "reader", "stranger"),
    [
        (Visibility.PUBLIC, Publication.ACTIVE, 200, 200, 200),
        (Visibility.PUBLIC, Publication.DRAFT, 404, 200, 404),
        (Visibility.PROJECT, Publication.ACTIVE, 404, 200, 404),
        (Visibility.COORDINATORS, Publication.ACTIVE, 404, 403, 404),
    ],
)
def test_who_gets_the_file(client, act, document, toomas, visibility, publication, anonymous, reader, stranger):
    Document.objects.update(visibility=visibility)
    act.publication = publication
    act.save()
    lugeja = world.person("Lugeja")
    world.member(lugeja, act, Role.READER, organisation=world.organisation())
    got = []
    for user in (None, lugeja, toomas):
        client.logout() if user is None else client.force_login(user)
        got.append(fetched(client, document)[0])
    assert got == [anonymous, reader, stranger]


def test_an_archived_document_is_for_coordinators_only(as_mari, client, act, document):
    Document.objects.update(visibility=Visibility.PUBLIC)
    as_mari.post(reverse("projects:document-archive", args=[act.slug, document.pk]))
    assert fetched(as_mari, document) == (200, PDF)
    assert list(as_mari.get(reverse("projects:document-list", args=[act.slug])).context["page_obj"]) == []
    client.logout()
    assert fetched(client, document) == (404, b"")


def test_a_document_of_another_project_is_not_found_in_this_one(as_mari, document):
    other = world.project("voor")
    assert as_mari.get(reverse("projects:document-download", args=[other.slug, document.pk])).status_code == 404


def test_a_row_whose_file_is_lost_answers_404(as_mari, document):
    document.file.storage.delete(document.file.name)
    assert as_mari.get(document.get_absolute_url()).status_code == 404


def test_a_new_title_keeps_the_file_and_a_new_file_replaces_it(as_mari, act, document):
    url = reverse("projects:document-edit", args=[act.slug, document.pk])
    form = {"title": "Leping 2", "kind": "contract", "language": "et", "visibility": "project", "version": 1}
    assert as_mari.post(url, form).status_code == 302
    kept = Document.objects.get()
    assert (kept.title, kept.sha256, kept.file.name) == ("Leping 2", document.sha256, document.file.name)
    more = form | {"version": 2, "file": SimpleUploadedFile("uus.pdf", PDF + b"% uus")}
    assert as_mari.post(url, more).status_code == 302
    assert (Document.objects.get().file_name, Document.objects.get().version) == ("uus.pdf", 3)
    assert document.file.storage.exists(document.file.name)


def test_an_editor_files_under_his_own_activity_only(client, act, mari):
    linn = world.organisation("Haapsalu linn")
    one, other = (world.add(Activity(project=act, title_et=title)) for title in ("Üks", "Teine"))
    for activity in (one, other):
        world.add(ActivityPartner(activity=activity, organisation=linn))
    client.force_login(world.editor(act, linn, activity=one))
    assert upload(client, act).context["form"].errors.keys() == {"activity"}
    assert upload(client, act, activity=other.pk).context["form"].errors.keys() == {"activity"}
    assert upload(client, act, activity=one.pk).status_code == 302
    made = Document.objects.get()
    assert made.activity == one
    assert client.get(reverse("projects:document-edit", args=[act.slug, made.pk])).status_code == 403


def test_documents_are_found_by_words_kind_and_language(as_mari, act, document):
    upload(as_mari, act, "juhend.pdf", PDF, title="Küla juhend", kind="guide", language="lv")
    url = reverse("projects:document-list", args=[act.slug])

    def titles(query):
        return [row.title for row in as_mari.get(url + query).context["page_obj"]]

    assert titles("") == ["Küla juhend", "Leping"]
    assert titles("?search=kula") == ["Küla juhend"]
    assert titles("?kind=contract") == ["Leping"]
    assert titles("?language=lv") == ["Küla juhend"]


def test_those_of_the_coordinators_are_not_even_named_to_others(client, act, document):
    Document.objects.update(visibility=Visibility.COORDINATORS)
    reader = world.person("Lugeja")
    world.member(reader, act, Role.READER, organisation=world.organisation())
    client.force_login(reader)
    assert list(client.get(reverse("projects:document-list", args=[act.slug])).context["page_obj"]) == []

"""Checklists of the funders, one document for several of them, closing an event, and the ZIP for the claim."""
import io
import zipfile
from datetime import date
from hashlib import sha256
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from portal.shared import verbs
from projects.models import Document, EvidenceRule, FundingLink, Programme, RuleSet
from tests.trainings import world
from trainings.actions.evidence import add_evidence, archive_evidence, change_evidence, close_event, reopen_event
from trainings.actions.feedback import give_feedback
from trainings.models import AgendaItem, EventReport, EvidenceItem, Feedback
from trainings.summaries.evidence import pack_of

pytestmark = pytest.mark.django_db


def programme(code, required=(), recommended=(), parent=None, kind="", **valid):
    made = verbs.create(Programme(code=code, name_et=code.title(), parent=parent), by=None)
    rules = verbs.create(RuleSet(programme=made, **valid), by=None)
    for is_required, names in ((True, required), (False, recommended)):
        for name in names:
            rule = EvidenceRule(rule_set=rules, kind=name, event_kind=kind, evidence_et=f"{code} {name}", required=is_required)
            verbs.create(rule, by=None)
    return made


@pytest.fixture
def project(talgud):
    """Paid by LEADER, with the Ministry in its chain."""
    leader = programme("leader", ["agenda", "photo"], valid_from=date(2015, 1, 1), valid_until=date(2024, 12, 31))
    ministry = programme("ministry", ["photo"], ["feedback"])
    talgud.programme = leader
    verbs.update(talgud, by=None, version=talgud.version)
    verbs.create(FundingLink(project=talgud, role="programme", programme=ministry, label_et=""), by=None)
    return talgud


@pytest.fixture
def event(project):
    return world.held(project, "Kriisiõppus", headcount=10)


def text_file(name="foto.txt", data=b"Foto asemel"):
    return SimpleUploadedFile(name, data)


def put(event, kind="photo", by=None, **how):
    return add_evidence(EvidenceItem(event=event, kind=kind), by=by, upload=text_file(), **how)


def states(event):
    return {line.kind: line.state for line in pack_of(event).lines}


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def test_one_upload_serves_both_funders(event):
    assert states(event) == {"agenda": "open", "photo": "open", "feedback": "open"}
    put(event)
    leader, ministry = sorted(pack_of(event).funders, key=lambda row: row.programme.code)
    assert (leader.done, leader.required, ministry.done, ministry.required) == (1, 2, 1, 1)
    assert (ministry.recommended_done, ministry.recommended, ministry.complete) == (0, 1, True)


def test_the_rules_of_the_events_own_day_hold(project):
    later = world.held(project, "Hiljem", on=date(2025, 1, 1))
    assert set(states(later)) == {"photo", "feedback"}


def test_a_strand_without_rules_takes_its_programmes(talgud):
    above = programme("ylem", ["report"])
    talgud.programme = verbs.create(Programme(code="suund", name_et="Suund", parent=above), by=None)
    verbs.update(talgud, by=None, version=talgud.version)
    assert set(states(world.held(talgud))) == {"report"}


def test_what_the_portal_writes_counts_and_the_rest_needs_a_document(event):
    verbs.create(AgendaItem(event=event, topic="Sissejuhatus"), by=None)
    Feedback.objects.create(event=event, given_on=date(2024, 3, 5), content=5)
    assert states(event) == {"agenda": "made", "photo": "open", "feedback": "made"}


def test_an_archived_document_or_item_turns_the_line_open_again(event, project):
    item = put(event)
    verbs.archive(item.document, by=None)
    assert states(event)["photo"] == "open"
    second = put(event)
    assert states(event)["photo"] == "there"
    archive_evidence(second, by=None)
    assert states(event)["photo"] == "open"


def test_closing_needs_every_required_line_and_the_comment(event, project):
    with pytest.raises(ValidationError) as refused:
        close_event(event, by=None)
    assert refused.value.code == "incomplete"
    item, _agenda = put(event), put(event, "agenda")
    Feedback.objects.create(event=event, given_on=date(2024, 3, 5), trainer=2)
    with pytest.raises(ValidationError) as refused:
        close_event(event, by=None)
    assert refused.value.code == "no_comment"
    verbs.create(EventReport(event=event, feedback_comment="Uus koolitaja."), by=None)
    assert close_event(event, by=None).closed_on
    with pytest.raises(ValidationError) as refused:
        archive_evidence(item, by=None)
    assert refused.value.code == "closed"
    with pytest.raises(ValidationError):
        give_feedback(Feedback(event=event, content=5))
    assert reopen_event(event, by=None, reason="Pilt oli vale").closed_on is None
    archive_evidence(item, by=None)


def test_only_held_events_are_closed(project):
    coming = world.coming(project)
    with pytest.raises(ValidationError) as refused:
        close_event(coming, by=None)
    assert refused.value.code == "not_held"


def test_names_and_prices_stay_with_coordinators(event):
    kinds = {kind: put(event, kind).document.visibility for kind in ("attendance", "invoice", "photo", "agenda")}
    assert kinds == {"attendance": "coordinators", "invoice": "coordinators", "photo": "project", "agenda": "project"}


def test_a_list_of_names_filed_as_a_picture_is_hidden_once_that_is_noticed(event):
    item = put(event)
    item.kind = "attendance"
    change_evidence(item, by=None, version=item.version)
    assert Document.objects.get().visibility == "coordinators"
    item.for_participants = True
    with pytest.raises(ValidationError) as refused:
        change_evidence(item, by=None, version=item.version)
    assert refused.value.error_dict["for_participants"][0].code == "personal"


def test_upload_in_place_counts_once(client, event, mari):
    client.force_login(mari)
    page = client.get(to("event-evidence", event.pk))
    key = page.context["rows"][1].key
    for _time in range(2):
        data = {"kind": "photo", "file": text_file(), "idempotency_key": key}
        assert client.post(to("evidenceitem-create", event.pk), data).status_code == 302
    assert EvidenceItem.objects.count() == Document.objects.count() == 1
    assert client.get(to("event-close", event.pk)).context["problems"]
    nothing = client.post(to("evidenceitem-create", event.pk), {"kind": "photo"})
    both = {"kind": "photo", "file": text_file(), "document": Document.objects.get().pk}
    assert [nothing.status_code, client.post(to("evidenceitem-create", event.pk), both).status_code] == [422, 422]
    html = SimpleUploadedFile("x.html", b"<script>")
    assert client.post(to("evidenceitem-create", event.pk), {"kind": "photo", "file": html}).status_code == 422


def test_a_document_that_lies_here_serves_another_event(client, event, project, mari):
    document = put(event).document
    other = world.held(project, "Teine")
    client.force_login(mari)
    data = {"kind": "photo", "document": document.pk}
    assert client.post(to("evidenceitem-create", other.pk), data).status_code == 302
    assert states(other)["photo"] == "there"


def code_of(client, url):
    response = client.get(url)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def test_who_reads_the_files_and_who_only_the_state(client, event, mari, leida, stranger):
    item = put(event, "attendance")
    codes = {}
    for who in (mari, leida, stranger):
        client.force_login(who)
        codes[who] = [
            code_of(client, to(name, *args))
            for name, args in (
                ("event-evidence", [event.pk]), ("evidenceitem-download", [event.pk, item.pk]), ("evidence-zip", [event.pk]),
                ("project-evidence", []), ("project-evidence-zip", []), ("event-close", [event.pk]),
                ("evidenceitem-create", [event.pk]),
            )
        ]
    assert codes == {
        mari: [200] * 7, leida: [200, 403, 403, 200, 403, 403, 403], stranger: [404] * 7,
    }
    client.force_login(leida)
    assert item.document.title not in client.get(to("event-evidence", event.pk)).content.decode()


def test_an_editor_comes_to_no_paper_of_the_coordinators_by_way_of_an_event(client, project, jaan, partner):
    secret = put(world.held(project, "Teise oma"), "contract").document
    own = world.held(project, "Jaani oma", organiser=partner)
    client.force_login(jaan)
    data = {"kind": "contract", "document": secret.pk}
    assert client.post(to("evidenceitem-create", own.pk), data).status_code == 422
    mine = put(own, "attendance", by=jaan)
    assert code_of(client, to("evidenceitem-download", own.pk, mine.pk)) == 200
    other = EvidenceItem.objects.get(document=secret)
    assert client.get(to("evidenceitem-download", own.pk, other.pk)).status_code == 404
    assert client.get(to("evidenceitem-download", other.event_id, other.pk)).status_code == 403


def unpacked(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def index_of(archive):
    """The rows of the index, without its heading."""
    return list(load_workbook(io.BytesIO(archive.read("00 index.xlsx"))).active.iter_rows(min_row=2, values_only=True))


@pytest.fixture(autouse=True)
def plain_pdf(monkeypatch):
    """Drawing a PDF takes a second and is tested elsewhere."""
    monkeypatch.setattr("trainings.views.evidence_files.writes_pdf", lambda: True)
    monkeypatch.setattr("trainings.views.evidence_files.paper_pdf", lambda paper: b"%PDF " + paper.title.encode())


def test_the_zip_is_numbered_indexed_and_true(client, event, project, mari):
    photo = put(event, title="../../Foto: „Külas“")
    add_evidence(EvidenceItem(event=event, kind="news", document=photo.document), by=None)
    verbs.create(AgendaItem(event=event, topic="Sissejuhatus"), by=None)
    client.force_login(mari)
    archive = unpacked(client.get(to("evidence-zip", event.pk)))
    names = archive.namelist()
    assert archive.testzip() is None
    assert [name[:2] for name in names] == ["01", "02", "00", "00"]
    assert not [name for name in names if set(name) & set('/\\:"')]
    rows = index_of(archive)
    assert [row[7] for row in rows] == names[:2]
    for row in rows:
        assert row[9] == sha256(archive.read(row[7])).hexdigest()
    assert rows[1][5] == "Leader, Ministry"
    assert quote(names[1]) in archive.read("00 index.html").decode()


def test_a_lost_file_is_told_and_the_projects_zip_has_folders_by_period(client, event, project, mari):
    item = put(event)
    put(world.held(project, "Hilisem", on=date(2024, 9, 1)))
    item.document.file.storage.delete(item.document.file.name)
    client.force_login(mari)
    whole = unpacked(client.get(to("project-evidence-zip")))
    assert [name.split("/")[0] for name in whole.namelist()] == ["002 2024-09-01 Hilisem", "00 index.xlsx", "00 index.html"]
    lost, there, *missing = index_of(whole)
    assert (lost[9], bool(lost[10]), bool(there[9]), there[10]) == (None, True, True, None)
    assert [row[1] for row in missing] == ["Kriisiõppus", "Hilisem"]
    spring = unpacked(client.get(to("project-evidence-zip") + "?until=2024-06-30"))
    assert [name for name in spring.namelist() if "Hilisem" in name] == []


def test_the_pages_ask_few_questions(client, event, project, mari, django_assert_max_num_queries):
    for place in range(4):
        put(world.held(project, f"Koolitus {place}", on=date(2024, 4, 1 + place)))
    client.force_login(mari)
    give = {"given_on": date(2024, 3, 5), "content": 5, "useful": "Kaart"}
    Feedback.objects.create(event=event, **give)
    for url in (
        to("event-evidence", event.pk), to("project-evidence"), to("feedback-summary", event.pk), to("project-feedback"),
    ):
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200

"""What is frozen reads the same for ever: its words, its numbers and the rows behind them, and its papers, byte for byte."""
import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from openpyxl import load_workbook

from portal.reports import actions
from portal.reports.actions import freezing
from portal.reports.models import Report, ReportVersion
from portal.reports.summaries.content import from_json
from portal.shared import verbs
from portal.shared.papers import PdfUnavailable
from projects.models import Document, Notice
from tests.budgets import claims as money
from tests.communities import world as villages
from tests.reports import world as here
from tests.trainings import world as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(talgud, partner, village, monkeypatch):
    """Drawing a PDF takes half a second; one test draws it."""
    monkeypatch.setitem(freezing.PAPERS, "pdf", (no_pdf, "pdf"))
    return here.made(talgud, partner, village)


def no_pdf(_content):
    raise PdfUnavailable


def to(version, name="reportversion-detail", *more):
    return reverse(f"reports:{name}", args=["talgud", version.report_id, version.pk, *more])


def chapters_on(client, address):
    """What the page says of the report itself; around it stand menus and tokens."""
    text = client.get(address).content.decode()
    return text[text.index('class="stack-wide"'):text.index('id="kept-title"')]


def bytes_of(document):
    with document.file.open("rb") as file:
        return file.read()


def test_a_frozen_report_stays_as_it_was_whatever_changes(client, talgud, world, mari):
    version = here.frozen(world, by=mari)
    client.force_login(mari)
    pages = [to(version), to(version, "reportversion-figure", "events"), to(version, "reportversion-figure", "spent")]
    before = [chapters_on(client, pages[0]), *(client.get(page).context["figure"] for page in pages[1:])]
    kept = (version.content, bytes_of(version.word), bytes_of(version.sheet))

    here.retitled(world.seminar, "Teise nimega")
    trainings.held(talgud, "Hilinenud", here.FIRST, 99)
    money.share(world, "500", number="99", issued_on=here.LAST)
    villages.assess(villages.enrol(talgud, villages.community("Uus")), on=here.LAST)
    report = actions.reopen_report(version.report, reason="Lisandus", by=mari)
    section = report.sections.get(key="summary")
    section.text = "Kõik teisiti"
    actions.change_section(section, by=mari, version=section.version)
    report.refresh_from_db()
    second = actions.freeze_report(report, by=mari, version=report.version)

    version = ReportVersion.objects.get(pk=version.pk)
    assert (version.content, bytes_of(version.word), bytes_of(version.sheet)) == kept
    assert hashlib.sha256(version.content.encode()).hexdigest() == version.sha256
    assert [chapters_on(client, pages[0]), *(client.get(page).context["figure"] for page in pages[1:])] == before
    assert (second.number, from_json(second.content).figure("events").number) == (2, "3")
    assert "Kõik teisiti" in second.content and "Teise nimega" in second.content


def test_the_database_refuses_to_change_what_is_frozen(world):
    version = here.frozen(world)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_reportversion SET content = '{}' WHERE id = %s", [version.pk])
    assert ReportVersion.objects.get().content == version.content


def test_the_rows_behind_each_number_are_frozen_with_their_versions(world):
    content = from_json(here.frozen(world).content)
    rows = content.figure("events").rows
    assert [(row.model, row.pk, row.version, row.label) for row in rows][0] == (
        "trainings.event", world.seminar.pk, 2, "Sügisseminar"
    )
    assert content.figure(f"promise-{world.promise.pk}").sum_of_rows == 1


def test_nobody_freezes_what_somebody_else_changed_meanwhile(client, world, mari):
    report = here.opened(world, by=mari)
    client.force_login(mari)
    address = reverse("reports:report-freeze", args=["talgud", report.pk])
    seen = client.get(address).context["form"]["version"].value()
    report.title = "Vahepeal teine"
    actions.change_report(report, by=None, version=report.version)
    assert client.post(address, {"version": seen}).status_code == 409
    assert not ReportVersion.objects.exists()
    assert client.post(address, {"version": seen + 1}).status_code == 302
    with pytest.raises(ValidationError) as twice:
        actions.freeze_report(report, by=mari, version=3)
    assert twice.value.code == "frozen"


def test_a_frozen_report_is_opened_again_only_with_a_reason_and_never_removed(world, mari):
    version = here.frozen(world, by=mari)
    with pytest.raises(ValidationError) as silent:
        actions.reopen_report(version.report, reason=" ", by=mari)
    report = actions.reopen_report(version.report, reason="Üks arve puudus", by=mari)
    with pytest.raises(ValidationError) as gone:
        actions.remove_report(report, by=mari)
    assert (silent.value.error_dict["reason"][0].code, gone.value.code) == ("reason", "was_frozen")
    assert report.history.first().history_change_reason == "Üks arve puudus"


def test_everybody_of_the_whole_project_is_told_once(world, mari, jaan, leida):
    version = here.frozen(world, by=mari)
    told = Notice.objects.filter(kind="report")
    assert {notice.user_id for notice in told} == {jaan.pk, leida.pk}
    assert {notice.subject for notice in told} == {version.report.title}


def test_a_server_without_pango_freezes_all_the_same_and_says_so(client, world, mari):
    version = here.frozen(world, by=mari)
    client.force_login(mari)
    facts = {fact.label: fact.value for fact in client.get(to(version)).context["facts"]}
    assert (version.pdf, bool(facts["PDF"])) == (None, True)
    assert client.get(to(version, "reportversion-paper", "pdf")).status_code == 404


def test_the_papers_are_documents_of_the_project_and_name_no_supplier(client, talgud, partner, village, mari, leida):
    version = here.frozen(here.made(talgud, partner, village), by=mari)
    assert bytes_of(version.pdf).startswith(b"%PDF")
    assert set(Document.objects.filter(kind="report")) == {version.pdf, version.word, version.sheet}
    client.force_login(leida)
    for kind, document in (("pdf", version.pdf), ("docx", version.word), ("xlsx", version.sheet)):
        assert b"".join(client.get(to(version, "reportversion-paper", kind)).streaming_content) == bytes_of(document)
    book = load_workbook(io.BytesIO(bytes_of(version.sheet)))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {150, "Sügisseminar", str(partner)} <= cells and not any("OÜ Näidis" in str(cell) for cell in cells)


def test_the_same_form_sent_twice_makes_one_report(client, world, mari):
    client.force_login(mari)
    address = reverse("reports:report-create", args=["talgud"])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert {client.post(address, sent).url for _time in range(2)} == {Report.objects.get().get_absolute_url()}
    assert Report.objects.get().sections.count() == 8
    nothing = client.post(address, sent | {"period": "", "idempotency_key": ""})
    assert (nothing.status_code, set(nothing.context["form"].errors)) == (422, {"starts_on", "ends_on"})


def test_two_who_write_one_chapter_lose_nothing(client, world, mari):
    report = here.opened(world, by=mari)
    section = report.sections.get(key="people")
    client.force_login(mari)
    address = reverse("reports:reportsection-edit", args=["talgud", report.pk, section.pk])
    assert client.post(address, {"text": "Esimene", "version": 1}).status_code == 302
    late = client.post(address, {"text": "Teine", "version": 1})
    assert late.status_code == 409
    assert all(word in late.content.decode() for word in ("Esimene", "Teine"))
    renew = reverse("reports:reportsection-renew", args=["talgud", report.pk, section.pk])
    assert client.post(renew).status_code == 302
    section.refresh_from_db()
    assert section.text == section.suggested and verbs.base_row(section, 2).text == "Esimene"

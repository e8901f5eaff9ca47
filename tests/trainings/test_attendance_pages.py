"""The list of a day, its papers, certificates and thanks: who may open them, what they say, and that nothing typed is lost."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.shared import verbs
from projects.choices import Role
from projects.models import Document, Programme, RuleSet
from tests.shared import world as people
from tests.shared.papers import faults_of, text_of
from tests.shared.test_papers_pdf import pango  # noqa: F401
from tests.trainings import world
from tests.trainings.test_attendance_actions import PDF, signed_up
from trainings.actions.attendance import note_attendance
from trainings.models import AgendaItem, Attendance, EventReport, EvidenceItem, Person, Registration, SignedSheet, Signup

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(talgud):
    talgud.programme = Programme.objects.create(
        code="kb", name_et="Kesk-Läänemere programm", statement_et="Euroopa Regionaalarengu Fond", marks="Programmi logo"
    )
    talgud.reference_code = "CB665"
    talgud.save()
    return world.held(talgud, "Koduteenused külas", days=("theory", "practice"), venue="Kolga rahvamaja")


@pytest.fixture
def day(event):
    return event.days.order_by("date").first()


@pytest.fixture
def ott(event):
    return signed_up(event, "Ott Ööbik", email="ott@example.org", village="Kolga küla")


def to(name, event, *args):
    return reverse(f"trainings:{name}", args=["talgud", event.pk, *args])


def fetched(client, url):
    """(status, content) of a file; read to its end, it is closed."""
    response = client.get(url)
    return response.status_code, b"".join(response)


def test_who_opens_what(client, event, day, ott, mari, jaan, leida, stranger, talgud):
    note_attendance(day, ott.person, by=None)
    auditor = people.person("Audiitor")
    people.member(auditor, talgud, Role.AUDITOR)
    pages = {
        "attendance-edit": (200, 403, 403, 403, 404), "attendance-list": (200, 200, 403, 403, 404),
        "certificate-all": (200, 200, 403, 403, 404), "signedsheet-create": (200, 403, 403, 403, 404),
        "event-thank": (200, 403, 403, 403, 404),
    }
    for name, expected in pages.items():
        url = to(name, event, *([day.pk] if name in {"attendance-edit", "signedsheet-create"} else []))
        url += "?as=print" if name == "certificate-all" else ""
        codes = []
        for user in (mari, auditor, jaan, leida, stranger):
            client.force_login(user)
            codes.append(client.get(url).status_code)
        assert (name, tuple(codes)) == (name, expected)


def test_the_list_is_saved_and_asks_when_two_noted_differently(client, event, day, ott, mari, django_assert_max_num_queries):
    url, key = to("attendance-edit", event, day.pk), ott.person_id
    client.force_login(mari)
    with django_assert_max_num_queries(15):
        assert client.get(url).status_code == 200
    sent = {f"here-{key}": "on", f"minutes-{key}": "60", f"was-{key}": "0/0/"}
    assert client.post(url, sent).status_code == 302
    assert Attendance.objects.values_list("minutes", "source").get() == (60, "staff")
    answer = client.post(url, sent | {f"minutes-{key}": "90"})
    assert (answer.status_code, Attendance.objects.get().minutes) == (409, 60)
    row = answer.context["form"].rows[0]
    assert (row.minutes.value(), row.was.value(), row.theirs) == (90, "1/1/60", True)
    assert client.post(url, sent | {f"minutes-{key}": "90", f"was-{key}": row.was.value()}).status_code == 302
    assert Attendance.objects.get().minutes == 90


def test_walk_ins_are_typed_once_and_a_wrong_line_keeps_everything(client, event, day, ott, mari):
    url = to("attendance-edit", event, day.pk)
    client.force_login(mari)
    typed = {"new0-name": "Mall Maasikas", "new0-email": "mall@", "new1-village": "Kolga"}
    wrong = client.post(url, typed | {f"here-{ott.person_id}": "on", f"was-{ott.person_id}": "0/0/"})
    assert wrong.status_code == 422 and "Mall Maasikas" in wrong.content.decode()
    assert set(wrong.context["form"].errors) == {"new0-email", "new1-name"}
    assert not Attendance.objects.exists()
    right = {"new0-name": "Mall Maasikas", "new0-email": "mall@example.org"}
    assert [client.post(url, right).status_code for _time in range(2)] == [302, 422]
    assert Person.objects.get(name="Mall Maasikas").attendances.count() == 1


def test_the_scan_is_opened_by_keepers_only_and_compared(client, event, day, ott, mari, leida):
    client.force_login(mari)
    upload = {"file": SimpleUploadedFile("leht.pdf", PDF), "signatures": "2"}
    assert client.post(to("signedsheet-create", event, day.pk), upload).status_code == 302
    sheet = SignedSheet.objects.get()
    scan = to("signedsheet-download", event, sheet.pk)
    assert fetched(client, scan) == (200, PDF)
    edit = to("signedsheet-edit", event, sheet.pk)
    assert [client.post(edit, {"signatures": n, "version": 1}).status_code for n in ("1", "3")] == [302, 409]
    client.force_login(leida)
    assert client.get(scan).status_code == 403
    assert client.get(Document.objects.get().get_absolute_url()).status_code == 403


def test_a_file_that_is_no_scan_is_refused_at_its_field(client, event, day, mari):
    client.force_login(mari)
    upload = {"file": SimpleUploadedFile("leht.exe", b"MZ"), "signatures": "2"}
    response = client.post(to("signedsheet-create", event, day.pk), upload)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])


@pytest.mark.usefixtures("pango")
def test_the_signature_sheet_is_a_tagged_paper_with_the_funders_words(client, event, day, ott, mari):
    client.force_login(mari)
    answer = client.get(to("attendance-sheet", event, day.pk))
    assert faults_of(answer.content, title="Allkirjaleht", language="et") <= {"tags", "title"}
    text = text_of(answer.content)
    parts = ("Koduteenused külas", "04.03.2024", "Kolga rahvamaja", "CB665", "Euroopa Regionaalarengu Fond", "Programmi logo",
             "Ott Ööbik", "Kolga küla")
    assert [part for part in parts if part not in text] == []
    assert "ott@example.org" not in text


def test_the_sheet_leaves_out_names_and_contacts_when_asked(client, event, day, ott, mari):
    client.force_login(mari)
    url = to("attendance-sheet", event, day.pk)
    page = client.get(f"{url}?as=print&names=0&contact=0&blank=30").content.decode()
    assert "Ott Ööbik" not in page and page.count("<tr>") - page.count("<tr><th scope=\"row\"") == 31
    assert page.count('scope="col"') == 4
    assert client.get(f"{url}?as=print&blank=99999").status_code == 200


@pytest.mark.parametrize(("wanted", "columns"), [(None, 5), (True, 5), (False, 4)])
def test_the_funders_rules_say_whether_contacts_stand_beside_the_signatures(client, event, day, mari, talgud, wanted, columns):
    RuleSet.objects.create(programme=talgud.programme, contact_on_sheet=wanted)
    client.force_login(mari)
    page = client.get(f"{to('attendance-sheet', event, day.pk)}?as=print").content.decode()
    assert page.count('scope="col"') == columns


@pytest.mark.usefixtures("pango")
def test_certificates_are_for_those_who_came_and_say_which_days(client, event, day, ott, mari):
    mall = signed_up(event, "Mall Maasikas")
    last = event.days.order_by("date").last()
    verbs.create(AgendaItem(event=event, day=day, topic="Esimese päeva teema"), by=None)
    verbs.create(AgendaItem(event=event, day=last, topic="Teise päeva teema"), by=None)
    note_attendance(last, ott.person, by=None, minutes=90)
    client.force_login(mari)
    answer = client.get(to("certificate-all", event))
    faults = faults_of(answer.content, title="x", language="et")
    assert faults <= {"title", "tags"}
    text = text_of(answer.content)
    assert all(part in text for part in ("Ott Ööbik", "05.03.2024", "Teise päeva teema", "Euroopa Regionaalarengu Fond"))
    assert "Mall" not in text and "Esimese" not in text
    assert client.get(to("certificate", event, mall.person_id)).url == event.get_absolute_url()


def test_a_certificate_waits_until_the_event_was_held(client, talgud, mari):
    planned = world.event(talgud)
    day = world.day(planned)
    registration = signed_up(planned, "Ott")
    note_attendance(day, registration.person, by=None)
    client.force_login(mari)
    assert client.get(to("certificate-all", planned)).url == planned.get_absolute_url()
    assert client.get(reverse("trainings:registration-own-certificate", args=[registration.token])).status_code == 404


def test_thanks_go_once_to_those_who_came_in_their_language(client, event, day, ott, mari, mailoutbox):
    mall = signed_up(event, "Mall", email="mall@example.org")
    Registration.objects.filter(pk=mall.pk).update(language="en")
    signed_up(event, "Ants", email="ants@example.org")
    for registration in (ott, mall):
        note_attendance(day, registration.person, by=None)
    client.force_login(mari)
    codes = [client.post(to("event-thank", event), {"message": "Kohtume sügisel!"}).status_code for _time in range(2)]
    assert codes == [302, 409]
    assert [mail.to for mail in mailoutbox] == [["ott@example.org"], ["mall@example.org"]]
    assert f"/r/{ott.token}/came/" in mailoutbox[0].body and f"/en/r/{mall.token}/came/" in mailoutbox[1].body
    assert all("Kohtume sügisel!" in mail.body for mail in mailoutbox)
    assert EventReport.objects.get().thanked_at is not None


def test_nobody_to_write_to_is_said_and_leaves_the_thanks_open(client, event, mari, mailoutbox):
    client.force_login(mari)
    assert client.post(to("event-thank", event), {"message": ""}).status_code == 409
    assert not mailoutbox and not EventReport.objects.filter(thanked_at__isnull=False).exists()


def test_materials_are_for_those_who_came(client, event, day, ott, talgud):
    mall = signed_up(event, "Mall")
    note_attendance(day, ott.person, by=None)
    from projects.actions import add_document

    document = add_document(Document(project=talgud, title="Slaidid"), SimpleUploadedFile("slaidid.pdf", PDF), by=None)
    hidden = add_document(Document(project=talgud, title="Arve"), SimpleUploadedFile("arve.pdf", PDF), by=None)
    item, other = (
        verbs.create(EvidenceItem(event=event, kind="material", document=row, for_participants=given), by=None)
        for row, given in ((document, True), (hidden, False))
    )
    page = client.get(reverse("trainings:registration-own-came", args=[ott.token]))
    assert "Slaidid" in page.content.decode() and "Arve" not in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"

    pairs = ((ott, item), (mall, item), (ott, other))
    urls = [reverse("trainings:registration-own-material", args=[row.token, piece.pk]) for row, piece in pairs]
    assert [fetched(client, url)[0] for url in urls] == [200, 404, 404]
    assert "Slaidid" not in client.get(reverse("trainings:registration-own-came", args=[mall.token])).content.decode()


def test_names_stay_off_the_events_page_for_others(client, event, day, ott, mari, leida):
    note_attendance(day, ott.person, by=None)
    verbs.create(Signup(event=event), by=None)
    pages = {"anonymous": client.get(event.get_absolute_url()).content.decode()}
    for user in (leida, mari):
        client.force_login(user)
        pages[user.name] = client.get(event.get_absolute_url()).content.decode()
    assert [to("attendance-list", event) in page for page in pages.values()] == [False, False, True]
    assert not any("Ööbik" in page for page in pages.values())


def test_holding_proposes_the_number_of_those_noted(client, talgud, mari):
    planned = world.event(talgud)
    days = [world.day(planned), world.day(planned, on=world.PAST.replace(day=5))]
    for name, there in (("Ott", days), ("Mall", days[:1])):
        registration = signed_up(planned, name)
        for day in there:
            note_attendance(day, registration.person, by=None)
    client.force_login(mari)
    assert client.get(to("event-hold", planned)).context["form"]["headcount"].value() == 2


def test_the_number_shown_is_that_of_the_lists(client, event, day, ott):
    told = world.held(event.project, "Ainult arv", headcount=12)
    for registration in (ott, signed_up(event, "Mall")):
        note_attendance(day, registration.person, by=None)
    facts = {str(fact.label): fact.value for fact in client.get(event.get_absolute_url()).context["facts"]}
    assert "2" in facts.values()
    rows = client.get("/calendar/?when=past").context["table"].export_rows()
    assert {row[1]: row[-1] for row in rows} == {str(event): 2, str(told): 12}

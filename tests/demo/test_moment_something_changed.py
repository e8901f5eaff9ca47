"""Moment 11 as it is written, on the LEADER project: the end moves, and every page, feed, deadline and translation knows."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.demo.people import LEADER
from projects import actions
from projects.models import Notice, PeriodChange, Project, StaleText, User

pytestmark = pytest.mark.django_db
COORDINATOR, READER = "projektijuht@leader.example.org", "vaatleja@tas.example.org"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
REASON = "Kümnes seminar lükkus edasi"


def signed_in(email):
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def move_the_end(client, after="31.12.2027"):
    """As the coordinator does it: from the overview to the form, and once sent."""
    assert f"/projects/{LEADER}/period/new/" in text_of(client, f"/projects/{LEADER}/overview/")
    page = client.get(f"/projects/{LEADER}/period/new/")
    hidden = {name: page.context["form"][name].value() for name in ("seen", "idempotency_key")}
    answer = client.post(f"/projects/{LEADER}/period/new/", hidden | {
        "after": after, "reason": REASON, "decided_by": "PRIA", "decided_on": "20.05.2025",
        "file": SimpleUploadedFile("pikendus.pdf", PDF, content_type="application/pdf"),
    })
    assert (answer.status_code, answer.url) == (302, f"/projects/{LEADER}/overview/")


def test_moment_eleven_every_page_feed_and_deadline_says_the_new_end_and_the_old_one_stays():
    client, anyone = signed_in(COORDINATOR), Client()
    feed = anyone.get(f"/projects/{LEADER}/feed.atom").content.decode()
    assert REASON not in feed and "31.12.2027" not in text_of(client, "/deadlines/?ahead=0")
    move_the_end(client)
    said = {
        f"/projects/{LEADER}/": ("01.07.2024–31.12.2027", "30.06.2025"),
        f"/lv/projects/{LEADER}/": ("31.12.2027.", "30.06.2025."),
        f"/en/projects/{LEADER}/": ("1 Jul 2024 – 31 Dec 2027", "30 Jun 2025"),
    }
    for address, words in said.items():
        page = text_of(anyone, address)
        assert all(word in page for word in (*words, REASON)), address
    assert "2027" in text_of(anyone, "/projects/?year=2027") and "Koosloomest" in text_of(anyone, "/projects/?year=2027")
    assert "31.12.2027" in text_of(client, "/deadlines/?ahead=0")
    assert "31.12.2027" in text_of(client, f"/projects/{LEADER}/overview/")
    assert REASON in anyone.get(f"/projects/{LEADER}/feed.atom").content.decode()
    history = text_of(client, f"/projects/{LEADER}/history/")
    assert REASON in history and "<del>30.06.2025</del>" in history and "31.12.2027" in history
    change = PeriodChange.objects.get(project__slug=LEADER)
    assert b"".join(client.get(change.document.get_absolute_url()).streaming_content) == PDF
    project = Project.objects.get(slug=LEADER)
    assert (project.ends_on, project.planned_end.iso) == (date(2027, 12, 31), "2027-12-31")


def test_moment_eleven_people_are_told_and_the_texts_that_name_the_day_wait_on_home():
    client = signed_in(COORDINATOR)
    project = Project.objects.get(slug=LEADER)
    # A sentence about the end, as projects write them; the demo's own texts keep it in the dates alone.
    project.summary_et += " Kestab 30. juunini 2025."
    project.summary_lv += " Ilgst līdz 30.06.2025."
    project.summary_en += " Until 30 June 2025."
    actions.change_project(project, by=None, version=project.version)
    move_the_end(client)
    stale = StaleText.objects.open().filter(project=project).order_by("language")
    assert list(stale.values_list("language", "before", "after")) == [
        ("en", "Until 30 June 2025.", "Until 31 Dec 2027."),
        ("et", "Kestab 30. juunini 2025.", "Kestab 31.12.2027."),
        ("lv", "Ilgst līdz 30.06.2025.", "Ilgst līdz 31.12.2027."),
    ]
    assert f"/translations/?project={LEADER}" in text_of(client, "/home/")
    page = text_of(client, f"/translations/?project={LEADER}")
    assert page.count("/edit/?next=") == 3
    assert "30.06.2025" in text_of(client, f"/projects/{LEADER}/edit/")
    told = set(Notice.objects.filter(project=project, kind="period").values_list("user__email", flat=True))
    assert READER in told and COORDINATOR not in told
    assert "/translations/" not in text_of(signed_in(READER), "/home/")
    assert signed_in(READER).get("/translations/").status_code == 403

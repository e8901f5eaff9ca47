"""Moments 5 and 10 of the fifteen, as they are written, through the pages people use."""
import io
import re
import zipfile
from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.shared import verbs
from tests.trainings import world as here
from tests.trainings.test_evidence_pages import plain_pdf, programme  # noqa: F401
from tests.trainings.test_signup_actions import open_event, states
from tests.trainings.test_signup_pages import form_of, link_in, page
from trainings.models import AgendaItem, EventDay, EventReport, Registration

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def to(name, event, *args):
    return reverse(f"trainings:{name}", args=["talgud", event.pk, *args])


def test_moment_five_the_pack_turns_green_and_leaves_as_a_numbered_zip(client, talgud, mari, plain_pdf):  # noqa: F811
    talgud.programme = programme("interreg", ["agenda", "attendance", "photo"], ["feedback"], valid_from=date(2014, 1, 1))
    verbs.update(talgud, by=None, version=talgud.version)
    event = here.held(talgud, "Kodune hooldus", on=date(2024, 3, 4), days=("theory",), headcount=2)
    day = event.days.get()
    verbs.create(AgendaItem(event=event, day=day, topic="Teenuse hind"), by=None)
    client.force_login(mari)

    pack = client.get(to("event-evidence", event)).context["pack"]
    assert [line.kind for line in pack.open] == ["attendance", "photo"]
    assert client.get(f"{to('attendance-sheet', event, day.pk)}?as=print").status_code == 200
    scan = {"file": SimpleUploadedFile("leht.pdf", PDF), "signatures": "2"}
    assert client.post(to("signedsheet-create", event, day.pk), scan).status_code == 302
    photo = {"kind": "photo", "file": SimpleUploadedFile("foto.txt", b"Foto asemel")}
    assert client.post(to("evidenceitem-create", event), photo).status_code == 302
    pack = client.get(to("event-evidence", event)).context["pack"]
    assert (pack.open, pack.complete) == ([], True)
    assert client.post(to("event-close", event)).status_code == 302
    assert EventReport.objects.get(event=event).closed_on == timezone.localdate()

    answer = client.get(to("evidence-zip", event))
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert [name for name in names if name.startswith("00 index")] != []
    numbered = [re.match(r"\d\d", name.rpartition("/")[2])[0] for name in names if "index" not in name]
    assert numbered == [f"{number:02d}" for number in range(1, 4)]


def test_moment_ten_the_list_fills_itself_and_thanks_go_to_those_who_came(client, talgud, mari):
    event = open_event(talgud, capacity=2)
    for name in ("Ants Aas", "Berta Berg", "Cilla Cees"):
        client.post(page(event), form_of(event, name=name, email=f"{name.split()[0].lower()}@example.org"))
    assert states(event) == ["place", "place", "waiting"]
    ants = next(link_in(letter) for letter in mail.outbox if letter.to == ["ants@example.org"])
    assert client.post(f"{ants}cancel/").status_code == 302
    assert states(event) == ["cancelled", "place", "place"]
    assert [letter.to for letter in mail.outbox][-1] == ["cilla@example.org"]

    # The day has come: Berta is there, Cilla is not.
    EventDay.objects.filter(event=event).update(date=timezone.localdate())
    day, berta = event.days.get(), Registration.objects.get(person__name="Berta Berg")
    client.force_login(mari)
    sent = {f"here-{berta.person_id}": "on", f"was-{berta.person_id}": "0/0/"}
    assert client.post(to("attendance-edit", event, day.pk), sent).status_code == 302
    assert client.post(to("event-hold", event), {"headcount": ""}).status_code == 302
    mail.outbox.clear()
    assert client.post(to("event-thank", event), {"message": "Aitäh!"}).status_code == 302
    assert [letter.to for letter in mail.outbox] == [["berta@example.org"]]

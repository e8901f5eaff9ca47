"""Claims, periods and payments on the pages: who sees what, that nothing typed is lost, and the files to take away."""
import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from budgets.actions.claims import open_claim, take_into_review
from budgets.actions.expense_evidence import add_evidence
from budgets.models import Claim, Payout
from portal.shared.money import format_money
from tests.budgets import claims as here
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.trainings import world as trainings
from trainings.actions.evidence import add_evidence as add_event_evidence
from trainings.models import EvidenceItem

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def world(talgud, partner):
    return here.made(talgud, partner)


def to(name, *args):
    return reverse(f"budgets:{name}", args=["talgud", *args])


def test_a_partner_sees_his_claims_and_only_the_sums_of_others(client, talgud, world, mari, jaan):
    here.submitted(world, here.share(world, "100"), by=mari)
    other = villages.editor(talgud, villages.partner(talgud, "Teine"), "Teise toimetaja")
    claim = Claim.objects.get()
    client.force_login(jaan)
    assert [row.pk for row in client.get(to("claim-list")).context["page_obj"]] == [claim.pk]
    assert client.get(to("claim-detail", claim.pk)).status_code == 200
    client.force_login(other)
    assert list(client.get(to("claim-list")).context["page_obj"]) == []
    assert client.get(to("claim-detail", claim.pk)).status_code == 403
    page = client.get(to("reportingperiod-detail", world.period.pk)).content.decode()
    assert format_money(Decimal(100)) in page
    assert to("claim-detail", claim.pk) not in page


def test_a_claim_from_first_click_to_payment(client, world, mari, jaan):
    share = here.share(world, "100")
    client.force_login(jaan)
    begun = client.post(to("claim-create"), {"period": world.period.pk, "partnership": world.partnership.pk, "note": ""})
    claim = Claim.objects.get()
    assert begun.url == to("claim-items", claim.pk)
    form = client.get(begun.url).context["form"]
    assert form.initial[f"amount-{share.pk}"] == Decimal("100.00")
    too_much = client.post(begun.url, {"was": form.initial["was"], f"amount-{share.pk}": "100,01"})
    assert (too_much.status_code, too_much.context["form"][f"amount-{share.pk}"].value()) == (422, "100,01")
    assert client.post(begun.url, {"was": form.initial["was"], f"amount-{share.pk}": "100"}).status_code == 302
    late = client.post(begun.url, {"was": form.initial["was"], f"amount-{share.pk}": "90"})
    assert (late.status_code, late.context["form"][f"amount-{share.pk}"].value()) == (409, "90")
    again = {"was": late.context["form"]["was"].value(), f"amount-{share.pk}": "100"}
    assert client.post(begun.url, again).status_code == 302
    told = {"on": "10.01.2025", "incomplete_because": "Tõendid tulevad"}
    assert client.post(to("claim-submit", claim.pk), {"on": "10.01.2025"}).status_code == 422
    assert client.post(to("claim-submit", claim.pk), told).status_code == 302
    assert client.post(to("claim-review", claim.pk)).status_code == 403
    client.force_login(mari)
    client.post(to("claim-review", claim.pk))
    item = claim.items.get()
    opened = client.get(to("claim-decide", claim.pk)).context["form"].initial["was"]
    half = client.post(to("claim-decide", claim.pk), {f"accepted-{item.pk}": "50", f"because-{item.pk}": ""})
    assert (half.status_code, list(half.context["form"].errors)) == (422, [f"because-{item.pk}"])
    client.post(to("claim-decide", claim.pk), {f"accepted-{item.pk}": "100", f"because-{item.pk}": ""})
    told = {"was": opened, f"accepted-{item.pk}": "60", f"because-{item.pk}": "Topelt"}
    assert client.post(to("claim-decide", claim.pk), told).status_code == 409
    client.post(to("claim-approve", claim.pk), {"decided_on": "01.02.2025", "decided_by": "Kontrollija"})
    assert Claim.objects.get().state == "approved"
    paid = {"budget": world.budget.pk, "claim": claim.pk, "kind": "interim", "paid_on": "10.02.2025", "amount": "70,79"}
    assert client.post(to("payout-create"), paid | {"amount": ""}).status_code == 422
    assert client.post(to("payout-create"), paid).status_code == 302
    assert f"?claim={claim.pk}" in client.get(to("claim-detail", claim.pk)).content.decode()
    assert Payout.objects.get().amount == Decimal("70.79")


def test_the_files_of_a_claim_are_numbered_and_checked(client, world, mari):
    share = here.share(world, "100")
    add_evidence(share.expense, "invoice", upload=SimpleUploadedFile("arve 1.pdf", PDF), by=mari)
    claim = here.submitted(world, share, by=mari)
    client.force_login(mari)
    table = load_workbook(io.BytesIO(client.get(to("claim-table", claim.pk)).content)).active
    assert [cell.value for cell in table[2]][-1] == "001"
    answer = client.get(to("claim-zip", claim.pk))
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert [name[:4] for name in names] == ["000_", "001_", "000_", "000_"]
    assert names[1].endswith(".pdf")
    assert client.get(to("claim-zip", claim.pk), {"version": "7"}).status_code == 404


def test_papers_of_an_event_leave_only_for_those_who_may_read_them(client, talgud, world, mari, leida):
    event = trainings.held(talgud)
    item = EvidenceItem(event=event, kind="attendance")
    add_event_evidence(item, by=mari, upload=SimpleUploadedFile("nimed.pdf", PDF))
    claim = here.submitted(world, here.share(world, "100", event=event), by=mari)
    found = {}
    for user in (mari, leida):
        client.force_login(user)
        file = zipfile.ZipFile(io.BytesIO(b"".join(client.get(to("claim-zip", claim.pk)).streaming_content)))
        found[user] = [name for name in file.namelist() if not name.startswith("000_")]
    assert [len(names) for names in found.values()] == [1, 0]


def test_the_pages_ask_the_database_no_more_for_more_rows(client, talgud, world, mari):
    client.force_login(mari)
    claim = here.draft(world, here.share(world, "10"), by=mari)
    here.received(world, "1")
    submitted = here.period(talgud, 2, here.date(2025, 1, 1), here.date(2025, 6, 30), partner_due_on=None, claim_due_on=None)
    pages = [
        to("claim-list"), to("claim-detail", claim.pk), to("claim-items", claim.pk), to("claim-submit", claim.pk),
        to("reportingperiod-list"), to("reportingperiod-detail", world.period.pk), to("payout-list"), to("claim-create"),
    ]
    first = [queries(client, page) for page in pages]
    here.set_all(claim, [here.share(world, "10", number=str(number)) for number in (2, 3)], by=mari)
    open_claim(submitted, world.partnership, by=mari)
    here.received(world, "2"), here.received(world, "3")
    again = [queries(client, page) for page in pages]
    assert max(first) <= 15
    assert [(page, now) for page, was, now in zip(pages, first, again, strict=True) if now > was] == []


def test_a_claim_being_decided_needs_few_queries(client, world, mari):
    client.force_login(mari)
    shares = here.share(world, "10"), here.share(world, "20", number="2")
    claim = take_into_review(here.submitted(world, *shares, by=mari), by=mari)
    assert max(queries(client, to(name, claim.pk)) for name in ("claim-detail", "claim-decide", "claim-approve")) <= 15

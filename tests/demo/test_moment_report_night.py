"""Moment 1, as it is written: from sign-in to a frozen report in few steps, and every number opens its rows."""
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from portal.demo.people import DEMO_PASSWORD, LEADER
from portal.reports.models import ReportVersion
from portal.reports.summaries.content import from_json

pytestmark = pytest.mark.django_db
COORDINATOR = "projektijuht@leader.example.org"


def to(name, *args):
    return reverse(f"reports:{name}", args=[LEADER, *args])


def sent(form, **answers):
    return {name: form[name].value() or "" for name in form.fields} | answers


def test_moment_one_report_night(client):
    # 1. Sign in. 2. The list. 3. One short form, filled in already: the first half-year, to LEADER.
    client.post(reverse("account_login"), {"login": COORDINATOR, "password": DEMO_PASSWORD})
    assert client.get(to("report-list")).status_code == 200
    form = client.get(to("report-create")).context["form"]
    first = form.fields["period"].queryset.order_by("number").first()
    draft = client.post(to("report-create"), sent(form, period=str(first.pk))).url

    # 4. It stands ready: its chapters are written, its figures counted, what is missing is named.
    page = client.get(draft)
    assert [bool(chapter["section"].text) for chapter in page.context["chapters"]] == [True] * 8
    assert page.context["gap_count"]
    figures = [cell["url"] for chapter in page.context["chapters"] if chapter["table"]
               for row in chapter["table"].rows for cell in row if cell["url"]]
    promises = [cell["url"] for row in client.get(f"{draft}promises/").context["table"].rows for cell in row if cell["url"]]
    opened = {address: client.get(address).context for address in (*figures, *promises)}
    assert len(opened) >= 8
    for context in opened.values():
        rows = context["table"].objects
        assert rows and sum(row.value for row in rows) == context["figure"].value == Decimal(context["figure"].number)
    # 19.09. and 14.11.2024, the second with a workshop; 34 and 27 people; the invoices of the first half-year.
    by_key = {context["figure"].key: context["figure"].number for context in opened.values()}
    assert (by_key["events"], by_key["days"], by_key["participants"], by_key["spent"]) == ("3", "2", "61", "223600")

    # 5. A sentence of one's own. 6. Freeze.
    chapter = page.context["chapters"][0]
    form = client.get(chapter["edit"]).context["form"]
    own = form["text"].value() + "\n\nSügis läks hästi."
    assert client.post(chapter["edit"], sent(form, text=own)).status_code == 302
    form = client.get(f"{draft}freeze/").context["form"]
    frozen = client.post(f"{draft}freeze/", sent(form)).url
    version = ReportVersion.objects.latest("pk")
    content = from_json(version.content)
    assert "Sügis läks hästi." in content.chapters[0].text
    assert all(figure.sum_of_rows == figure.value for figure in content.figures if figure.value is not None)
    text = client.get(frozen).content.decode()
    assert version.sha256 in text
    papers = re.findall(rf'href="({re.escape(frozen)}paper\.\w+)"', text)
    assert {address.rpartition(".")[2] for address in papers} >= {"docx", "xlsx", "html", "json"}
    for address in papers:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer.streaming_content) if answer.streaming else answer.content, address

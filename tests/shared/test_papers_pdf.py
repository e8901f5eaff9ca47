"""Papers as PDF: what a screen reader is told, and what happens without Pango."""
import io
import os
import sys
from dataclasses import replace

import pytest
from django.core.checks import run_checks
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from portal.shared.papers import Grid, Heading, PdfUnavailable, Prose, paper_html, paper_pdf, paper_response, pdf, pdf_unavailable
from tests.shared.papers import LETTERS, PAPER, elements_of, faults_of, scope_of, text_of

GIVEN = {"title": PAPER.title, "language": "et"}


@pytest.fixture
def pango():
    missing = pdf.pango_is_installed()
    if missing:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(f"{missing[0].msg} {missing[0].hint}")


@pytest.fixture(scope="module")
def made():
    """The PDF, made once."""
    return {}


@pytest.fixture
def file(pango, made):
    if not made:
        made["pdf"] = paper_pdf(PAPER)
    return made["pdf"]


def test_a_screen_reader_is_told_everything(file):
    assert faults_of(file, **GIVEN) == set()


def test_headers_say_what_they_head(file):
    elements = elements_of(PdfReader(io.BytesIO(file)).root_object)
    headers = [(path[-3], scope_of(element)) for path, element in elements if path[-1] == "TH"]
    # The head of the long table stands on both of its pages; rows: 2 and 1 of facts, 40 of the table and its total.
    assert headers.count(("THead", "/Column")) == 6
    assert headers.count(("TBody", "/Row")) == len(headers) - 6 == 2 + 1 + 41


def test_its_text_can_be_read_and_searched(file):
    text = text_of(file)
    assert LETTERS in text
    assert [part for part in ("Ņina Ķēniņa", "48 000,00 €", "kodulehte") if part not in text] == []


def test_the_funder_stands_on_the_first_page_and_the_number_on_all(file):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]
    assert len(pages) >= 2
    assert [PAPER.statement in text for text in pages] == [True] + [False] * (len(pages) - 1)
    assert [PAPER.marks in text for text in pages] == [True] + [False] * (len(pages) - 1)
    assert all(f"{number} / {len(pages)}" in text and PAPER.footer in text for number, text in enumerate(pages, start=1))
    first = pages[0]
    assert first.index("Teenus 1") < first.index(PAPER.statement), "at the foot, below what the page says"


def test_no_table_runs_off_its_page(pango):
    """Ten columns of figures on a page that lies; a word without an end in a table that stands."""
    wide = Grid("Lai", tuple(f"Eelarverida{n}" for n in range(10)), [("Noortetalgud", *["12\xa0743,68\xa0€"] * 9)], range(1, 10))
    address = "https://example.org/" + "pikk" * 60
    narrow = Grid("Kitsas", ("Nimi", "Viide", "Maksumus"), [("Talgud", address, "1\xa0200\xa0€")], (2,))
    weasyprint = pdf.load_weasyprint()
    html = paper_html(replace(PAPER, blocks=(wide, Heading("Edasi"), narrow), facts=(("Viide", address),)), paged=True)
    pages = weasyprint.HTML(string=html, base_url=pdf.BASE, url_fetcher=pdf.make_fetcher(weasyprint)).render().pages
    assert [page.width > page.height for page in pages] == [False, True, False]
    for page in pages:
        right = page.width - page._page_box.margin_right
        tables = [box for box in page._page_box.descendants() if box.element_tag == "table"]
        assert max((box.position_x + box.border_width() for box in tables), default=0) <= right + 1


def test_nothing_is_fetched_but_the_style_sheet(pango):
    weasyprint = pdf.load_weasyprint()
    fetcher = pdf.make_fetcher(weasyprint)
    for address in ("https://example.org/x.png", "file:///etc/passwd", "data:text/css,a{}", f"{pdf.BASE}/static/../x"):
        with pytest.raises(ValueError, match="nothing but"):
            fetcher.fetch(address)
    assert b"@page" in fetcher.fetch(f"{pdf.BASE}/static/css/paper.css").read()


# --- planted faults: the reader above must miss what is not there


def test_an_untagged_pdf_fails(pango):
    weasyprint = pdf.load_weasyprint()
    html = weasyprint.HTML(string=paper_html(PAPER), base_url=pdf.BASE, url_fetcher=pdf.make_fetcher(weasyprint))
    plain = html.write_pdf(pdf_tags=False)
    missed = faults_of(plain, **GIVEN)
    assert {"marked", "part", "title shown", "one h1, first", "tags", "tab order", "all content tagged"} <= missed


def tagged(root, tag):
    return [element for path, element in elements_of(root) if path[-1] == tag]


def rename(root, tag, name):
    for element in tagged(root, tag):
        element[NameObject("/S")] = NameObject(name)


def without_scope(writer):
    del tagged(writer.root_object, "TH")[0]["/A"]["/Scope"]


def without_letters(writer):
    del next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()["/ToUnicode"]


@pytest.mark.parametrize(
    ("missed", "change"),
    [
        ("marked", lambda writer: writer.root_object.pop("/MarkInfo")),
        ("language", lambda writer: writer.root_object.pop("/Lang")),
        ("title", lambda writer: writer.add_metadata({"/Title": "x"})),
        ("title shown", lambda writer: writer.root_object.pop("/ViewerPreferences")),
        ("part", lambda writer: writer.root_object.pop("/Metadata")),
        ("one h1, first", lambda writer: rename(writer.root_object, "H1", "/P")),
        ("no level left out", lambda writer: rename(writer.root_object, "H2", "/H4")),
        ("tags", lambda writer: rename(writer.root_object, "TD", "/P")),
        ("nested", lambda writer: rename(writer.root_object, "TR", "/Div")),
        ("scope", without_scope),
        ("tab order", lambda writer: writer.pages[0].pop("/Tabs")),
        ("fonts", without_letters),
        ("links", lambda writer: writer.pages[0]["/Annots"][0].get_object().pop("/Contents")),
    ],
)
def test_a_planted_fault_is_found(file, missed, change):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(file)))
    change(writer)
    saved = io.BytesIO()
    writer.write(saved)
    assert missed in faults_of(saved.getvalue(), **GIVEN)


# --- hostile texts, and no Pango


def test_hostile_text_stays_text(pango):
    hostile = "<script>x</script>\x00\x0b<style>*{display:none}</style><img src='https://example.org/x.png'>&amp;"
    file = paper_pdf(replace(PAPER, title=hostile, facts=((hostile, hostile),), blocks=(Prose(hostile),), footer=hostile))
    assert text_of(file).replace("\n", "").count("<script>x</script>") >= 4


@pytest.fixture
def no_pango(monkeypatch):
    """As WeasyPrint is imported on a machine without Pango."""

    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])


def test_without_pango_the_reader_is_told_and_offered_other_ways(no_pango, rf):
    with pytest.raises(PdfUnavailable) as caught:
        paper_response(PAPER, "pdf", "kava")
    response = pdf_unavailable(rf.get("/"), caught.value, word_url="/kava?as=docx", print_url="/kava?as=html")
    assert response.status_code == 503
    assert int(response["Retry-After"]) >= 3600
    page = response.text
    assert str(caught.value) in page
    assert 'href="/kava?as=docx"' in page and 'href="/kava?as=html"' in page
    assert paper_response(PAPER, "docx", "kava").status_code == paper_response(PAPER, "html", "kava").status_code == 200


def test_the_system_check_names_the_packages(monkeypatch):
    monkeypatch.setattr(pdf, "LIBRARIES", ("libnobody-has-this.so.0",))
    (warning,) = [message for message in run_checks() if message.id == "shared.W020"]
    assert pdf.PACKAGES in warning.hint
    assert not warning.is_serious(), "the portal starts without PDF"

"""A paper as PDF that screen readers can read (PDF/UA-1: tagged, titled, in its language), made by WeasyPrint.

WeasyPrint draws with Pango, which comes from the system's packages; without it everything but this module works.
"""
import ctypes
from urllib.parse import urljoin

from django.contrib.staticfiles import finders
from django.core.checks import Info
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from portal.shared.papers.html import STYLESHEET, paper_html

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
# An address that is nobody's: whatever a paper names resolves here, and only our style sheet is answered.
BASE = "https://paper.invalid"


class PdfUnavailable(Exception):
    """This machine cannot write PDF. Its text is for the reader."""

    def __init__(self):
        super().__init__(_("This server cannot write PDF files at the moment. Print the page or take it as a Word document."))


def paper_pdf(paper):
    """The PDF as bytes; raises PdfUnavailable where Pango is missing."""
    return html_pdf(paper_html(paper, paged=True))


def html_pdf(text):
    """A document drawn with the papers' style sheet, as the bytes of a PDF; raises PdfUnavailable where Pango is missing."""
    weasyprint = load_weasyprint()
    html = weasyprint.HTML(string=text, base_url=f"{BASE}/", url_fetcher=make_fetcher(weasyprint))
    return html.write_pdf(pdf_variant="pdf/ua-1", finisher=name_headers)


def load_weasyprint():
    try:
        import weasyprint
    except OSError as error:
        raise PdfUnavailable from error
    return weasyprint


def make_fetcher(weasyprint):
    """Gives WeasyPrint our style sheet and refuses the rest: no network, no file of this machine."""

    class OwnFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url, headers=None):
            if url != urljoin(BASE, static(STYLESHEET)):
                raise ValueError("A paper fetches nothing but its own style sheet.")
            with open(finders.find(STYLESHEET), "rb") as file:
                return weasyprint.urls.URLFetcherResponse(url, file.read(), {"Content-Type": "text/css"})

    return OwnFiles(allowed_protocols=())


def name_headers(document, pdf):
    """Says of each header cell whether it heads a column or a row.

    WeasyPrint ties cells to headers by names, which it gives twice when a table goes over a page; a scope needs no names.
    """
    elements = {item.number: item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"}
    for element in elements.values():
        if element["S"] not in ("/TH", "/TD") or "A" not in element:
            continue
        element["A"].pop("Headers", None)
        element.pop("ID", None)
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if in_table_head(element, elements) else "/Row"


def in_table_head(element, elements):
    while element is not None and element["S"] != "/Table":
        if element["S"] == "/THead":
            return True
        element = elements.get(int(element["P"].split()[0]))
    return False


def pango_is_installed(app_configs=None, **kwargs):
    """System check: says before the first reader asks that papers cannot be had as PDF, and how to change it."""
    if all(loads(name) for name in LIBRARIES):
        return []
    return [
        Info(
            "Papers cannot be written as PDF: Pango is missing.",
            hint=f"apt-get install --no-install-recommends {PACKAGES}",
            id="shared.W020",
        )
    ]


def loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

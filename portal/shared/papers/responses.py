"""Papers as answers: the print view in the browser, files to take away, and the page for a server that writes no PDF."""
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from portal.shared import errors
from portal.shared.papers.html import paper_html
from portal.shared.papers.pdf import PdfUnavailable, paper_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_docx(paper):
    """The document as bytes. What writes it takes 12 MB, so it is loaded for the first paper."""
    from portal.shared.papers import word

    return word.paper_docx(paper)


RENDERERS = {
    "html": (paper_html, "text/html; charset=utf-8"),
    "pdf": (paper_pdf, "application/pdf"),
    "docx": (paper_docx, DOCX),
}
RETRY_AFTER_SECONDS = 3600


def paper_response(paper, kind, filename):
    """The paper as "html" (shown), "pdf" or "docx" (taken away). `filename` without its ending.

    Raises KeyError for another kind, and PdfUnavailable: see `pdf_unavailable`.
    """
    render, content_type = RENDERERS[kind]
    response = HttpResponse(render(paper), content_type=content_type)
    if kind == "html":
        response["Content-Language"] = paper.language
    else:
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{filename}.{kind}")
    return response


def pdf_unavailable(request, error=None, *, word_url="", print_url=""):
    """503 with the way out: the same paper as a Word document or as a page to print."""
    return errors.respond(
        request, 503, template="papers/unavailable.html", retry_after=RETRY_AFTER_SECONDS,
        message=str(error or PdfUnavailable()), word_url=word_url, print_url=print_url,
    )

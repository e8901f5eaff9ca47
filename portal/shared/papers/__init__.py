"""Papers: one structure, drawn as a print view, as a tagged PDF and as a Word document.

    try:
        return paper_response(plan_paper(plan), kind, filename)
    except PdfUnavailable as error:
        return pdf_unavailable(request, error, word_url=..., print_url=...)
"""
from portal.shared.papers.html import paper_html
from portal.shared.papers.pdf import PdfUnavailable, html_pdf, paper_pdf
from portal.shared.papers.responses import paper_docx, paper_response, pdf_unavailable
from portal.shared.papers.structure import Bullets, Facts, Grid, Heading, Note, Paper, Prose

__all__ = [
    "Bullets", "Facts", "Grid", "Heading", "Note", "Paper", "PdfUnavailable", "Prose",
    "html_pdf", "paper_docx", "paper_html", "paper_pdf", "paper_response", "pdf_unavailable",
]

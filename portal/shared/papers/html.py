"""A paper as a page of its own: the print view in the browser, and what the PDF is made of."""
from django.template.loader import render_to_string
from django.utils import translation

from portal.shared.markup import render_markdown
from portal.shared.papers.structure import Prose, outline, readable

STYLESHEET = "css/paper.css"


def paper_html(paper, *, paged=False):
    """The whole document as text; its one style sheet is the static file `css/paper.css`. `paged`: for the PDF."""
    paper = readable(paper)
    with translation.override(paper.language):
        return render_to_string(
            "papers/paper.html", {"paper": paper, "parts": parts(paper), "stylesheet": STYLESHEET, "paged": paged}
        )


def parts(paper):
    """[{"kind", "block", "level", "html"}]: what the template draws, one after the other."""
    return [
        {
            "kind": type(block).__name__.lower(),
            "block": block,
            "level": level,
            "html": render_markdown(block.markdown, level) if isinstance(block, Prose) else "",
        }
        for block, level in outline(paper)
    ]

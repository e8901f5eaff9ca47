"""A paper as a page of its own: the print view in the browser, and what the PDF is made of."""
import re
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils import translation

from portal.shared.markup import render_markdown
from portal.shared.papers.structure import Facts, Grid, Prose, outline, readable

STYLESHEET = "css/paper.css"
# A word that no column holds, an address mostly: it may break after each of these pieces.
LONG_WORD, PIECE = re.compile(r"\S{30,}"), re.compile(r".{15}")


def paper_html(paper, *, paged=False):
    """The whole document as text; its one style sheet is the static file `css/paper.css`. `paged`: for the PDF."""
    paper = readable(paper)
    paper = replace(paper, facts=breakable(paper.facts), blocks=tuple(with_breaks(block) for block in paper.blocks))
    with translation.override(paper.language):
        return render_to_string(
            "papers/paper.html", {"paper": paper, "parts": parts(paper), "stylesheet": STYLESHEET, "paged": paged}
        )


def with_breaks(block):
    """A table that fits its page, however long a word is."""
    if isinstance(block, Facts):
        return replace(block, rows=breakable(block.rows))
    if isinstance(block, Grid):
        return replace(block, columns=breakable(block.columns), rows=breakable(block.rows), total=breakable(block.total))
    return block


def breakable(cells):
    """The same cells, rows of cells, or None, with places to break (U+200B) in long words."""
    if isinstance(cells, tuple):
        return tuple(breakable(cell) for cell in cells)
    return cells and LONG_WORD.sub(lambda word: PIECE.sub("\\g<0>\u200b", word[0]), cells)


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

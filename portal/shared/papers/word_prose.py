"""Markdown as paragraphs, lists and links of a Word document."""
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.run import Run

from portal.shared.markup import tokens_of

DEEPEST_LIST = 3
MONO = "Consolas"


def add_prose(document, markdown, top):
    """`top`: the level of the text's outermost headings."""
    Prose(document).add(tokens_of(markdown, top))


class Prose:
    """Walks the tokens of one text and remembers which lists and quotes it is in."""

    def __init__(self, document):
        self.document = document
        self.lists = []  # (style, number of the numbering or None), outermost first
        self.quotes = 0
        self.heading = None
        self.item_begins = False

    def add(self, tokens):
        for token in tokens:
            method = getattr(self, f"on_{token.type}", None)
            if method:
                method(token)

    def on_heading_open(self, token):
        self.heading = int(token.tag[1])

    def on_heading_close(self, token):
        self.heading = None

    def on_bullet_list_open(self, token):
        self.lists.append(("List Bullet", None))

    def on_ordered_list_open(self, token):
        start = token.attrGet("start")
        self.lists.append(("List Number", self.numbering_from(1 if start is None else int(start))))

    def on_bullet_list_close(self, token):
        self.lists.pop()

    on_ordered_list_close = on_bullet_list_close

    def on_list_item_open(self, token):
        self.item_begins = True

    def on_blockquote_open(self, token):
        self.quotes += 1

    def on_blockquote_close(self, token):
        self.quotes -= 1

    def on_inline(self, token):
        Line(self.paragraph()).add(token.children)

    def on_fence(self, token):
        run = self.paragraph().add_run(token.content.rstrip("\n"))
        run.font.name = MONO

    on_code_block = on_fence

    def paragraph(self):
        """The next paragraph, in the style of where it stands."""
        if self.heading and not self.lists:
            return self.document.add_heading("", self.heading)
        if self.lists:
            return self.list_paragraph()
        paragraph = self.document.add_paragraph()
        if self.quotes:
            paragraph.paragraph_format.left_indent = Cm(0.8 * self.quotes)
        return paragraph

    def list_paragraph(self):
        kind, number = self.lists[-1]
        begins, self.item_begins = self.item_begins, False
        if not begins:
            # A second paragraph of an item has no mark of its own.
            return self.document.add_paragraph(style=style_at("List Continue", len(self.lists)))
        paragraph = self.document.add_paragraph(style=style_at(kind, len(self.lists)))
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        return paragraph

    def numbering_from(self, start):
        """A numbering of its own for each list, or Word would count on from the list before."""
        style = self.document.styles[style_at("List Number", len(self.lists) + 1)]
        numbering = self.document.part.numbering_part.element
        pattern = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
        number = numbering.add_num(pattern)
        number.add_lvlOverride(0).add_startOverride(start)
        return number.numId


def style_at(kind, depth):
    """Word's name for a list within a list."""
    return kind if depth == 1 else f"{kind} {min(depth, DEEPEST_LIST)}"


class Line:
    """The parts of one paragraph: plain, strong, emphasised, code, links and breaks."""

    def __init__(self, paragraph):
        self.paragraph = paragraph
        self.strong = self.emphasis = 0
        self.link = None

    def add(self, tokens):
        for token in tokens:
            if token.type in ("text", "image"):
                self.run(token.content)
            elif token.type == "code_inline":
                self.run(token.content).font.name = MONO
            elif token.type == "softbreak":
                self.run(" ")
            elif token.type == "hardbreak":
                self.run("").add_break()
            elif token.type == "link_open":
                self.link = self.open_link(token.attrGet("href"))
            elif token.type == "link_close":
                self.link = None
            elif token.tag == "strong":
                self.strong += token.nesting
            elif token.tag == "em":
                self.emphasis += token.nesting

    def run(self, text):
        run = self.paragraph.add_run(text)
        if self.link is not None:
            self.link.append(run._r)
            run = Run(run._r, self.paragraph)
        run.font.bold, run.font.italic, run.font.underline = self.strong > 0 or None, self.emphasis > 0 or None, (
            self.link is not None or None
        )
        return run

    def open_link(self, address):
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self.paragraph._p.append(link)
        return link

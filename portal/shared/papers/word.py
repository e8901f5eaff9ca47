"""A paper as a Word document: real headings, repeated table heads, the paper's language, and nobody's name in its properties."""
import io

from django.utils import timezone
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from portal.shared.papers.structure import outline, readable
from portal.shared.papers.word_prose import add_prose

LOCALES = {"et": "et-EE", "lv": "lv-LV", "en": "en-GB"}
INK, DEEP, SOFT, LINE = RGBColor(0x1F, 0x2A, 0x2E), RGBColor(0x1D, 0x4D, 0x3F), RGBColor(0x4D, 0x5B, 0x5A), "CFC8BA"
ROOM_TO_WRITE = Cm(1)
SIZES = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 12.5, "Heading 4": 11, "Heading 5": 11, "Heading 6": 11}
TONES = {"quiet": LINE, "attention": "8A5A00", "warning": "A63A24"}
CELL_STYLE = "TableText"
THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def paper_docx(paper):
    """The document as bytes."""
    paper = readable(paper)
    document = Document()
    name(document, paper)
    dress(document, paper.language)
    foot(document.sections[0], paper)
    document.add_heading(paper.title, 1)
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, "Subtitle")
    add_facts(document, paper.facts)
    for block, level in outline(paper):
        ADDERS[type(block).__name__](document, block, level)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def name(document, paper):
    """The file's properties: what it is about and nothing about the machine that made it."""
    properties = document.core_properties
    properties.title, properties.language = paper.title[:255], LOCALES.get(paper.language, paper.language)
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None, microsecond=0)


def dress(document, language):
    """A4, two typefaces every office has, and the language spelling is checked in."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.2)
    styles = document.styles
    set_font(styles["Normal"], "Calibri", 11, INK)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for style, size in SIZES.items():
        set_font(styles[style], "Georgia", size, DEEP, bold=size <= 11)
    set_font(styles["Subtitle"], "Calibri", 13, SOFT)
    styles["Subtitle"].font.italic = False
    # Its stops are those of another size of paper.
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    set_font(styles["Caption"], "Calibri", 10, INK, bold=True)
    styles["Caption"].paragraph_format.keep_with_next = True
    cells = styles.add_style(CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    set_font(cells, "Calibri", 9.5, INK)
    cells.paragraph_format.space_after = Pt(2)
    written = styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    written.set(qn("w:val"), LOCALES.get(language, language))


def set_font(style, family, size, colour, bold=False):
    font = style.font
    font.name, font.size, font.bold, font.color.rgb = family, Pt(size), bold, colour
    # The template's theme would win over the name.
    for attribute in THEME_FONTS:
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)


def foot(section, paper):
    """The foot of the paper and the page's number on every page; the funder's words above it on the first one."""
    section.different_first_page_header_footer = True
    line = section.first_page_footer.paragraphs[0]
    for text, bold in ((paper.statement, False), (paper.marks, True)):
        if text:
            run = line.add_run(text)
            run.font.size, run.font.bold = Pt(8.5), bold
            line = section.first_page_footer.add_paragraph()
    for last in (line, section.footer.paragraphs[0]):
        write_foot(last, paper.footer, text_width(section))


def text_width(section):
    return section.page_width - section.left_margin - section.right_margin


def write_foot(line, text, width):
    """The text on the left, "n / N" on the right."""
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{text}\t")
    add_field(line, "PAGE")
    line.add_run(" / ")
    add_field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(8), SOFT


def add_field(line, code):
    """A number that Word counts itself."""
    for kind in ("begin", None, "end"):
        run = line.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = code
        run.append(mark)


def add_heading(document, block, level):
    document.add_heading(block.text, level)


def add_note(document, block, level):
    paragraph = document.add_paragraph(block.text)
    paragraph.paragraph_format.left_indent = Cm(0.4)
    borders = OxmlElement("w:pBdr")
    borders.append(line_of("w:left", TONES[block.tone], 18, 8))
    # Where Word's own order of properties wants it: before the shading, spacing and indents.
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def add_bullets(document, block, level):
    for item in block.items:
        document.add_paragraph(item, "List Bullet")


def add_facts(document, rows):
    if not rows:
        return
    table = make_table(document, len(rows), 2, caption="", heads=False, names=True)
    width = text_width(document.sections[0])
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, share in zip(row.cells, texts, (0.32, 0.68), strict=True):
            cell.width = int(width * share)
            write(cell, text)
    document.add_paragraph()


def add_grid(document, grid, level):
    if grid.is_wide:
        turn(document)
    if not grid.quiet:
        document.add_paragraph(grid.caption, "Caption")
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    table = make_table(document, 1 + len(rows), len(grid.columns), caption=grid.caption, heads=True, names=grid.names_rows)
    for number, (row, texts) in enumerate(zip(table.rows, [grid.columns, *rows], strict=True)):
        loud = number == 0 or (grid.total is not None and number == len(rows))
        if grid.ruled and number:
            row.height = ROOM_TO_WRITE
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            write(cell, text, bold=loud, right=place in grid.numeric)
    document.add_paragraph()
    if grid.is_wide:
        turn(document)


def turn(document):
    """The pages from here on lie when those before stood, and the other way round."""
    before = document.sections[-1]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = before.page_height, before.page_width
    lies = section.page_width > section.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    # The funder's words stand on the paper's first page alone.
    section.different_first_page_header_footer = False


def make_table(document, rows, columns, *, caption, heads, names):
    """Thin lines below the rows. `heads`: the first row is repeated on each page; `names`: the first column names the rows."""
    table = document.add_table(rows, columns)
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    borders.extend(line_of(f"w:{side}", LINE, 4, 0) for side in ("bottom", "insideH"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    look = properties.find(qn("w:tblLook"))
    look.attrib.clear()
    for word, value in (("firstRow", heads), ("firstColumn", names), ("noVBand", True)):
        look.set(qn(f"w:{word}"), "1" if value else "0")
    if caption:
        described = OxmlElement("w:tblCaption")
        described.set(qn("w:val"), caption)
        look.addnext(described)
    for number, row in enumerate(table.rows):
        wanted = row._tr.get_or_add_trPr()
        wanted.append(OxmlElement("w:cantSplit"))
        if heads and number == 0:
            wanted.append(OxmlElement("w:tblHeader"))
    return table


def line_of(side, colour, eighths, space):
    line = OxmlElement(side)
    for word, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", colour)):
        line.set(qn(f"w:{word}"), str(value))
    return line


def write(cell, text, *, bold=False, right=False):
    paragraph = cell.paragraphs[0]
    # By its id: looking a style up by name takes longer than all the rest of a large table.
    paragraph._p.style = CELL_STYLE
    paragraph.add_run(text).font.bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


ADDERS = {
    "Heading": add_heading,
    "Prose": lambda document, block, level: add_prose(document, block.markdown, level),
    "Facts": lambda document, block, level: add_facts(document, block.rows),
    "Grid": add_grid,
    "Note": add_note,
    "Bullets": add_bullets,
}

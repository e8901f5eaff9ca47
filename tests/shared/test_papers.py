"""Papers: the structure, the print view, the Word document, and how they are handed over."""
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.utils.translation import gettext_lazy
from docx import Document
from docx.oxml.ns import qn

from portal.shared.papers import Bullets, Facts, Grid, Heading, Note, Paper, Prose, paper_docx, paper_html, paper_response
from tests.shared.papers import LETTERS, PAPER

# --- the structure


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Heading("x", 1),
        lambda: Heading("x", 5),
        lambda: Note("x", "shouting"),
        lambda: Grid("x", ("a", "b"), [("1",)]),
        lambda: Grid("x", ("a", "b"), [("1", "2")], total=("3",)),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(ValueError, match="x|level|tone|row"):
        wrong()


# --- the print view


def tags_of(html):
    return re.findall(r"<(h\d|caption|th scope=\"\w+\"|title|html lang=\"\w+\")", html)


def test_the_print_view_says_what_everything_is():
    html = paper_html(PAPER)
    found = tags_of(html)
    assert found[:2] == ['html lang="et"', "title"]
    assert [tag for tag in found if tag[0] == "h" and tag[1].isdigit()] == ["h1", "h2", "h3", "h3"]
    assert found.count("caption") == html.count("<table") == 3
    assert (found.count('th scope="col"'), found.count('th scope="row"')) == (3, 2 + 1 + 41)
    assert [part for part in (LETTERS, PAPER.statement, PAPER.marks, PAPER.footer) if part not in html] == []


def test_a_table_whose_first_column_is_a_number_names_no_rows():
    html = paper_html(Paper("x", "en", blocks=(Grid("Years", ("Year", "Note"), [("2024", "a")], numeric=(0,)),)))
    assert 'scope="row"' not in html
    assert '<td class="num">2024</td>' in html


def test_the_empty_paper_is_a_paper():
    html = paper_html(Paper("x", "lv", blocks=(Bullets(), Facts(), Prose(""))))
    assert tags_of(html)[:3] == ['html lang="lv"', "title", "h1"]
    assert "publicity" not in html and "running-foot" not in html


def test_hostile_text_stays_text():
    hostile = "</title><script>x</script>"
    blocks = (Heading(hostile), Prose(hostile), Facts(((hostile, hostile),)), Note(hostile), Bullets((hostile,)))
    grid = Grid(hostile, (hostile,), [(hostile,)], total=(hostile,))
    html = paper_html(Paper(hostile, "et", hostile, ((hostile, hostile),), (*blocks, grid), hostile, hostile, hostile))
    assert "<script" not in html
    assert html.count("</title>") == 1


# --- Word


def word(paper):
    return Document(io.BytesIO(paper_docx(paper)))


@pytest.fixture(scope="module")
def document():
    return word(PAPER)


def test_word_headings_are_headings(document):
    found = [(line.style.name, line.text) for line in document.paragraphs if line.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", PAPER.title), ("Heading 2", "Kogukond"), ("Heading 3", "Sees"), ("Heading 3", "Teenused"),
    ]  # fmt: skip


def test_word_tables_hold_the_same_cells_and_repeat_their_heads(document):
    facts, grid, last = document.tables
    assert [tuple(cell.text for cell in row.cells) for row in facts.rows] == list(PAPER.facts)
    wanted = next(block for block in PAPER.blocks if isinstance(block, Grid))
    cells = [tuple(cell.text for cell in row.cells) for row in grid.rows]
    assert cells == [wanted.columns, *wanted.rows, wanted.total]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]
    assert heads == [True] + [False] * (len(cells) - 1)
    assert last.cell(0, 1).text == "2024"


def test_word_prose_keeps_its_marks(document):
    line = next(line for line in document.paragraphs if "Meie küla" in line.text)
    assert line.text == f"Meie küla on tugev: {LETTERS}. Vaata kodulehte."
    assert [run.text for run in line.runs if run.bold] == ["tugev"]
    assert [(link.text, link.address) for link in line.hyperlinks] == [("kodulehte", "https://example.org")]


def test_word_lists_count_from_their_own_start(document):
    numbers = {}
    for line in document.paragraphs:
        if line.style.name == "List Number":
            numbers.setdefault(line._p.pPr.numPr.numId.val, []).append(line.text)
    assert list(numbers.values()) == [["üks", "kaks"], ["seitse"]]
    numbering = document.part.numbering_part.element
    starts = [numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val for number in numbers]
    assert starts == [1, 7]


def test_word_lists_within_lists_and_second_paragraphs():
    lines = word(Paper("x", "et", blocks=(Prose("- a\n\n  b\n  1. c\n     - d\n\n> e\n\n```\nf\ng\n```"),))).paragraphs[1:]
    assert [(line.style.name, line.text) for line in lines] == [
        ("List Bullet", "a"), ("List Continue", "b"), ("List Number 2", "c"), ("List Bullet 3", "d"),
        ("Normal", "e"), ("Normal", "f\ng"),
    ]  # fmt: skip


def test_word_knows_its_language_and_title_but_no_machine(document):
    properties = document.core_properties
    assert (properties.title, properties.language) == (PAPER.title, "et-EE")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))] == ["et-EE"]


def test_word_feet(document):
    (section,) = document.sections
    first, others = ([line.text for line in foot.paragraphs] for foot in (section.first_page_footer, section.footer))
    assert section.different_first_page_header_footer
    assert first[:2] == [PAPER.statement, PAPER.marks]
    assert [foot[-1] for foot in (first, others)] == [f"{PAPER.footer}\t / "] * 2
    xml = ElementTree.tostring(ElementTree.fromstring(section.footer._element.xml), encoding="unicode")  # noqa: S314
    assert xml.index("PAGE") < xml.index("NUMPAGES")


def test_a_wide_table_lies_and_what_comes_after_it_stands_again():
    wide = Grid("Kõik", tuple("abcdefg"), [tuple("1234567")])
    document = word(replace(PAPER, blocks=(wide, Heading("Edasi"))))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False, False]
    assert document.sections[2].footer.is_linked_to_previous
    assert "is-wide" in paper_html(Paper("x", "et", blocks=(wide,))) and "is-wide" not in paper_html(PAPER)


def test_word_takes_any_text():
    hostile = "a\x00b\x0b<w:p/>\ud800\r\nc\ufffe&amp;"
    paper = Paper(hostile, "et", blocks=(Prose(hostile), Grid(hostile, (hostile,), [(hostile,)]), Note(gettext_lazy("Yes"))))
    document = word(paper)
    assert document.tables[0].cell(0, 0).text == "ab\n<w:p/>\nc&amp;"
    assert document.core_properties.title


def test_a_form_to_fill_in_by_hand_stays_upright_and_leaves_room():
    columns = tuple("abcdefgh")
    form = Grid("x", columns, [("",) * 8], ruled=True)
    assert not form.is_wide and replace(form, ruled=False).is_wide
    table = word(replace(PAPER, facts=(), blocks=(form,))).tables[0]
    assert [row.height and round(row.height.cm, 1) for row in table.rows] == [None, 1.0]
    assert 'class="grid is-ruled"' in paper_html(replace(PAPER, blocks=(form,)))


# --- handed over


@pytest.mark.parametrize(
    ("kind", "content_type", "begins"),
    [
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_a_paper_as_an_answer(kind, content_type, begins):
    response = paper_response(PAPER, kind, "Žanna küla")
    assert response["Content-Type"] == content_type
    assert response.content.lstrip().startswith(begins)
    named = "attachment; filename*=utf-8''%C5%BDanna%20k%C3%BCla.docx" if kind == "docx" else None
    assert response.get("Content-Disposition") == named


def test_a_file_name_breaks_no_header():
    response = paper_response(replace(PAPER, blocks=()), "docx", 'a"b\r\nSet-Cookie: x')
    assert "\n" not in response["Content-Disposition"]


def test_another_kind_is_nobodys():
    with pytest.raises(KeyError):
        paper_response(PAPER, "exe", "x")

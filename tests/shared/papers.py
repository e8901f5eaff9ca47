"""A paper with one of everything, long enough for a second page; and a reader of what a PDF tells a screen reader."""
import io

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from portal.shared.papers import Bullets, Facts, Grid, Heading, Note, Paper, Prose

LETTERS = "ž š ļ ņ õ ä ö ü ķ ģ ē ā"
PAPER = Paper(
    title="Külakogukonna tegevuskava: Žanna küla",
    language="et",
    subtitle="Kinnitatud 18.06.2024",
    facts=(("Piirkond", "Võrumaa"), ("Vastutaja", "Mari Mets\nŅina Ķēniņa")),
    blocks=(
        Heading("Kogukond"),
        Prose(
            f"Meie küla on **tugev**: {LETTERS}. Vaata [kodulehte](https://example.org).\n\n"
            "1. üks\n2. kaks\n\n# Sees\n\nTekst\n\n7. seitse"
        ),
        Heading("Teenused", 4),
        Grid(
            "Kavandatud teenused",
            ("Teenus", "Kasutajaid", "Maksumus"),
            [(f"Teenus {number}", "12", "1 200,00 €") for number in range(1, 41)],
            numeric=(1, 2),
            total=("Kokku", "480", "48 000,00 €"),
        ),
        Note("Eelarve ei ole veel kinnitatud.", "attention"),
        Bullets(("esimene", "teine")),
        Facts((("Alates", "2024"),)),
    ),
    statement="Projekti kaasrahastab Euroopa Liit.",
    marks="Interreg Eesti–Läti",
    footer="Koostatud 22.11.2026",
)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def elements_of(root):
    """[(path of the element's tags, the element)] in reading order: ("Document", "Part", "H1")."""
    found = []

    def walk(node, path):
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child, path)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                path = (*path, node["/S"].removeprefix("/"))
                found.append((path, node))
            if "/K" in node:
                walk(node.raw_get("/K"), path)

    walk(root.get("/StructTreeRoot", DictionaryObject()), ())
    return found


def faults_of(pdf, *, title, language):
    """What a PDF/UA-1 reader would miss, as a set of short names; an accessible PDF gives an empty set."""
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    elements = elements_of(root)
    tags = [path[-1] for path, _element in elements]
    levels = [int(tag[1]) for tag in tags if tag in ("H1", "H2", "H3", "H4", "H5", "H6")]
    checks = {
        "marked": root.get("/MarkInfo", {}).get("/Marked") == True,  # noqa: E712 - pypdf's own kind of boolean
        "language": root.get("/Lang") == language,
        "title": (reader.metadata or {}).get("/Title") == title,
        "title shown": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") == True,  # noqa: E712
        "part": part_of(root) == "1",
        "one h1, first": levels.count(1) == 1 and levels[0] == 1,
        "no level left out": all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)),
        "tags": {"Table", "TR", "TH", "TD", "P", "L", "LI", "LBody"} <= set(tags),
        "nested": all(is_nested(path) for path, _element in elements),
        "scope": all(scope_of(element) in ("/Column", "/Row") for path, element in elements if path[-1] == "TH"),
        "tab order": all(page.get("/Tabs") == "/S" for page in reader.pages),
        "all content tagged": all(is_marked(page) for page in reader.pages),
        "fonts": all(is_embedded(font) for page in reader.pages for font in fonts_of(page)),
        "links": all("/Contents" in note.get_object() for page in reader.pages for note in page.get("/Annots", ())),
    }
    return {name for name, holds in checks.items() if not holds}


def part_of(root):
    """The number of the PDF/UA part that the file says it keeps to."""
    if "/Metadata" not in root:
        return None
    metadata = root["/Metadata"].get_data().decode()
    return metadata.partition('pdfuaid:part="')[2][:1]


PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI"},
    "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip


def is_nested(path):
    return path[-1] not in PARENTS or path[-2] in PARENTS[path[-1]]


def scope_of(element):
    return element.get("/A", DictionaryObject()).get("/Scope")


def is_marked(page):
    """Whether text is drawn only within tagged content or what is marked as decoration."""
    depth = 0
    for _operands, operator in page.get_contents().operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in (b"Tj", b"TJ") and depth == 0:
            return False
    return True


def fonts_of(page):
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


def is_embedded(font):
    """The letters come along with the file, and each says which character it is."""
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    return "/ToUnicode" in font and bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))

"""The tables of a plan on A4: which columns stand side by side, and which go below one another in a cell."""
from django.utils.translation import gettext as _

from communities.choices import FieldKind
from portal.shared.papers import Facts, Grid, Heading

# A column of the paper: the headings whose values stand in it, the first one names it; "=0" is the first computed column.
# What no column takes (a table of tomorrow, a version of yesterday) stands below the name of the row.
COLUMNS = {
    "tasks": ["name service", "=0", "responsible_role partners", "cost source", "result", "status"],
    "investments": [
        "name why service", "quantity unit_price", "=0", "source when level quotes",
        "owner_after place_kept insurance maintenance",
    ],
    "finance": ["item label is_fixed", "=0", "year_1", "year_2", "year_3", "=1"],
    "risks": ["name kind", "likelihood", "impact", "=0", "mitigation", "owner_role"],
    "indicators": ["name unit source", "baseline", "target", "due", "last_value measured_on", "=0"],
}  # fmt: skip
# They stand in a computed column already.
TOLD = {"tasks": {"start", "end"}}
FIGURES = {"investments": {"=0"}, "finance": {"=1"}, "risks": {"=0"}, "indicators": {"=0"}}
# Which row of the sums is the result.
RESULT = 2
NUMERIC = {FieldKind.NUMBER, FieldKind.DECIMAL, FieldKind.MONEY}
# Rows with more than this say each thing on a line of its own.
MOST_COLUMNS = 9


def blocks_of(grid, title):
    """Blocks of a paper for a `shape.Grid` that has rows; labels and texts are in the language of the content."""
    yield from _table(grid, title) if grid.slug in COLUMNS or len(grid.headings) <= MOST_COLUMNS else _cards(grid)
    if grid.footer:
        yield _sums(grid)
    if grid.totals:
        yield Facts(grid.totals)


def _cards(grid):
    """Each row with a heading of its own, and what is known of it."""
    for row in grid.rows:
        yield Heading(row.name or _("not named yet"), 3)
        cells = zip(grid.headings, row.cells, strict=False)
        facts = [(heading.label, cell.shown) for place, (heading, cell) in enumerate(cells) if place and cell.shown]
        facts += [(label, text) for label, text in zip(grid.computed, row.computed, strict=False) if text]
        if facts:
            yield Facts(tuple(facts))


def _table(grid, title):
    columns = [names.split() for names in COLUMNS.get(grid.slug, [heading.name for heading in grid.headings])]
    labels = {heading.name: heading.label for heading in grid.headings}
    labels |= {f"={place}": label for place, label in enumerate(grid.computed)}
    columns = [known for names in columns if (known := [name for name in names if name in labels])]
    taken = {name for names in columns for name in names} | TOLD.get(grid.slug, set())
    columns[0] += [heading.name for heading in grid.headings if heading.name not in taken]
    numeric = {heading.name for heading in grid.headings if heading.kind in NUMERIC} | FIGURES.get(grid.slug, set())
    rows = [_texts(grid, row) for row in grid.rows]
    yield Grid(
        title, tuple(labels[names[0]] for names in columns),
        tuple(tuple(_joined(names, texts, labels) for names in columns) for texts in rows),
        tuple(place for place, names in enumerate(columns) if place and len(names) == 1 and names[0] in numeric),
        quiet=True,
    )


def _texts(grid, row):
    """{heading or "=0": text} of a row."""
    texts = {heading.name: cell.shown for heading, cell in zip(grid.headings, row.cells, strict=False)}
    return texts | {f"={place}": text for place, text in enumerate(row.computed)}


def _joined(names, texts, labels):
    """The first value as it is, the others on lines of their own with their labels."""
    lines = [texts.get(names[0], "")]
    lines += [f"{labels[name]}: {texts[name]}" for name in names[1:] if texts.get(name)]
    return "\n".join(line for line in lines if line)


def _sums(grid):
    """Income, costs and result by year; the result is the last line."""
    years = [place for place, heading in enumerate(grid.headings) if heading.kind == FieldKind.MONEY]
    rows = [(row[0], *(row[place] for place in years)) for row in grid.footer]
    result = rows.pop(RESULT) if len(rows) > RESULT else None
    columns = (grid.headings[0].label, *(grid.headings[place].label for place in years))
    return Grid(_("Sums"), columns, tuple(rows), tuple(range(1, len(columns))), result)

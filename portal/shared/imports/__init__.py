"""Tables people already have: pasted from a spreadsheet or dropped as a file, looked at, brought in all at once, undone.

    from portal.shared.imports import Field, Sheet, parsers, repeated
    from portal.shared.views.imports import ImportPage

    class TopicImport(ImportPage):                    # with a project above: class X(WorkspaceMixin, ImportPage)
        kind = "topics"                               # a slug; what one person brings under one kind stays together
        rule = rules.staff_only
        page_title = _("Bring in topics")
        route = "projects:topic-import"               # the name in urls.py below, with its namespace

        def sheet(self, parent, user):
            return Sheet([
                Field("code", _("code"), synonyms=("kood", "tunnus"), required=True, example="heritage"),
                Field("name_et", _("name"), synonyms=("nimetus",), required=True, example="Pärand"),
                Field("cost", _("Cost"), parse=parsers.money, example="1 200,50"),
            ], money_totals=("cost",))

        def duplicates(self, rows):                   # rows without problems; {row number: sentence}
            known = {topic.code: str(topic) for topic in Topic.objects.all()}
            return repeated(rows, key=lambda row: row.values["code"], known=known)

        def create(self, row, by):                    # what it made: one row or a list; ValidationError: nothing at all is kept
            return verbs.create(Topic(code=row.values["code"], name_et=row.values["name_et"]), by=by)

        def take_back(self, instance, by):            # undo, one row; ValidationError: this one stays
            verbs.remove(instance, by=by)             # or verbs.archive, or the app's own action

    urlpatterns = [*TopicImport.paths("topics/import/", "topic-import")]

`paths` makes three addresses: topic-import (paste, drop, `?template=1` for the empty sheet), topic-import-batch (preview, and
afterwards the result) and topic-import-undo. Rows arrive in `create` in the order of the sheet; `row.values` has every field,
None where nothing is written. `self.parent` is the project when the page has one.

Parsers: `line(max_length)`, `text(max_length)`, `integer(low, high)`, `decimal(places, low, high)`, `money`, `day`,
`partial_date`, `yes_no`, `choice(TextChoices or pairs)`, `one_of(callable -> rows, callable(row) -> names)`; or any
callable(cell) that raises ValidationError.

Without the page: `read_block(text)` or `read_file(file)` -> rows of cells, `Sheet.parse(cells)` -> Parsed,
`verbs.keep_batch`, `verbs.carry_out`, `verbs.undo`.
"""
from portal.shared.imports import parsers
from portal.shared.imports.reading import read_block, read_file, read_workbook
from portal.shared.imports.sheet import Field, Parsed, ParsedRow, Sheet, TotalCheck, repeated

__all__ = [
    "Field", "Parsed", "ParsedRow", "Sheet", "TotalCheck", "parsers", "read_block", "read_file", "read_workbook", "repeated",
]  # fmt: skip

"""The table of an accounting export: its columns by their usual names, or as the organisation's format remembers them."""
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.summaries.accounting import VAT_IS_COST
from portal.shared.forms import PlainForm
from portal.shared.imports import Field, Sheet, parsers
from portal.shared.imports.forms import ImportForm
from portal.shared.imports.parsers import words
from portal.shared.imports.sheet import HEADING_LINES, bare
from portal.shared.text import clean_line, fold

FIGURE = re.compile("[0-9]")
UNKNOWN_HEADINGS = {"missing_columns", "no_headings"}
FIELDS = [
    Field("issued_on", gettext_lazy("Date of the document"),
          ("kuupäev", "arve kuupäev", "dokumendi kuupäev", "kande kuupäev", "date", "invoice date", "datums", "rēķina datums"),
          required=True, parse=parsers.day, example="14.11.2024"),
    Field("supplier", gettext_lazy("Supplier"),
          ("hankija", "tarnija", "müüja", "saaja", "vastaspool", "hankija nimi", "vendor", "piegādātājs", "saņēmējs"),
          required=True, parse=parsers.line(200), example="Näidistrükk OÜ"),
    Field("supplier_code", gettext_lazy("Supplier's register code"),
          ("registrikood", "reg nr", "registry code", "reģ nr", "reģistrācijas numurs"), parse=parsers.line(20)),
    Field("number", gettext_lazy("Document number"),
          ("arve nr", "arve number", "dokumendi nr", "dok nr", "dokument", "invoice no", "invoice number", "rēķina nr",
           "dokumenta nr"),
          parse=parsers.line(60), example="1207"),
    Field("description", gettext_lazy("What it was for"),
          ("selgitus", "kirjeldus", "sisu", "description", "apraksts", "paskaidrojums"), parse=parsers.line(300),
          example="Kutsed"),
    Field("total", gettext_lazy("Total of the document"),
          ("summa", "kokku", "summa km-ga", "arve summa", "summa kokku", "amount", "total", "gross", "kopā", "summa ar pvn"),
          required=True, parse=parsers.money, example="486,00"),
    Field("vat", gettext_lazy("VAT"), ("km", "käibemaks", "km summa", "pvn", "vat amount"), parse=parsers.money, example="87,64"),
    Field("paid_on", gettext_lazy("Payment date"),
          ("makse kuupäev", "tasumise kuupäev", "tasutud", "makstud", "paid", "apmaksas datums", "samaksāts"), parse=parsers.day,
          example="26.11.2024"),
    Field("own_category", gettext_lazy("Category in the partner's books"),
          ("konto", "konto nimi", "kulukoht", "kululiik", "kategooria", "account", "cost centre", "category", "konts"),
          parse=parsers.line(120), example="Trükised"),
]
LABELS = {field.name: field.label for field in FIELDS}


@dataclass(frozen=True)
class Named(Field):
    """A column that the export calls so and not otherwise."""

    heading: str = ""

    def headings(self):
        return {bare(self.heading)}


def line_field(lines):
    return Field(
        "line", gettext_lazy("Budget line"), ("eelarverida", "rida", "budget line", "budžeta pozīcija"),
        parse=parsers.one_of(lambda: lines, lambda line: [str(line.number), line.title_et, line.title_lv, line.title_en]),
        example="1",
    )


class AccountingSheet(Sheet):
    """`columns`: {our field: heading} as remembered; they hold when the export has them, else the usual names do.

    `categories`: {folded name: OwnCategory}; `period`: the first and last day of the project, either may be None.
    """

    def __init__(self, columns, lines, categories, period):
        self.usual = [*FIELDS, line_field(lines)]
        super().__init__(self.usual, money_totals=("total", "vat"))
        self.vat_is_cost = columns.get(VAT_IS_COST, True) is not False
        self.columns = {name: heading for name, heading in columns.items() if isinstance(heading, str) and heading}
        self.categories, self.period = categories, period

    def parse(self, cells):
        self.fields = self.remembered() if self.fits(cells) else self.usual
        parsed = super().parse(cells)
        for row in parsed.data:
            row.values = {field.name: None for field in self.usual} | row.values
            self.look_at(row)
        return parsed

    def remembered(self):
        return [
            Named(field.name, field.label, required=field.required, parse=field.parse, heading=self.columns[field.name])
            for field in self.usual if field.name in self.columns
        ]

    def fits(self, cells):
        """Has the export the headings that were remembered, at least of what every row needs?"""
        needed = {field.name for field in FIELDS if field.required}
        if not needed <= set(self.columns):
            return False
        wanted = {bare(self.columns[name]) for name in needed}
        return any(wanted <= {bare(words(cell)) for cell in row} for row in cells[:HEADING_LINES])

    def _without_headings(self, cells, first):
        """An export has headings; its columns are never guessed from their order."""
        raise ValidationError(_("The headings of this export are not known yet."), code="no_headings")

    def look_at(self, row):
        total, vat, day = row.values["total"], row.values["vat"], row.values["issued_on"]
        if total is not None and vat is not None and vat > total:
            row.problems.append(_("The VAT cannot be more than the total."))
        if not self.vat_is_cost and vat is None:
            row.problems.append(_("Write the VAT: it is left out of what is charged. Without VAT write 0."))
        first, last = self.period
        if day and ((first and day < first) or (last and day > last)):
            row.notes.append(_("The date is outside of the project's period."))
        name = row.values["own_category"]
        if name and row.values["line"] is None:
            known = self.categories.get(fold(name))
            if known is None:
                row.notes.append(_("“%(name)s” is new in the partner's books; say its line afterwards.") % {"name": name})
            elif known.line_id is None:
                row.notes.append(_("“%(name)s” has no budget line yet.") % {"name": name})


class AccountingForm(ImportForm):
    """`needs_columns`: the rows were read, and a person must say what the headings mean."""

    needs_columns = False

    def clean(self):
        cleaned = super().clean()
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        if self.cells and codes and codes <= UNKNOWN_HEADINGS and looks_like_an_export(self.cells):
            self._errors.clear()
            self.needs_columns = True
        return cleaned


def looks_like_an_export(cells):
    """Headings enough for what every expense needs, and something below them."""
    return len(cells) > 1 and len(headings_of(cells)) >= sum(field.required for field in FIELDS)


def headings_of(cells):
    """[(heading, an example from below)] of the row that looks most like headings: many words, no figures."""
    rows = [
        (len({clean_line(cell) for cell in row if isinstance(cell, str) and cell.strip() and not FIGURE.search(cell)}), -place)
        for place, row in enumerate(cells[:HEADING_LINES])
    ]
    place = -max(rows)[1]
    found = {}
    for column, cell in enumerate(cells[place]):
        heading = clean_line(words(cell))
        if heading and heading not in found:
            below = (row[column] for row in cells[place + 1 :] if column < len(row) and row[column] not in (None, ""))
            found[heading] = clean_line(words(next(below, "")))[:60]
    return list(found.items())


class ColumnsForm(PlainForm):
    """Which heading of the export holds what; remembered for the organisation. `columns` after `is_valid()`."""

    form_name = "accounting-columns"

    def __init__(self, *args, headings, remembered, usual, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [("", _("is not in this export")), *((heading, offer(heading, example)) for heading, example in headings)]
        for field in usual:
            self.fields[field.name] = forms.ChoiceField(
                label=field.label, choices=offered, required=field.required, initial=guess(field, headings, remembered),
                error_messages={"required": _("Say which column of the export it is: every expense needs it.")},
            )
        self.fields[VAT_IS_COST] = forms.BooleanField(
            label=_("VAT is a cost of the project"), required=False, initial=remembered.get(VAT_IS_COST, True) is not False,
            help_text=_("No, when the payer gets it back from the state."),
        )

    def clean(self):
        cleaned, first = super().clean(), {}
        for name, heading in list(cleaned.items()):
            if not heading or name == VAT_IS_COST:
                continue
            if heading in first:
                self.add_error(name, _("This column is chosen already: %(field)s.") % {"field": first[heading]})
            first.setdefault(heading, self.fields[name].label)
        self.columns = {name: value for name, value in cleaned.items() if value or name == VAT_IS_COST}
        return cleaned


def offer(heading, example):
    return _("%(heading)s (for example %(example)s)") % {"heading": heading, "example": example} if example else heading


def guess(field, headings, remembered):
    """The heading remembered for the field, else the first that usually means it."""
    names = [heading for heading, _example in headings]
    if remembered.get(field.name) in names:
        return remembered[field.name]
    usual = field.headings()
    return next((name for name in names if bare(name) in usual), "")


class CategoryLinesForm(PlainForm):
    """A line for each category of the books that has none. `lines` after `is_valid()`: {OwnCategory key: BudgetLine}."""

    form_name = "category-lines"

    def __init__(self, *args, categories, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(line.pk): line for line in lines}
        choices = [("", _("not said yet")), *((str(line.pk), str(line)) for line in lines)]
        for category in categories:
            self.fields[f"category_{category.pk}"] = forms.ChoiceField(label=category.name, choices=choices, required=False)

    @property
    def lines(self):
        return {
            int(name.removeprefix("category_")): self.by_key[value] for name, value in self.cleaned_data.items() if value
        }

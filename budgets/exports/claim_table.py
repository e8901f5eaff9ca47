"""A claim as the spreadsheet its programme wants. The same content gives the same file, byte by byte, whenever one asks."""
import io
import re
import zipfile
from datetime import UTC, date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from budgets.choices import ClaimField, ExpenseKind
from budgets.summaries.claim_content import said
from portal.shared.exports import write_book
from portal.shared.money import format_money, from_cents
from portal.shared.tables import Column, Table

STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
MONEY = {
    ClaimField.NET: "net", ClaimField.VAT: "vat", ClaimField.TOTAL: "total", ClaimField.CHARGED: "charged",
    ClaimField.CLAIMED: "claimed", ClaimField.ACCEPTED: "accepted", ClaimField.GRANT: "grant", ClaimField.OWN: "own",
}
# One document may stand in several rows; only what falls on the rows themselves is added up.
SUMMED = {ClaimField.CLAIMED, ClaimField.ACCEPTED, ClaimField.GRANT, ClaimField.OWN}
TEXTS = {
    ClaimField.LINE: "line_title", ClaimField.CATEGORY: "category", ClaimField.ACTIVITY: "activity", ClaimField.EVENT: "event",
}
PLAIN = {
    ClaimField.NUMBER: "number", ClaimField.PARTNER: "partner", ClaimField.LINE_NUMBER: "line_number",
    ClaimField.OWN_CATEGORY: "own_category", ClaimField.SUPPLIER: "supplier", ClaimField.SUPPLIER_CODE: "supplier_code",
    ClaimField.DOCUMENT_NUMBER: "document_number", ClaimField.DESCRIPTION: "description",
}
DAYS = {ClaimField.ISSUED_ON: "issued_on", ClaimField.PAID_ON: "paid_on"}
NUMBERS = {ClaimField.NUMBER, ClaimField.LINE_NUMBER}
UNKNOWN = {ClaimField.ACCEPTED: _lazy("not decided yet"), ClaimField.PAID_ON: _lazy("not paid yet")}


def value_of(row, name):
    """The typed value of a Row in one of the columns."""
    if name in MONEY:
        return from_cents(getattr(row, MONEY[name]))
    if name in TEXTS:
        return said(getattr(row, TEXTS[name]))
    if name in DAYS:
        day = getattr(row, DAYS[name])
        return date.fromisoformat(day) if day else None
    if name == ClaimField.DOCUMENT_KIND:
        return str(ExpenseKind(row.document_kind).label)
    if name == ClaimField.EVIDENCE:
        return ", ".join(f"{number:03}" for number in row.files)
    return getattr(row, PLAIN[name])


def heading_of(name, texts):
    return said(texts) or str(ClaimField(name).label)


def kind_of(name):
    if name in MONEY:
        return "money"
    if name in DAYS:
        return "date"
    return "number" if name in NUMBERS else "text"


class ClaimTable(Table):
    """The claim in the programme's columns, with a last row of sums."""

    def __init__(self, content, caption, url_of=None):
        columns = [
            Column(
                name, heading_of(name, texts), kind=kind_of(name), value=lambda row, name=name: value_of(row, name),
                url=url_of if name == ClaimField.SUPPLIER else None, empty=UNKNOWN.get(name),
            )
            for name, texts in content.columns
        ]
        super().__init__(columns, content.rows, caption=caption)
        sums = sums_of(content)
        if sums and columns[0].key not in sums:
            self.footer = {columns[0].key: _("Total")} | {str(name): format_money(amount) for name, amount in sums.items()}


def sums_of(content):
    """{column: euros} of the columns that are added up; a column of which nothing is known is left out."""
    found = {}
    for name in SUMMED & {name for name, _texts in content.columns}:
        known = [getattr(row, MONEY[name]) for row in content.rows if getattr(row, MONEY[name]) is not None]
        if known:
            found[name] = from_cents(sum(known))
    return found


def sheet_of(content):
    """(title, headings, rows) as `write_book` takes them; the last row is the total."""
    sums, names = sums_of(content), [name for name, _texts in content.columns]
    rows = [[value_of(row, name) for name in names] for row in content.rows]
    total = [sums.get(name) for name in names]
    if sums:
        place = next((at for at, name in enumerate(names) if name not in MONEY and name not in NUMBERS), None)
        if place is not None and total[place] is None:
            total[place] = _("Total")
        rows.append(total)
    return _("Payment claim"), [heading_of(name, texts) for name, texts in content.columns], rows


def claim_xlsx(content, when):
    """The workbook as bytes. `when`: the moment that stands in it, of the frozen version."""
    return fixed(write_book([sheet_of(content)]), when)


def fixed(data, when):
    """The same workbook with this moment in place of the present one, so that it can be made again exactly."""
    stamp, file = f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            info = zipfile.ZipInfo(name, when.astimezone(UTC).timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return file.getvalue()

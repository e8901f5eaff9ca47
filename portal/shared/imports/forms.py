"""The one form of an import: a block or a file, read at once."""
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PlainForm
from portal.shared.imports.reading import read_block, read_file

LONGEST_BLOCK = 1_900_000


class ImportForm(PlainForm):
    """After `is_valid()`, `cells` holds the rows of cells and `parsed` what `sheet` made of them."""

    form_name = "import"

    block = forms.CharField(
        label=_("Paste the rows here"),
        help_text=_("Select them in the spreadsheet together with the headings, copy, and paste."),
        widget=forms.Textarea(attrs={"rows": "8", "spellcheck": "false"}),
        required=False, strip=False, max_length=LONGEST_BLOCK,
    )
    file = forms.FileField(
        label=_("Or choose a file"), help_text=_("A spreadsheet as .xlsx, or CSV."), required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def __init__(self, *args, sheet=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.cells = self.parsed = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > settings.FILE_UPLOAD_MAX_BYTES:
            raise ValidationError(_("The file is larger than the portal takes."), code="too_big")
        return file

    def clean(self):
        cleaned = super().clean()
        block, file = cleaned.get("block"), cleaned.get("file")
        if self.errors:
            return cleaned
        if bool(file) == bool(block.strip()):
            raise ValidationError(_("Paste the rows or choose a file: one of the two."), code="one_of_two")
        try:
            self.cells = read_file(file) if file else read_block(block)
            self.parsed = self.sheet.parse(self.cells)
        except ValidationError as error:
            self.add_error("file" if file else "block", error)
        return cleaned

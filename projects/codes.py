"""Reference codes that have an inner structure. Source: the Erasmus+ project number of D-02."""
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ERASMUS = re.compile(
    r"^(?P<year>20\d\d)-(?P<round>\d)-(?P<agency>[A-Z]{2}\d\d)-(?P<action>KA\d{3})-(?P<field>[A-Z]{3})-(?P<number>\d{9})\Z"
)
LOOKS_LIKE_ERASMUS = re.compile(r"^20\d\d-\d-[A-Za-z]{2}\d\d-", re.ASCII)


@dataclass(frozen=True)
class ErasmusCode:
    """The parts of an Erasmus+ project number; `number` keeps its leading zeros."""

    call_year: int
    round: int
    agency: str
    action: str
    field: str
    number: str

    @classmethod
    def parse(cls, text):
        """The parts, or None when `text` is not an Erasmus+ project number."""
        found = ERASMUS.match(text or "")
        if not found:
            return None
        return cls(
            int(found["year"]), int(found["round"]), found["agency"], found["action"], found["field"], found["number"]
        )


def validate_reference_code(text):
    """Other programmes' codes are free text; one that begins like Erasmus+ must be whole."""
    if text and LOOKS_LIKE_ERASMUS.match(text) and not ERASMUS.match(text):
        raise ValidationError(
            _("This looks like an Erasmus+ project number, but a part is missing or wrong. Example: %(example)s."),
            code="broken_erasmus_code",
            params={"example": "2024-1-EE01-KA122-ADU-000233253"},
        )

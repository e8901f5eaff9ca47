"""Two password rules that Django does not bring. No rule about digits or signs: length is what counts."""
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.shared.text import fold

# "talgud2026!" is still the word "talgud".
SPARE_CHARACTERS = 5
WORDS = ("talgud", "projekt", "project", "projekts", "kogukond", "kopiena", "community")


class MaximumLengthValidator:
    """Refuses more than `max_length` characters: hashing a book would cost the server seconds."""

    def __init__(self, max_length=1024):
        self.max_length = max_length

    def validate(self, password, user=None):
        if len(password) > self.max_length:
            raise ValidationError(
                _("The password is too long: at most %(max)d characters."),
                code="password_too_long",
                params={"max": self.max_length},
            )

    def get_help_text(self):
        return _("At most %(max)d characters.") % {"max": self.max_length}


class ContextWordsValidator:
    """Refuses the portal's own name and words, with a few characters around them, as a password."""

    def __init__(self, words=WORDS):
        self.words = words

    def validate(self, password, user=None):
        folded = fold(password)
        for word in {fold(word) for word in (*self.words, settings.BRAND_NAME)}:
            if word and word in folded and len(folded) - len(word) <= SPARE_CHARACTERS:
                raise ValidationError(_("This password is too easy to guess here."), code="password_context_word")

    def get_help_text(self):
        return _("Not the name of this portal.")

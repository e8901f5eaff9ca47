"""Public texts in three languages: three columns, and one name that reads the right one."""
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.shared.money import language_of

LANGUAGES = {"et": _("Estonian"), "lv": _("Latvian"), "en": _("English")}


def trio(field_class, label, *, required=True, **options):
    """Three fields of the same kind: `title_et, title_lv, title_en = trio(LineField, _("title"))`.

    Estonian must be stated when `required`; the two others may always stay empty.
    """
    fields = []
    for language, its_name in LANGUAGES.items():
        optional = {} if required and language == "et" else {"blank": True, "default": ""}
        fields.append(field_class(format_lazy("{} ({})", label, its_name), **(optional | options)))
    return tuple(fields)


class Translated:
    """`title = Translated("title")` reads title_et, _lv or _en by the current language, else the first one stated."""

    def __init__(self, base):
        self.base = base
        self.columns = {language: f"{base}_{language}" for language in LANGUAGES}

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        # The usual case at once: a page asks this of hundreds of rows.
        text = instance.__dict__.get(self.columns.get(language_of()))
        return text or self.in_language(instance)

    def __set__(self, instance, value):
        raise AttributeError(f"set {self.base}_et, {self.base}_lv or {self.base}_en instead of {self.base}")

    def in_language(self, instance, language=None):
        """The text in the language (None: the current one); when it is empty, in the first language that has one."""
        return self._read(instance, self._language_shown(instance, language))

    def fallback_language(self, instance, language=None):
        """Which other language the shown text is in, for a `lang` attribute; None when it is in the one asked for."""
        shown = self._language_shown(instance, language)
        return None if shown == language_of(language) else shown

    def languages_missing(self, instance):
        """Languages still to be translated into; a text that nobody wrote misses none."""
        missing = [language for language in LANGUAGES if not self._read(instance, language)]
        return missing if len(missing) < len(LANGUAGES) else []

    def field_names(self):
        return [f"{self.base}_{language}" for language in LANGUAGES]

    def _language_shown(self, instance, language):
        asked = language_of(language)
        order = [asked] if asked in LANGUAGES else []
        order += [settings.LANGUAGE_CODE[:2], *LANGUAGES]
        return next((choice for choice in order if self._read(instance, choice)), asked)

    def _read(self, instance, language):
        return getattr(instance, f"{self.base}_{language}", "")

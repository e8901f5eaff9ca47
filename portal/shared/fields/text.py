"""Text fields that are clean (NFC, trimmed, no control characters) however the value came in."""
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import ngettext_lazy

from portal.shared.text import clean_line, clean_text


class LineFormField(forms.CharField):
    """One line, cleaned before its length is measured."""

    cleaner = staticmethod(clean_line)

    def to_python(self, value):
        value = self.cleaner("" if value in self.empty_values else value)
        return value or self.empty_value


class ProseFormField(LineFormField):
    """Several lines. A browser sends CR LF for each break; only one of them counts."""

    cleaner = staticmethod(clean_text)
    widget = forms.Textarea


class LineField(models.CharField):
    """One line, 200 characters unless told otherwise."""

    cleaner = staticmethod(clean_line)
    form_class = LineFormField
    default_length = 200

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", self.default_length)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, f"portal.shared.fields.{type(self).__name__}", args, kwargs

    def to_python(self, value):
        return value if value is None else self.cleaner(value)

    def get_prep_value(self, value):
        return value if hasattr(value, "resolve_expression") else super().get_prep_value(value)

    def pre_save(self, model_instance, add):
        """Clean the row as well. SQLite ignores varchar lengths, so the length is checked here for every database."""
        value = super().pre_save(model_instance, add)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        value = self.to_python(value)
        if len(value) > self.max_length:
            raise ValidationError({self.name: _too_long(self.max_length)})
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**({"form_class": self.form_class} | kwargs))


class ProseField(LineField):
    """Several lines, 2 000 characters unless told otherwise (10 000 for long texts)."""

    cleaner = staticmethod(clean_text)
    form_class = ProseFormField
    default_length = 2000

    def formfield(self, **kwargs):
        # The admin offers its one-line box to every CharField, which would swallow the line breaks.
        widget = kwargs.get("widget")
        kind = widget if isinstance(widget, type) else type(widget)
        if issubclass(kind, forms.TextInput):
            del kwargs["widget"]
        return super().formfield(**kwargs)


def _too_long(length):
    message = ngettext_lazy("At most %(limit)d character.", "At most %(limit)d characters.", length)
    return ValidationError(message, code="max_length", params={"limit": length})

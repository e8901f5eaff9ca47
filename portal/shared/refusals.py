"""How a rule says no: at the field, with a code that tests and callers can ask for."""
from django.core.exceptions import ValidationError
from django.utils.functional import lazy


def at_field(name, message, code, **params):
    """A ValidationError at one field that keeps its code: Django drops it when the message stands in a dictionary."""
    return ValidationError({name: ValidationError(message, code=code, params=params or None)})


def with_percent(message):
    """A constraint's message with a percent sign: Django fills it in by `%`, so the sign is doubled, in any language."""
    return _doubled(message)


_doubled = lazy(lambda message: str(message).replace("%", "%%"), str)

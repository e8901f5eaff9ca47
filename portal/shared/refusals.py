"""How a rule says no: at the field, with a code that tests and callers can ask for."""
from django.core.exceptions import ValidationError


def at_field(name, message, code, **params):
    """A ValidationError at one field that keeps its code: Django drops it when the message stands in a dictionary."""
    return ValidationError({name: ValidationError(message, code=code, params=params or None)})

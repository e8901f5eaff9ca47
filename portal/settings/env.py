"""Reading the environment: the only place where settings come from outside."""
import os

from django.core.exceptions import ImproperlyConfigured

OFF = {"", "0", "no", "off", "false"}


def text(name, default=""):
    """The variable without surrounding spaces; the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    """True unless the variable is empty, 0, no, off or false."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() not in OFF


def number(name, default):
    """A whole number; anything else stops the start with a sentence that names the variable."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def listing(name, default=()):
    """A comma-separated list."""
    value = text(name)
    return [item.strip() for item in value.split(",") if item.strip()] if value else list(default)


def required(name, why):
    """The variable, or ImproperlyConfigured with one sentence for the operator."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value

"""The code with which a verb says no."""
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError


@contextmanager
def refused(code):
    """The block raises a ValidationError with exactly this code."""
    with pytest.raises(ValidationError) as raised:
        yield
    error = raised.value
    errors = [each for each in error.error_dict.values()][0] if hasattr(error, "error_dict") else error.error_list
    assert [each.code for each in errors] == [code]

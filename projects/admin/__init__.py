"""The admin pages of `projects`, in the order of the menu."""
from projects.admin import (  # noqa: F401 - importing registers them
    activities,
    organisations,
    people,
    programmes,
    project,
    promises,
    records,
    vocabulary,
)

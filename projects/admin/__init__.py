"""The admin pages of `projects`. The order of these lines is the order of the menu."""
# ruff: noqa: F401, I001 - importing registers them
from projects.admin import project
from projects.admin import activities
from projects.admin import promises
from projects.admin import records
from projects.admin import changes
from projects.admin import organisations
from projects.admin import programmes
from projects.admin import people
from projects.admin import vocabulary

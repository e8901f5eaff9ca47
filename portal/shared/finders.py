"""Bootstrap's style sheet, served from the wheel that brings it: nothing is copied into the repository.

The wheel `bootstrap-wrapper` installs a folder called `bootstrap` that is no Python package of ours to import, so the
files are found by the distribution's own list.
"""

from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

WHEEL = "bootstrap-wrapper"
# The map comes along because the style sheet names it, and manifest storage refuses a name it cannot find.
WANTED = ("bootstrap/css/bootstrap.min.css", "bootstrap/css/bootstrap.min.css.map")


class BootstrapFinder(BaseFinder):
    """Finds exactly the files in WANTED, under the same names as URLs."""

    @cached_property
    def paths(self):
        try:
            files = distribution(WHEEL).files or []
        except PackageNotFoundError:
            return {}
        return {str(file): Path(file.locate()) for file in files if str(file) in WANTED}

    def check(self, **kwargs):
        missing = sorted(set(WANTED) - set(self.paths))
        return [Error(f"The wheel {WHEEL} does not bring {name}.", id="shared.E010") for name in missing]

    def find(self, path, find_all=False, **kwargs):
        found = self.paths.get(path)
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns):
        for name, path in self.paths.items():
            if not matches_patterns(name, ignore_patterns or ()):
                yield name, FileSystemStorage(location=path.parents[len(Path(name).parts) - 1])

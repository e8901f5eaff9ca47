"""The style sheet of every page, made of Bootstrap's and our own when it is first asked for: nothing of it is in the repository.

The wheel `bootstrap-wrapper` installs a folder called `bootstrap` that is no Python package of ours to import, so its sheet
is found by the distribution's own list. `portal.shared.trimming` trims it to what our templates, Python and scripts use. The
result stands under var/static, named after the state of all these files; a class that is used for the first time comes in
with the next start.
"""
import os
import re
import shutil
import tempfile
import time
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

WHEEL = "bootstrap-wrapper"
WANTED = "bootstrap/css/bootstrap.min.css"
# Of these, in this order, after Bootstrap.
OWN = ("tokens", "app", "components", "figures", "pages")
MADE = "css/portal.css"
KEPT_SECONDS = 7 * 24 * 60 * 60


APPS = ("projects", "communities", "trainings", "budgets", "portal")
# What crispy can draw and no form of ours asks for.
NOT_DRAWN = re.compile(r"accordion|alert|betterform|floating|modal|tab|inline_field|prepended|uneditable|table_inline")


def sources(root):
    """The files whose words count: templates, Python and scripts of ours, and the templates of forms."""
    found = [*(root / "templates").rglob("*.html"), *(root / "static" / "js").glob("*.js")]
    for app in APPS:
        found += [path for path in (root / app).rglob("*.py") if not {"migrations", "locale"} & set(path.parts)]
    forms = Path(find_spec("crispy_bootstrap5").origin).parent / "templates"
    found += [path for path in forms.rglob("*.html") if not NOT_DRAWN.search(path.name)]
    return sorted(found)


class SheetsFinder(BaseFinder):
    """Finds exactly one file, MADE."""

    def __init__(self, *args, root=None, **kwargs):
        self.root = Path(root or settings.BASE_DIR)

    @cached_property
    def bootstrap(self):
        """The path of Bootstrap's sheet, or None without the wheel."""
        try:
            files = distribution(WHEEL).files or []
        except PackageNotFoundError:
            return None
        return next((Path(file.locate()) for file in files if str(file) == WANTED), None)

    def check(self, **kwargs):
        if self.bootstrap is not None:
            return []
        return [Error(f"The wheel {WHEEL} does not bring {WANTED}.", id="shared.E010")]

    @cached_property
    def location(self):
        """The folder in which MADE stands; made now where it is not there yet."""
        css = self.root / "static" / "css"
        own, beside = [css / f"{name}.css" for name in OWN], sorted(css.glob("*.css"))
        files, here = sources(self.root), Path(__file__)
        folder = self._folder(state_of([here, here.with_name("trimming.py"), self.bootstrap, *beside, *files], self.root))
        if not (folder / MADE).exists():
            # Only here, because no other request reads style sheets.
            from portal.shared import trimming

            text = trimming.bundle(
                read(self.bootstrap), [read(path) for path in own], trimming.hooks_of(files), "".join(map(read, beside))
            )
            (folder / MADE).parent.mkdir(parents=True, exist_ok=True)
            # Two processes that start at once both write the same; nobody sees half of it.
            handle, name = tempfile.mkstemp(dir=folder, suffix=".css")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(name, settings.FILE_UPLOAD_PERMISSIONS | 0o044)
            os.replace(name, folder / MADE)
            forget_old(folder.parent)
        return folder

    def _folder(self, state):
        folder = self.root / "var" / "static" / state
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            # Somebody who may only read the installation collects elsewhere.
            return Path(tempfile.mkdtemp(prefix="talgud-static-")) / state
        return folder

    def find(self, path, find_all=False, **kwargs):
        if path != MADE or self.bootstrap is None:
            return []
        found = str(self.location / MADE)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        if self.bootstrap is not None and not matches_patterns(MADE, ignore_patterns or ()):
            yield MADE, FileSystemStorage(location=self.location)


def forget_old(folder):
    """Sheets of earlier states go, but not those that a server started this week may still be giving out."""
    aside = time.time() - KEPT_SECONDS
    for path in folder.glob("*/"):
        if path.stat().st_mtime < aside:
            shutil.rmtree(path, ignore_errors=True)


def read(path):
    return path.read_text(encoding="utf-8")


def state_of(paths, root):
    """A name for the state of these files: another one as soon as one of them is changed, added or removed."""
    told = sha256()
    for path in paths:
        stat = path.stat()
        told.update(f"{os.path.relpath(path, root)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return told.hexdigest()[:16]

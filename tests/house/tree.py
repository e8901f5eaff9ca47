"""The files of the house, read once: what is tracked, and what is about to be."""
import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OUTSIDE = {".venv", ".git", "static_built", "var", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Source:
    """One text file: `path` from the top of the tree with forward slashes, and its text."""

    path: str
    text: str

    @property
    def module(self):
        """Dotted name of a Python file: "projects.models.target"."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def lines(self):
        return len(self.text.splitlines())

    def tree(self):
        return ast.parse(self.text, self.path)


@cache
def paths(root=ROOT):
    """Every file git knows or would take; without git (an unpacked archive) every file that is not left out by name."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=root, capture_output=True, text=True)  # noqa: S603 - nothing of it comes from outside
    if found.returncode == 0:
        return sorted(name for name in found.stdout.split("\0") if name and (root / name).is_file())
    files = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if not OUTSIDE & set(path.parts))


@cache
def sources(*suffixes, root=ROOT):
    """The text files with these endings (all text files without any)."""
    return [source for name in paths(root) if name.endswith(suffixes or "") and (source := read(name, root)) is not None]


def read(name, root=ROOT):
    try:
        return Source(name, (root / name).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, FileNotFoundError):
        return None


def python():
    return [source for source in sources(".py") if "/migrations/" not in source.path]


def templates():
    return [source for source in sources(".html") if source.path.startswith("templates/") or "/templates/" in source.path]

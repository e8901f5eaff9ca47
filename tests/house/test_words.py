"""No word in the tree that belongs to somebody's machine, to a package registry, or to a real person's mailbox."""
import re

import pytest

from tests.house.tree import Source, sources

# Written in pieces, so that this file does not find itself.
WORDS = {
    "a package registry": [
        "py" + "pi.org", "python" + "hosted.org", "npm" + "js.", "uns" + "pkg.", "js" + "delivr", "cdn" + "js.",
    ],
    "a machine's path": [
        r"(?<![\w.])/wo" + r"rk/", r"(?<![\w.])/tm" + r"p/", r"/home/\w+/", r"/Us" + r"ers/\w", r"[A-Z]:\\Us" + "ers",
    ],
    "how it was written": [
        r"\bChat" + r"GPT\b", r"\bClau" + r"de\b", r"\bCo" + r"pilot\b", r"\bLL" + r"M\b", r"\bsub-?ag" + r"ents?\b",
        r"\bteam" + r"mate\b", r"\bAI[- ](?:gen" + r"erated|assistant)\b", r"\bthis sess" + r"ion's brief\b",
    ],
    "a promise for later": [r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b", r"coming so" + "on", "lorem ip" + "sum"],
}  # fmt: skip
IN_CAPITALS = {"a promise for later"}
PATTERNS = {name: re.compile("|".join(words), 0 if name in IN_CAPITALS else re.I) for name, words in WORDS.items()}
MAILBOX = re.compile(r"[\w.+}-]+@((?:[\w-]+\.)+[a-z]{2,})", re.I)
NOBODYS = re.compile(r"(.+\.)?(example\.(org|com|net)|example|test|invalid|localhost)\Z", re.I)
# File and finding: why it may stand there. A line that is no longer true fails below.
ALLOWED = {}


def findings(source):
    for number, line in enumerate(source.text.splitlines(), start=1):
        for reason, pattern in PATTERNS.items():
            if found := pattern.search(line):
                yield f"{source.path}:{number} {reason}: {found.group()}"
        for found in MAILBOX.finditer(line):
            if not NOBODYS.fullmatch(found.group(1)):
                yield f"{source.path}:{number} a mailbox: {found.group()}"


def without_lines(found):
    return {re.sub(r":\d+ ", " ", text, count=1) for text in found}


def test_the_tree_holds_no_such_word():
    found = [text for source in sources() for text in findings(source)]
    assert without_lines(found) == set(ALLOWED), "\n".join(found)


def test_the_locks_name_no_host():
    for source in sources(".txt", ".in"):
        if source.path.startswith("requirements/"):
            assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host", source.text), source.path


# --- planted faults ---


@pytest.mark.parametrize(
    "planted",
    [
        "--index-url https://" + "py" + "pi.org/simple", "open('/tm" + "p/x')", "cd /wo" + "rk/main", "/home/" + "mari/x",
        "# written by Chat" + "GPT", "# TO" + "DO: later", "mari@" + "kogukond.ee", "Mari <mari.mets@" + "gmail.com>",
        'f"{name}@' + 'kogukond.ee"', "# the sub-ag" + "ent said so",
    ],
)  # fmt: skip
def test_a_planted_word_is_found(planted):
    assert len(list(findings(Source("a.py", f"x = 1\n{planted}")))) == 1


@pytest.mark.parametrize(
    "fine",
    [
        "mari@example.org", "mari@leader.example.org", "talgud@localhost", "@pytest.mark.django_db", "git@127.0.0.1",
        "tempfile.gettempdir()", "the session of a person", "/network/", "a.example", "path('work/')", "x@y",
    ],
)  # fmt: skip
def test_what_is_fine_is_not_found(fine):
    assert not list(findings(Source("a.py", fine)))

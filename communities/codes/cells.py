"""Names of the places in which people type, as they stand in forms, drafts and comments.

    a-12                      the answer to field 12
    e-5-12, e-newk3-12        the column 12 of row 5 (of a new row) of a table that the template names
    services-5-price          an attribute of a row of one of the portal's own tables
    services-newk3-price      the same of a row that is not there yet; the browser, or the blank row of a page, makes its key
"""
import hashlib
import re
import secrets
from dataclasses import dataclass

ANSWERS, ENTRIES = "a", "e"
TABLES = ("services", "tasks", "investments", "finance", "risks", "indicators")
NEW = "new"

NUMBER = "[1-9][0-9]{0,17}"
ROW = f"(?:{NUMBER}|{NEW}[a-z0-9]{{1,24}})"
ANSWER = re.compile(rf"a-(?P<field>{NUMBER})")
ENTRY = re.compile(rf"(?P<table>e)-(?P<row>{ROW})-(?P<field>{NUMBER})")
OWN = re.compile(rf"(?P<table>{'|'.join(TABLES)})-(?P<row>{ROW})-(?P<field>[a-z][a-z0-9_]{{0,29}})")
DIGEST = re.compile("[0-9a-f]{12}")
ROW_KEY = re.compile(rf"(?P<table>{'|'.join((ENTRIES, *TABLES))})-(?P<row>{ROW})")


@dataclass(frozen=True)
class CellName:
    """`table`: "a", "e" or the slug of a table; `row`: "" for an answer, else the row's number or "new" and its key;
    `field`: the number of a FieldTemplate, or the name of an attribute."""

    table: str
    row: str
    field: str

    @classmethod
    def parse(cls, name):
        """The name taken apart, or None when it names nothing."""
        if not isinstance(name, str):
            return None
        if match := ANSWER.fullmatch(name):
            return cls(ANSWERS, "", match["field"])
        match = ENTRY.fullmatch(name) or OWN.fullmatch(name)
        return cls(match["table"], match["row"], match["field"]) if match else None

    @property
    def is_new(self):
        """In a row that is not there yet."""
        return self.row.startswith(NEW)

    @property
    def row_key(self):
        """What the names of all cells of its row begin with: "services-5"; "" for an answer."""
        return f"{self.table}-{self.row}" if self.row else ""

    def __str__(self):
        return f"{self.row_key}-{self.field}" if self.row else f"{self.table}-{self.field}"


def split_row_key(key):
    """("services", "5") of "services-5", or None when it names no row."""
    match = ROW_KEY.fullmatch(key) if isinstance(key, str) else None
    return (match["table"], match["row"]) if match else None


def new_key():
    """A key for a blank row of a page: no two are alike, for a second row with the same key would be the first one."""
    return secrets.token_hex(6)


def digest(text):
    """Twelve hexadecimal digits by which two canonical texts are told apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def base_of(bases, name):
    """The digest from which a person began in a cell, "" when he does not say it, or says something else."""
    base = bases.get(name)
    return base if isinstance(base, str) and DIGEST.fullmatch(base) else ""

"""The words of the projects and what they mean."""
from dataclasses import dataclass

from portal.shared.sorting import sort_key
from projects.models import GlossaryTerm


@dataclass(frozen=True)
class Term:
    code: str
    term: str
    meaning: str


def glossary():
    """[Term] in the language in force, in its alphabetical order. One query."""
    rows = [Term(row.code, row.term, row.meaning) for row in GlossaryTerm.objects.all()]
    return sorted(rows, key=lambda row: sort_key(row.term))

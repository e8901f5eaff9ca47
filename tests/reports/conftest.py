"""The same people and project as in the tests of communities."""
from tests.communities.conftest import harju, jaan, leida, mari, partner, stranger, talgud, village

__all__ = ["harju", "jaan", "leida", "mari", "partner", "stranger", "talgud", "village"]

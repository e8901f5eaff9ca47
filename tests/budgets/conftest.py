"""The same people and project as in the tests of communities."""
from tests.communities.conftest import jaan, leida, mari, partner, stranger, talgud

__all__ = ["jaan", "leida", "mari", "partner", "stranger", "talgud"]

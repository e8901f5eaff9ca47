"""The same people and project as in the tests of communities, and an audience."""
import pytest

from portal.shared import verbs
from projects.models import Audience
from tests.communities.conftest import harju, jaan, leida, mari, partner, stranger, talgud, village

__all__ = ["audience", "harju", "jaan", "leida", "mari", "partner", "stranger", "talgud", "village"]


@pytest.fixture
def audience():
    return verbs.create(Audience(code="municipalities", name_et="Omavalitsused", name_en="Municipalities"), by=None)

"""People and a project for the tests of communities."""
import pytest

from tests.communities import world as here
from tests.shared import world


@pytest.fixture
def talgud():
    return world.project("talgud")


@pytest.fixture
def partner(talgud):
    return here.partner(talgud)


@pytest.fixture
def mari(talgud):
    """The coordinator."""
    return here.coordinator(talgud)


@pytest.fixture
def jaan(talgud, partner):
    """The partner's editor."""
    return here.editor(talgud, partner)


@pytest.fixture
def leida(talgud, partner):
    """The partner's reader."""
    return here.reader(talgud, partner)


@pytest.fixture
def stranger():
    return world.person("Vooras")


@pytest.fixture
def harju():
    return here.county()


@pytest.fixture
def village(harju):
    return here.community("Kolga küla", municipality=here.municipality(county=harju))

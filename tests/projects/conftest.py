"""Named people around one project: its coordinator, a stranger, and whoever else a test asks for."""
import pytest

from tests.projects import world


@pytest.fixture
def act():
    """A published project."""
    return world.project("act-local", summary_et="Kogukonnad ja teenused.")


@pytest.fixture
def mari(act):
    """Coordinates it."""
    return world.coordinator(act)


@pytest.fixture
def toomas():
    """Coordinates another one."""
    return world.coordinator(world.project("teine"), "Toomas")


@pytest.fixture
def as_mari(client, mari):
    client.force_login(mari)
    return client

import pytest


@pytest.fixture
def no_menu(settings):
    """The ground's pages without the roof's menus: what stands in them is proved elsewhere."""
    settings.NAVIGATION = settings.NAVIGATION_ACCOUNT = settings.NAVIGATION_FOOTER = ""

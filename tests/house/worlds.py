"""What the walkers of every route walk through: three projects with a row of everything, built once for a file of tests.

A file imports the fixtures `built` and `_django_db_helper`: its tests stand on one World, each in a savepoint of its own.
"""
import logging
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from projects.choices import Publication
from tests.house import asking
from tests.house.asking import FOREIGN, HIDDEN, MIXED, NEVER, OWN, Never, address
from tests.house.world import ROLES, OneProject
from tests.portal.rows import own_models


class World:
    """Three projects: one's own, somebody else's, and a draft nobody should know of."""

    def __init__(self):
        models = own_models()
        self.own = OneProject("oma", 100)
        self.foreign = OneProject("voeras", 200)
        self.hidden = OneProject("peidus", 300, Publication.DRAFT)
        self.ids = {}
        for name in (OWN, FOREIGN, HIDDEN):
            world = getattr(self, name)
            self.ids[name] = asking.ids_of(world, world.fill(models))

    def address(self, route, whose):
        if whose == NEVER:
            return address(route, asking.NEVER_SLUG, Never())
        if whose == MIXED:
            return address(route, self.own.slug, self.ids[FOREIGN])
        return address(route, getattr(self, whose).slug, self.ids[whose])

    def client(self, role):
        client, user = Client(raise_request_exception=False), ROLES[role](self.own, self.foreign)
        if user is not None:
            client.force_login(user)
        return client


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Three projects with a row of everything take two seconds: a file's tests look at the same ones."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(built, django_db_blocker):
    """What the mark `django_db` means here: a savepoint of one's own (as in tests/demo/conftest.py)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def quietly():
    """Some thousand refusals would each be written down."""
    logger = logging.getLogger("django")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)

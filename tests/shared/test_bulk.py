"""Rows of many kinds in one query are the rows themselves."""
import datetime

import pytest
from django.db import connection
from django.utils import timezone

from communities.models import Community
from portal.shared import bulk, compare
from portal.shared.dates import PartialDate
from projects.models import Activity, Membership, Organisation, Project, User
from tests.projects import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    return world.project("act", planned_start=PartialDate(2019, 5), sensitive=True)


def test_every_stated_value_comes_back_as_it_was(act, django_assert_num_queries):
    rows = world.one_of_each(act)
    wanted = {}
    for row in rows.values():
        wanted.setdefault(type(row), set()).add(row.pk)
    assert connection.features.supports_json_field  # asked once per connection
    with django_assert_num_queries(1):
        found = bulk.fetch(wanted)
    assert {model: set(rows) for model, rows in found.items()} == wanted
    for model, rows_of_model in found.items():
        for key, row in rows_of_model.items():
            stored = model._base_manager.get(pk=key)
            for field in compare.own_fields(model):
                assert compare.value_of(field, row) == compare.value_of(field, stored), field


def test_dates_moments_numbers_and_boxes_keep_their_kind(act):
    member = world.member(world.person("Mari"), act, until=datetime.date(2030, 1, 31))
    Membership.objects.update(revoked_at=timezone.now())
    village = world.add(Community(name="Küla", latitude=57.812345))
    found = bulk.fetch({Project: {act.pk}, Membership: {member.pk}, Community: {village.pk}})
    project, membership, community = found[Project][act.pk], found[Membership][member.pk], found[Community][village.pk]
    assert (project.planned_start, project.sensitive) == (PartialDate(2019, 5), True)
    assert (membership.until, membership.revoked_at) == (
        datetime.date(2030, 1, 31), Membership.objects.get().revoked_at,
    )
    assert community.latitude == 57.812345


def test_nothing_asked_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bulk.fetch({Activity: set(), User: {None}}) == {Activity: {}, User: {}}


def test_a_key_that_is_gone_is_left_out(act):
    firm = world.organisation()
    found = bulk.fetch({Organisation: {firm.pk, firm.pk + 1}, Project: {act.pk + 1}})
    assert ([row.name for row in found[Organisation].values()], found[Project]) == (["Setomaa Liit"], {})

"""A statement worked out once gives what its queryset gives, for every value, and refuses what it could not do."""
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from portal.shared.prepared import Prepared
from portal.shared.sessions import open_session
from projects.models import Membership, Project, User
from tests.shared import world

pytestmark = pytest.mark.django_db


def test_rows_related_rows_and_annotations_are_those_of_the_queryset(django_assert_num_queries):
    people = [world.person(name) for name in ("Mari", "Jaan")]
    today, project = timezone.localdate(), world.project("avatud-kula")
    for person in people:
        world.member(person, project)
    for person in people:
        (expected,) = person.memberships.valid().select_related("project__programme", "organisation")
        (got,) = User.objects.get(pk=person.pk).memberships_now()
        assert (got, got.project, got.organisation, got.version) == (
            expected, expected.project, expected.organisation, expected.version
        )
        with django_assert_num_queries(0):
            assert got.user.email == person.email
            assert got.project.programme == expected.project.programme
    with django_assert_num_queries(1):
        assert User(pk=0).memberships_now() == [] != people[0].memberships_now()
    Membership.objects.update(until=today - timedelta(days=1))
    assert User.objects.get(pk=people[0].pk).memberships_now() == []


def test_a_session_that_is_over_is_none():
    now = timezone.now()
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=now)
    assert [row.session_data for row in open_session(session_key="k" * 32, now=now - timedelta(seconds=1))] == ["x"]
    assert open_session(session_key="k" * 32, now=now) == []


@pytest.mark.parametrize("build", [
    lambda pk: Project.objects.all(),
    lambda pk: Project.objects.filter(pk=pk).values("pk"),
    lambda pk: Project.objects.filter(pk=pk).prefetch_related("target_set"),
])
def test_what_cannot_be_prepared_is_refused(build):
    with pytest.raises(ImproperlyConfigured):
        Prepared(build, pk=int)(pk=1)


def test_a_day_is_filled_in_as_the_database_wants_it():
    at = Prepared(lambda day: Membership.objects.filter(until=day), day=date)
    person, project = world.person("Mari"), world.project("avatud-kula")
    membership = world.member(person, project)
    Membership.objects.update(until=date(2026, 3, 1))
    assert at(day=date(2026, 3, 1)) == [membership]
    assert at(day=date(2026, 3, 2)) == []

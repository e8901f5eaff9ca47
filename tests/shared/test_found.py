"""The row of a page, found by a statement made once: for each its own, and as written where numbers do not tell all."""
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connections
from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone

from portal.shared.stand_ins import Unfit, nothing_asked
from portal.shared.views import DetailPage
from portal.shared.views.found import found, is_own
from projects.choices import Publication
from projects.models import Activity, Project
from tests.shared import world

pytestmark = pytest.mark.django_db


class Plain(DetailPage):
    model = Activity
    parent_model = Project
    made = 0

    def get_queryset(self):
        type(self).made += 1
        return super().get_queryset().select_related("project").prefetch_related("children")


class LooksAtMore(Plain):
    def get_queryset(self):
        rows = super().get_queryset()
        return rows if self.parent.is_frozen else rows.filter(archived_at=None)


class ShowsOwn(Plain):
    def get_queryset(self):
        own = Activity.objects.filter(project=self.parent)
        return Activity.objects.prefetch_related(Prefetch("children", own))


def page_of(view, project, user):
    page = view()
    page.request = SimpleNamespace(user=user, resolver_match=SimpleNamespace(func=VIEWS[view]))
    page.parent, page.kwargs = project, {}
    return page


class Draft(Plain):
    def get_queryset(self):
        return Activity.objects.filter(project__in=Project.objects.visible_to(self.request.user))


VIEWS = {view: view.as_view() for view in (Plain, LooksAtMore, ShowsOwn, Draft)}


@pytest.fixture
def mari():
    return world.person("Mari")


@pytest.fixture
def activities(mari):
    projects = [world.project(slug, publication=Publication.DRAFT) for slug in ("avatud", "teine")]
    for project in projects:
        world.member(mari, project)
    return [world.activity(project, "Ring") for project in projects]


def test_each_finds_its_own_by_one_statement(activities, mari, settings):
    settings.CHECK_ONCE = False
    before = Plain.made
    for row in activities * 2:
        page = page_of(Plain, row.project, mari)
        assert [(each, each.project) for each in found(page, "get_queryset", "pk", row.pk)] == [(row, row.project)]
    assert Plain.made - before <= 1
    page = page_of(Plain, activities[0].project, mari)
    with pytest.raises(Http404):
        page.find_by("get_queryset", "pk", activities[1].pk)


@pytest.mark.parametrize("view", [LooksAtMore, ShowsOwn])
def test_rows_that_depend_on_more_than_numbers_are_asked_for_as_written(activities, mari, view):
    page = page_of(view, activities[0].project, mari)
    assert found(page, "get_queryset", "pk", activities[0].pk) is None
    assert page.find_by("get_queryset", "pk", activities[0].pk) == activities[0]


def test_what_is_fetched_afterwards_is_not_kept_for_one_moment():
    assert is_own(Prefetch("children", Activity.objects.filter(updated_at__lt=timezone.now())))
    assert not is_own(Prefetch("children", Activity.objects.filter(archived_at=None)))


def test_while_rows_are_described_no_database_is_asked_anything(monkeypatch):
    asked = []

    class Replica:
        """Another database: Django would ask it, not the primary, for what a page shows."""

        @contextmanager
        def execute_wrapper(self, wrapper):
            asked.append(wrapper)
            yield

    monkeypatch.setattr(connections, "all", lambda: [Replica(), connections["default"]])
    with nothing_asked(), pytest.raises(Unfit):
        Project.objects.exists()
    with pytest.raises(Unfit):
        asked[0]()


def test_everybody_is_asked_for_what_he_may_see(activities, mari):
    row = activities[0]
    # Staff see all; who is a superuser but not staff is somebody like others.
    seen = [
        (mari, True), (world.person("Ülle", is_staff=True), True), (world.person("Jaan"), False),
        (world.person("Toomas", is_superuser=True), False), (world.person("Virve", is_superuser=True, is_staff=True), True),
    ]
    assert [bool(found(page_of(Draft, row.project, user), "get_queryset", "pk", row.pk)) for user, _sees in seen] == [
        sees for _user, sees in seen
    ]

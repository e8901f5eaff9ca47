"""Rows made without ceremony are the rows that Django would make."""
import pytest
from django.db.models import Model
from django.db.models.signals import post_init

from portal.shared.bulk import gather
from projects.models import Activity, Project
from tests.shared import world

pytestmark = pytest.mark.django_db


def test_a_row_holds_what_django_would_give_it(django_assert_num_queries):
    project = world.project("talgud")
    one = world.activity(project, "Aed")
    with django_assert_num_queries(1):
        row = Activity.objects.select_related("project").get(pk=one.pk)
        assert (row.project, row.project.slug, row.parent) == (project, "talgud", None)
    assert not row._state.adding and row._state.db == "default"
    names = [field.attname for field in Activity._meta.concrete_fields]
    as_django = Model.from_db.__func__(Activity, "default", names, [getattr(row, name) for name in names])
    assert row.__dict__.keys() - {"_state"} == as_django.__dict__.keys() - {"_state"}
    row.title_et = "Teine"
    row.save()
    assert Activity.objects.get(pk=one.pk).title_et == "Teine"


def test_what_was_not_read_is_read_when_asked_for(django_assert_num_queries):
    project = world.project("talgud")
    row = Project.objects.only("slug").get(pk=project.pk)
    assert row.get_deferred_fields() == {field.attname for field in Project._meta.concrete_fields} - {"id", "slug"}
    with django_assert_num_queries(1):
        assert row.title_et == project.title_et
    found = gather([Project.objects.filter(pk=project.pk)])[0][0]
    assert not found.get_deferred_fields() and found == project


def test_who_listens_to_rows_being_made_is_told():
    world.project("talgud")
    told = []

    def listen(instance, **kwargs):
        told.append(instance.slug)

    post_init.connect(listen, sender=Project)
    try:
        Project.objects.get()
    finally:
        post_init.disconnect(listen, sender=Project)
    assert told == ["talgud"]

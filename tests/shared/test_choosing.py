"""One row among many is found by a part of its name, without a script, and only among those this person may name."""
import re

import pytest
from django.db import connection

from portal.shared import boxes, choosing, options
from projects.choices import Publication
from projects.models import Activity
from tests.shared import world
from tests.shared.pages import ActivityForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def talgud(monkeypatch):
    monkeypatch.setattr(choosing, "SHORT", 2)
    return world.project("talgud", publication=Publication.DRAFT)


@pytest.fixture
def rings(talgud):
    return [world.activity(talgud, title) for title in ("Õpiring", "Õmblusring", "Laat")]


def sent(project, instance=None, **fields):
    data = {"title_et": "Ring", "kind": "other", "version": 1} | fields
    return ActivityForm(data, instance=instance or Activity(project=project), parent=project)


def test_a_short_list_is_a_list(talgud):
    world.activity(talgud, "Laat")
    html = boxes.field(ActivityForm(instance=Activity(project=talgud), parent=talgud)["parent"])
    assert "Laat</option>" in html and "search" not in html


def test_a_long_list_shows_what_is_chosen_and_a_box(talgud, rings):
    rings[1].parent = rings[0]
    html = boxes.field(ActivityForm(instance=rings[1], parent=talgud)["parent"])
    assert f'<option value="{rings[0].pk}" selected>Õpiring</option>' in html
    assert html.count("<option") == 2 and 'name="parent-find"' in html and 'aria-describedby="id_parent_findhelp"' in html


def test_a_list_asked_together_with_others_is_as_short(talgud, rings, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(options, "SHORT", 2)
    form = type("Together", (options.OfferedTogether, ActivityForm), {"together": ("parent", "areas")})
    form = form(instance=Activity(project=talgud), parent=talgud)
    assert connection.features.supports_json_field  # asked once per connection
    with django_assert_num_queries(1):
        html = boxes.field(form["parent"])
    assert 'name="parent-find"' in html and html.count("<option") == 1 and len(form.rows_of("parent")) == 3


def test_the_one_that_is_meant_is_taken(talgud, rings):
    form = sent(talgud, **{"parent": str(rings[0].pk), "parent-find": "laat"})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["parent"], form.instance.parent) == (rings[2], rings[2])
    assert (form["parent"].value(), form.data["parent-find"]) == (str(rings[2].pk), "")


def test_of_several_a_person_chooses(talgud, rings):
    form = sent(talgud, **{"parent-find": "ring"})
    assert not form.is_valid() and form.errors.as_data()["parent"][0].code == "several"
    html = boxes.field(form["parent"])
    assert "Õpiring</option>" in html and "Õmblusring</option>" in html and "Laat" not in html
    assert sent(talgud, parent=str(rings[1].pk)).is_valid()


def test_rows_of_others_are_not_found(talgud, rings):
    world.activity(world.project("muu"), "Saladus")
    form = sent(talgud, **{"parent-find": "saladus"})
    assert not form.is_valid() and form.errors.as_data()["parent"][0].code == "nothing"
    assert "Saladus</option>" not in boxes.field(form["parent"])


def test_unchanged_rows_are_not_asked_for_again(talgud, rings, django_assert_num_queries):
    world.activity(talgud, "Osa", parent=rings[0])
    row = Activity.objects.select_related("parent").get(title_et="Osa")
    form = sent(talgud, row, parent=str(rings[0].pk))
    with django_assert_num_queries(0):
        assert form.fields["parent"].clean(str(rings[0].pk)) == rings[0]


def test_what_is_asked_once_for_all_is_still_each_projects_own(talgud, rings, monkeypatch):
    monkeypatch.setattr(choosing, "SHORT", 150)
    mari, other = world.person("Mari"), world.project("teised")
    there = world.activity(other, "Teiste ring")

    def offered(project, user=mari, **fields):
        form = ActivityForm(instance=Activity(project=project, **fields), user=user, parent=project)
        return re.findall(r"<option [^>]*>([^<]+)", boxes.field(form["parent"]))[1:]

    assert set(offered(talgud)) == {str(ring) for ring in rings}
    assert offered(other) == offered(other, user=world.person("Jaan")) == ["Teiste ring"]
    rings[0].parent = there
    form = ActivityForm(instance=rings[0], user=mari, parent=talgud)
    assert "Teiste ring" in boxes.field(form["parent"]), "what is chosen already stays"
    form.fields["parent"].queryset = Activity.objects.filter(pk=rings[2].pk)
    assert re.findall(r"<option [^>]*>([^<]+)", boxes.field(form["parent"]))[1:] == ["Laat"], "what was narrowed is narrow"

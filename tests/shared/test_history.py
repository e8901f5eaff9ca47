"""History in plain words, in a number of queries that does not grow."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from portal.shared import verbs
from portal.shared.history import changes_in, changes_of, count_in
from portal.shared.views import details
from projects.choices import Role
from projects.models import Activity, Membership, Project, Target
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari():
    return world.person("Mari")


@pytest.fixture
def talgud(mari):
    return world.project("talgud", by=mari)


def said(change):
    return {field.name: (field.before, field.after) for field in change.fields}


def test_a_change_says_who_when_what_before_and_after(talgud, mari):
    talgud.title_et, talgud.actual_end, talgud.sensitive = "Uus", "mai 2025", True
    verbs.update(talgud, by=mari, version=1, reason="pikendus")
    with translation.override("en"):
        change = changes_of(talgud)[0]
        assert said(change) == {
            "title_et": ("Projekt talgud", "Uus"),
            "actual_end": ("not stated", "May 2025"),
            "sensitive": ("no", "yes"),
        }
        assert (change.who, change.verb, change.verb_text, change.kind) == (mari, "changed", "changed", "Project")
    assert (change.label, change.reason, change.version, change.pk) == ("Talgud", "pikendus", 2, talgud.pk)
    assert change.when == talgud.history.first().history_date


def test_the_first_line_says_what_was_stated(talgud, mari):
    with translation.override("en"):
        change = changes_of(talgud)[0]
        fields = said(change)
    assert change.verb == "created" and fields["acronym"] == ("", "Talgud") and fields["publication"][1] == "Published"
    assert "summary_et" not in fields and "version" not in fields and "sort_key" not in fields and "starts_on" not in fields


def test_choices_keys_and_relations_are_told_by_name(talgud, mari):
    parent = world.activity(talgud, "Suur")
    ring = world.activity(talgud, "Ring")
    ring.parent, ring.kind = parent, "seminar"
    areas = [world.area(talgud, name) for name in ("Võru", "Ape")]
    verbs.update(ring, by=mari, version=1, m2m={"areas": areas})
    with translation.override("en"):
        fields = said(changes_of(ring)[0])
        seminar = Activity(kind="seminar").get_kind_display()
    assert fields == {
        "parent": ("not stated", "Suur"), "kind": (Activity().get_kind_display(), seminar), "areas": ("", "Ape, Võru")
    } or fields["parent"] == ("not stated", "Suur") and fields["areas"] == ("", "Ape, Võru")
    assert fields["kind"][1] == seminar


def test_archiving_has_its_own_words(talgud, mari):
    ring = world.activity(talgud)
    verbs.archive(ring, by=mari)
    verbs.restore(ring, by=mari)
    changes = changes_of(ring)
    assert [change.verb for change in changes] == ["restored", "archived", "created"]
    assert [change.fields for change in changes[:2]] == [(), ()]


def test_what_is_removed_keeps_its_name(talgud, mari):
    ring = world.activity(talgud, "Kadunud")
    key = ring.pk
    ring.delete()
    change = changes_in([Activity.history.filter(id=key)])[0]
    assert (change.verb, change.label, change.fields) == ("removed", "Kadunud", ())


def test_a_name_that_leans_on_other_rows_costs_no_query_each(talgud, mari):
    for n in range(3):
        world.member(world.person(f"Liige{n}"), talgud, Role.AUDITOR)
    with CaptureQueriesContext(connection) as queries:
        labels = [change.label for change in changes_in([Membership.history.filter(project_id=talgud.pk)])]
    assert [label.split(":")[0] for label in labels] == ["Liige2", "Liige1", "Liige0"]
    assert len(queries) <= 6


def test_several_kinds_come_in_one_order_and_in_pages(talgud, mari):
    ring = world.activity(talgud, "Ring", by=mari)
    target = verbs.create(Target(project=talgud, statement_et="Kaks ringi", unit_et="ringi", value=2), by=mari)
    ring.title_et = "Suur ring"
    verbs.update(ring, by=mari, version=1)
    histories = [
        Project.history.filter(id=talgud.pk),
        Activity.history.filter(project_id=talgud.pk),
        Target.history.filter(project_id=talgud.pk),
    ]
    labels = [change.label for change in changes_in(histories)]
    assert labels == ["Suur ring", str(target), "Ring", "Talgud"]
    assert [c.label for c in changes_in(histories, limit=2, offset=1)] == [str(target), "Ring"]
    assert count_in(histories) == 4


def test_more_changes_cost_no_more_queries(talgud, mari):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            changes_in([Activity.history.filter(project_id=talgud.pk), Project.history.filter(id=talgud.pk)])
        return len(queries)

    area = world.area(talgud, "Ape")
    parent = world.activity(talgud, "Suur", by=mari)
    ring = world.activity(talgud, "Ring 0", by=mari, parent=parent)
    verbs.update(ring, by=mari, version=1, m2m={"areas": [area]})
    first = cost()
    for n in range(1, 4):
        verbs.update(world.activity(talgud, f"Ring {n}", by=mari, parent=parent), by=mari, version=1, m2m={"areas": [area]})
    assert cost() == first <= 14


def test_nothing_to_tell():
    assert (changes_in([]), count_in([])) == ([], 0)


def test_a_long_history_is_counted_to_its_bound_and_goes_on_to_its_first_change(talgud, mari, monkeypatch):
    for number in range(7):
        world.activity(talgud, f"Töö {number}", by=mari)
    histories = [Activity.history.filter(project_id=talgud.pk), Project.history.filter(id=talgud.pk)]
    monkeypatch.setattr(details, "BOUND", 4)
    labels = [change.label for change in changes_in(histories)]
    pages = [details.page_of_changes(histories, asked, 2) for asked in ("", "2", "3", "last")]
    assert [(page.number, page.count, page.is_more, bool(page.next)) for page in pages] == [
        (1, 4, True, True), (2, 4, True, True), (3, 8, False, True), (4, 8, False, False),
    ]
    assert [change.label for page in pages for change in page] == labels

"""A statement asked again is planned once, and answers as before, whatever its values; on SQLite it is simply asked."""
import pytest
from django.db import connections
from django.db.models import Count, Value
from django.db.models.functions import Coalesce

from portal.shared import planned
from portal.shared.bulk import ask
from portal.shared.once import once
from portal.shared.reading import group, only, parts_of, read, walk_together
from projects.models import Activity, Organisation, Project
from tests.communities import world as villages
from tests.shared import world

pytestmark = pytest.mark.django_db
LIKE = """
SELECT slug, %s FROM projects_project WHERE slug LIKE '%%a%%' AND id <> %s
AND id IN (SELECT id FROM projects_project) AND id IN (SELECT id FROM projects_project) ORDER BY slug""".strip()
TWICE = "SELECT id FROM projects_project WHERE id = %s AND id IN (SELECT 1 FROM projects_user UNION SELECT 2 FROM auth_group)"


def on_postgresql():
    return connections["default"].vendor == "postgresql"


def plans():
    return planned.plans_of(connections["default"])


def names():
    return [statement.name for statement in plans().statements.values()]


def rows(sql, *params):
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_a_statement_answers_the_same_before_and_after_it_is_planned():
    for slug in ("aa", "ab", "bb"):
        world.project(slug)
    plans().statements.clear()
    for number in (-1, -2, -3, -3):
        assert rows(LIKE, 7, number) == [("aa", 7), ("ab", 7)]
        rows("SELECT 7 + %s", number)
    assert [name[:5] for name in names()] == (["plan_"] if on_postgresql() else []), "short ones are asked as they are"


def test_what_is_selected_and_grouped_by_stays_the_same_for_the_server():
    world.project("aa")
    question = Project.objects.annotate(kind=Coalesce("acronym", Value("x"))).values("kind").annotate(n=Count("pk"))
    answers = [ask([question.values_list("kind", "n")]) for _time in range(3)]
    assert answers[0] == answers[1] == answers[2] != [[]]


def test_rows_read_some_at_a_time_are_asked_without_a_plan():
    for slug in ("aa", "ab"):
        world.project(slug)
    inner = Project.objects.filter(pk__in=Project.objects.values("pk"))
    asked = Project.objects.filter(pk__in=inner.values("pk")).order_by("slug")
    for _time in range(3):
        assert [row.slug for row in asked] == [row.slug for row in asked.iterator(chunk_size=1)] == ["aa", "ab"]


def test_what_cannot_be_planned_or_turns_out_slower_is_asked_as_it_is(monkeypatch):
    monkeypatch.setattr(planned, "LONG", 1)
    for _time in range(3):
        assert rows("SELECT id FROM projects_project WHERE id = %s", 0) == []
    monkeypatch.setattr(planned, "MOST", 2)
    monkeypatch.setattr(planned, "REMEMBERED", 4)
    for number in range(6):
        for _time in range(2):
            assert rows(f"SELECT {number} + %s FROM (SELECT 1) one", number) == [(2 * number,)]  # noqa: S608
    if on_postgresql():
        assert (len(names()), sum(bool(name) for name in names())) == (4, 2)
        assert planned.prepare(connections["default"], "never", "SELECT nothing_like_it(%s)", (0,), ("unknown",)) == ""
        monkeypatch.setattr(planned, "MARGIN", -1000)
        for _time in range(planned.PATIENCE + 3):
            rows(TWICE, 5)
        assert names()[-1] == ""
    assert Project.objects.count() == 0, "the transaction lives on"


def test_a_number_larger_than_any_key_finds_nothing_and_breaks_nothing():
    sql = f"{TWICE} AND id <> %s"
    for number in (2**40, 2**40, 2**40, 2**70):
        if on_postgresql() or number < 2**63:
            assert rows(sql, number, 7) == []


@once
def named(project, most):
    return Activity.objects.filter(project=project).order_by("-title_et")[: int(most)]


def test_lists_read_together_are_what_their_querysets_give():
    project, teine = world.project("talgud"), world.project("teine")
    lead, old = villages.partner(teine, "Äksi Selts"), villages.partner(teine, "Vana Selts")
    Organisation.objects.filter(pk=old.pk).update(successor=lead)
    for title in ("Ära", "Öö", "Aed"):
        world.activity(project, title)
    asked = Organisation.objects.select_related("successor").order_by("-pk")
    for _time in range(3):
        found, few, values, flat, none = read([
            asked, named(project.pk, "2"), Activity.objects.order_by("pk").values_list("title_et", "project__slug"),
            Project.objects.order_by("-slug").values_list("slug", flat=True), Project.objects.none(),
        ])
        assert (found, [row.successor for row in found]) == (list(asked), [row.successor for row in asked])
        assert few == list(Activity.objects.filter(project=project).order_by("-title_et")[:2])
        assert values == list(Activity.objects.order_by("pk").values_list("title_et", "project__slug"))
        assert (flat, none) == (["teine", "talgud"], [])
        for field in Activity._meta.concrete_fields:
            want = [getattr(row, field.attname) for row in Activity.objects.order_by("order", "pk")]
            got = [getattr(row, field.attname) for row in read([parts_of(Activity, project.pk)])[0]]
            assert got == want, field.name


def test_a_walk_gets_its_own_answers_and_what_belongs_to_a_row_is_put_to_it(django_assert_num_queries):
    project = world.project("talgud")
    top = Activity.objects.create(project=project, title_et="Üles")
    below = Activity.objects.create(project=project, title_et="Alla", parent=top)
    with django_assert_num_queries(1):
        found, projects = walk_together([only(parts_of(Activity, project.pk)), only(Project.objects.all())])
        group(found, "children", found, "parent_id")
        assert [list(row.children.all()) for row in found] == [[below], []]
    assert (found, projects) == ([top, below], [project])


def test_what_is_asked_about_hundreds_of_keys_is_not_planned_for_any_such_list():
    one = world.project("aa").pk
    plans().statements.clear()
    keys = [one, *range(-planned.MOST_VALUES, 0)]
    for _time in range(3):
        assert rows(LIKE.replace("id <> %s", f"id IN ({', '.join(['%s'] * len(keys))})"), 7, *keys) == [("aa", 7)]
    assert not any(names())

"""Imports, relations and dotted paths point down: shared < projects < communities < trainings < budgets < attic < roof."""
import re
from textwrap import dedent

import pytest

from tests.house.layers import APPS, floor_of, included, out_of_order, reaches, upward
from tests.house.tree import Source, python, templates

# File and what it reaches for: why that is right. A line that is no longer true fails below.
ALLOWED = {}


def house():
    return [source for source in python() if floor_of(source.module) is not None]


def template_faults(sources):
    """Pages of a floor that extend or include one of a floor above."""
    faults = []
    for source in sources:
        here = template_floor(source.path)
        for kind, name in re.findall(r"{%\s*(extends|include)\s+[\"']([^\"']+)[\"']", source.text):
            there = template_floor(f"templates/{name}")
            if here is not None and there is not None and there > here:
                faults.append(f"{source.path} {kind} {name}")
    return faults


def template_floor(path):
    """The floor a template stands on by its folder; layouts, components and partials of the shell are ground."""
    folder = path.removeprefix("templates/").split("/")[0]
    if folder in APPS:
        return floor_of(folder)[1]
    return {"site": 5, "dashboards": 5, "styleguide": 5, "layouts": 0, "components": 0}.get(folder)


def test_everything_points_down():
    faults = {fault for source in house() for fault in upward(source)}
    assert {re.sub(r":\d+", "", fault) for fault in faults} == set(ALLOWED), sorted(faults)


def test_only_the_roof_includes_maps():
    assert not [fault for source in house() for fault in included(source)]


def test_rooms_know_only_the_rooms_before_them():
    assert not out_of_order(house())


def test_pages_lean_on_nothing_above_them():
    assert not template_faults(templates())


# --- planted faults ---


@pytest.mark.parametrize(
    ("path", "code", "reached"),
    [
        ("projects/views/activity.py", "from budgets.models import Budget", "import budgets.models.Budget"),
        ("projects/views/activity.py", "def f():\n    import trainings.models", "import trainings.models"),
        ("portal/shared/sums.py", "def f():\n    from projects import models", "import projects.models"),
        ("communities/models/place.py", "x = models.ForeignKey('trainings.Event', on_delete=1)", "relation trainings.models"),
        ("communities/models/place.py", "x = ManyToManyField(to='budgets.Budget')", "relation budgets.models"),
        ("portal/shared/models.py", "x = ForeignKey(settings.AUTH_USER_MODEL)", "relation projects.models"),
        ("projects/actions/parts.py", "apps.get_model('budgets', 'Budget')", "get_model budgets.models"),
        ("projects/actions/parts.py", "apps.get_model('budgets.Budget')", "get_model budgets.models"),
        ("projects/actions/parts.py", "import_string('portal.navigation.items')", "path portal.navigation.items"),
        ("budgets/views/budget.py", "from portal.site import views", "import portal.site.views"),
        ("portal/site/views.py", "from portal.demo import people", "import portal.demo.people"),
        ("portal/site/views.py", "from portal import access", "import portal.access"),
        ("projects/views/__init__.py", "from ...budgets import models", "import budgets.models"),
        ("projects/views/activity.py", "from projects.models import Activity\nfrom portal.shared import verbs", None),
        ("portal/urls.py", "from portal.site import machines", None),
        ("portal/demo/people.py", "from portal.site import summaries", None),
    ],
)
def test_a_planted_reach_upward_is_found(path, code, reached):
    found = upward(Source(path, code))
    line = code.count("\n") + 1
    assert found == ([f"{path}:{line} {reached}"] if reached else [])


def test_relative_imports_are_followed():
    assert [reach.module for reach in reaches(Source("projects/models/target.py", "from ..actions import parts"))] == [
        "projects.actions.parts"
    ]
    assert [reach.module for reach in reaches(Source("projects/models/__init__.py", "from .target import Target"))] == [
        "projects.models.target.Target"
    ]


def test_a_planted_include_below_the_roof_is_found():
    code = "urlpatterns = [path('', include('budgets.urls'))]"
    assert included(Source("projects/urls.py", code)) == ["projects/urls.py:1 include budgets.urls"]
    assert not included(Source("portal/urls.py", code))


@pytest.mark.parametrize(
    ("path", "code", "fault"),
    [
        ("projects/models/target.py", "from projects import actions", ":1 imports projects.actions"),
        ("projects/permissions.py", "def f():\n    from projects.views import x", ":2 imports projects.views.x"),
        ("projects/views/x.py", "from projects.urls import app_name", ":1 imports projects.urls.app_name"),
        ("projects/utils.py", "", ": no such room"),
        ("projects/views/x.py", "from projects.views.y import z\nfrom projects.models import A", None),
        ("projects/views/x.py", "from projects import measures", None),
    ],
)
def test_a_planted_import_of_a_later_room_is_found(path, code, fault):
    low = Source("projects/measures.py", "from projects.models import Target")
    assert out_of_order([Source(path, code), low]) == ([path + fault] if fault else [])


def test_what_fills_a_registry_is_called_by_the_app_alone():
    filler = Source("trainings/panels.py", "from trainings.views import calendar")
    user = Source("trainings/views/x.py", "from trainings import panels")
    app = Source("trainings/apps.py", "def ready():\n    from trainings import panels")
    assert out_of_order([filler, app]) == []
    assert out_of_order([filler, user]) == ["trainings/views/x.py:1 imports trainings.panels"]


def test_a_planted_page_that_leans_upward_is_found():
    page = Source("templates/projects/x.html", dedent("""
        {% extends "layouts/list.html" %}
        {% include 'budgets/_sum.html' with a=b only %}
    """))
    assert template_faults([page]) == ["templates/projects/x.html include budgets/_sum.html"]

"""A list read by statements made once shows just what it would show as written, to each his own."""
import pytest
from django.test import RequestFactory

from portal.shared import once
from portal.shared.filters import PortalFilterSet
from portal.shared.tables import Column
from portal.shared.views import ListPage, listed
from projects.choices import Publication
from projects.models import Activity, Project
from tests.shared import world

pytestmark = pytest.mark.django_db
TITLES = ["Aed", "Kivi", "Laul", "Mets", "Tee"]


class Filters(PortalFilterSet):
    search_in = ["search_key"]

    class Meta:
        model = Activity
        fields = ["status"]

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset if self.form.cleaned_data.get("search") else queryset.live())


class Plain(ListPage):
    model = Activity
    parent_model = Project
    scope = None
    filterset_class = Filters
    paginate_by = 2
    columns = [Column("title", "Title", sort="title_et")]
    default_sort = "title"
    made = 0
    only = None

    def get_queryset(self):
        type(self).made += 1
        return Activity.objects.filter(project=self.parent, project__in=Project.objects.visible_to(self.request.user))


class LooksAtMore(Plain):
    def get_queryset(self):
        rows = super().get_queryset()
        return rows.exclude(title_et="Aed") if self.parent.slug == "talgud" else rows


class LooksAtWhatItWasTold(Plain):
    def get_queryset(self):
        return super().get_queryset().filter(title_et=self.only) if self.only else super().get_queryset()


class AsksSomethingElse(Plain):
    """Of a stand-in than of a visitor."""

    least = "K"

    def get_queryset(self):
        return super().get_queryset().filter(title_et__gte=self.least if hasattr(self.request, "path") else "A")


class OfEverybody(Plain):
    parent_model = None

    def get_queryset(self):
        return Activity.objects.filter(project__in=Project.objects.visible_to(self.request.user))


VIEWS = {view: view.as_view() for view in (Plain, LooksAtMore, LooksAtWhatItWasTold, AsksSomethingElse, OfEverybody)}


@pytest.fixture
def project(settings):
    settings.CHECK_ONCE = False
    for kept in (once._shapes, listed._proved, listed._unfit):
        kept.clear()
    project = world.project("talgud")
    for title in reversed(TITLES):
        world.activity(project, title)
    for view in VIEWS:
        view.made = 0
    return project


def shown(view, project, user, query="", **told):
    page = view(**told)
    page.setup(RequestFactory().get(f"/?{query}"))
    page.request.user, page.request.resolver_match = user, type("Match", (), {"func": VIEWS[view]})
    page.parent = project if view.parent_model else None
    found = page.read_page()
    return page, found, [row.title_et for row in found]


@pytest.mark.parametrize("size", [0, 10**9])
def test_pages_hold_what_they_would_hold_as_written(project, size, monkeypatch):
    monkeypatch.setattr(listed, "size_of", lambda *_of: size)
    mari = world.person("Mari")
    for query, rows, number, previous, after in (
        ("", ["Aed", "Kivi"], 1, None, 2), ("page=1&sort=-title", ["Tee", "Mets"], 1, None, 2),
        ("page=last", ["Tee"], 3, 2, None), ("page=2", ["Laul", "Mets"], 2, 1, 3), ("search=mets", ["Mets"], 1, None, None),
    ):  # fmt: skip
        for _time in range(2):
            _page, found, titles = shown(Plain, project, mari, query)
            assert (titles, found.number) == (rows, number)
            assert [(way or {}).get("page") for way in (found.previous, found.next)] == [previous, after]
            assert (found.paginator.count, len(found.paginator.object_list)) == ((1, 1) if "search" in query else (5, 5))


def test_to_each_his_own_by_one_statement(project):
    mari, jaan, hidden = world.person("Mari"), world.person("Jaan"), world.project("teine", publication=Publication.DRAFT)
    world.activity(hidden, "Oma")
    for user, of, rows in ((mari, project, TITLES[:2]), (jaan, project, TITLES[:2]), (jaan, hidden, [])):
        assert shown(Plain, of, user)[2] == rows
    assert Plain.made == 1, "the page itself only to make sure"
    assert shown(OfEverybody, None, mari, "page=last")[2] == ["Tee"]
    found = shown(OfEverybody, None, mari)[1]
    assert (found.paginator.count, found.is_more) == (5, False)


def test_what_depends_on_more_than_numbers_is_read_as_written(project):
    mari = world.person("Mari")
    for _time in range(2):
        assert shown(LooksAtMore, project, mari)[2] == ["Kivi", "Laul"]
        assert shown(AsksSomethingElse, project, mari)[2] == ["Kivi", "Laul"]
        assert shown(LooksAtWhatItWasTold, project, mari)[2] == ["Aed", "Kivi"]
    page = LooksAtWhatItWasTold()
    page.only = "Mets"
    page.setup(RequestFactory().get("/"))
    page.request.user, page.parent = mari, project
    page.request.resolver_match = type("Match", (), {"func": VIEWS[LooksAtWhatItWasTold]})
    assert [row.title_et for row in page.read_page()] == ["Mets"]


def test_the_suite_finds_out_what_looks_at_more(project, settings, monkeypatch):
    mari = world.person("Mari")
    monkeypatch.setattr(AsksSomethingElse, "least", "A")
    shown(AsksSomethingElse, project, mari)
    settings.CHECK_ONCE = True
    shown(AsksSomethingElse, project, mari)
    monkeypatch.setattr(AsksSomethingElse, "least", "K")
    with pytest.raises(AssertionError, match="depends on more than numbers"):
        shown(AsksSomethingElse, project, mari)

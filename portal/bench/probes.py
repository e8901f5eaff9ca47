"""What is visited: every list, dashboard, detail, form and public page of the URLconf, found by walking it."""
import re
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser

from django.urls import NoReverseMatch, get_resolver, reverse

from portal.bench.places import arguments
from portal.shared.views import ActionPage, ArchivePage, CreatePage, ListPage, UpdatePage
from portal.shared.views.kept import KeptPage

DASHBOARDS = {
    "dashboards:home", "dashboards:overview", "dashboards:partner", "dashboards:partner-detail", "dashboards:portfolio",
    "dashboards:deadlines", "dashboards:quality", "budgets:project-budget", "budgets:my-money", "budgets:portfolio",
    "projects:target-list", "communities:project-communities", "trainings:project-events",
}
FOR_GOOD = {"reports:report-freeze"}
# Fields that take any words: what a bench may write into without being refused.
TEXT = re.compile(
    r"(^|_)(title|name|summary|description|text|note|notes|comment|reason|purpose|content|statement|alias|venue|label|goal)(_et)?$"
)
# Not pages of people: machines ask them, or they take what a browser sends.
APPS = ("projects", "communities", "trainings", "budgets", "reports", "dashboards", "site", "search", "intake")


@dataclass(frozen=True)
class Probe:
    """One visit. `kind`: list, dashboard, detail, edit, post, public, cached, unchanged, export.

    `saves`: the page takes a form again and again (no row is made by it, no verb done), so that it is also measured as
    a post. `reason`: why it is not measured, otherwise empty.
    """

    name: str
    kind: str
    url: str
    saves: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Route:
    name: str
    view: type
    converters: tuple


@cache
def routes():
    """Every named route of our apps with a view class, in the order of the URLconf."""
    found = []

    def walk(resolver, namespace, converters):
        for pattern in resolver.url_patterns:
            here = converters + tuple(pattern.pattern.converters)
            if hasattr(pattern, "url_patterns"):
                walk(pattern, pattern.namespace or namespace, here)
            elif pattern.name and namespace in APPS and hasattr(pattern.callback, "view_class"):
                found.append(Route(f"{namespace}:{pattern.name}", pattern.callback.view_class, here))

    walk(get_resolver(), "", ())
    return found


def kind_of(route):
    if route.name in DASHBOARDS:
        return "dashboard"
    if issubclass(route.view, (UpdatePage, CreatePage, ActionPage)):
        return "edit"
    if issubclass(route.view, ListPage):
        return "list"
    return "detail"


def saves_again(route):
    """Pages that change a row, and the editors and sheets of many rows; not those that make one or that do a thing for good."""
    return hasattr(route.view, "post") and not issubclass(route.view, (CreatePage, ArchivePage)) and route.name not in FOR_GOOD


def probes(project):
    """Every page of the walk for one project: the lists also searched, on the last page and as a file."""
    found = []
    for route in routes():
        values = arguments(route, route.view, project)
        if values is None:
            found.append(Probe(route.name, kind_of(route), "", reason="no such row in the data"))
            continue
        try:
            url = reverse(route.name, kwargs=values)
        except NoReverseMatch:
            found.append(Probe(route.name, kind_of(route), "", reason="no address for these rows"))
            continue
        page = Probe(route.name, kind_of(route), url, saves=saves_again(route))
        found.append(page)
        if page.kind == "list" and "paper" not in route.name:
            found.append(replace(page, name=f"{route.name} last page", url=f"{url}?page=last"))
            if getattr(route.view, "filterset_class", None) is not None and route.view.filterset_class.search_in:
                found.append(replace(page, name=f"{route.name} search", url=f"{url}?search=koolitus"))
            found.append(replace(page, name=f"{route.name} csv", kind="export", url=f"{url}?format=csv"))
        if issubclass(route.view, KeptPage):
            found.append(replace(page, kind="public", name=f"{route.name} (public)"))
    return found


class FormReader(HTMLParser):
    """The POST forms of a page, each as [(name, value)] the way a browser would send it untouched."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self.open = None
        self.choice = self.prose = None

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag == "form" and held.get("method", "").lower() == "post":
            self.open = []
            self.forms.append(self.open)
        if self.open is None:
            return
        name, value = held.get("name"), held.get("value")
        if tag == "input" and name and held.get("type") not in {"submit", "file", "button"}:
            ticked = held.get("type") in {"checkbox", "radio"}
            if not ticked or "checked" in held:
                self.open.append((name, ("on" if ticked else "") if value is None else value))
        elif tag == "select" and name:
            self.choice = (name, "multiple" in held, [])
        elif tag == "option" and self.choice:
            self.choice[2].append((value or "", "selected" in held))
        elif tag == "textarea" and name:
            self.prose = [name, ""]

    def handle_data(self, data):
        if self.prose:
            self.prose[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "select" and self.choice and self.open is not None:
            name, several, options = self.choice
            chosen = [value for value, selected in options if selected]
            self.open += [(name, value) for value in (chosen if several else chosen[:1] or [options[0][0]] if options else [])]
            self.choice = None
        elif tag == "textarea" and self.prose and self.open is not None:
            self.open.append((self.prose[0], self.prose[1].removeprefix("\n")))
            self.prose = None


def form_of(body):
    """[(name, value)] of the page's form that changes a row (it knows its version), empty when it has none."""
    reader = FormReader()
    reader.feed(body.decode(errors="replace"))
    return next((form for form in reader.forms if "version" in dict(form)), [])


def changed(form, turn):
    """The same form with the number behind one of its texts changed, so that every save has something to write."""
    for place, (name, value) in enumerate(form):
        if TEXT.search(name):
            return [*form[:place], (name, f"{value.rstrip('0123456789 ')} {turn}"), *form[place + 1:]]
    return form

"""Texts that would run, typed into every form, then looked for on every page and in every file (P-25)."""
import csv
import io
import re
from html.parser import HTMLParser

import pytest
from openpyxl import Workbook, load_workbook

from portal.shared.exports import write_xlsx
from tests.house import asking, hostile
from tests.house.asking import OWN
from tests.house.sampling import steps
from tests.house.worlds import World

pytestmark = pytest.mark.django_db

# A formula, a script, a way out of an attribute and a template in one.
MARKER = """=1+1<script>alert(1)</script>"><img src=x onerror=alert(1)>' onx='x{{7*7}}x"""
RUNNING = re.compile(r"<script>alert\(1\)|<img src=x|(?:href|src|action)=[\"']?\s*javascript:|x49x", re.I)
# Random letters of a form's token may read like anything.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SCRIPT_ADDRESS = "javascript:alert(1)//"
# Fewer than these would mean that nobody looks any more.
TAKEN, SEEN, SHOWN = 40, 200, 150
MAIN = [
    "project", "activity", "target", "partnership", "narrative", "contact", "document", "organisation", "community", "event",
    "budgetline",
]  # fmt: skip
ROLES_LOOKING = ["coordinator", "anonymous"]


@pytest.fixture
def world(caplog):
    caplog.set_level("CRITICAL", "django")
    return World()


class Handlers(HTMLParser):
    """Attributes that run something: on…, and addresses that are scripts."""

    def __init__(self, body):
        super().__init__()
        self.found = []
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name in {"href", "src", "action"} and address.startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value!r:.30}>")


def faults_of_page(body):
    written = TOKEN.sub("", body)
    return [f"runs {match!r}" for match in RUNNING.findall(written)] + [f"runs {text}" for text in Handlers(body).found]


def faults_of_csv(content):
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return [f"a formula: {cell:.20}" for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def faults_of_xlsx(content):
    cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    return [f"a formula: {cell.value!r:.20}" for cell in cells if cell.data_type == "f"]


def marked(page, number):
    """The page's data with the marker in every text, a script as every web address."""
    data = dict(page.data)
    for name, control in page.on_page.controls.items():
        if control.kind in {"text", "textarea"} and name in page.form.fields and not hostile.never_right(page.form.fields[name]):
            data[name] = [f"{MARKER}{number}"]
        elif control.kind == "url":
            data[name] = [SCRIPT_ADDRESS]
    return data


def plant(client, page, number):
    """Save the marker through a form; fields that refuse it get back what stood there. True when the form took it."""
    data = marked(page, number)
    for _again in range(2):
        answer = hostile.post(client, page.url, data, files=page.on_page.files)
        if answer.status_code == 302:
            return any(MARKER in value for values in data.values() for value in values)
        body = hostile.content(answer)
        assert not faults_of_page(body), page.route.name
        form = hostile.form_of(answer)
        for name in getattr(form, "errors", ()):
            data[name] = page.data.get(name, [""])
        if getattr(form, "warnings", ()):
            data["save_anyway"] = [form.warnings_digest]
    return False


def planted_in(world):
    """How many forms took the marker: what is there already is changed, one more of everything is made."""
    client, taken = world.client("staff"), []
    for kind in ("-edit", "-create"):
        routes = [route for route in asking.routes() if route.name.endswith(kind)]
        pages = hostile.pages_with_forms(client, routes, lambda route: world.address(route, OWN))
        taken += [page.route.name for number, page in enumerate(pages) if page.form is not None and plant(client, page, number)]
    return taken


def looked_at(client, addresses):
    """(fault at address, whether the marker stands there) of every page, its files and the calendar file."""
    for url in addresses:
        with hostile.listening():
            response = client.get(url)
            content = b"".join(response) if response.streaming else response.content
        kind = response.get("Content-Type", "")
        if response.status_code != 200:
            continue
        if kind.startswith("text/html"):
            found, shown = faults_of_page(content.decode()), b"&lt;script&gt;alert(1)" in content
        elif kind.startswith("text/csv"):
            found, shown = faults_of_csv(content), b"<script>alert(1)" in content
        elif "spreadsheet" in kind:
            found, shown = faults_of_xlsx(content), True
        else:
            found, shown = [], False
        yield [f"{url}: {fault}" for fault in found], shown


def addresses(world):
    for route in asking.routes():
        if not route.name.startswith(hostile.LIBRARIES) and "download" not in route.name:
            url = world.address(route, OWN)
            yield url
            if route.name.endswith(("-list", "-events", "-communities", "-budget")):
                yield from (f"{url}?format={kind}" for kind in ("csv", "xlsx", "ics"))


def test_P25_what_people_write_is_shown_and_never_runs(world):
    taken = planted_in(world)
    assert len(taken) >= TAKEN, taken
    for name in MAIN:
        assert any(f":{name}-" in route for route in taken), f"{name}: {taken}"
    wrong, seen, shown = [], 0, 0
    for walker, role in enumerate(ROLES_LOOKING):
        for found, there in looked_at(world.client(role), steps(addresses(world), walker)):
            wrong, seen, shown = wrong + found, seen + 1, shown + there
    assert not wrong, "\n".join(wrong)
    assert seen >= len(steps(range(SEEN))) and shown >= len(steps(range(SHOWN))), (seen, shown)


# --- planted faults ---


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{MARKER}</p>", f'<input value="{MARKER}">', "<a href=' javascript:alert(1)//'>x</a>", "<p onclick='x'>y</p>",
        "<a href='JavaScript:alert(1)'>x</a>", "<p>x49x</p>",
    ],
)  # fmt: skip
def test_a_planted_script_is_found(body):
    assert faults_of_page(body)
    assert not faults_of_page("<p>=1+1&lt;script&gt;alert(1)&lt;/script&gt; x{{7*7}}x javascript:alert(1)</p>")


def test_a_planted_formula_is_found():
    assert faults_of_csv("a;=1+1\r\n".encode("utf-8-sig")) and not faults_of_csv("a;'=1+1\r\n".encode("utf-8-sig"))
    book = Workbook()
    book.active.append(["=1+1"])
    file = io.BytesIO()
    book.save(file)
    assert faults_of_xlsx(file.getvalue()) and not faults_of_xlsx(write_xlsx("x", ["a"], [["=1+1"]]))

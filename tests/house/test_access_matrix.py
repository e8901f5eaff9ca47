"""Every route × who asks × whose object × method, with real objects of two projects (P-02, P-03, P-07).

`pytest tests/house/test_access_matrix.py --write-matrix -n0` writes the table anew; its diff is read like code. What must hold
whatever the table says is asserted beside it. That every route has its row is asserted in test_routes.py.
"""
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from portal import access
from projects.choices import Publication
from projects.models import Project
from tests.house import asking
from tests.house.asking import FOREIGN, HIDDEN, MIXED, NEVER, OWN, Answer, Unanswerable, address, ask, same
from tests.house.sampling import steps
from tests.house.world import ROLES
from tests.house.worlds import _django_db_helper, built  # noqa: F401 - fixtures of this file

pytestmark = pytest.mark.django_db

# Insiders are told 403; who has no business in a project learns nothing.
OUTSIDERS = {"stranger", "other_coordinator"}
INSIDERS = set(ROLES) - OUTSIDERS - {"anonymous", "staff"}
# Who is asked about what is not his; for all others the own objects tell the same.
ASKED = {FOREIGN: {"coordinator"}, MIXED: {"coordinator", "editor"}}
ASKED |= {OWN: set(ROLES), HIDDEN: {"anonymous", "stranger", "coordinator"}}
# Django admin knows staff and others.
IN_ADMIN = ["anonymous", "stranger", "coordinator", "staff"]
# Organisations and audiences belong to no project; where an address ends in a key, the key proves one may come in.
KNOWN_TO_ALL = {"projects:organisation-detail", "projects:invitation-accept", "site:audience"}
# Who is signed out already is led to the admin's front door, which asks to sign in.
SIGNED_OUT = "admin:logout"
SAMPLE = [
    "site:project-detail", "projects:project-edit", "projects:target-list", "projects:document-download", "trainings:event-hold",
    "budgets:budgetline-edit", "admin:projects_topic_change",
]  # fmt: skip


@pytest.fixture
def world(built, caplog):  # noqa: F811
    # Some thousand refusals would each be written down with their traceback.
    caplog.set_level("ERROR", "django.request")
    return built


@pytest.fixture(scope="module")
def book(request):
    """The stored table; with --write-matrix the one that is being made."""
    write = request.config.getoption("--write-matrix", default=False)
    book = {"write": write, "stored": asking.read_matrix(), "made": {}}
    yield book
    if write:
        asking.write_matrix(book["made"], list(ROLES))


def digest():
    """{table: (rows, sum of versions)} of all that people write."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            versioned = "version" in {field.name for field in model._meta.fields}
            what = "COUNT(*), SUM(version)" if versioned else "COUNT(*), 0"
            cursor.execute(f'SELECT {what} FROM "{model._meta.db_table}"')  # noqa: S608 - our own table names
            found[model._meta.db_table] = tuple(cursor.fetchone())
    return {table: count for table, count in found.items() if not asking.OWN_BOOKKEEPING.search(table)}


def faults(route, role, whose, method, answer):
    """What is wrong with an answer, whatever the table says."""
    found = []
    if answer.status >= 500:
        found.append("broke")
    if answer.forbidden and answer.writes:
        found.append(f"wrote although it refused: {answer.writes[0][:80]}")
    if method == "GET" and answer.writes and not route.name.startswith(("account_", "mfa_")):
        found.append(f"wrote on looking: {answer.writes[0][:80]}")
    if role == "anonymous" and not asking.allows_anonymous(route) and not answer.to_login and route.name != SIGNED_OUT:
        found.append("let somebody in who is not signed in")
    if asking.is_private(route):
        found += faults_of_private(role, whose, answer, never_found=route.name in asking.ONES_OWN)
    known = route.name in KNOWN_TO_ALL or "token" in asking.parameters(route)
    if whose == HIDDEN and role in {"anonymous", "stranger"} and not known and answer.status != 404:
        found.append("showed a draft")
    if asking.is_admin(route) and role not in {"staff", "anonymous"} and not answer.forbidden:
        found.append("let somebody into the admin")
    return found


def faults_of_private(role, whose, answer, never_found=False):
    if role in OUTSIDERS and answer.status != 404:
        yield "told an outsider that it exists"
    if role in INSIDERS and whose in {FOREIGN, MIXED} and answer.status != 404:
        yield "showed what belongs to another project"
    if never_found:
        return
    if role in INSIDERS and whose == OWN and answer.status == 404:
        yield "hid from an insider what he may know of"
    if role == "staff" and answer.status in {403, 404}:
        yield "refused staff"


def asked(route, role):
    return [whose for whose in asking.objects(route) if role in ASKED[whose]]


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_is_the_one_in_the_table(role, world, book):
    client, made, wrong = world.client(role), {}, []
    before = digest()
    for route in steps(asking.routes(), list(ROLES).index(role)):
        for whose in asked(route, role):
            for method in ("GET", "POST"):
                answer = ask(client, method, world.address(route, whose))
                made[asking.name_in_matrix(route), whose, method] = answer.text
                wrong += [f"{method} {route.name} {whose}: {fault}" for fault in faults(route, role, whose, method, answer)]
    assert not wrong, f"{len(wrong)}: " + "\n".join(wrong)
    assert digest() == before
    compare(role, made, book)


@pytest.mark.parametrize("role", IN_ADMIN)
def test_the_admin_opens_for_staff_alone(role, world, book):
    client, made, wrong = world.client(role), {}, []
    methods = ("GET", "POST") if role in {"anonymous", "coordinator"} else ("GET",)
    for route in steps(asking.routes(admin=True), IN_ADMIN.index(role)):
        for method in methods:
            answer = ask(client, method, world.address(route, OWN))
            made[asking.name_in_matrix(route), OWN, method] = answer.text
            wrong += [f"{method} {route.name}: {fault}" for fault in faults(route, role, OWN, method, answer)]
    assert not wrong, f"{len(wrong)}: " + "\n".join(wrong)
    compare(role, made, book)


def compare(role, made, book):
    if book["write"]:
        for key, text in made.items():
            book["made"].setdefault(key, {})[role] = text
        return
    stored = {key: answers[role] for key, answers in book["stored"].items() if role in answers and key in made}
    different = {key: (stored.get(key), text) for key, text in made.items() if stored.get(key) != text}
    assert not different, "\n".join(f"{key}: the table says {old}, the portal {new}" for key, (old, new) in different.items())


@pytest.mark.parametrize("role", ["other_coordinator", "coordinator"])
def test_what_is_not_ones_own_looks_like_what_never_was(role, world):
    """The answer for a real object and for one that never existed are one, letter by letter (P-03)."""
    client, different = world.client(role), []
    whose = FOREIGN if role == "coordinator" else OWN
    for route in steps(asking.routes()):
        if not asking.is_private(route):
            continue
        for method in ("GET", "POST"):
            real, never = world.address(route, whose), world.address(route, NEVER)
            one, other = ask(client, method, real), ask(client, method, never)
            if (one.status, same(one.body, real)) != (other.status, same(other.body, never)):
                different.append(f"{method} {route.name}")
    assert not different


def test_other_methods_change_nothing_and_tell_no_more(world):
    """HEAD answers like GET; PUT, PATCH, DELETE, TRACE and OPTIONS get no further than a reader does."""
    chosen = [route for route in access.routes() if route.name in SAMPLE]
    assert {route.name for route in chosen} == set(SAMPLE)
    wrong = []
    for role in ("anonymous", "stranger", "reader", "coordinator", "staff"):
        client = world.client(role)
        for route in chosen:
            url = world.address(route, OWN)
            shown = ask(client, "GET", url)
            if ask(client, "HEAD", url).status != shown.status:
                wrong.append(f"{role} HEAD {route.name}")
            for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"):
                answer = ask(client, method, url)
                refused = answer.text == shown.text if shown.forbidden else answer.status in {200, 302, 405, 422}
                if answer.writes or not refused:
                    wrong.append(f"{role} {method} {route.name}: {answer.text}, GET {shown.text}")
    assert not wrong


def test_a_closed_project_is_only_read(world):
    """Whatever the coordinator of a closed project sends, nothing changes but the project's own state (P-07)."""
    client = world.client("coordinator")
    Project.objects.filter(slug=world.own.slug).update(publication=Publication.CLOSED)
    # Whoever asks to be forgotten is forgotten, closed project or not.
    allowed = {"can_change_publication", "can_manage_people", "can_answer_for_data"}
    changed = []
    for route in steps(asking.routes()):
        if asking.is_private(route) and route.rule_name not in allowed:
            answer = ask(client, "POST", world.address(route, OWN))
            refusals = {403, 404, 405} if route.name in asking.ONES_OWN else {403, 405}
            if answer.writes or answer.status not in refusals:
                changed.append(f"{route.name}: {answer.text}")
    assert not changed


# --- planted faults ---


def route_named(name):
    return next(route for route in access.routes() if route.name == name)


def test_an_address_nobody_can_build_is_found():
    planted = access.Route("projects:planted-edit", "projects/<slug:slug>/planted/<id:pk>/", None, None)
    with pytest.raises(Unanswerable):
        address(planted, "oma", {"target": "1"})


@pytest.mark.parametrize(
    ("name", "role", "whose", "method", "answer", "fault"),
    [
        ("projects:target-list", "anonymous", OWN, "GET", Answer(200, False, "", ()), "let somebody in"),
        ("projects:target-list", "stranger", OWN, "GET", Answer(403, False, "", ()), "told an outsider"),
        ("projects:target-list", "other_coordinator", OWN, "GET", Answer(200, False, "", ()), "told an outsider"),
        ("projects:target-edit", "coordinator", MIXED, "GET", Answer(200, False, "", ()), "another project"),
        ("projects:target-edit", "editor", FOREIGN, "POST", Answer(403, False, "", ()), "another project"),
        ("projects:target-edit", "reader", OWN, "GET", Answer(404, False, "", ()), "hid from an insider"),
        ("projects:target-edit", "staff", OWN, "GET", Answer(500, False, "", ()), "broke"),
        ("projects:target-edit", "reader", OWN, "POST", Answer(403, False, "", ("UPDATE x",)), "wrote although"),
        ("projects:target-edit", "coordinator", OWN, "GET", Answer(200, False, "", ("UPDATE x",)), "wrote on looking"),
        ("site:project-detail", "anonymous", HIDDEN, "GET", Answer(200, False, "", ()), "showed a draft"),
        ("admin:index", "coordinator", OWN, "GET", Answer(200, False, "", ()), "into the admin"),
    ],
)
def test_a_planted_answer_is_found(name, role, whose, method, answer, fault):
    found = faults(route_named(name), role, whose, method, answer)
    assert any(fault in text for text in found), found


def test_a_planted_write_is_heard(client):
    url = "/projects/"
    assert ask(client, "GET", url).writes == ()

    class Writing(Client):
        def get(self, url):
            Project.objects.update(version=9)
            return super().get(url)

    assert len(ask(Writing(), "GET", url).writes) == 1


def test_a_planted_difference_from_the_table_is_found():
    book = {"write": False, "stored": {("a", OWN, "GET"): {"reader": "403"}}}
    compare("reader", {("a", OWN, "GET"): "403"}, book)
    for made in ({("a", OWN, "GET"): "200"}, {("b", OWN, "GET"): "403"}):
        with pytest.raises(AssertionError):
            compare("reader", made, book)


def test_two_pages_that_differ_by_more_than_their_address_differ():
    assert same("<a href='/x/1/'>0123456789abcdef", "/x/1/") == same("<a href='/x/2/'>fedcba9876543210", "/x/2/")
    assert same("<b>/x/1/", "/x/1/") != same("<i>/x/2/", "/x/2/")

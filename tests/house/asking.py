"""Addresses of routes with real objects in them, and what the portal answers to whom."""
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.urls import reverse

from portal import access
from portal.shared.rules import name_of
from trainings.actions.checkin import door_token, pass_token
from trainings.summaries.feedback import feedback_token

MATRIX = Path(__file__).parent / "access_matrix.csv"
NEVER_SLUG, NEVER_PK = "olematu", 987_654_321
OWN, FOREIGN, MIXED, HIDDEN, NEVER = "own", "foreign", "mixed", "hidden", "never"

# `owner_pk` in an address means this noun.
OWNERS = {
    "activitypartner": "activity", "activitydependency": "activity", "groupmembership": "cooperationgroup",
    "organisationname": "organisation", "expenseevidence": "expense", "owncategory": "budget",
}  # fmt: skip
# An address about another noun than its name says: (route, parameter): noun.
NOUNS = {
    (f"trainings:{name}", "pk"): "event"
    for name in (
        "agenda-pdf", "agenda-print", "evidence-paper", "evidence-zip", "feedback-code", "feedback-comment", "feedback-paper",
        "feedback-summary",
    )
} | {
    (f"budgets:expense-import{step}", "owner_pk"): "budget" for step in ("", "-batch", "-undo", "-columns")
} | {("budgets:lineforecast-edit", "line_pk"): "budgetline", ("dashboards:partner-detail", "pk"): "partnership"}
# Which of its papers a page is asked for: (route, parameter): text.
PAPERS = {
    ("trainings:evidence-paper", "what"): "agenda", ("trainings:evidence-paper", "kind"): "html",
    ("trainings:feedback-paper", "kind"): "html",
    ("reports:report-figure", "key"): "events", ("reports:reportversion-figure", "key"): "events",
    ("reports:report-paper", "kind"): "docx", ("reports:reportversion-paper", "kind"): "html",
    ("projects:target-paper", "kind"): "html",
}
# What libraries' routes ask for: (route, parameter): text.
LIBRARIES = {
    ("account_confirm_email", "key"): "x",
    ("account_reset_password_from_key", "uidb36"): "x",
    ("account_reset_password_from_key", "key"): "x-x",
    # A table somebody brought is his own until he adds it: nobody else's is found.
    ("communities:community-import-batch", "pk"): str(NEVER_PK),
    ("communities:community-import-undo", "pk"): str(NEVER_PK),
    ("communities:registry-import-batch", "pk"): str(NEVER_PK),
    ("communities:registry-import-undo", "pk"): str(NEVER_PK),
    ("trainings:person-import-batch", "pk"): str(NEVER_PK),
    ("trainings:person-import-undo", "pk"): str(NEVER_PK),
    ("budgets:budget-grid-import-batch", "pk"): str(NEVER_PK),
    ("budgets:budget-grid-import-undo", "pk"): str(NEVER_PK),
    ("budgets:expense-import-batch", "pk"): str(NEVER_PK),
    ("budgets:expense-import-undo", "pk"): str(NEVER_PK),
    ("budgets:expense-import-columns", "pk"): str(NEVER_PK),
    # What is one person's own is nobody else's to find.
    ("intake:draft-review", "pk"): str(NEVER_PK),
    ("intake:draft-result", "pk"): str(NEVER_PK),
    ("intake:draft-remove", "pk"): str(NEVER_PK),
    ("projects:notice-see", "pk"): str(NEVER_PK),
    ("projects:savedfilter-remove", "pk"): str(NEVER_PK),
    ("mfa_remove_webauthn", "pk"): str(NEVER_PK),
    ("mfa_edit_webauthn", "pk"): str(NEVER_PK),
}
# Found by nobody but whoever made it.
ONES_OWN = {name for name, _parameter in LIBRARIES if "-import-" in name}
# Which key opens an address that ends in one: how the route's name begins, and whose key it is.
KEYS = {
    "trainings:registration-own": "registration key", "trainings:tripnote": "registration key",
    "trainings:certificate": "registration key", "trainings:checkin-own": "pass", "trainings:checkin": "door",
    "trainings:feedback": "feedback key", "trainings:calendar-personal": "calendar key",
    "dashboards:deadline-feed": "calendar key",
}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


class Unanswerable(LookupError):
    """Nobody said which object stands in an address: name it in tests/house/asking.py."""


def parameters(route):
    return [one or other for one, other in PARAMETER.findall(route.path)]


def noun_of(route):
    """The model a route is about: "target" for projects:target-edit, "activity" for admin:projects_activity_change."""
    if is_admin(route):
        parts = route.name.split(":")[1].split("_")
        return "user" if parts[0] == "auth" else parts[1] if len(parts) > 2 else ""
    return route.name.split(":")[-1].rpartition("-")[0]


def is_admin(route):
    return route.name.startswith("admin:")


def address(route, slug, ids):
    """The route's address with `ids`: {model name: text} and the project's slug in it. Raises Unanswerable."""

    def fill(match):
        return value_of(route, match[1] or match[2], slug, ids)

    path = PARAMETER.sub(fill, route.path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\", "")


def value_of(route, name, slug, ids):
    noun = noun_of(route)
    if (route.name, name) in LIBRARIES:
        return LIBRARIES[route.name, name]
    if (route.name, name) in PAPERS:
        return PAPERS[route.name, name]
    if name == "slug":
        return slug
    if name == "token":
        return ids[next((key for begin, key in KEYS.items() if route.name.startswith(begin)), "token")]
    wanted = {"pk": noun, "object_id": noun, "id": noun, "owner_pk": OWNERS.get(noun), "token": "token"}.get(name)
    wanted = NOUNS.get((route.name, name)) or wanted or name.removesuffix("_pk")
    if is_admin(route) and (name not in {"object_id", "id"} or noun not in ids):
        wanted = name
    if wanted not in ids:
        raise Unanswerable(f"{route.name} ({route.path}): what is <{name}>?")
    return ids[wanted]


def ids_of(world, rows):
    """{model name or parameter: text} of a world's rows."""
    user_type = ContentType.objects.get_for_model(apps.get_model("projects", "User"))
    return {
        **{name: str(row.pk) for name, row in rows.items()},
        "plan": str(rows["actionplan"].pk),
        "section": rows["sectiontemplate"].code,
        "token": world.token,
        "registration key": rows["registration"].token,
        "pass": pass_token(rows["eventday"], rows["registration"]),
        "door": door_token(rows["eventday"]),
        "feedback key": feedback_token(rows["event"]),
        "calendar key": rows["calendarfeed"].token,
        "code": rows["audience"].code,
        "app_label": "projects",
        "content_type_id": str(user_type.pk),
        "object_id": str(rows["user"].pk),
        "url": "nothing/of/this/kind",
    }


NOBODYS = {name: "no-such-token" for name in ("token", *KEYS.values())} | {"app_label": "projects"}


class Never(dict):
    """Ids of objects that never were."""

    def __contains__(self, name):
        return bool(name)

    def __missing__(self, name):
        return NOBODYS.get(name, str(NEVER_PK))


def routes(admin=False):
    """Each route once: a name may be mounted twice, then the last one is what links lead to."""
    unique = {route.path: route for route in access.routes() if is_admin(route) is admin}
    return list(unique.values())


def name_in_matrix(route):
    return route.name if route.is_named else f"{route.name} {route.path}"


def allows_anonymous(route):
    return getattr(route.rule, "anonymous", False)


def is_private(route):
    """A page of one project that only its own people have."""
    return "slug" in parameters(route) and not allows_anonymous(route) and not is_admin(route)


def objects(route):
    """Which objects to ask a route for."""
    named = parameters(route)
    if not named or is_admin(route) or any(key[0] == route.name for key in LIBRARIES):
        return [OWN]
    others = [name for name in named if (route.name, name) not in PAPERS]  # which paper is nobody's
    mixed = [MIXED] if "slug" in named and len(others) > 1 else []
    return [OWN, FOREIGN, *mixed, *([HIDDEN] if allows_anonymous(route) else [])]


@dataclass(frozen=True)
class Answer:
    status: int
    to_login: bool
    body: str
    writes: tuple

    @property
    def forbidden(self):
        return self.status in {403, 404} or self.to_login

    @property
    def text(self):
        return f"{self.status} login" if self.to_login else str(self.status)


# What a request may write about itself: sessions, throttles, the mail queue of a reset, text that could not be saved,
# when somebody was at home last.
OWN_BOOKKEEPING = re.compile(
    r"django_session|usersessions_|portal_cache|account_emailconfirmation|django_tasks|silk|communities_plandraft|"
    r"projects_homevisit", re.I,
)
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b", re.I)


def ask(client, method, url):
    """Send one request and take back whatever it changed. POST, PUT … send nothing but themselves."""
    writes, cookies = [], {name: morsel.value for name, morsel in client.cookies.items()}

    def listen(execute, sql, params, many, context):
        if WRITE.match(sql) and not OWN_BOOKKEEPING.search(sql):
            writes.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(listen):
        response = client.generic(method, url) if method not in {"GET", "POST"} else getattr(client, method.lower())(url)
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    # Signing out takes the session away; the next question comes from the same person.
    client.cookies.clear()
    client.cookies.load(cookies)
    doors = (reverse("account_login"), reverse("admin:login"))
    to_login = response.status_code == 302 and response.url.split("?")[0] in doors
    return Answer(response.status_code, to_login, body.decode(errors="replace"), tuple(writes))


def same(body, url):
    """A page without what differs by nature: its own address, the reference number, tokens."""
    body = body.replace(url, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "TOKEN", body)
    return re.sub(r"\b[0-9a-f]{16}\b", "NUMBER", body)


# --- the table ---


def read_matrix(path=MATRIX):
    """{(route, object, method): {role: answer}}; empty answers were not asked for."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = ("route", "rule", "object", "method")
    return {(row["route"], row["object"], row["method"]): {k: v for k, v in row.items() if k not in keys and v} for row in rows}


def write_matrix(table, roles, path=MATRIX):
    rules = {name_in_matrix(route): name_of(route.rule) for route in access.routes()}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["route", "rule", "object", "method", *roles])
        for key in sorted(table):
            writer.writerow([key[0], rules[key[0]], *key[1:], *(table[key].get(role, "") for role in roles)])

"""Reads go to the replica only where it holds all the reader may expect; a broken one is felt by nobody.

The replica here is a second connection to the one test database. How far it has come is said by the test.
"""
import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import OperationalError, connection, connections
from django.db.utils import load_backend
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from portal.settings.databases import cache, database, replica
from portal.settings.files import documents
from portal.shared import health, planned, rollups, routing
from portal.shared.errors import status_of
from portal.shared.replica import state as states
from projects.models import Membership, Organisation, User

PRIMARY, REPLICA = "default", "replica"
FRESH = "fresh"


class Servers:
    """What both would say: positions in the log. `replayed` None: no replica answers."""

    def __init__(self):
        self.written = self.replayed = 100
        self.asked = 0

    def ask_primary(self):
        return self.written

    def ask_replica(self):
        self.asked += 1
        return self.replayed


@pytest.fixture
def servers(monkeypatch, settings):
    """Two aliases, one database; rows one commits the other sees."""
    settings.DATABASE_ROUTERS = ["portal.shared.routing.ReplicaRouter"]
    settings.FRESH_COOKIE_NAME, settings.REPLICA_MAX_LAG_SECONDS = FRESH, 5
    servers = Servers()
    monkeypatch.setattr(states, "position", servers.ask_primary)
    monkeypatch.setattr(routing, "position", servers.ask_primary)
    monkeypatch.setattr(states, "replayed", servers.ask_replica)
    states.state.forget()
    yield servers
    states.state.forget()
    routing.current.set(None)


@pytest.fixture
def outside(servers, db):
    """As if the test's own transaction were none."""
    connections[PRIMARY].in_atomic_block = False
    yield servers
    connections[PRIMARY].in_atomic_block = True


@pytest.fixture
def two_connections(servers, transactional_db):
    settings = dict(connection.settings_dict)
    if connection.vendor == "postgresql":
        settings["ENGINE"] = "portal.shared.replica"
    connections.databases[REPLICA] = settings
    # Tests may open connections of one alias only.
    connections[REPLICA] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, PRIMARY)
    yield servers
    connections[REPLICA].close()
    del connections[REPLICA]
    del connections.databases[REPLICA]


def ask(method="get", *, cookie="", view):
    request = getattr(RequestFactory(), method)("/")
    if cookie:
        request.COOKIES[FRESH] = cookie
    return routing.ReadsMiddleware(view)(request)


def alias_of(method="get", *, cookie="", model=Organisation):
    """Where such a request would read this model."""
    seen = []
    ask(method, cookie=cookie, view=lambda request: HttpResponse(str(seen.append(model.objects.all().db))))
    return seen[0]


def signed(position):
    return signing.Signer(salt=routing.COOKIE_SALT).sign(f"{position:x}")


def test_a_page_reads_from_the_replica_and_nothing_else_does(outside):
    assert [alias_of(), alias_of("head")] == [REPLICA, REPLICA]
    assert [alias_of("post"), Organisation.objects.all().db] == [PRIMARY, PRIMARY]


def test_within_a_transaction_the_primary_is_read(servers, db):
    assert alias_of() == PRIMARY


def test_who_may_do_what_and_what_must_be_locked_is_asked_of_the_primary(outside):
    assert {alias_of(model=model) for model in (User, Membership, Session)} == {PRIMARY}

    def view(request):
        locked = Organisation.objects.select_for_update().db
        return HttpResponse(f"{locked} {Organisation.objects.all().db}")

    # Who locks a row is about to write, so all he reads afterwards is the primary's, too.
    assert ask(view=view).content == b"default default"


def test_what_hangs_on_a_row_of_the_primary_is_read_there(outside):
    user = User(pk=1)
    user._state.db = PRIMARY
    router = routing.ReplicaRouter()
    places = []
    ask(view=lambda request: HttpResponse(str(places.extend(
        router.db_for_read(Organisation, instance=instance) for instance in (user, Organisation(), None)
    ))))
    assert places == [PRIMARY, REPLICA, REPLICA]


def test_who_has_written_reads_from_the_replica_once_it_holds_that(outside):
    outside.written = 150
    cookie = ask("post", view=lambda request: HttpResponse()).cookies[FRESH]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", routing.COOKIE_SECONDS)
    outside.written = 100
    assert [alias_of(), alias_of(cookie=cookie.value)] == [REPLICA, PRIMARY]
    outside.replayed = 149
    assert alias_of(cookie=cookie.value) == PRIMARY
    outside.replayed = 150
    assert alias_of(cookie=cookie.value) == REPLICA
    asked = outside.asked
    assert [alias_of(cookie=cookie.value), outside.asked] == [REPLICA, asked]


def test_a_cookie_of_somebody_elses_making_leads_to_the_primary(outside):
    assert [alias_of(cookie=signed(5)), alias_of(cookie="5"), alias_of(cookie=signed(5) + "x")] == [REPLICA, PRIMARY, PRIMARY]


def test_only_what_people_would_look_for_is_marked(servers, db):
    def views():
        yield lambda request: HttpResponse(str(Session.objects.filter(pk="x").delete()))
        yield lambda request: HttpResponse(str(Organisation.objects.filter(pk=0).update(name="x")))

    assert [FRESH in ask(view=view).cookies for view in views()] == [False, True]


def test_a_replica_behind_or_away_is_left_alone_and_comes_back(outside, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(states.time, "monotonic", lambda: clock[0])

    def after(seconds):
        clock[0] += seconds
        return alias_of()

    assert after(0) == REPLICA
    # It stays where it is while the primary goes on: good for as long as its rows are young enough.
    outside.written = 200
    assert [after(2), after(2), after(2)] == [REPLICA, REPLICA, PRIMARY]
    assert "6.0 s behind, reading from the primary" in states.state.words()
    # What there was five seconds ago is there now; what has come since is not.
    outside.replayed, outside.written = 250, 300
    assert [after(1), states.state.lag()] == [REPLICA, 5]
    assert after(1) == PRIMARY
    outside.replayed = 300
    assert [after(1), states.state.lag()] == [REPLICA, 0]
    outside.replayed = None
    assert after(1) == PRIMARY
    assert states.state.words() == "replica: away, reading from the primary"
    outside.replayed, asked = 300, outside.asked
    assert [after(states.AWAY_SECONDS - 1), outside.asked] == [PRIMARY, asked]
    assert after(1) == REPLICA


def test_a_download_reads_from_one_place_to_its_end(two_connections):
    def rows():
        for _ in range(2):
            yield f"{Organisation.objects.all().db} "

    response = ask(view=lambda request: StreamingHttpResponse(rows()))
    assert b"".join(response.streaming_content) == b"replica replica "
    response.close()
    assert routing.current.get() is None


def test_what_one_request_writes_it_finds_while_the_page_is_made(two_connections):
    def view(request):
        before = Organisation.objects.count(), Organisation.objects.all().db
        row = Organisation.objects.create(name="Küla")
        return HttpResponse(repr((before, Organisation.objects.filter(pk=row.pk).count(), row._state.db)))

    assert ask(view=view).content.decode() == "((0, 'replica'), 1, 'default')"


@pytest.mark.postgres
def test_a_replica_that_breaks_down_in_the_middle_of_a_page_is_not_noticed(two_connections):
    def view(request):
        first = list(Organisation.objects.order_by("pk"))
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connections[REPLICA].connection.info.backend_pid])
        again = list(Organisation.objects.order_by("pk").iterator(chunk_size=1))
        # Nothing is prepared there: the primary would not know it, or take it for something else.
        assert planned.plan not in connections[REPLICA].execute_wrappers
        return HttpResponse(f"{first[0]._state.db} {len(first)} {len(again)} {Organisation.objects.all().db}")

    Organisation.objects.bulk_create([Organisation(name="Küla"), Organisation(name="Vald")])
    assert ask(view=view).content == b"replica 2 2 default"


@pytest.mark.postgres
def test_a_replica_nobody_reaches_costs_no_page_and_a_wrong_question_stays_wrong(two_connections):
    connections.databases[REPLICA]["PORT"] = "1"
    assert ask(view=lambda request: HttpResponse(str(Organisation.objects.count()))).content == b"0"
    assert states.state.is_away()
    connections.databases[REPLICA]["PORT"] = connection.settings_dict["PORT"]
    states.state.forget()
    with pytest.raises(OperationalError, match="statement timeout"), connections[REPLICA].cursor() as cursor:
        cursor.execute("SET statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")
    assert not states.state.is_away()


def test_a_figure_that_will_be_kept_is_counted_on_the_primary(outside):
    def view(request):
        before = Organisation.objects.all().db
        rollups.mark()
        return HttpResponse(f"{before} {Organisation.objects.all().db}")

    assert ask(view=view).content == b"replica default"


def test_the_machine_that_watches_is_told_how_far_it_is_behind(outside, client, monkeypatch):
    assert client.get("/readyz").content == b"ready\n"
    monkeypatch.setattr(health, "REPLICA", PRIMARY)
    assert client.get("/readyz").content == b"ready\nreplica: 0.0 s behind\n"
    outside.replayed = None
    states.state.checked = 0
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\nreplica: away, reading from the primary\n")


def test_the_settings_of_several_servers():
    found = database("postgres://u:p%2Cq@one,two:5433/name?target_session_attrs=read-write")
    assert (found["HOST"], found["PORT"], found["PASSWORD"], found["NAME"]) == ("one,two", "5432,5433", "p,q", "name")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"
    follower = replica("postgres://u@two/name")
    assert (follower["ENGINE"], follower["HOST"], follower["OPTIONS"]["connect_timeout"]) == ("portal.shared.replica", "two", 2)


def test_documents_in_a_bucket_stay_private(monkeypatch):
    assert documents()["BACKEND"].endswith("FileSystemStorage")
    monkeypatch.setenv("S3_BUCKET", "portal")
    options = documents()["OPTIONS"]
    assert (options["default_acl"], options["querystring_auth"], options["custom_domain"]) == ("private", True, None)
    assert cache("rediss://h:6379/0")["BACKEND"].endswith("RedisCache")


def test_a_shared_cache_or_a_bucket_that_is_away_is_a_503_and_a_mistake_in_asking_it_is_not():
    def raised(module, name):
        return type(name, (Exception,), {"__module__": module})()

    assert status_of(raised("redis.exceptions", "ConnectionError")) == status_of(ConnectionRefusedError()) == 503
    assert status_of(raised("botocore.exceptions", "EndpointConnectionError")) == 503
    assert status_of(raised("botocore.exceptions", "ClientError")) is None
    assert status_of(raised("ours", "ConnectedError")) is None

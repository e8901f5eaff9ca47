"""What people see when something is wrong: the right status, our words in their language, a number, no details."""
import re

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from tests.portal.faults import FAULTS

pytestmark = pytest.mark.urls("tests.portal.faults")

HEADERS = {
    "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy", "X-Request-ID", "X-Frame-Options",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)


@pytest.fixture
def polite():
    """A client that gets answers instead of exceptions, as a browser does."""
    return Client(raise_request_exception=False)


def must_be_our_page(response, status, language="et"):
    body = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in body
    assert body.count("<h1") == 1
    assert response["X-Request-ID"] in body
    assert not HEADERS - set(response.headers), HEADERS - set(response.headers)
    assert directives(response["Content-Security-Policy"]) == directives(POLICY)
    assert response["Cache-Control"] == "private, no-store"
    for secret in ("Traceback", "OperationalError", "a secret detail", "SQLITE", "site-packages"):
        assert secret not in body


def directives(policy):
    return {tuple(part.split()) for part in policy.split(";")}


@pytest.mark.expects_log("django.request")
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_status_and_our_page(polite, name):
    status = FAULTS[name][1]
    response = polite.get(f"/fail/{name}/")
    must_be_our_page(response, status)
    assert ("Retry-After" in response) is (status in {503, 507})


@pytest.mark.expects_log("django.request")
@pytest.mark.django_db
def test_a_mistake_in_our_sql_is_never_called_a_busy_database(polite):
    assert polite.get("/sql/").status_code == 500


@pytest.mark.parametrize(("prefix", "language"), [("/", "et"), ("/lv/", "lv"), ("/en/", "en")])
def test_a_missing_page_answers_in_the_language_of_its_address(polite, prefix, language):
    must_be_our_page(polite.get(f"{prefix}no/such/page/"), 404, language)


def test_a_missing_page_asks_the_database_nothing(polite, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        polite.get("/no/such/page/")


@pytest.mark.expects_log("django.security.DisallowedHost")
def test_a_foreign_host_is_refused_on_our_page(polite):
    must_be_our_page(polite.get("/echo/", headers={"host": "evil.example"}), 400)


def test_too_large_a_form_is_413_when_the_page_reads_it(polite, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    must_be_our_page(polite.post("/echo/", {"text": "x" * 5000}), 413)


@pytest.mark.expects_log("django.security.RequestDataTooBig")
def test_too_large_a_form_is_413_when_the_token_is_looked_for(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    must_be_our_page(client.post("/echo/", {"text": "x" * 5000}), 413)


def test_a_request_that_announces_too_much_is_not_even_read(polite, settings):
    settings.REQUEST_MAX_BYTES = 1000
    must_be_our_page(polite.post("/echo/", {"text": "x" * 5000}), 413)


def test_a_form_without_its_token_is_refused_with_a_way_back():
    strict = Client(enforce_csrf_checks=True)
    must_be_our_page(strict.post("/echo/", {"text": "x"}), 403)


@pytest.mark.expects_log("django.request", "portal.errors")
def test_the_page_comes_even_when_its_template_is_broken(polite, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("portal.shared.errors.loader.render_to_string", broken)
    response = polite.get("/fail/our-mistake/")
    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/static/css/app.css", "/accounts/login/"])
def test_every_kind_of_answer_carries_the_headers(polite, db, path):
    response = polite.get(path)
    response.close()  # a static file stays open until then
    assert response.status_code == 200
    assert not HEADERS - set(response.headers)
    assert directives(response["Content-Security-Policy"]) == directives(POLICY)


def test_a_redirect_carries_the_headers_too(polite, db):
    response = polite.get("/home/")
    assert response.status_code == 302
    assert not HEADERS - set(response.headers)


def test_numbers_of_requests_differ_and_a_stranger_cannot_choose_them(polite):
    first = polite.get("/healthz", headers={"x-request-id": "0123456789abcdef"})["X-Request-ID"]
    assert first != "0123456789abcdef"
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    assert polite.get("/healthz")["X-Request-ID"] != first


def test_the_proxys_number_is_kept(polite, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert polite.get("/healthz", headers={"x-request-id": "0123456789abcdef"})["X-Request-ID"] == "0123456789abcdef"


# --- health


def no_database(execute, sql, params, many, context):
    raise OperationalError("the database is away")


def test_healthz_asks_no_database(polite):
    cache.clear()
    assert polite.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_readyz_is_ready_when_the_database_answers(polite):
    response = polite.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.expects_log("django.request")
def test_readyz_is_503_when_the_database_is_away(polite, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("no connection")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    response = polite.get("/readyz")
    assert (response.status_code, response["Retry-After"]) == (503, "5")


@pytest.mark.expects_log("django.request")
@pytest.mark.django_db
def test_a_session_that_cannot_be_read_is_503_and_healthz_does_not_mind(polite, django_user_model):
    polite.force_login(django_user_model.objects.create_user("mari@example.org", name="Mari"))
    with connection.execute_wrapper(no_database):
        assert polite.get("/home/").status_code == 503
        assert polite.get("/healthz").status_code == 200

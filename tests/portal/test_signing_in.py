"""Signing in: throttled before hashing, silent about who exists, never open to strangers, ended when it must end."""
import re
from http import HTTPStatus

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from portal.shared import middleware

pytestmark = pytest.mark.django_db
PASSWORD = "kolm rohelist kuuske"
LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"


@pytest.fixture
def mari(django_user_model):
    return django_user_model.objects.create_user("mari@example.org", PASSWORD, name="Mari Mets")


def attempt(client, email, password, **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def is_signed_in(client):
    return SESSION_KEY in client.session


def test_the_right_password_leads_home(client, mari):
    response = attempt(client, mari.email, PASSWORD)
    assert (response.status_code, response.url) == (302, reverse("dashboards:home"))
    assert is_signed_in(client)


def test_the_case_of_the_address_does_not_matter(client, mari):
    attempt(client, "Mari@Example.ORG", PASSWORD)
    assert is_signed_in(client)


def test_a_wrong_password_is_refused_at_the_form_with_the_address_kept(client, mari):
    body = attempt(client, mari.email, "wrong password").content.decode()
    assert 'role="alert"' in body
    assert 'value="mari@example.org"' in body
    assert not is_signed_in(client)


# --- throttles


def count_hashes(monkeypatch):
    calls = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    verify = MD5PasswordHasher.verify
    monkeypatch.setattr(MD5PasswordHasher, "verify", lambda self, *args: calls.append(1) or verify(self, *args))
    return calls


def test_the_sixth_wrong_password_is_429_and_never_reaches_the_hasher(client, mari, monkeypatch):
    hashes = count_hashes(monkeypatch)
    answers = [attempt(client, mari.email, f"wrong {number}") for number in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert len(hashes) == 5
    assert answers[-1]["Retry-After"] == "900"
    assert "<h1" in answers[-1].content.decode()


def test_the_right_password_does_not_open_a_throttled_account_from_the_guessers_address(client, mari):
    for number in range(5):
        attempt(client, mari.email, f"wrong {number}")
    assert attempt(client, mari.email, PASSWORD).status_code == 429


def test_guessing_from_one_address_does_not_lock_the_owner_out_at_another(client, mari):
    for number in range(30):
        attempt(client, mari.email, f"wrong {number}", REMOTE_ADDR="192.0.2.66")
    attempt(client, mari.email, PASSWORD, REMOTE_ADDR="192.0.2.7")
    assert is_signed_in(client)


def test_a_forged_forwarding_header_gives_no_new_tries(client, mari):
    answers = [
        attempt(client, mari.email, f"wrong {number}", headers={"x-forwarded-for": f"198.51.100.{number}"}) for number in range(6)
    ]
    assert answers[-1].status_code == 429


def test_twenty_wrong_passwords_for_many_accounts_close_the_address(client, mari):
    answers = [attempt(client, f"someone{number}@example.org", "wrong") for number in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]


def test_signing_in_rightly_uses_up_nothing(client, mari):
    for _round in range(8):
        attempt(client, mari.email, PASSWORD)
        assert is_signed_in(client)
        client.post("/accounts/logout/")


# --- silence about who exists


def without_tokens(response):
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"[0-9a-f]{16}", "", body)


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, mari):
    known = attempt(client, mari.email, "wrong password")
    unknown = attempt(client, "nobody@example.org", "wrong password")
    same = without_tokens(known).replace(mari.email, "") == without_tokens(unknown).replace("nobody@example.org", "")
    assert same and known.status_code == unknown.status_code


def test_an_unknown_address_costs_a_hash_too(client, mari, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode, calls = MD5PasswordHasher.encode, []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args, **kw: calls.append(1) or encode(self, *args, **kw))
    attempt(client, mari.email, "wrong password")
    for_known = len(calls)
    attempt(client, "nobody@example.org", "wrong password")
    assert len(calls) - for_known == for_known > 0


def test_resetting_answers_the_same_for_everybody_and_mails_each_address_at_most_thrice(client, mari, mailoutbox):
    for address in (mari.email, "nobody@example.org"):
        answers = [client.post(RESET, {"email": address}) for _try in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
        assert answers[-1]["Retry-After"] == "3600"
    assert [mail.to for mail in mailoutbox] == [[mari.email]] * 3 + [["nobody@example.org"]] * 3


# --- the reset link


def link_in(mail):
    return re.search(r"https?://\S+", mail.body).group()


def reset(client, mailoutbox, email, password):
    client.post(RESET, {"email": email})
    page = client.get(link_in(mailoutbox[-1]), follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def test_the_link_sets_a_new_password_once_and_ends_every_session(mari, mailoutbox):
    elsewhere, here = Client(), Client()
    elsewhere.force_login(mari)
    reset(here, mailoutbox, mari.email, "neli punast maja")
    assert elsewhere.get("/accounts/password/change/").status_code == 302
    assert attempt(here, mari.email, "neli punast maja").status_code == 302
    again = Client().get(link_in(mailoutbox[0]), follow=True)
    assert "password1" not in again.content.decode()


def test_the_link_dies_after_an_hour(client, mari, mailoutbox, settings):
    client.post(RESET, {"email": mari.email})
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "password1" not in client.get(link_in(mailoutbox[0]), follow=True).content.decode()


def test_links_in_mails_point_to_our_own_host_whatever_the_request_says(mari, mailoutbox, settings):
    settings.PUBLIC_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["*"]
    Client(headers={"host": "evil.example"}).post(RESET, {"email": mari.email})
    assert link_in(mailoutbox[0]).startswith("https://portal.example/accounts/password/reset/")
    assert "evil" not in mailoutbox[0].body


@pytest.mark.parametrize("language", ["et", "lv"])
def test_a_mail_speaks_the_language_of_the_person_not_of_the_page(client, mari, mailoutbox, monkeypatch, language):
    from allauth.account.adapter import DefaultAccountAdapter
    from django.utils import translation

    render, seen = DefaultAccountAdapter.render_mail, []
    monkeypatch.setattr(
        DefaultAccountAdapter, "render_mail", lambda *args, **kw: seen.append(translation.get_language()) or render(*args, **kw)
    )
    mari.language = language
    mari.save()
    client.post("/en" + RESET, {"email": mari.email})
    assert (seen, len(mailoutbox)) == ([language], 1)


# --- nobody comes in by another door


def test_signing_up_is_closed(client):
    page = client.get("/accounts/signup/")
    assert "password1" not in page.content.decode()
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert not is_signed_in(client)


def test_admin_has_no_sign_in_page_of_its_own(client, mari):
    """Otherwise it would go around the throttle and the second step."""
    assert client.get("/admin/login/").status_code == HTTPStatus.FOUND
    client.post("/admin/login/", {"username": mari.email, "password": PASSWORD})
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]
)
def test_signing_in_leads_nowhere_else(client, mari, target):
    response = client.post(LOGIN, {"login": mari.email, "password": PASSWORD, "next": target})
    assert response.url == reverse("dashboards:home")


def test_signing_out_needs_a_post(client, mari):
    client.force_login(mari)
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


# --- sessions


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1_800_000_000

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(middleware.time, "time", clock.time)
    return clock


PRIVATE = "/accounts/email/"


@pytest.fixture
def inside(client, mari, clock):
    client.force_login(mari)
    assert client.get(PRIVATE).status_code == 200
    return client


def test_a_session_ends_after_two_idle_hours(inside, clock):
    clock.now += 2 * 3600 - 1
    assert inside.get(PRIVATE).status_code == 200
    clock.now += 2 * 3600
    assert inside.get(PRIVATE).status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(inside, clock):
    for _hour in range(11):
        clock.now += 3600
        assert inside.get(PRIVATE).status_code == 200
    clock.now += 3600
    assert inside.get(PRIVATE).status_code == 302


def test_an_ended_session_cannot_be_replayed(inside, clock, settings):
    cookie = inside.cookies[settings.SESSION_COOKIE_NAME].value
    clock.now += 2 * 3600
    inside.get(PRIVATE)
    assert not Session.objects.filter(session_key=cookie).exists()


def test_clicks_within_a_minute_write_nothing(inside, clock, django_assert_num_queries):
    clock.now += 70
    inside.get(PRIVATE)
    before = Session.objects.get().session_data
    clock.now += 30
    inside.get(PRIVATE)
    assert Session.objects.get().session_data == before


def test_a_closed_account_is_out_at_once(inside, mari):
    mari.is_active = False
    mari.save()
    assert inside.get(PRIVATE).status_code == 302


def test_signing_in_gives_a_new_session_key(client, mari, settings):
    client.force_login(mari)
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/accounts/logout/")
    attempt(client, mari.email, PASSWORD)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first


def test_signing_out_everywhere_else_leaves_this_browser(mari):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        attempt(browser, mari.email, PASSWORD)
    assert here.get("/accounts/sessions/").content.decode().count("<time") == 2
    here.post("/accounts/sessions/")
    assert here.get(PRIVATE).status_code == 200
    assert elsewhere.get(PRIVATE).status_code == 302


def test_pages_of_somebody_signed_in_are_kept_by_no_cache(inside):
    assert inside.get(PRIVATE)["Cache-Control"] == "private, no-store"
    assert inside.get("/")["Cache-Control"] == "private, no-store"

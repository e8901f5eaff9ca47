"""Every page about one's account: in our layout, with labelled fields, in three languages, and the second step works."""
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import SESSION_KEY

pytestmark = pytest.mark.django_db
PASSWORD = "kolm rohelist kuuske"
OPEN = ["login/", "signup/", "inactive/", "confirm-email/", "password/reset/", "password/reset/done/", "password/reset/key/done/"]
OWN = ["logout/", "email/", "password/change/", "reauthenticate/", "2fa/", "2fa/webauthn/", "sessions/"]
FRESH = ["2fa/totp/activate/", "2fa/webauthn/add/"]


@pytest.fixture
def mari(django_user_model):
    return django_user_model.objects.create_user("mari@example.org", PASSWORD, name="Mari Mets")


@pytest.fixture
def inside(client, mari):
    """Signed in, and asked once more just now, as the pages about the second step demand."""
    client.post("/accounts/login/", {"login": mari.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def must_be_a_page_of_ours(response, language="et"):
    body = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in body
    assert 'class="masthead"' in body
    assert body.count("<h1") == 1
    assert not unlabelled_fields(body)
    assert all("data-form=" in form for form in re.findall(r"<form[^>]*>", body))


def unlabelled_fields(body):
    fields = [tag for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", body) if 'type="hidden"' not in tag]
    return [tag for tag in fields if f'for="{attribute(tag, "id")}"' not in body]


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else "?"


@pytest.mark.parametrize("language", ["et", "lv", "en"])
@pytest.mark.parametrize("page", OPEN)
def test_a_page_before_signing_in(client, page, language):
    must_be_a_page_of_ours(client.get(address(page, language)), language)


@pytest.mark.parametrize("language", ["et", "lv", "en"])
@pytest.mark.parametrize("page", OWN + FRESH)
def test_a_page_of_ones_own(inside, page, language):
    must_be_a_page_of_ours(inside.get(address(page, language)), language)


@pytest.mark.parametrize("page", OWN + FRESH)
def test_a_page_of_ones_own_is_closed_to_others(client, page):
    if page == "logout/":
        return
    response = client.get(address(page, "et"))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=")


def address(page, language):
    return ("" if language == "et" else f"/{language}") + f"/accounts/{page}"


# --- errors


def test_what_is_wrong_is_said_at_the_field_and_above_the_form(inside):
    body = inside.post(
        "/accounts/password/change/", {"oldpassword": "wrong", "password1": "short", "password2": "other"}
    ).content.decode()
    summary = body.split('role="alert"', 1)[1].split("</div>", 1)[0]
    for field in ("oldpassword", "password1"):
        tag = re.search(rf'<input[^>]*name="{field}"[^>]*>', body).group()
        assert 'aria-invalid="true"' in tag
        assert attribute(tag, "aria-describedby").split()
        assert all(f'id="{name}"' in body for name in attribute(tag, "aria-describedby").split())
        assert f'href="#id_{field}"' in summary


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("1234567", False), ("12345678", False), ("password1", False), ("mari@example.org", False), ("Talgud2026", False),
        ("p" * 1025, False), ("kaks suurt paju", True), ("🌲🌲🌲🌲 neli kuuske", True), ("  tühikud jäävad  ", True),
        ("x7" * 512, True),
    ],
)
def test_passwords_are_judged_by_length_and_guessability_alone(inside, mari, password, good):
    inside.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password})
    mari.refresh_from_db()
    assert mari.check_password(password) is good


# --- changing the address


def test_a_new_address_counts_only_once_its_link_was_opened(inside, mari, mailoutbox):
    inside.post("/accounts/email/", {"email": "uus@example.org", "action_add": ""})
    must_be_a_page_of_ours(inside.get("/accounts/email/"))
    mari.refresh_from_db()
    assert mari.email == "mari@example.org"
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body).group(1)
    must_be_a_page_of_ours(inside.get(link))
    mari.refresh_from_db()
    assert mari.email == "mari@example.org"
    inside.post(link)
    mari.refresh_from_db()
    assert mari.email == "uus@example.org"
    assert ["mari@example.org"] in [mail.to for mail in mailoutbox], "the old address is told"


def test_a_dead_confirmation_link_says_so(inside):
    must_be_a_page_of_ours(inside.get("/accounts/confirm-email/nothing/"))


# --- the second step


def activate(inside):
    page = inside.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    response = inside.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    must_be_a_page_of_ours(response)
    return secret, re.findall(r"<code>(\d{8})</code>", response.content.decode())


def code_of(secret, step=0):
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + step))


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_app_gives_recovery_codes_and_a_mail(inside, mailoutbox):
    _secret, codes = activate(inside)
    assert len(codes) == 10
    assert [mail.to for mail in mailoutbox] == [["mari@example.org"]]
    download = inside.get("/accounts/2fa/recovery-codes/download/")
    assert download.content.decode().split() == codes
    for page in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        must_be_a_page_of_ours(inside.get(f"/accounts/2fa/{page}"))


def test_then_the_password_alone_opens_nothing(inside, mari, client):
    secret, codes = activate(inside)
    client.post("/accounts/logout/")
    page = client.post("/accounts/login/", {"login": mari.email, "password": PASSWORD}, follow=True)
    must_be_a_page_of_ours(page)
    assert SESSION_KEY not in client.session
    assert client.get("/accounts/email/").status_code == 302
    must_be_a_page_of_ours(client.post("/accounts/2fa/authenticate/", {"code": "000000"}))
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert SESSION_KEY in client.session


def test_a_recovery_code_works_once(inside, mari, client):
    _secret, codes = activate(inside)
    for worked in (True, False):
        client.post("/accounts/logout/")
        client.post("/accounts/login/", {"login": mari.email, "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert (SESSION_KEY in client.session) is worked


def test_a_new_password_by_mail_does_not_go_around_the_second_step(inside, mari, client, mailoutbox):
    activate(inside)
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": mari.email})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[-1].body).group(1)
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "neli punast maja", "password2": "neli punast maja"}, follow=True)
    assert SESSION_KEY not in client.session


def test_taking_the_app_away_needs_the_person_again(inside, mari, monkeypatch):
    activate(inside)
    session = inside.session
    del session["account_authentication_methods"]
    session.save()
    assert "reauthenticate" in inside.post("/accounts/2fa/totp/deactivate/").url
    assert Authenticator.objects.filter(user=mari, type=Authenticator.Type.TOTP).exists()


def test_guessing_codes_is_throttled(inside, mari, client):
    activate(inside)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": mari.email, "password": PASSWORD})
    pages = [client.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"}).content.decode() for number in range(8)]
    assert pages[0] != pages[-1]
    secret = Authenticator.objects.get(user=mari, type=Authenticator.Type.TOTP)
    assert secret and SESSION_KEY not in client.session


# --- the demo


def test_the_demos_people_stand_on_the_sign_in_page_and_open_with_one_click(client, django_user_model):
    from portal.demo.people import PEOPLE

    user = django_user_model.objects.create_user(PEOPLE[0].email, name=PEOPLE[0].name)
    body = client.get("/accounts/login/").content.decode()
    assert [person.email for person in PEOPLE] == re.findall(r'name="email" value="([^"]+)"', body)
    client.post("/accounts/demo/", {"email": user.email})
    assert client.session[SESSION_KEY] == str(user.pk)


def test_the_demo_door_opens_for_its_own_people_only(client, mari):
    assert client.post("/accounts/demo/", {"email": mari.email}).status_code == 404
    assert SESSION_KEY not in client.session


def test_without_demo_there_are_no_people_and_no_door(client, settings, django_user_model):
    from portal.demo.people import PEOPLE

    django_user_model.objects.create_user(PEOPLE[0].email)
    settings.DEMO = False
    assert PEOPLE[0].email not in client.get("/accounts/login/").content.decode()
    assert client.post("/accounts/demo/", {"email": PEOPLE[0].email}).status_code == 404
    assert SESSION_KEY not in client.session

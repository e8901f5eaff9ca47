"""Signing in as a person meets it: accessible at every width, without JavaScript, with a passkey under the strict policy."""
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "kolm rohelist kuuske"
WIDTHS = [360, 1280]


@pytest.fixture
def mari(django_user_model):
    return django_user_model.objects.create_user("mari@example.org", PASSWORD, name="Mari Mets")


def form(page, name):
    return page.locator(f'form[data-form="{name}"]')


def enter(page, address, password):
    page.goto("/accounts/login/")
    form(page, "sign-in").locator("[name=login]").fill(address)
    form(page, "sign-in").locator("[name=password]").fill(password)
    form(page, "sign-in").locator("button").click()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/", "/no/such/page/"])
def test_a_page_before_signing_in_is_accessible(browser, axe, path, width):
    page = browser(width=width)
    page.goto(path)
    assert axe(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_refused_form_is_accessible(browser, axe, mari, width):
    page = browser(width=width)
    enter(page, mari.email, "wrong password")
    expect(page.locator("[role=alert]").first).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_ones_own_are_accessible(browser, axe, mari, width):
    page = browser(width=width)
    enter(page, mari.email, PASSWORD)
    for path in ("email/", "password/change/", "2fa/", "2fa/webauthn/", "sessions/"):
        page.goto(f"/accounts/{path}")
        assert axe(page) == [], path
    confirm(page, "/accounts/2fa/totp/activate/")
    expect(page.locator("form[data-form=totp-activate]")).to_be_visible()
    assert axe(page) == []


def confirm(page, path):
    """Open a page that asks for the password once more."""
    page.goto(path)
    form(page, "confirm-password").locator("[name=password]").fill(PASSWORD)
    form(page, "confirm-password").locator("button").click()


def test_signing_in_needs_no_javascript(browser, mari, live_server):
    page = browser(java_script_enabled=False)
    enter(page, mari.email, PASSWORD)
    expect(page).to_have_url(f"{live_server.url}/home/")


def test_without_javascript_no_passkey_is_offered(browser):
    page = browser(java_script_enabled=False)
    page.goto("/accounts/login/")
    expect(form(page, "passkey-sign-in")).to_be_hidden()


def test_a_passkey_is_added_and_then_signs_in_alone(browser, mari, live_server):
    page = browser()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    enter(page, mari.email, PASSWORD)
    confirm(page, "/accounts/2fa/webauthn/add/")
    adding = form(page, "passkey-add")
    adding.locator("[name=name]").fill("Minu telefon")
    adding.locator("[name=passwordless]").check()
    adding.locator("button").click()
    expect(page.locator("code").first).to_be_visible()

    page.goto("/accounts/logout/")
    form(page, "sign-out").last.locator("button").click()
    page.goto("/accounts/login/")
    form(page, "passkey-sign-in").locator("button").click()
    expect(page).to_have_url(f"{live_server.url}/home/")


def test_a_refused_passkey_says_so_and_leaves_the_password(browser, mari):
    page = browser()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto("/accounts/login/")
    page.route("**/accounts/2fa/webauthn/login/", lambda route: route.abort())
    form(page, "passkey-sign-in").locator("button").click()
    expect(page.locator("[data-passkey-problem]")).to_be_visible()
    expect(form(page, "sign-in")).to_be_visible()

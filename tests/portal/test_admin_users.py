"""Accounts in Django admin: the e-mail is the login, nobody promotes himself, nobody locks himself out (P-09, P-10)."""
import pytest
from allauth.account.models import EmailAddress
from django.utils import translation

from projects.models import User
from tests.portal.admin_client import AdminUser, errors
from tests.portal.rows import Rows

pytestmark = pytest.mark.django_db

PASSWORD = "pikk ja hea parool"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def boss(client):
    user = User.objects.create_superuser("haldur@example.org", "parool-parool", name="Haldur")
    client.force_login(user)
    return user


@pytest.fixture
def clerk(client):
    user = User.objects.create_user("abi@example.org", "parool-parool", name="Abi", is_staff=True)
    client.force_login(user)
    return user


def test_an_account_is_made_with_a_password(client, boss):
    office = AdminUser(client)
    made = office.add(
        User, email="Uus@Example.org", name="Uus inimene", language="lv", usable_password="true",
        password1=PASSWORD, password2=PASSWORD,
    )
    assert (made.email, made.name, made.language, made.is_staff) == ("uus@example.org", "Uus inimene", "lv", False)
    assert made.check_password(PASSWORD)
    assert made.history.get().history_user == boss


def test_a_common_password_is_refused(client, boss):
    office = AdminUser(client)
    form = office.open(User) | {
        "email": ["uus@example.org"], "usable_password": ["true"], "password1": ["password"], "password2": ["password"],
    }
    assert office.send(User, form).status_code == 200
    assert not User.objects.filter(email="uus@example.org").exists()


def test_a_new_password_is_set_for_somebody(client, boss):
    person = Rows().of(User)
    url = f"/admin/projects/user/{person.pk}/password/"
    assert client.get(url).status_code == 200
    sent = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(url, sent).status_code == 302
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_lost_address_lets_nobody_in_any_more(client, boss):
    person = Rows().of(User)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    changed = AdminUser(client).change(person, email="uus@example.org")
    assert changed.email == "uus@example.org"
    assert not EmailAddress.objects.filter(user=person).exists()
    assert changed.history.first().history_user == boss


def test_nobody_takes_away_his_own_rights(client, boss):
    office = AdminUser(client)
    form = office.open(User, boss)
    del form["is_active"]
    assert errors(office.send(User, form, boss)) == ["You cannot take away your own rights. Ask another administrator."]
    boss.refresh_from_db()
    assert boss.is_active


def test_a_clerk_makes_no_administrators_and_touches_none(client, clerk):
    office = AdminUser(client)
    person = Rows().of(User)
    form = office.open(User, person)
    assert not {"is_staff", "is_superuser"} & set(form)
    assert office.send(User, form | {"is_staff": ["on"], "is_superuser": ["on"], "name": ["Muu"]}, person).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.is_staff, person.is_superuser) == ("Muu", False, False)
    boss = User.objects.create_superuser("haldur@example.org", "parool-parool")
    for row in (boss, clerk):
        assert office.send(User, form, row).status_code == 403
        assert client.post(f"/admin/projects/user/{row.pk}/password/", {}).status_code == 403


def test_two_accounts_never_share_an_address(client, boss):
    office = AdminUser(client)
    person = Rows().of(User)
    form = office.open(User, person) | {"email": ["HALDUR@example.org"]}
    assert office.send(User, form, person).status_code == 200
    person.refresh_from_db()
    assert person.email != "haldur@example.org"

"""People: the invitation's way from the form to the membership, and the end of one."""
import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from projects.choices import Role
from projects.models import Activity, Invitation, Membership, User
from tests.projects import world

pytestmark = pytest.mark.django_db

PASSWORD = "kuused-ja-kased-77"


@pytest.fixture
def send(as_mari, act, django_capture_on_commit_callbacks):
    """A function that sends the invitation form and returns the page."""

    def send(email="uus@example.org", **fields):
        form = {"email": email, "role": "auditor"} | fields
        with django_capture_on_commit_callbacks(execute=True):
            return as_mari.post(reverse("projects:invitation-create", args=[act.slug]), form)

    return send


@pytest.fixture
def link(send, client):
    """The path of a fresh invitation's link; the visitor is signed out."""
    path = re.search(r"/invitations/[^/]+/", send().content.decode())[0]
    client.logout()
    return path


def account(**fields):
    return {"name": "Uus Inimene", "password": PASSWORD, "language": "et"} | fields


def test_the_link_is_shown_once_and_mailed_to_the_invited_only(send, as_mari, act):
    answer = send("Uus@Example.org")
    (link,) = set(re.findall(r"http://testserver/invitations/[^/]+/", answer.content.decode()))
    (message,) = mail.outbox
    assert (message.to, link in message.body, act.acronym in message.subject) == (["uus@example.org"], True, True)
    people = as_mari.get(reverse("projects:membership-list", args=[act.slug])).content.decode()
    assert ("uus@example.org" in people, "/invitations/" + link.split("/")[-2] in people) == (True, False)
    assert "no-store" in answer["Cache-Control"]


def test_a_forged_host_leads_no_mail_astray(send, settings):
    settings.PUBLIC_URL = "https://talgud.example.org"
    send()
    assert "https://talgud.example.org/invitations/" in mail.outbox[0].body


def test_P42_sent_twice_it_is_one_invitation_and_one_mail(send):
    key = str(uuid.uuid4())
    first, second = send(idempotency_key=key), send(idempotency_key=key)
    assert ("/invitations/" in first.content.decode(), second.context["link"]) == (True, "")
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"email": "x"}, "email"), ({"role": "admin"}, "role"), ({"role": "editor"}, "organisation"), ({"role": ""}, "role")],
)
def test_a_wrong_invitation_is_refused_at_its_field(send, fields, wrong):
    answer = send(**{"email": "uus@example.org"} | fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert mail.outbox == []


def test_somebody_new_makes_an_account_and_is_in(client, link, act):
    assert client.get(link).status_code == 200
    answer = client.post(link, account())
    assert answer.status_code == 302
    user = get_user(client)
    assert (user.email, user.name, user.check_password(PASSWORD)) == ("uus@example.org", "Uus Inimene", True)
    assert Membership.objects.get(user=user).role == Role.AUDITOR
    assert client.get(reverse("projects:target-list", args=[act.slug])).status_code == 200


@pytest.mark.parametrize("password", ["lühike", "password123", "12345678901", "uus@example.org", "x" * 1025])
def test_P13_a_weak_password_is_refused_at_its_field(client, link, password):
    answer = client.post(link, account(password=password))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["password"])
    assert User.objects.filter(email="uus@example.org").count() == 0


def test_P13_spaces_in_a_password_are_kept(client, link):
    client.post(link, account(password=f" {PASSWORD} "))
    assert User.objects.get(email="uus@example.org").check_password(f" {PASSWORD} ") is True


def test_somebody_with_an_account_is_sent_to_sign_in_and_back(client, link):
    User.objects.create_user("uus@example.org", PASSWORD)
    page = client.get(link).content.decode()
    assert f"{reverse('account_login')}?next={link}" in page
    assert 'name="password"' not in page
    assert client.post(link, account()).status_code == 409
    assert Membership.objects.filter(user__email="uus@example.org").count() == 0


def test_signed_in_with_the_right_address_one_click_is_enough(client, link):
    user = User.objects.create_user("uus@example.org", PASSWORD)
    client.force_login(user)
    assert client.get(link).status_code == 200
    assert Membership.objects.filter(user=user).count() == 0
    assert client.post(link).status_code == 302
    assert Membership.objects.filter(user=user).count() == 1


def test_signed_in_with_another_address_nothing_happens(client, link, toomas):
    client.force_login(toomas)
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 409
    assert Membership.objects.filter(user=toomas, role=Role.AUDITOR).count() == 0


def dead_ends(client, *paths):
    """What visitors of these links meet, without what differs by request."""
    pages = [client.get(path) for path in paths]
    return {(page.status_code, re.sub(r'value="\w{64}"|/invitations/[^/]+/', "", page.content.decode())) for page in pages}


def test_used_withdrawn_old_and_invented_links_look_the_same(send, client, as_mari, act):
    def sent(email):
        page = send(email).content.decode()
        return re.search(r"/invitations/[^/]+/", page)[0], Invitation.objects.get(email=email)

    used, _one = sent("yks@example.org")
    withdrawn, two = sent("kaks@example.org")
    old, three = sent("kolm@example.org")
    as_mari.post(reverse("projects:invitation-withdraw", args=[act.slug, two.pk]))
    Invitation.objects.filter(pk=three.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    client.logout()
    client.post(used, account())
    client.logout()
    answers = dead_ends(client, used, withdrawn, old, "/invitations/leiutatud/")
    assert [status for status, _page in answers] == [404]


def test_P09_nobody_makes_himself_coordinator_by_the_link(client, link):
    client.post(link, account(role="coordinator", is_staff="on", is_superuser="on", email="muu@example.org"))
    user = User.objects.get(email="uus@example.org")
    assert (user.is_staff, user.memberships.get().role) == (False, Role.AUDITOR)


@pytest.fixture
def jaan(act):
    return world.editor(act, world.organisation(), "Jaan")


def edit_url(user, verb="edit"):
    membership = user.memberships.get()
    return reverse(f"projects:membership-{verb}", args=[membership.project.slug, membership.pk])


def test_a_coordinator_changes_role_scope_and_end(as_mari, act, jaan):
    ring = world.add(Activity(project=act, title_et="Ring"))
    firm = jaan.memberships.get().organisation
    form = {"role": "reader", "organisation": firm.pk, "activity": ring.pk, "until": "31.12.2030", "version": 1}
    assert as_mari.post(edit_url(jaan), form).status_code == 302
    changed = jaan.memberships.get()
    assert (changed.role, changed.activity, changed.until.isoformat()) == ("reader", ring, "2030-12-31")


def test_P08_an_ended_membership_opens_nothing_at_the_next_click(as_mari, client, act, jaan):
    assert as_mari.post(edit_url(jaan, "end")).status_code == 302
    client.force_login(jaan)
    assert client.get(reverse("projects:target-list", args=[act.slug])).status_code == 404


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("end", {}),
        ("edit", {"role": "reader", "version": 1}),
        ("edit", {"role": "coordinator", "until": "31.12.2030", "version": 1}),
    ],
)
def test_P09_the_last_coordinator_stays(as_mari, act, mari, verb, form):
    firm = world.organisation()
    answer = as_mari.post(edit_url(mari, verb), form | ({"organisation": firm.pk} if form else {}))
    assert answer.status_code == (409 if verb == "end" else 422)
    assert as_mari.get(reverse("projects:membership-list", args=[act.slug])).status_code == 200


def test_a_coordinator_who_leaves_lands_outside(as_mari, act, mari):
    world.coordinator(act, "Kersti")
    assert as_mari.post(edit_url(mari, "end")).url == reverse("projects:project-list")


def test_a_membership_of_another_project_is_not_found_here(as_mari, act, toomas):
    membership = toomas.memberships.get()
    for verb in ("edit", "end"):
        assert as_mari.get(reverse(f"projects:membership-{verb}", args=[act.slug, membership.pk])).status_code == 404
    assert as_mari.get(edit_url(toomas)).status_code == 404


def test_an_auditor_sees_the_people_and_changes_none(client, act, jaan):
    auditor = world.person("Audiitor")
    world.member(auditor, act, Role.AUDITOR)
    client.force_login(auditor)
    assert client.get(reverse("projects:membership-list", args=[act.slug])).status_code == 200
    assert [client.get(edit_url(jaan, verb)).status_code for verb in ("edit", "end")] == [403, 403]

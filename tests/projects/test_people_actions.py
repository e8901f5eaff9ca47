"""Invitations work once, for one address and one role; a project keeps a coordinator."""
import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils import timezone

from projects import actions
from projects.choices import Role
from projects.models import Invitation, Membership, Organisation, User
from tests.shared.world import member, person, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    return project("act")


@pytest.fixture
def anna(act):
    user = person("Anna")
    member(user, act)
    return user


def invitation_to(email, in_project, by, role=Role.COORDINATOR, **fields):
    return actions.invite(Invitation(project=in_project, email=email, role=role, **fields), by=by)


def code_of(error):
    raised = error.value
    return raised.code if hasattr(raised, "code") else next(iter(raised.error_dict.values()))[0].code


def test_an_accepted_link_makes_the_membership_it_was_sent_for(act, anna):
    invitation, token = invitation_to("Mari@example.org", act, anna)
    mari = User.objects.create_user("mari@example.org", "parool-parool", name="Mari")
    membership = actions.accept_invitation(token, user=mari)
    assert (membership.project, membership.role, membership.user) == (act, Role.COORDINATOR, mari)
    invitation.refresh_from_db()
    assert invitation.accepted_by == mari


def test_a_link_works_once(act, anna):
    _invitation, token = invitation_to("mari@example.org", act, anna)
    mari = User.objects.create_user("mari@example.org", "parool-parool")
    actions.accept_invitation(token, user=mari)
    with pytest.raises(ValidationError) as error:
        actions.accept_invitation(token, user=mari)
    assert code_of(error) == "link_is_dead"


def test_a_link_works_for_the_invited_address_only(act, anna):
    _invitation, token = invitation_to("mari@example.org", act, anna)
    with pytest.raises(ValidationError) as error:
        actions.accept_invitation(token, user=person("Teine"))
    assert code_of(error) == "other_address"
    assert Membership.objects.count() == 1


def test_a_withdrawn_and_an_old_link_are_as_dead_as_an_invented_one(act, anna):
    invitation, withdrawn = invitation_to("mari@example.org", act, anna)
    actions.withdraw_invitation(invitation, by=anna)
    _other, old = invitation_to("jaan@example.org", act, anna)
    Invitation.objects.filter(email="jaan@example.org").update(expires_at=timezone.now())
    assert [actions.find_invitation(token) for token in (withdrawn, old, "midagi")] == [None, None, None]


def test_an_invitation_lasts_seven_days(act, anna):
    invitation, _token = invitation_to("mari@example.org", act, anna)
    assert (invitation.expires_at - invitation.created_at).days in {6, 7}
    assert abs(invitation.expires_at - timezone.now() - datetime.timedelta(days=7)) < datetime.timedelta(minutes=1)


def test_the_token_itself_is_nowhere_in_the_database(act, anna):
    invitation, token = invitation_to("mari@example.org", act, anna)
    stored = [str(value) for value in Invitation.objects.filter(pk=invitation.pk).values_list()[0]]
    assert not any(token in value for value in stored)


def test_somebody_new_gets_an_account_and_the_membership_together(act, anna):
    _invitation, token = invitation_to("uus@example.org", act, anna)
    user = actions.register_invited(token, name="Uus Inimene", password="pikk-parool-9", language="lv")
    assert (user.email, user.language, user.check_password("pikk-parool-9")) == ("uus@example.org", "lv", True)
    assert Membership.objects.get(user=user).role == Role.COORDINATOR
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("uus@example.org", True, True)


def test_somebody_with_that_role_is_not_invited_to_it_again(act, anna):
    with pytest.raises(ValidationError) as error:
        invitation_to(anna.email, act, anna)
    assert code_of(error) == "already_member"


def test_an_editor_is_invited_for_a_partner(act, anna):
    with pytest.raises(ValidationError) as error:
        invitation_to("mari@example.org", act, anna, role=Role.EDITOR)
    assert code_of(error) == "no_partner"
    partner = Organisation.objects.create(name="Ape vald")
    invitation, _token = invitation_to("mari@example.org", act, anna, role=Role.EDITOR, organisation=partner)
    assert invitation.organisation == partner


def test_P09_the_last_coordinator_stays(act, anna):
    mine = Membership.objects.get(user=anna)
    with pytest.raises(ValidationError) as error:
        actions.end_membership(mine, by=anna)
    assert code_of(error) == "last_coordinator"
    mine.role = Role.AUDITOR
    with pytest.raises(ValidationError) as error:
        actions.change_membership(mine, by=anna, version=mine.version)
    assert code_of(error) == "last_coordinator"


def test_P09_a_coordinator_may_go_when_another_stays(act, anna):
    member(person("Mari"), act)
    actions.end_membership(Membership.objects.get(user=anna), by=anna)
    assert [row.user.name for row in Membership.objects.valid().filter(project=act)] == ["Mari"]

"""Who may do what: roles, scopes, ends and closed projects."""
import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.shared import verbs
from projects import permissions
from projects.choices import ActivityRole, OrganisationKind, Publication, Role, Visibility
from projects.models import ActivityPartner, Document, Organisation, Project, User
from tests.shared.world import activity, member, person, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    return project("act-local")


def organisation(name, **fields):
    return verbs.create(Organisation(name=name, **fields), by=None)


def fresh(user):
    """The user as the next request sees him: without the memberships remembered in this one."""
    return User.objects.get(pk=user.pk)


def test_a_coordinator_edits_the_whole_project_and_only_his_own(act):
    anna = person("Anna")
    member(anna, act)
    assert permissions.can_edit_project(anna, act) is True
    assert permissions.can_edit_project(anna, project("teine")) is False


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_other_roles_do_not_edit_the_project(act, role):
    pille = person("Pille")
    member(pille, act, role, organisation=organisation("Alutaguse vallavalitsus"))
    assert permissions.can_edit_project(pille, act) is False
    assert permissions.can_view_workspace(pille, act) is True


def test_a_coordinator_of_one_activity_does_not_edit_the_project(act):
    mari = person("Mari")
    one = activity(act)
    member(mari, act, activity=one)
    assert permissions.can_edit_project(mari, act) is False
    assert permissions.can_edit_activity(mari, one) is True


def test_E15_an_editor_of_one_activity_edits_that_activity_and_nothing_else(act):
    haapsalu = person("Haapsalu")
    one, other = activity(act, "Üks"), activity(act, "Teine")
    linn = organisation("Haapsalu linn", kind=OrganisationKind.MUNICIPALITY)
    member(haapsalu, act, Role.EDITOR, organisation=linn, activity=one)
    for each in (one, other):
        verbs.create(ActivityPartner(activity=each, organisation=linn), by=None)
    assert permissions.can_edit_activity(haapsalu, one) is True
    assert permissions.can_edit_activity(haapsalu, other) is False
    assert permissions.can_edit_project(haapsalu, act) is False


def test_a_partners_editor_edits_the_activities_his_organisation_or_its_unit_answers_for(act):
    saue = organisation("Saue vald")
    youth_centre = organisation("Ääsmäe Noortekeskus", parent=saue)
    editor = person("Saue")
    member(editor, act, Role.EDITOR, organisation=saue)
    own, units, foreign = (activity(act, title) for title in ("Kahvel", "Mänguriiul", "Infosüsteem"))
    verbs.create(ActivityPartner(activity=own, organisation=saue, role=ActivityRole.RESPONSIBLE), by=None)
    verbs.create(ActivityPartner(activity=units, organisation=youth_centre), by=None)
    assert [permissions.can_edit_activity(editor, row) for row in (own, units, foreign)] == [True, True, False]


@pytest.mark.parametrize("publication", [Publication.CLOSED, Publication.ARCHIVED])
def test_P07_nobody_changes_a_closed_project_but_its_coordinator_may_reopen_it(act, publication):
    anna = person("Anna")
    member(anna, act)
    act.publication = publication
    assert permissions.can_edit_project(anna, act) is False
    assert permissions.can_edit_activity(anna, activity(act)) is False
    assert permissions.can_change_publication(anna, act) is True


def test_P08_a_membership_that_ended_yesterday_opens_nothing(act):
    anna = person("Anna")
    row = member(anna, act)
    row.until = datetime.date.today() - datetime.timedelta(days=1)
    verbs.update(row, by=None, version=1)
    assert permissions.can_view_workspace(fresh(anna), act) is False


def test_somebody_deactivated_may_nothing(act):
    anna = person("Anna", is_staff=True)
    member(anna, act)
    anna.is_active = False
    anna.save()
    assert permissions.works_in(fresh(anna), act) is False


def test_P07_the_public_sees_neither_drafts_nor_sensitive_projects(act):
    project("mustand", publication=Publication.DRAFT)
    project("salajane", sensitive=True)
    assert list(Project.objects.visible_to(AnonymousUser())) == [act]


def test_a_member_sees_his_own_draft_and_a_stranger_does_not():
    draft = project("mustand", publication=Publication.DRAFT)
    anna, stranger = person("Anna"), person("Võõras")
    member(anna, draft)
    assert list(Project.objects.visible_to(anna)) == [draft]
    assert list(Project.objects.visible_to(stranger)) == []


@pytest.mark.parametrize(
    ("visibility", "stranger", "reader", "coordinator"),
    [
        (Visibility.PUBLIC, True, True, True),
        (Visibility.PROJECT, False, True, True),
        (Visibility.COORDINATORS, False, False, True),
    ],
)
def test_a_document_is_handed_out_by_its_own_visibility(act, visibility, stranger, reader, coordinator):
    document = Document(project=act, title="Otsus", visibility=visibility)
    lugeja, anna = person("Lugeja"), person("Anna")
    member(lugeja, act, Role.READER, organisation=organisation("Ape vald"))
    member(anna, act)
    asked = [person("Võõras"), lugeja, anna]
    assert [permissions.can_download_document(user, document) for user in asked] == [stranger, reader, coordinator]


def test_a_partner_sees_his_own_money_and_an_auditor_everybodys(act):
    ours, theirs = organisation("Tartumaa Arendusselts"), organisation("Võrumaa Partnerluskogu")
    reader, auditor = person("Lugeja"), person("Audiitor")
    member(reader, act, Role.READER, organisation=ours)
    member(auditor, act, Role.AUDITOR)
    assert permissions.can_view_money_of(reader, act, ours.pk) is True
    assert permissions.can_view_money_of(reader, act, theirs.pk) is False
    assert permissions.can_view_money_of(auditor, act, theirs.pk) is True

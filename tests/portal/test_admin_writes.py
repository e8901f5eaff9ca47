"""Django admin writes through the verbs: same checks, same history, no silent overwriting, no side door."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from budgets.models import Budget, BudgetLine, FundingShare
from communities.models import ActionPlan, Community, Enrolment, Place
from portal.shared import verbs
from projects.choices import Publication, Role
from projects.models import (
    Activity,
    ActivityPartner,
    Contact,
    Document,
    Invitation,
    Membership,
    Organisation,
    OrganisationName,
    Partnership,
    Programme,
    Project,
    ProjectArea,
    Target,
    TargetShare,
    User,
)
from tests.portal.admin_client import AdminUser, errors
from tests.portal.rows import MONDAY, Rows
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = User.objects.create_superuser("haldur@example.org", "parool-parool", name="Haldur")
    client.force_login(user)
    return user


@pytest.fixture
def office(client, boss):
    return AdminUser(client)


@pytest.fixture
def rows():
    return Rows()


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_sixth_project_is_set_up_from_nothing(office, boss):
    """Somebody who only knows Django admin: programme, organisations, project, partners, activity, promise, contact, money."""
    programme = office.add(Programme, name_et="Külade programm", code="kulad", fund="ERDF")
    lead = office.add(Organisation, rows=[("names", {"text": "KL", "kind": "short"})], name="Külade Liit", kind="ngo")
    helper = office.add(Organisation, name="Mäe vald", kind="municipality")
    project = office.add(
        Project,
        rows=[
            ("partnership_set", {"organisation": lead.pk, "role": "lead", "order": "1"}),
            ("partnership_set", {"organisation": helper.pk, "role": "partner", "order": "2"}),
            ("projectarea_set", {"name_et": "Mäe", "order": "1"}),
            ("narrative_set", {"kind": "goal", "text_et": "Külad saavad hoo sisse.", "order": "1"}),
        ],
        acronym="Kuues", slug="kuues", title_et="Kuues projekt", summary_et="Kuue küla töö.", type="cooperation",
        programme=programme.pk, planned_start="mai 2026", planned_end="2027",
    )
    activity = office.add(
        Activity, rows=[("partners", {"organisation": helper.pk, "role": "responsible"})],
        project=project.pk, number="1", title_et="Külade hindamine", kind="assessment", start="2026",
    )
    area = ProjectArea.objects.get(project=project)
    target = office.add(
        Target, rows=[("shares", {"area": area.pk, "value": "6", "order": "1"})],
        project=project.pk, activity=activity.pk, statement_et="Kuus küla hinnatakse", unit_et="küla",
        measure="assessments", comparator="exactly", value="6", distribution="area",
    )
    contact = office.add(Contact, project=project.pk, organisation=lead.pk, role_et="Koordinaator")
    partnership = Partnership.objects.get(project=project, organisation=lead)
    budget = office.add(
        Budget,
        rows=[
            ("lines", {"number": "1", "title_et": "Hindamine", "activity": activity.pk, "amount": "12 743,68 €"}),
            ("lines", {"number": "2", "title_et": "Sõidud", "amount": "256,32"}),
            ("shares", {"source": "grant", "programme": programme.pk, "amount": "10 400", "state": "stated"}),
            ("shares", {"source": "own", "amount": "2600", "state": "stated"}),
        ],
        project=project.pk, partnership=partnership.pk, basis="total", stated_total="13 000",
    )
    assert office.run("publish", project) == ["Publish: 1 done."]

    project.refresh_from_db()
    assert (project.publication, project.starts_on, project.ends_on) == ("active", date(2026, 5, 1), date(2027, 12, 31))
    assert [str(row) for row in project.partnership_set.all()] == ["Külade Liit", "Mäe vald"]
    assert [str(row) for row in ActivityPartner.objects.filter(activity=activity)] == ["Mäe vald"]
    assert [(share.area, share.value) for share in TargetShare.objects.filter(target=target)] == [(area, 6)]
    assert OrganisationName.objects.get().organisation == lead
    assert contact.project == project
    assert [str(line.amount) for line in BudgetLine.objects.filter(budget=budget)] == ["12743.68", "256.32"]
    assert sum(share.amount for share in FundingShare.objects.filter(budget=budget)) == budget.stated_total
    budget.refresh_from_db()
    assert budget.basis == "lines", "lines were added through the verb"
    for model in (Project, Partnership, Activity, TargetShare, BudgetLine, FundingShare):
        assert {row.history_user for row in model.history.all()} == {boss}, model


def test_a_saved_change_is_one_version_and_one_row_of_history(office, boss, rows):
    community = rows.of(Community)
    place = rows.of(Place)
    changed = office.change(community, name="  Mäe   küla ", places=[place.pk])
    assert (changed.name, changed.version, list(changed.places.all())) == ("Mäe küla", 2, [place])
    latest = changed.history.first()
    assert (latest.history_user, changed.history.count()) == (boss, 2)
    assert [link.place for link in latest.places.all()] == [place]
    assert "Mäe küla" in office.client.get(office.address(Community, "history", changed.pk)).content.decode()


def test_saving_without_a_change_writes_nothing(office, rows):
    organisation = rows.of(Organisation)
    office.change(organisation)
    organisation.refresh_from_db()
    assert (organisation.version, organisation.history.count()) == (1, 1)


def test_two_people_in_different_fields_both_win(office, rows):
    organisation = rows.of(Organisation)
    form = office.open(Organisation, organisation)
    other = Organisation.objects.get(pk=organisation.pk)
    other.register_code = "80000001"
    verbs.update(other, by=rows.of(User), version=1)
    response = office.send(Organisation, form | {"name": ["Uus nimi"]}, organisation)
    organisation.refresh_from_db()
    assert response.status_code == 302
    assert (organisation.name, organisation.register_code, organisation.version) == ("Uus nimi", "80000001", 3)


def test_two_people_in_the_same_field_are_asked(office, rows):
    organisation = rows.of(Organisation)
    form = office.open(Organisation, organisation) | {"name": ["Minu nimi"]}
    other = Organisation.objects.get(pk=organisation.pk)
    other.name = "Tema nimi"
    verbs.update(other, by=rows.of(User), version=1)
    response = office.send(Organisation, form, organisation)
    page = response.content.decode()
    organisation.refresh_from_db()
    assert response.status_code == 409
    assert organisation.name == "Tema nimi"
    assert "Minu nimi" in page
    assert "Tema nimi" in page
    assert 'name="version" value="2"' in page, "saving again overwrites knowingly"
    assert office.send(Organisation, form | {"version": ["2"]}, organisation).status_code == 302
    organisation.refresh_from_db()
    assert organisation.name == "Minu nimi"


def test_a_row_of_a_table_is_guarded_as_well(office, rows):
    name = rows.of(OrganisationName)
    form = office.open(Organisation, name.organisation)
    other = OrganisationName.objects.get(pk=name.pk)
    other.text = "Tema nimi"
    verbs.update(other, by=rows.of(User), version=1)
    untouched = office.send(Organisation, form, name.organisation)
    name.refresh_from_db()
    assert (untouched.status_code, name.text) == (302, "Tema nimi"), "what I did not touch is not overwritten"
    response = office.send(Organisation, form | {"names-0-text": ["Minu nimi"], "name": ["Uus"]}, name.organisation)
    name.refresh_from_db()
    name.organisation.refresh_from_db()
    assert (response.status_code, name.text) == (409, "Tema nimi")
    assert name.organisation.name != "Uus", "nothing of the page is saved by halves"
    assert 'name="names-0-version" value="2"' in response.content.decode()


def test_a_form_sent_twice_makes_one_row(office):
    form = office.open(Organisation) | {"name": ["Külade Liit"]}
    assert office.send(Organisation, form).status_code == 302
    again = office.send(Organisation, form)
    assert again.status_code == 200
    assert errors(again) == ["This form was already sent. Open it anew to add another."]
    assert Organisation.objects.count() == 1


def test_what_a_verb_refuses_is_told_and_not_saved(office, rows):
    activity = rows.of(Activity)
    form = office.open(Activity, activity) | {"title_et": ["Uus nimi"]}
    Project.objects.filter(pk=activity.project_id).update(publication=Publication.CLOSED)
    response = office.send(Activity, form, activity)
    activity.refresh_from_db()
    assert errors(response) == ["The project is closed. Reopen it before changing anything."]
    assert activity.title_et != "Uus nimi"


def test_a_constraint_on_fields_that_stand_on_no_form_is_told(office, rows):
    project = rows.of(Project)
    form = office.open(Project, project) | {"actual_start": ["2026"], "planned_end": ["2024"]}
    response = office.send(Project, form, project)
    assert errors(response) == ["The end date cannot be before the start date."]


def test_a_form_without_its_version_is_refused(office, rows):
    organisation = rows.of(Organisation)
    form = office.open(Organisation, organisation) | {"name": ["Uus"]}
    del form["version"]
    assert office.send(Organisation, form, organisation).status_code == 200
    organisation.refresh_from_db()
    assert organisation.name != "Uus"


def test_a_small_row_is_removed_by_its_verb_and_one_in_use_is_not(office, boss, rows):
    area = rows.of(ProjectArea)
    page = office.address(ProjectArea, "delete", area.pk)
    assert office.client.post(page, {"post": "yes"}).status_code == 302
    assert not ProjectArea.objects.exists()
    assert ProjectArea.history.first().history_user == boss
    used = rows.of(TargetShare).area
    office.client.post(office.address(ProjectArea, "delete", used.pk), {"post": "yes"})
    assert ProjectArea.objects.filter(pk=used.pk).exists()
    closed = rows.of(ProjectArea)
    Project.objects.filter(pk=closed.project_id).update(publication=Publication.CLOSED)
    refused = office.client.post(office.address(ProjectArea, "delete", closed.pk), {"post": "yes"}, follow=True)
    assert "The project is closed." in str(list(refused.context["messages"])[0])
    assert ProjectArea.objects.filter(pk=closed.pk).exists()


def test_projects_go_through_their_life_in_the_list(office, rows):
    project, draft = rows.of(Project), rows.of(Project)
    for action, state in [("publish", "active"), ("close", "closed"), ("archive", "archived"), ("reopen", "active")]:
        assert len(office.run(action, project)) == 1
        project.refresh_from_db()
        assert project.publication == state
    assert "This cannot be done now" in office.run("close", draft)[0]
    office.run("confirm_running", project)
    project.refresh_from_db()
    assert (project.phase, project.phase_basis.startswith("Haldur, ")) == ("running", True)


def test_rows_are_put_away_and_taken_back(office, rows):
    for row in (rows.of(Activity), rows.of(Document), rows.of(Target)):
        office.run("put_part_away", row)
        row.refresh_from_db()
        assert row.archived_at
        office.run("take_part_out", row)
        row.refresh_from_db()
        assert not row.archived_at
    for row in (rows.of(Organisation), rows.of(Community), rows.of(Event)):
        office.run("put_away", row)
        row.refresh_from_db()
        assert row.archived_at


def test_plans_enrolments_and_events_move_by_their_verbs(office, rows):
    plan, enrolment, day = rows.of(ActionPlan), rows.of(Enrolment), rows.of(EventDay)
    assert "Only a submitted plan can be approved." in office.run("approve", plan)[0]
    office.run("submit", plan)
    assert "The municipality endorses the plan first." in office.run("approve", plan)[0]
    office.run("endorse", plan)
    office.run("approve", plan)
    plan.refresh_from_db()
    assert plan.status == "approved"
    office.run("decide_selected", enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "selected"
    EventDay.objects.update(date=date(2025, 3, 3))
    office.run("hold", day.event)
    day.event.refresh_from_db()
    assert day.event.status == "held"
    EventDay.objects.update(date=MONDAY)


def test_the_last_coordinator_stays(office, rows):
    project = rows.of(Project)
    membership = verbs.create(Membership(user=rows.of(User), project=project, role=Role.COORDINATOR), by=None)
    assert "A project needs a coordinator" in office.run("end", membership)[0]
    other = office.add(Membership, user=rows.of(User).pk, project=project.pk, role="coordinator")
    assert office.run("end", membership) == ["End the membership: 1 done."]
    assert list(Membership.objects.valid()) == [other]


def test_an_invitation_tells_its_link_once(office, rows, client):
    project = rows.of(Project)
    form = office.open(Invitation) | {"email": ["Uus@Example.org"], "project": [project.pk], "role": ["coordinator"]}
    response = client.post(office.address(Invitation, "add"), form, follow=True)
    invitation = Invitation.objects.get()
    told = " ".join(str(message) for message in response.context["messages"])
    assert invitation.email == "uus@example.org"
    assert reverse("projects:invitation-accept", args=["x"]).rsplit("x", 1)[0] in told
    assert invitation.token_hash not in told
    assert client.post(office.address(Invitation, "change", invitation.pk), form).status_code == 403
    office.run("withdraw", invitation)
    assert not Invitation.objects.open().exists()


def test_a_document_is_checked_named_and_kept_as_on_the_pages(office, rows):
    project = rows.of(Project)
    form = office.open(Document) | {"project": [project.pk], "title": ["Leping"]}
    fake = SimpleUploadedFile("leping.pdf", b"MZ this is no PDF")
    response = office.send(Document, form | {"file": fake})
    assert errors(response) == ["The file is not what its name says."]
    true = SimpleUploadedFile("leping.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    assert office.send(Document, form | {"file": true}).status_code == 302
    document = Document.objects.get()
    assert (document.file_name, document.content_type, len(document.sha256)) == ("leping.pdf", "application/pdf", 64)
    changed = office.change(document, title="Uus leping")
    assert (changed.title, changed.file.name, changed.sha256) == ("Uus leping", document.file.name, document.sha256)
    page = office.client.get(office.address(Document, "change", document.pk)).content.decode()
    assert document.get_absolute_url() in page

"""A new project in ten minutes: from a text or a template to a project, each finding confirmed beside its sentence."""
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from budgets.models import Budget, BudgetLine, StatedTotal
from portal.demo import organisations, programmes
from portal.intake import actions
from portal.intake.making import build
from projects.actions import create_project
from projects.choices import Role
from projects.models import (
    Activity,
    Contradiction,
    Membership,
    Organisation,
    Partnership,
    Project,
    ProjectDraft,
    StatedFact,
    Target,
    User,
)

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Known programmes and organisations, and a coordinator of some other project."""
    with django_db_blocker.unblock(), transaction.atomic():
        staff = User.objects.create_superuser(email="haldur@example.org", password=None)
        programmes.load(staff)
        organisations.load(staff)
        earlier = create_project(Project(slug="varasem", acronym="Varasem", title_et="Varasem", type="other"), by=staff)
        people = {}
        for name, role in (("koordinaator", Role.COORDINATOR), ("teine", Role.COORDINATOR), ("lugeja", Role.READER)):
            people[name] = User.objects.create_user(email=f"{name}@example.org", password=None)
            Membership.objects.create(user=people[name], project=earlier, role=role)
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(world, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def coordinator(world, client):
    client.force_login(world["koordinaator"])
    return client


def told(name):
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def paste(client, name):
    """The address of the draft that a pasted text gives."""
    answer = client.post(reverse("intake:draft-create"), {"text": told(name)})
    assert answer.status_code == 302, answer.content
    return answer.headers["Location"]


def filled(client, address, **changes):
    """What a browser sends of the review page when nothing, or only `changes`, was touched. None: a box taken away."""
    fields = {bound.html_name: bound.value() for bound in client.get(address).context["form"]}
    sent = {name: "on" if value is True else value for name, value in fields.items() if value not in (None, False)} | changes
    return {name: value for name, value in sent.items() if value is not None}


def key_of(client, address, group, words):
    plan = actions.plan_of(ProjectDraft.objects.get(pk=address.strip("/").split("/")[-1]))
    return next(row["key"] for row in plan["items"] if row["group"] == group and words in str(row["fields"]))


def test_moment_thirteen_from_a_pasted_text_to_a_project_in_three_requests(coordinator):
    address = paste(coordinator, "koosloomest-koostooni")
    answer = coordinator.post(address, filled(coordinator, address, make="1"))
    result = coordinator.get(answer.headers["Location"])
    project = ProjectDraft.objects.get().project
    assert (project.acronym, project.programme.code, project.type) == ("Koosloomest koostööni", "leader", "cooperation")
    assert project.period_text == "01.07.2024–30.06.2025" and project.period_is_tentative and not project.is_public
    roles = dict(Partnership.objects.filter(project=project).values_list("organisation__name", "role"))
    assert roles == {"Võrumaa Partnerluskogu": "lead", "Tartumaa Arendusselts": "partner"}
    assert Organisation.objects.count() == len(organisations.ORGANISATIONS)
    tas = Budget.objects.get(project=project, partnership__organisation__name="Tartumaa Arendusselts")
    assert list(tas.lines.values_list("title_et", "amount", "activity__kind")) == [
        ("Inspiratsiooniseminarid", Decimal("5000.00"), "seminar"), ("Õppereis välismaale", Decimal("13000.00"), "trip"),
    ]  # fmt: skip
    assert set(tas.shares.values_list("source", "amount")) == {("grant", Decimal("12743.68")), ("own", Decimal("5256.32"))}
    assert StatedTotal.objects.get(project=project).amount == Decimal("60000.00")
    assert Budget.objects.get(project=project, stated_total=42000).lines.count() == 0
    made = result.context["result"].made
    assert StatedFact.objects.filter(project=project).count() in {row.count for row in made}
    assert {coordinator.get(url).status_code for url in {row.url for row in made}} == {200}
    assert Membership.objects.filter(project=project, role=Role.COORDINATOR).count() == 1


def test_every_fact_made_of_a_text_opens_its_sentence(coordinator):
    address = paste(coordinator, "kogukonnakeskne-lahenemisviis")
    coordinator.post(address, filled(coordinator, address, make="1"))
    project = ProjectDraft.objects.get().project
    facts = StatedFact.objects.filter(project=project).select_related("source")
    assert facts and all(fact.quote and fact.quote in " ".join(fact.source.text.split()) for fact in facts)
    way = f"{reverse('projects:source-detail', args=[project.slug, facts[0].source_id])}?fact={facts[0].pk}"
    assert f'<mark id="fact-{facts[0].pk}">' in coordinator.get(way).content.decode()
    assert way in coordinator.get(reverse("projects:content-list", args=[project.slug])).content.decode()
    targets = {(row.value, row.unit_et): row for row in Target.objects.filter(project=project)}
    assert targets[24, "kogukonda"].planned() == 24 and targets[24, "kogukonda"].factors.count() == 3
    assert (targets[15, "kogukonda"].distribution, targets[15, "kogukonda"].equal_share) == ("county", 1)
    assert targets[3, "kogukonda"].comparator == "up_to" and targets[8, "koolitust"].measure == "trainings"


def test_what_is_changed_or_left_out_stays_so(coordinator):
    address = paste(coordinator, "act-local")
    ape, trips = key_of(coordinator, address, "partner", "Ape vald"), key_of(coordinator, address, "target", "õppereisi")
    sent = filled(coordinator, address, **{f"{ape}-take": None, f"{trips}-value": "3", "acronym": "Koos kohapeal"})
    assert coordinator.post(address, sent | {"save": "1"}).status_code == 302
    again = filled(coordinator, address)
    assert f"{ape}-take" not in again and again[f"{trips}-value"] == "3" and again["acronym"] == "Koos kohapeal"
    coordinator.post(address, again | {"make": "1"})
    project = Project.objects.get(acronym="Koos kohapeal")
    assert Partnership.objects.filter(project=project).count() == 3
    assert Target.objects.get(project=project, measure="trips").value == 3
    shares = Target.objects.get(project=project, measure="communities").shares.values_list("area__name_et", "value")
    assert dict(shares) == {"Setomaa": 5, "Alutaguse": 5, "Ape": 4, "Engure": 3}
    # Nobody's name, address or number came along.
    draft = ProjectDraft.objects.get()
    assert not [word for word in ("Mari", "Näidis", "0000") if word in draft.text + draft.findings + draft.answers]


def test_what_was_typed_is_never_lost(coordinator):
    address = paste(coordinator, "kogukondade-tugevus")
    old = filled(coordinator, address)
    wrong = coordinator.post(address, old | {"planned_end": "kunagi", "title_et": "Teine pealkiri"})
    assert wrong.status_code == 422 and 'role="alert"' in wrong.content.decode() and "Teine pealkiri" in wrong.content.decode()
    assert coordinator.post(address, old | {"title_et": "Esimene"}).status_code == 302
    stale = coordinator.post(address, old | {"title_et": "Hiline"})
    assert stale.status_code == 409 and stale.context["form"]["title_et"].value() == "Hiline"
    repeated = {**old, "title_et": "Hiline", "stamp": stale.context["form"]["stamp"].value()}
    assert coordinator.post(address, repeated).status_code == 302
    assert actions.answers_of(ProjectDraft.objects.get())["basic"]["title_et"] == "Hiline"


def test_a_contradiction_stays_side_by_side_and_one_project_is_made_once(coordinator):
    address = paste(coordinator, "kogukondade-tugevus")
    sent = filled(coordinator, address, make="1")
    coordinator.post(address, sent)
    coordinator.post(address, sent)
    project = Project.objects.get(acronym="Kogukondade tugevus")
    row = Contradiction.objects.get(project=project)
    assert (row.first_et, row.second_et, row.decided_on) == ("MTÜ Töömaja", "MTÜ Töötamaja", None)
    targets = set(Target.objects.filter(project=project).values_list("value", "measure"))
    assert targets == {(2, "mobilities"), (2, "expert_visits")}
    assert project.reference_code == "2024-1-EE01-KA122-ADU-000233253" and project.programme.code == "erasmus-plus"


def test_a_text_sent_twice_is_one_draft(coordinator):
    sent = {"text": told("act-local"), "idempotency_key": "6f1c2d0e-5b8f-4a53-9d63-0d6d3f1f2a77"}
    first, again = (coordinator.post(reverse("intake:draft-create"), sent) for _time in range(2))
    assert first.headers["Location"] == again.headers["Location"] and ProjectDraft.objects.count() == 1


def test_when_one_row_is_refused_nothing_is_made(coordinator, monkeypatch):
    address = paste(coordinator, "kov-koostoogrupid")
    sent = filled(coordinator, address, make="1")

    def refuse(told):
        raise ValidationError("Ei saa.")

    monkeypatch.setattr(build, "sources", refuse)
    before = Project.objects.count(), Organisation.objects.count(), Activity.objects.count()
    answer = coordinator.post(address, sent)
    assert answer.status_code == 409 and "Ei saa." in answer.content.decode()
    assert (Project.objects.count(), Organisation.objects.count(), Activity.objects.count()) == before


def test_a_draft_is_its_owners_alone(world, coordinator):
    address = paste(coordinator, "act-local")
    pages = [address, f"{address}made/", f"{address}remove/"]
    for who, status in (("teine", 404), ("lugeja", 404)):
        coordinator.force_login(world[who])
        assert [coordinator.get(page).status_code for page in pages] == [status] * 3
    assert coordinator.get(reverse("intake:start")).status_code == 403
    coordinator.logout()
    assert coordinator.get(address).status_code == 302
    coordinator.force_login(world["koordinaator"])
    coordinator.post(f"{address}remove/")
    assert not ProjectDraft.objects.exists()


def test_a_template_takes_the_build_over_and_no_people_days_or_amounts(coordinator):
    address = paste(coordinator, "koosloomest-koostooni")
    coordinator.post(address, filled(coordinator, address, make="1"))
    earlier = Project.objects.get(acronym="Koosloomest koostööni")
    answer = coordinator.post(reverse("intake:draft-template"), {"name": "Uus ring", "project": earlier.pk})
    address = answer.headers["Location"]
    items = actions.plan_of(ProjectDraft.objects.get(title="Uus ring"))["items"]
    lines = [row["key"] for row in items if row["group"] == "money"]
    partners = [key_of(coordinator, address, "partner", "Tartumaa")]
    boxes = {f"{key}-take": "on" for key in [*lines, *partners]}
    coordinator.post(address, filled(coordinator, address, make="1", **boxes))
    made = Project.objects.get(acronym="Uus ring")
    kinds = sorted(Activity.objects.filter(project=earlier).values_list("kind", "title_et"))
    assert sorted(Activity.objects.filter(project=made).values_list("kind", "title_et")) == kinds
    budget = Budget.objects.get(project=made)
    lines = list(budget.lines.values_list("title_et", "amount"))
    assert lines == [("Inspiratsiooniseminarid", None), ("Õppereis välismaale", None)]
    assert (made.planned_start, made.planned_end, made.programme) == (None, None, earlier.programme)
    assert not StatedFact.objects.filter(project=made).exists()


def test_a_template_gives_away_nothing_that_the_project_itself_would_not(coordinator, world):
    """Whoever coordinates one project may be a guest in another: for an activity, or for a partner with money of his own."""
    address = paste(coordinator, "koosloomest-koostooni")
    coordinator.post(address, filled(coordinator, address, make="1"))
    earlier, guest = Project.objects.get(acronym="Koosloomest koostööni"), world["teine"]
    assert BudgetLine.objects.filter(budget__project=earlier).exists()
    role = Membership.objects.create(
        user=guest, project=earlier, role=Role.READER, activity=Activity.objects.filter(project=earlier).first()
    )
    sent = {"name": "Uus ring", "project": earlier.pk}
    coordinator.force_login(guest)
    assert coordinator.post(reverse("intake:draft-template"), sent).status_code == 422
    Membership.objects.filter(pk=role.pk).update(activity=None)
    assert coordinator.post(reverse("intake:draft-template"), sent).status_code == 302
    items = actions.plan_of(ProjectDraft.objects.get(title="Uus ring"))["items"]
    assert {row["group"] for row in items} >= {"activity"} and "money" not in {row["group"] for row in items}


def test_a_programmes_rules_alone_give_an_outline(coordinator):
    programme = programmes.programme("erasmus-plus")
    answer = coordinator.post(reverse("intake:draft-template"), {"name": "Õpime põhjas", "programme": programme.pk})
    plan = actions.plan_of(ProjectDraft.objects.get(title="Õpime põhjas"))
    assert {row["fields"]["kind"] for row in plan["items"]} == {"mobility", "expert_visit", "management"}
    assert coordinator.get(answer.headers["Location"]).status_code == 200


def test_the_pages_ask_little_however_long_the_text(coordinator, django_assert_max_num_queries):
    address = paste(coordinator, "kogukonnakeskne-lahenemisviis")
    for page in (address, reverse("intake:start"), reverse("intake:draft-create"), reverse("intake:draft-template")):
        with django_assert_max_num_queries(15):
            assert coordinator.get(page).status_code == 200
    coordinator.post(address, filled(coordinator, address, make="1"))
    with django_assert_max_num_queries(15):
        assert coordinator.get(f"{address}made/").status_code == 200

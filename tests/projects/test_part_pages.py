"""Adding, changing and removing what belongs to a project: saved once, merged or asked, never across projects."""
import uuid

import pytest
from django import forms as django_forms
from django.urls import reverse

from projects.models import (
    ActivityDependency,
    ActivityPartner,
    Challenge,
    GroupMembership,
    Narrative,
    Organisation,
    Partnership,
    StatedFact,
)
from tests.projects import world
from tests.projects.routes import PATTERNS, address, all_rows

pytestmark = pytest.mark.django_db

# What a person fills in; "organisation", "activity" and the like are rows of the fixture.
FILLED = {
    "narrative": {"kind": "need", "text_et": "Vahemaad on pikad", "order": 1},
    "challenge": {"text_et": "Elanikkond vananeb", "order": 1},
    "result": {"text_et": "Võimekus kasvab", "direction": "increases", "order": 1},
    "stage": {"title_et": "Teine etapp", "order": 1},
    "targetgroup": {"name_et": "puuetega inimesed", "kind": "final", "order": 1},
    "contact": {"role_et": "koordinaator", "order": 1},
    "fundinglink": {"role": "fund", "label_et": "ESF", "order": 1},
    "deliverable": {"title_et": "Tööriistakast", "state": 0, "order": 1},
    "source": {"title": "Kodulehekülg", "order": 1},
    "statedfact": {"statement_et": "Kestab kaks aastat", "state": "stated", "order": 1},
    "contradiction": {"title_et": "Kaks arvu", "first_et": "17", "second_et": "16", "order": 1},
    "embedsite": {"origin": "https://uus.example.org", "order": 1},
    "partnership": {"organisation": "new", "role": "", "order": 1},
    "projectarea": {"name_et": "Alutaguse", "order": 1},
    "cooperationgroup": {"name_et": "Harju grupp", "stated_size": 7, "order": 1},
    "groupmembership": {"organisation": "new"},
    "activity": {"title_et": "Õppereis", "status": "planned", "kind": "trip", "order": 1, "start": "mai 2019"},
    "activitypartner": {"organisation": "", "role": "cooperating", "description_et": "teadusasutused"},
    "activitydependency": {"after": "child"},
    "target": {"statement_et": "Kaks reisi", "unit_et": "reisi", "comparator": "exactly", "value": 2, "order": 1},
    "crosscheck": {"left": "target", "right": "target", "multiplier": 1, "order": 1},
}
CREATES = sorted(FILLED)
NESTED = sorted(name for name in PATTERNS if {"slug", "owner_pk"} <= PATTERNS[name].pattern.converters.keys())
CHANGES = sorted(
    name for name in PATTERNS if name.rpartition("-")[0] in FILLED and "pk" in PATTERNS[name].pattern.converters
)


@pytest.fixture
def rows(act):
    return all_rows(act)


def sent(stem, rows, **more):
    """The form of one kind, filled in."""
    new = {"organisation": world.organisation("Uus ühing").pk} if FILLED[stem].get("organisation") == "new" else {}
    named = {key: rows[value].pk for key, value in FILLED[stem].items() if value in rows}
    return FILLED[stem] | named | new | more


def model_of(stem):
    view = PATTERNS[f"{stem}-create"].callback
    return view.view_initkwargs.get("model") or view.view_class.model


@pytest.mark.parametrize("stem", CREATES)
def test_P42_a_form_sent_twice_makes_one_row(as_mari, act, rows, stem):
    url, before = address(f"{stem}-create", act, rows), model_of(stem).objects.count()
    data = sent(stem, rows, idempotency_key=str(uuid.uuid4()))
    first, second = as_mari.post(url, data), as_mari.post(url, data)
    assert [first.status_code, second.status_code] == [302, 302]
    assert model_of(stem).objects.count() == before + 1


@pytest.mark.parametrize("stem", CREATES)
def test_an_empty_form_is_refused_at_its_fields_and_saves_nothing(as_mari, act, rows, stem):
    before = model_of(stem).objects.count()
    answer = as_mari.post(address(f"{stem}-create", act, rows), {})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert model_of(stem).objects.count() == before


def choices(answer):
    """The choice fields of the form on a page."""
    fields = answer.context["form"].fields.items()
    return {name: field for name, field in fields if isinstance(field, django_forms.ModelChoiceField)}


@pytest.mark.parametrize("stem", CREATES)
def test_P04_no_form_offers_or_takes_a_row_of_another_project(as_mari, act, rows, stem):
    foreign = all_rows(world.project("voor"), "v")
    url = address(f"{stem}-create", act, rows)
    for name, field in choices(as_mari.get(url)).items():
        model = field.queryset.model
        if not hasattr(model, "project"):
            continue
        assert set(field.queryset.values_list("project", flat=True)) <= {act.pk}, name
        theirs = model.objects.filter(project__slug="voor").first()
        value = [theirs.pk] if isinstance(field, django_forms.ModelMultipleChoiceField) else theirs.pk
        answer = as_mari.post(url, sent(stem, rows) | {name: value})
        assert answer.status_code == 422, name
        assert name in answer.context["form"].errors
    assert foreign["activity"].project.slug == "voor"


@pytest.mark.parametrize("name", NESTED)
def test_a_row_below_another_projects_row_does_not_exist(as_mari, act, rows, name):
    foreign = all_rows(world.project("voor"), "v")
    mixed = address(name, act, rows | {"activity": foreign["activity"], "cooperationgroup": foreign["cooperationgroup"]})
    assert as_mari.get(mixed).status_code == 404
    other = address(name, act, foreign)
    assert as_mari.get(other).status_code == 404


@pytest.mark.parametrize("name", CHANGES)
def test_a_row_of_another_project_does_not_exist_in_this_one(as_mari, act, rows, name):
    foreign, stem = all_rows(world.project("voor"), "v"), name.rpartition("-")[0]
    assert as_mari.get(address(name, act, rows | {stem: foreign[stem]})).status_code == 404


def test_a_new_row_goes_to_the_end_of_its_list(as_mari, act, rows):
    rows["challenge"].order = 7
    rows["challenge"].save()
    page = as_mari.get(address("challenge-create", act, rows))
    assert page.context["form"].initial["order"] == 8


def test_after_saving_one_returns_to_the_section(as_mari, act, rows):
    answer = as_mari.post(address("challenge-create", act, rows), sent("challenge", rows))
    assert answer.url == reverse("projects:content-list", args=[act.slug]) + "#challenges"


def test_changes_of_different_fields_merge_and_of_the_same_field_are_asked(as_mari, act, rows):
    fact = rows["statedfact"]
    url = address("statedfact-edit", act, rows)
    form = {"statement_et": fact.statement_et, "state": "stated", "order": 0, "source": fact.source_id, "version": 1}
    as_mari.post(url, form | {"value": "neli"})
    merged = as_mari.post(url, form | {"location": "lk 2"})
    assert merged.status_code == 302
    fact.refresh_from_db()
    assert (fact.value, fact.location, fact.version) == ("neli", "lk 2", 3)
    asked = as_mari.post(url, form | {"value": "viis"})
    page = asked.content.decode()
    assert asked.status_code == 409
    assert ("neli" in page, "viis" in page) == (True, True)
    assert StatedFact.objects.get(pk=fact.pk).value == "neli"


@pytest.mark.parametrize("stem", ["groupmembership", "activitypartner", "activitydependency", "statedfact", "contact"])
def test_a_row_nothing_rests_on_is_removed_by_one_button(as_mari, act, rows, stem):
    url = address(f"{stem}-remove", act, rows)
    assert as_mari.get(url).context["form"] is None
    assert as_mari.post(url).status_code == 302
    assert type(rows[stem]).objects.filter(pk=rows[stem].pk).count() == 0


def test_what_is_removed_is_gone_and_stays_in_the_history(as_mari, act, rows, mari):
    answer = as_mari.post(address("challenge-remove", act, rows))
    assert answer.status_code == 302
    assert Challenge.objects.filter(pk=rows["challenge"].pk).count() == 0
    last = Challenge.history.filter(id=rows["challenge"].pk).latest()
    assert (last.history_type, last.history_user) == ("-", mari)


def test_what_something_rests_on_is_not_removed_and_the_page_says_why(as_mari, act, rows):
    answer = as_mari.post(address("projectarea-remove", act, rows))
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_nothing_is_removed_by_looking(as_mari, act, rows):
    for name in sorted(PATTERNS):
        if name.endswith("-remove") and "slug" in PATTERNS[name].pattern.converters:
            as_mari.get(address(name, act, rows))
    counted = [
        model.objects.count() for model in (Narrative, Partnership, ActivityPartner, ActivityDependency, GroupMembership)
    ]
    assert counted == [1, 1, 1, 1, 1]


def test_P05_fields_that_are_on_no_form_are_not_taken(as_mari, act, rows):
    other = world.project("voor")
    data = sent("challenge", rows) | {"project": other.pk, "id": 999, "version": 5, "created_at": "2001-01-01"}
    as_mari.post(address("challenge-create", act, rows), data)
    made = Challenge.objects.latest("pk")
    assert (made.project, made.version, made.text_et) == (act, 1, "Elanikkond vananeb")


def test_an_activity_may_be_helped_by_somebody_only_described_and_named_later(as_mari, act, rows):
    as_mari.post(address("activitypartner-create", act, rows), sent("activitypartner", rows))
    partner = ActivityPartner.objects.get(organisation=None)
    assert (partner.activity, partner.description_et) == (rows["activity"], "teadusasutused")
    named = world.organisation("Ülikool")
    url = address("activitypartner-edit", act, rows | {"activitypartner": partner})
    as_mari.post(url, {"organisation": named.pk, "role": "cooperating", "description_et": "teadusasutused", "version": 1})
    partner.refresh_from_db()
    assert partner.organisation == Organisation.objects.get(name="Ülikool")


def test_a_public_contact_without_consent_is_refused_at_the_date(client, act, mari):
    client.force_login(mari)
    data = FILLED["contact"] | {"is_public": "on"}
    refused = client.post(reverse("projects:contact-create", args=[act.slug]), data)
    assert refused.status_code == 422 and list(refused.context["form"].errors) == ["consent_on"]


def test_an_organisation_that_is_missing_is_added_on_the_way_to_the_partner(client, act, mari):
    client.force_login(mari)
    here = reverse("projects:partnership-create", args=[act.slug])
    (add,) = client.get(here).context["actions"]
    saved = client.post(add.url, {"name": "Uus Selts", "kind": "ngo", "country": "EE"})
    assert (saved.status_code, saved.headers["Location"]) == (302, here)

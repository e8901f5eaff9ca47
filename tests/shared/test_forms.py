"""Forms: what they carry, what they refuse, and that no input breaks them."""
import uuid

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.shared.forms import PlainForm, PortalForm
from projects.choices import Publication
from projects.models import Activity, Project
from tests.shared import world
from tests.shared.pages import ActivityFilters, ActivityForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.shared.pages"), pytest.mark.usefixtures("no_menu")]


@pytest.fixture
def talgud():
    return world.project("talgud", publication=Publication.DRAFT)


def filled(project, instance=None, **fields):
    data = {"title_et": "Ring", "kind": "other", "version": 1} | fields
    return ActivityForm(data, instance=instance or Activity(project=project), parent=project)


def test_a_form_must_list_its_fields():
    for wrong in ({"fields": "__all__"}, {"exclude": ["title_et"]}, {}):
        with pytest.raises(ImproperlyConfigured, match="list the fields"):
            type("Loose", (PortalForm,), {"Meta": type("Meta", (), {"model": Activity} | wrong)})


@pytest.mark.parametrize("field", ["version", "archived_at", "status"])
def test_what_verbs_own_stands_on_no_form(field, monkeypatch):
    monkeypatch.setattr(Activity, "verb_owned", {"status"}, raising=False)
    with pytest.raises(ImproperlyConfigured, match=f"only verbs change {field}"):
        type("Greedy", (PortalForm,), {"Meta": type("Meta", (), {"model": Activity, "fields": ["title_et", field]})})


def test_forms_do_not_save(talgud):
    form = filled(talgud)
    assert form.is_valid()
    with pytest.raises(NotImplementedError):
        form.save()
    assert not Activity.objects.exists()


def test_new_forms_carry_a_fresh_key_and_edit_forms_the_version(talgud):
    keys = {ActivityForm(parent=talgud)["idempotency_key"].value() for _time in range(2)}
    assert len(keys) == 2 and all(uuid.UUID(str(key)).version == 4 for key in keys)
    ring = world.activity(talgud)
    edit = ActivityForm(instance=ring, parent=talgud)
    assert edit["version"].value() == 1 and "idempotency_key" not in edit.fields
    assert edit["version"].is_hidden


def test_the_name_follows_from_the_class():
    assert (ActivityForm.__name__, ActivityForm().form_key) == ("ActivityForm", "activity")
    assert type("StudyTripForm", (PlainForm,), {})().form_key == "study-trip"
    assert type("X", (PlainForm,), {"form_name": "given"})().form_key == "given"


@pytest.mark.parametrize("key", ["9" * 400, str(2**63), "-1", "x", "\x00"])
def test_keys_that_cannot_be_are_a_wrong_choice(talgud, key):
    form = filled(talgud, areas=[key], parent=key)
    assert set(form.errors) == {"areas", "parent"}


def test_relations_are_told_apart_for_the_verb(talgud):
    ape = world.area(talgud, "Ape")
    form = filled(talgud, areas=[ape.pk])
    assert form.is_valid() and list(form.m2m) == ["areas"] and list(form.m2m["areas"]) == [ape]


def test_a_clean_that_points_at_a_missing_field_is_no_crash(talgud):
    class EndlessForm(PortalForm):
        class Meta:
            model = Activity
            fields = ["title_et", "start"]

    ring = world.activity(talgud, end="2023")
    form = EndlessForm({"title_et": "Ring", "start": "2024", "version": 1}, instance=ring, parent=talgud)
    assert not form.is_valid() and "2023" not in str(form.errors)
    assert len(form.non_field_errors()) == 1


def test_what_a_verb_refuses_lands_at_its_field_or_above_the_form(talgud):
    form = filled(talgud)
    assert form.is_valid()
    form.add_verb_errors(ValidationError({"title_et": "Ei sobi.", "order": "Vale järjekord.", "__all__": "Üldse mitte."}))
    assert form.errors["title_et"] == ["Ei sobi."]
    assert "Üldse mitte." in form.non_field_errors() and any("Vale järjekord." in e for e in form.non_field_errors())


def test_warnings_hold_the_form_back_until_exactly_they_are_overruled(talgud):
    form = filled(talgud, title_et="X")
    assert form.is_valid() and form.needs_confirmation
    assert not filled_and_valid(talgud, title_et="X", save_anyway=form.warnings_digest).needs_confirmation
    assert filled_and_valid(talgud, title_et="X", save_anyway="1").needs_confirmation
    assert not filled_and_valid(talgud).needs_confirmation


def filled_and_valid(project, **fields):
    form = filled(project, **fields)
    assert form.is_valid()
    return form


def test_wrong_forms_are_not_asked_for_warnings():
    class Careful(PlainForm):
        number = forms.IntegerField()

        def get_warnings(self):
            return [f"{self.cleaned_data['number'] + 1} on palju"]

    assert Careful({"number": "x"}).warnings == []
    careful = Careful({"number": "4"})
    assert careful.is_valid() and careful.warnings == ["5 on palju"]


NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from([
        "\x00", "a\x00b", "\ud800", "\u202eabc", "e\u0301", "9" * 400, str(2**63), str(2**31), "-1", "NaN", "1e999", "\r\n",
        "x" * 20_000, "🐝" * 300, "00.00.0000", "31.02.2024", "<script>", "None", "[]", "%00",
    ]),
)
FIELDS = [*ActivityForm.base_fields, "version", "idempotency_key", "save_anyway", "merge-title_et", "next"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from(FIELDS), NASTY))
def test_no_input_breaks_a_form_or_its_verb(data, talgud):
    form = ActivityForm(data, instance=Activity(project=talgud), parent=talgud)
    assert form.is_valid() is not bool(form.errors)
    assert str(form["title_et"]) and str(form["areas"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from(FIELDS), NASTY.filter(lambda text: not has_surrogates(text))))
def test_no_post_is_answered_with_a_fault(data, talgud, django_user_model):
    mari = django_user_model.objects.filter(name="Mari").first() or staff()
    client = Client(raise_request_exception=True)
    client.force_login(mari)
    rings = Activity.objects.count()
    answer = client.post("/t/talgud/new/", data)
    assert answer.status_code in (302, 422)
    assert Activity.objects.count() == rings + (answer.status_code == 302)


def staff():
    return world.person("Mari", is_staff=True)


def has_surrogates(text):
    return any("\ud800" <= char <= "\udfff" for char in text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from(["search", "kind", "areas", "sort", "page", "format"]), NASTY))
def test_no_input_breaks_a_filter(data, talgud):
    filters = ActivityFilters(data, Activity.objects.all(), parent=talgud)
    assert list(filters.qs) == []
    assert Project.objects.count() == 1


class TranslatedForm(PlainForm):
    text_lv, text_en, text_et = forms.CharField(), forms.CharField(), forms.CharField()
    day, order = forms.DateField(), forms.IntegerField()


def test_what_may_wait_stands_apart_and_the_terse_fields_are_explained():
    form = TranslatedForm()
    *first, others = form.helper.layout.fields
    assert (first, others.fields) == (["text_et", "day", "order"], ["text_lv", "text_en"])
    assert form.fields["day"].help_text and form.fields["order"].help_text

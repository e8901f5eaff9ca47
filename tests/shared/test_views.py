"""The skeletons of pages, met over HTTP: who gets in, what is saved, what is said."""
import io
import re
import uuid

import openpyxl
import pytest
from django.contrib.messages import get_messages

from projects.choices import Publication, Role
from projects.models import Activity, Project
from tests.shared import world

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.shared.pages"), pytest.mark.usefixtures("no_menu")]


@pytest.fixture
def talgud():
    return world.project("talgud", publication=Publication.DRAFT)


@pytest.fixture
def ring(talgud):
    return world.activity(talgud, "Mõttering")


@pytest.fixture
def mari(talgud):
    """The coordinator."""
    mari = world.person("Mari")
    world.member(mari, talgud)
    return mari


@pytest.fixture
def auditor(talgud):
    """Inside, but without the right to change anything."""
    auditor = world.person("Audiitor")
    world.member(auditor, talgud, Role.AUDITOR)
    return auditor


@pytest.fixture
def stranger():
    return world.person("Vooras")


def sent(**fields):
    """A filled-in activity form."""
    return {"title_et": "Uus ring", "kind": "other", "version": 1} | fields


def as_(client, user):
    client.force_login(user)
    return client


METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


class TestAccess:
    @pytest.mark.parametrize("method", METHODS)
    def test_anonymous_goes_to_the_sign_in_page(self, client, ring, method):
        answer = getattr(client, method)("/t/talgud/1/edit/?a=b")
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/t/talgud/1/edit/%3Fa%3Db")

    @pytest.mark.parametrize("method", METHODS)
    def test_a_stranger_finds_nothing(self, client, ring, stranger, method):
        answer = getattr(as_(client, stranger), method)(f"/t/talgud/{ring.pk}/edit/")
        assert answer.status_code == 404

    @pytest.mark.parametrize("method", METHODS)
    def test_an_insider_without_the_right_is_refused(self, client, ring, auditor, method):
        answer = getattr(as_(client, auditor), method)(f"/t/talgud/{ring.pk}/edit/")
        assert answer.status_code == 403

    @pytest.mark.parametrize("method, status", [*zip(METHODS, [200, 200, 422, 405, 405, 405, 200], strict=True)])
    def test_whoever_may_gets_in_and_only_get_and_post_do_something(self, client, ring, mari, method, status):
        answer = getattr(as_(client, mari), method)(f"/t/talgud/{ring.pk}/edit/")
        assert answer.status_code == status
        assert Activity.objects.get().title_et == "Mõttering"

    def test_an_object_of_another_project_is_not_found_under_this_one(self, client, mari, ring):
        other = world.project("teine")
        world.member(mari, other)
        assert as_(client, mari).get(f"/t/teine/{ring.pk}/edit/").status_code == 404

    @pytest.mark.parametrize("key", ["999999", str(2**63), "9" * 400])
    def test_ids_that_never_were_look_like_foreign_ones(self, client, ring, stranger, mari, key):
        foreign = as_(client, stranger).get(f"/t/talgud/{ring.pk}/edit/")
        never = client.get(f"/t/talgud/{key}/edit/")
        assert (foreign.status_code, never.status_code) == (404, 404)
        assert same(foreign) == same(never)
        assert as_(client, mari).get(f"/t/talgud/{key}/edit/").status_code == 404

    def test_the_sentinels(self, client, stranger, settings):
        def seen():
            return [client.get(f"/t/{page}/").status_code for page in ("public", "function", "staff", "demo")]
        settings.DEMO = False
        assert seen() == [200, 302, 302, 404]
        as_(client, stranger)
        assert seen() == [200, 200, 403, 404]
        settings.DEMO = True
        as_(client, world.person("Admin", is_staff=True))
        assert seen() == [200, 200, 200, 200]

    def test_may_answers_the_page(self, client, mari, ring):
        assert as_(client, mari).get(f"/t/talgud/{ring.pk}/").content.decode() == "Mõttering talgud True"


def same(answer):
    """The answer without what differs from request to request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|<code>\w+</code>|/t/[\w/-]*', "", answer.text)


class TestCreate:
    def test_the_form_carries_its_name_and_a_key(self, client, mari):
        page = as_(client, mari).get("/t/talgud/new/").content.decode()
        assert 'data-form="activity"' in page and 'name="version"' not in page
        assert uuid.UUID(re.search(r'name="idempotency_key" value="([^"]+)"', page)[1])

    def test_it_is_saved_under_the_parent_by_the_person(self, client, mari, talgud):
        answer = as_(client, mari).post("/t/talgud/new/", sent(idempotency_key=uuid.uuid4()), follow=True)
        made = Activity.objects.get()
        assert (made.title_et, made.project, made.history.get().history_user) == ("Uus ring", talgud, mari)
        assert answer.redirect_chain == [("/t/talgud/", 302)]
        assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Salvestatud."]

    def test_sent_twice_it_is_one(self, client, mari, talgud):
        data = sent(idempotency_key=uuid.uuid4())
        answers = [as_(client, mari).post("/t/talgud/new/", data) for _time in range(2)]
        assert ([a.status_code for a in answers], Activity.objects.count()) == ([302, 302], 1)

    def test_a_wrong_form_says_so_at_the_field_and_keeps_what_was_typed(self, client, mari):
        data = sent(title_et="", text_et="Minu pikk jutt", start="eile õhtul", idempotency_key=uuid.uuid4())
        answer = as_(client, mari).post("/t/talgud/new/", data)
        page = answer.text
        assert (answer.status_code, Activity.objects.count()) == (422, 0)
        assert 'role="alert"' in page and 'href="#id_title_et"' in page and 'href="#id_start"' in page
        assert "Minu pikk jutt" in page and 'value="eile õhtul"' in page
        field = re.search(r'<input[^>]*name="title_et"[^>]*>', page)[0]
        assert 'aria-invalid="true"' in field and 'aria-describedby="id_title_et_error"' in field
        assert 'id="id_title_et_error"' in page

    def test_what_the_row_refuses_is_said_too(self, client, mari):
        answer = as_(client, mari).post("/t/talgud/new/", sent(start="2024", end="2023"))
        assert (answer.status_code, Activity.objects.count()) == (422, 0)
        assert 'href="#id_end"' in answer.text

    def test_a_foreign_choice_is_refused(self, client, mari, talgud):
        other = world.project("teine")
        foreign = {"areas": world.area(other, "Ape").pk, "parent": world.activity(other).pk}
        answer = as_(client, mari).post("/t/talgud/new/", sent(**foreign))
        assert answer.status_code == 422 and set(answer.context["form"].errors) == {"areas", "parent"}
        assert not Activity.objects.filter(project=talgud).exists()

    def test_nothing_beside_the_form_can_be_set(self, client, mari, talgud):
        other = world.project("teine")
        extra = {"project": other.pk, "status": "done", "id": 77, "pk": 77, "archived_at": "2024-01-01", "sort_key": "x"}
        as_(client, mari).post("/t/talgud/new/", sent(**extra, version=9))
        made = Activity.objects.get()
        assert (made.project, made.status, made.version, made.archived_at) == (talgud, "planned", 1, None)
        assert made.pk != 77

    def test_a_warning_is_overruled_by_ticking_its_box(self, client, mari):
        answer = as_(client, mari).post("/t/talgud/new/", sent(title_et="X"))
        box = re.search(r'name="save_anyway" [^>]*value="(\w+)"', answer.text)[1]
        assert (answer.status_code, Activity.objects.count()) == (422, 0)
        assert "See pealkiri on väga lühike." in answer.text
        assert client.post("/t/talgud/new/", sent(title_et="X", save_anyway="on")).status_code == 422
        assert client.post("/t/talgud/new/", sent(title_et="X", save_anyway=box)).status_code == 302
        assert Activity.objects.get().title_et == "X"

    def test_afterwards_back_to_where_one_came_from_but_not_elsewhere(self, client, mari):
        as_(client, mari)
        assert client.post("/t/talgud/new/?next=/t/public/", sent())["Location"] == "/t/public/"
        assert client.post("/t/talgud/new/?next=https://evil.example/", sent())["Location"] == "/t/talgud/"


class TestUpdate:
    def test_the_form_carries_the_version(self, client, mari, ring):
        page = as_(client, mari).get(f"/t/talgud/{ring.pk}/edit/").text
        assert re.search(r'type="hidden" name="version" value="1"', page) and "idempotency_key" not in page
        assert 'value="Mõttering"' in page

    def test_it_saves(self, client, mari, ring):
        answer = as_(client, mari).post(f"/t/talgud/{ring.pk}/edit/", sent())
        stored = Activity.objects.get()
        assert (answer.status_code, stored.title_et, stored.version) == (302, "Uus ring", 2)

    @pytest.mark.parametrize("version", ["", "0", "-1", "x", str(2**31), "9" * 5000])
    def test_without_a_real_version_nothing_is_saved(self, client, mari, ring, version):
        answer = as_(client, mari).post(f"/t/talgud/{ring.pk}/edit/", sent(version=version))
        assert (answer.status_code, Activity.objects.get().title_et) == (422, "Mõttering")
        assert 'role="alert"' in answer.text

    def test_the_heading_keeps_the_stored_name(self, client, mari, ring):
        page = as_(client, mari).post(f"/t/talgud/{ring.pk}/edit/", sent(title_et="Teine nimi", kind="")).text
        assert "Mõttering" in re.search(r"<h1.*?</h1>", page, re.S)[0]

    def test_the_present_choice_stays_even_when_it_is_out_of_scope(self, client, mari, ring, talgud):
        other = world.project("teine")
        Activity.objects.filter(pk=ring.pk).update(parent=world.activity(other, "Vana kodu"))
        page = as_(client, mari).get(f"/t/talgud/{ring.pk}/edit/").text
        assert "Vana kodu" in page
        world.activity(other, "Võõra projekti ring")
        assert "Võõra projekti ring" not in client.get(f"/t/talgud/{ring.pk}/edit/").text


class TestActions:
    def test_archive_asks_first(self, client, mari, ring):
        page = as_(client, mari).get(f"/t/talgud/{ring.pk}/archive/")
        assert 'data-form="confirm"' in page.text and not Activity.objects.get().is_archived
        assert client.post(f"/t/talgud/{ring.pk}/archive/")["Location"] == "/t/talgud/"
        assert Activity.objects.get().is_archived
        client.post(f"/t/talgud/{ring.pk}/restore/")
        assert not Activity.objects.get().is_archived

    def test_a_wrong_answer_is_422(self, client, mari, ring):
        answer = as_(client, mari).post(f"/t/talgud/{ring.pk}/finish/", {"reason": ""})
        assert answer.status_code == 422 and 'data-form="reason"' in answer.text and 'href="#id_reason"' in answer.text

    def test_what_the_verb_refuses_is_409(self, client, mari, ring):
        Activity.objects.update(is_joint=True)
        answer = as_(client, mari).post(f"/t/talgud/{ring.pk}/finish/", {"reason": "Valmis"})
        assert answer.status_code == 409 and "Ühist tegevust ei saa lõpetada üksi." in answer.text
        assert 'value="Valmis"' in answer.text

    def test_it_is_done(self, client, mari, ring):
        as_(client, mari).post(f"/t/talgud/{ring.pk}/finish/", {"reason": "Valmis"})
        assert Activity.objects.get().title_et == "Valmis"


class TestList:
    @pytest.fixture
    def five(self, talgud):
        titles = {"Õppepäev": "2024-03", "Aed": "2024-01", "Äri": "2025", "Zoo": None, "Küla": "2023"}
        return [world.activity(talgud, title, start=start) for title, start in titles.items()]

    def titles(self, answer):
        return [row[0]["text"] for row in answer.context["table"].rows]

    def test_rows_are_counted_paginated_and_captioned(self, client, mari, five):
        answer = as_(client, mari).get("/t/talgud/")
        assert len(self.titles(answer)) == 3 and "<caption>" in answer.text and "/t/talgud/new/" in answer.text
        assert len(self.titles(client.get("/t/talgud/?page=2"))) == 2
        for page in ("0", "-1", "99", "x", "9" * 5000):
            assert client.get(f"/t/talgud/?page={page}").status_code == 200

    def test_the_step_is_offered_only_to_whoever_may_take_it(self, client, auditor, five):
        assert "/t/talgud/new/" not in as_(client, auditor).get("/t/talgud/").text

    def test_sorting_up_and_down(self, client, mari, five):
        up = self.titles(as_(client, mari).get("/t/talgud/?sort=starts_on&page=1"))
        down = client.get("/t/talgud/?sort=-starts_on")
        assert [title for title in up if title != "Zoo"][:2] == ["Küla", "Aed"]
        assert [title for title in self.titles(down) if title != "Zoo"][:2] == ["Äri", "Õppepäev"]
        assert 'aria-sort="descending"' in down.text

    @pytest.mark.parametrize("sort", ["project__slug", "kind", "-", "starts_on__year", "password", "--title", "pk"])
    def test_anything_else_sorts_nothing(self, client, mari, five, sort):
        plain = self.titles(as_(client, mari).get("/t/talgud/"))
        assert self.titles(client.get(f"/t/talgud/?sort={sort}&project__slug=x&order=y")) == plain

    def test_search_folds_and_filters_narrow(self, client, mari, five, talgud):
        assert self.titles(as_(client, mari).get("/t/talgud/?search=kula")) == ["Küla"]
        nothing = client.get("/t/talgud/?search=puudub")
        assert self.titles(nothing) == [] and nothing.context["is_filtered"]
        assert not client.get("/t/talgud/?kind=").context["is_filtered"]

    def test_a_wrong_choice_is_told_and_filters_nothing(self, client, mari, five):
        answer = as_(client, mari).get("/t/talgud/?kind=olematu&search=kula")
        assert self.titles(answer) == ["Küla"] and "field-error" in answer.text

    def test_a_foreign_choice_filters_nothing(self, client, mari, five):
        foreign = world.area(world.project("teine"), "Võõras ala")
        answer = as_(client, mari).get(f"/t/talgud/?areas={foreign.pk}")
        assert len(self.titles(answer)) == 3 and "Võõras ala" not in answer.text

    def test_the_export_holds_exactly_the_filtered_sorted_rows(self, client, mari, five):
        answer = as_(client, mari).get("/t/talgud/?sort=-title&format=xlsx&search=%C3%A4&page=2")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [row[0] for row in rows[1:]] == ["Õppepäev", "Küla", "Äri", "Aed"]
        assert [str(row[1])[:7] for row in rows[1:]] == ["2024-03", "2023-01", "2025-01", "2024-01"]
        assert "attachment" in answer["Content-Disposition"]

    def test_the_csv_too(self, client, mari, five):
        lines = as_(client, mari).get("/t/talgud/?format=csv&sort=title").content.decode("utf-8-sig").splitlines()
        assert len(lines) == 6 and [line.split(";")[0] for line in lines[1:3]] == ["Aed", "Äri"]

    def test_an_unknown_format_is_the_page(self, client, mari, five):
        assert as_(client, mari).get("/t/talgud/?format=exe")["Content-Type"].startswith("text/html")

    def test_more_rows_cost_no_more_queries(self, client, mari, talgud, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        world.activity(talgud, "Esimene")
        as_(client, mari).get("/t/talgud/")
        with CaptureQueriesContext(connection) as one:
            client.get("/t/talgud/")
        for n in range(2):
            world.activity(talgud, f"Veel {n}")
        with django_assert_num_queries(len(one)):
            client.get("/t/talgud/")
        assert len(one) <= 12


class TestHistory:
    def test_it_tells_who_what_before_and_after(self, client, mari, ring):
        as_(client, mari).post(f"/t/talgud/{ring.pk}/edit/", sent(title_et="Uus nimi"))
        page = client.get(f"/t/talgud/{ring.pk}/history/").text
        assert "<del>Mõttering</del>" in page and "<ins>Uus nimi</ins>" in page and "Mari" in page


def test_every_page_says_where_it_stands(client, mari, ring):
    client.force_login(mari)
    crumbs = client.get(f"/t/talgud/{ring.pk}/edit/").context["breadcrumbs"]
    assert [str(crumb.label) for crumb in crumbs][:2] == ["Talgud", "Mõttering"]
    assert crumbs[-1].url == "" and all(crumb.url for crumb in crumbs[:-1])


def test_saving_costs_few_queries(client, mari, ring, django_assert_max_num_queries):
    client.force_login(mari)
    with django_assert_max_num_queries(20):
        client.post(f"/t/talgud/{ring.pk}/edit/", sent())
    assert Project.objects.count() == 1

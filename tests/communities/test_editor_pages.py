"""The editor of an action plan: saving, mistakes, conflicts, rows, drafts, presence (X-36, P-41, P-86)."""
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities import actions
from communities.actions import drafts, editing
from communities.codes import digest
from communities.models import Answer, Entry, PlanComment, PlanDraft, PlanTask, Risk, Service
from portal.shared import verbs
from projects.choices import Publication
from tests.communities import planning
from tests.communities import world as here

pytestmark = pytest.mark.django_db
CODES = ("general", "needs", "services", "tasks", "finance", "risks")


@pytest.fixture
def plan():
    return planning.plan(CODES)


@pytest.fixture
def mari(plan):
    return here.coordinator(plan.project)


@pytest.fixture
def jaan(plan):
    return here.coordinator(plan.project, "Jaan")


@pytest.fixture
def page(client, plan, mari):
    """A function (section, query="") -> address; Mari is signed in."""
    client.force_login(mari)
    return lambda section="general", name="plan-section", query="": (
        reverse(f"communities:{name}", args=[plan.project.slug, plan.pk, section]) + query
    )


def cell(plan, code):
    return f"a-{planning.asked(plan, code).pk}"


def sent(response, do="save", **changes):
    """What a browser without a script sends of a page: every control as it stands, and the button."""
    form = response.context["sheet"]
    data = {"bases": form.bases, "base_order": form.base_order, "idempotency_key": str(form.key), "do": do}
    data["order"] = [row.key for row in form.rows]
    for row in form.gone:
        data |= {f"gone:{name}": text for _label, name, text in row.texts}
    for control in form.controls:
        value = control.text.split("\n") if control.is_group else control.text
        if value or not (control.is_group or control.is_box):
            data[control.name] = value
    return data | changes


def save(plan, by, section="general", **texts):
    """Somebody else writes into empty cells meanwhile."""
    editing.save_section(plan, section, by=by, texts=texts, bases={})


def test_who_may_open_it(client, plan, page, mari, stranger):
    assert client.get(page()).status_code == 200
    assert client.get(page("olematu")).status_code == 404
    client.force_login(stranger)
    assert client.get(page()).status_code == 404
    client.force_login(here.reader(plan.project, here.partner(plan.project)))
    assert [client.get(page()).status_code, client.post(page()).status_code] == [403, 403]
    client.force_login(mari)
    here.submit(plan)
    assert client.get(page()).status_code == 403


def test_a_closed_project_is_only_read(client, plan, page):
    plan.project.publication = Publication.CLOSED
    verbs.update(plan.project, by=None, version=plan.project.version)
    assert [client.get(page()).status_code, client.post(page()).status_code] == [403, 403]


def test_saving_goes_back_or_on(client, plan, page):
    name = cell(plan, "summary")
    data = sent(client.get(page()), **{name: "Kolm küla"})
    response = client.post(page(), data)
    assert response.status_code == 302 and response.url.startswith(page())
    assert f"saved={data['idempotency_key']}" in response.url
    assert Answer.objects.get(plan=plan).text == "Kolm küla"
    response = client.post(page(), sent(client.get(page()), do="next"))
    assert response.url.startswith(page("needs"))
    assert Answer.objects.count() == 1


def test_what_cannot_be_read_is_told_at_its_cell_and_nothing_is_lost(client, plan, page):
    row = planning.row(plan, "risks", name="Tuli", likelihood=2, impact=3)
    wrong = {f"risks-{row.pk}-likelihood": "7", f"risks-{row.pk}-mitigation": "Korsten pühkida"}
    response = client.post(page("risks"), sent(client.get(page("risks")), **wrong))
    assert response.status_code == 422
    control = response.context["sheet"].wrong[0]
    assert (control.name, control.text) == (f"risks-{row.pk}-likelihood", "7")
    html = response.content.decode()
    assert f'href="#{control.id}"' in html and 'aria-invalid="true"' in html and "Korsten pühkida" in html
    row.refresh_from_db()
    assert (row.likelihood, row.mitigation) == (2, "")


def test_different_cells_merge_and_the_page_says_so(client, plan, page, jaan):
    opened = client.get(page())
    save(plan, jaan, **{cell(plan, "summary"): "Jaani kokkuvõte"})
    response = client.post(page(), sent(opened, **{cell(plan, "how_made"): "Mari lugu"}), follow=True)
    assert response.status_code == 200
    assert set(Answer.objects.values_list("text", flat=True)) == {"Jaani kokkuvõte", "Mari lugu"}
    assert len([*response.context["messages"]]) == 2


def test_the_same_cell_shows_both_and_the_next_saving_decides(client, plan, page, jaan):
    name = cell(plan, "summary")
    opened = client.get(page())
    save(plan, jaan, **{name: "Jaani oma"})
    response = client.post(page(), sent(opened, **{name: "Mari oma", cell(plan, "how_made"): "Lugu"}))
    assert response.status_code == 409
    control = response.context["sheet"].in_conflict[0]
    assert (control.name, control.text, control.conflict.shown, control.conflict.who) == (
        name, "Mari oma", "Jaani oma", str(jaan)
    )
    assert json.loads(response.context["sheet"].bases)[name] == digest("Jaani oma")
    assert set(Answer.objects.values_list("text", flat=True)) == {"Jaani oma", "Lugu"}, "everything else is saved"
    theirs = client.post(page(), sent(response, **{f"keep:{name}": "theirs"}))
    assert theirs.status_code == 302
    assert Answer.objects.get(field=planning.asked(plan, "summary")).text == "Jaani oma"
    mine = client.post(page(), sent(response, **{f"keep:{name}": "mine"}))
    assert mine.status_code == 302
    assert Answer.objects.get(field=planning.asked(plan, "summary")).text == "Mari oma"


@pytest.mark.parametrize(("do", "back"), [("restore", True), ("letgo", False)])
def test_a_row_taken_out_meanwhile_is_offered_back(client, plan, page, jaan, do, back):
    row = planning.row(plan, "tasks", name="Avame köögi")
    opened = client.get(page("tasks"))
    verbs.archive(PlanTask.objects.get(), by=jaan)
    key = f"tasks-{row.pk}"
    response = client.post(page("tasks"), sent(opened, **{f"{key}-result": "Köök on lahti"}))
    assert response.status_code == 409
    gone = response.context["sheet"].gone[0]
    assert (gone.name, gone.who, [text for _label, _name, text in gone.texts]) == (
        "Avame köögi", str(jaan), ["Köök on lahti"]
    )
    again = client.post(page("tasks"), sent(response))
    assert again.status_code == 409, "saving on does not forget it"
    assert client.get(page("tasks")).context["sheet"].gone, "nor does closing the page"
    assert client.post(page("tasks"), sent(again, do=f"{do}:{key}")).status_code == 302
    row.refresh_from_db()
    assert (row.archived_at is None, row.result) == (back, "Köök on lahti" if back else "")
    assert not drafts.drafts_of(plan, client.get(page("tasks")).wsgi_request.user)


def test_a_mistake_elsewhere_does_not_lose_a_row_taken_out_meanwhile(client, plan, page, jaan):
    row, other = planning.row(plan, "tasks", name="Avame köögi", start="2025-03"), planning.row(plan, "tasks", name="Pood")
    opened = client.get(page("tasks"))
    verbs.archive(PlanTask.objects.get(pk=row.pk), by=jaan)
    wrong = {f"tasks-{row.pk}-result": "Köök on lahti", f"tasks-{other.pk}-cost": "palju"}
    response = client.post(page("tasks"), sent(opened, **wrong))
    assert response.status_code == 422
    again = client.post(page("tasks"), sent(response, **{f"tasks-{other.pk}-cost": "5"}))
    for answer in (response, again, client.get(page("tasks"))):
        texts = [text for gone in answer.context["sheet"].gone for _label, _name, text in gone.texts]
        assert texts == ["Köök on lahti"], "and what was not touched is not offered"


def test_rows_without_a_script(client, plan, page):
    response = client.post(page("risks"), sent(client.get(page("risks")), do="add"))
    opened = client.get(response.url)
    keys = [row.key for row in opened.context["sheet"].rows]
    assert len(keys) == 3, "blank rows to type in"
    typed = {f"{keys[0]}-name": "Tuli", f"{keys[2]}-name": "Vesi"}
    assert client.post(page("risks"), sent(opened, **typed)).status_code == 302
    assert list(Risk.objects.order_by("order").values_list("name", flat=True)) == ["Tuli", "Vesi"]
    fire, water = Risk.objects.order_by("order")
    moved = client.post(page("risks"), sent(client.get(page("risks")), do=f"up:risks-{water.pk}"))
    assert moved.url.endswith(f"#row-risks-{water.pk}")
    assert list(Risk.objects.order_by("order").values_list("name", flat=True)) == ["Vesi", "Tuli"]
    removed = client.post(page("risks"), sent(client.get(page("risks")), do=f"remove:risks-{fire.pk}"))
    assert f"taken=risks-{fire.pk}" in removed.url
    assert [row.name for row in client.get(removed.url).context["sheet"].rows] == ["Vesi"]
    assert client.post(page("risks"), {"do": f"restore:risks-{fire.pk}"}).status_code == 302
    assert Risk.objects.live().count() == 2


def test_cards_boxes_and_new_rows_of_many_columns(client, plan, page):
    kind, elderly = planning.service_kind(), planning.audience()
    opened = client.get(page("services", query="?blank=1"))
    assert opened.context["sheet"].as_cards
    key = opened.context["sheet"].rows[0].key
    typed = {f"{key}-name": "Koduabi", f"{key}-kind": str(kind.pk), f"{key}-audiences": [str(elderly.pk)], f"{key}-price": "4,50"}
    assert client.post(page("services"), sent(opened, **typed)).status_code == 302
    row = Service.objects.get()
    assert (row.name, row.kind, row.price, row.readiness, list(row.audiences.all())) == (
        "Koduabi", kind, row.price, "idea", [elderly]
    )
    shown = client.get(page("services"))
    assert 'value="4,50"' in shown.content.decode()
    assert client.post(page("services"), sent(shown)).status_code == 302
    row.refresh_from_db()
    assert row.version == Service.objects.get().version == 1, "saving an untouched page changes nothing"
    unticked = sent(shown)
    del unticked[f"services-{row.pk}-audiences"]
    client.post(page("services"), unticked)
    assert list(row.audiences.all()) == []


def test_a_row_changed_by_others_is_not_taken_out_unseen(client, plan, page, jaan):
    row = planning.row(plan, "tasks", name="Avame köögi")
    opened = client.get(page("tasks"))
    save(plan, jaan, "tasks", **{f"tasks-{row.pk}-result": "Köök"})
    response = client.post(page("tasks"), sent(opened, do=f"remove:tasks-{row.pk}"), follow=True)
    assert "Avame köögi" in [*response.context["messages"]][-1].message
    assert PlanTask.objects.live().count() == 1


def test_a_mistake_does_not_forget_which_rows_are_to_go(client, plan, page):
    fire, water = (planning.row(plan, "risks", name=name) for name in ("Tuli", "Vesi"))
    data = sent(client.get(page("risks")), do=f"remove:risks-{fire.pk}", **{f"risks-{water.pk}-impact": "palju"})
    wrong = client.post(page("risks"), data)
    assert wrong.status_code == 422
    assert f'name="removed" value="risks-{fire.pk}" checked' in wrong.content.decode()
    right = sent(wrong, **{f"risks-{water.pk}-impact": "2"})
    assert client.post(page("risks"), right).status_code == 302
    assert Risk.objects.live().count() == 2, "unticked, it stays"
    assert client.post(page("risks"), right | {"removed": [f"risks-{fire.pk}"]}).status_code == 302
    assert list(Risk.objects.live()) == [water]


def test_a_pasted_block_fills_rows_before_anything_is_saved(client, plan, page):
    block = "Likelihood\tRisk\tNonsense\n4\tTuli\tx\npalju\tVesi\ty\nKokku\t\t\n"
    page_en = "/en" + page("risks")
    block = block.replace("Nonsense", "Värv")
    response = client.post(page_en, sent(client.get(page_en), do="paste", block=block))
    assert response.status_code == 200 and not Risk.objects.exists()
    form = response.context["sheet"]
    assert [row.controls[0].text for row in form.rows] == ["Tuli", "Vesi"]
    assert [control.text for control in form.wrong] == ["palju"]
    assert any("Värv" in note for note in form.notes)
    right = sent(response, **{form.wrong[0].name: "3"})
    assert client.post(page_en, right).status_code == 302
    assert list(Risk.objects.order_by("order").values_list("name", "likelihood")) == [("Tuli", 4), ("Vesi", 3)]
    empty = client.post(page_en, sent(client.get(page_en), do="paste", block=" "))
    assert empty.status_code == 422 and empty.context["sheet"].problems


def test_a_template_table_and_its_own_rows(client, plan, page):
    entry = planning.entry(plan, need="Pood", priority="3")
    column = planning.asked(plan, "need").pk
    opened = client.get(page("needs", query="?blank=1"))
    fresh = opened.context["sheet"].rows[1].key
    data = sent(opened, **{f"e-{entry.pk}-{column}": "Apteek", f"{fresh}-{column}": "Buss"})
    assert client.post(page("needs"), data).status_code == 302
    assert sorted(Answer.objects.filter(field=column).values_list("text", flat=True)) == ["Apteek", "Buss"]
    assert Entry.objects.count() == 2


def draft(client, address, texts, bases=None):
    return client.post(address, json.dumps({"texts": texts, "bases": bases or {}}), content_type="application/json")


def test_drafts_come_back_and_can_be_thrown_away(client, plan, page, jaan):
    name = cell(plan, "summary")
    answer = draft(client, page(name="plan-draft"), {name: "Pooleli", "a-999999": "x"}, {name: digest("")})
    assert answer.status_code == 200 and set(answer.json()) == {"at", "present", "refused"}
    opened = client.get(page())
    assert "Pooleli" in opened.content.decode() and opened.context["sheet"].has_unsaved
    assert 'data-form="plan-discard"' in opened.content.decode()
    client.force_login(jaan)
    assert "Pooleli" not in client.get(page()).content.decode()
    client.force_login(PlanDraft.objects.filter(cell=name).get().user)
    assert client.post(page(), {"do": "discard"}).status_code == 302
    assert not client.get(page()).context["sheet"].has_unsaved


def test_a_draft_of_what_others_changed_shows_both(client, plan, page, jaan):
    name = cell(plan, "summary")
    draft(client, page(name="plan-draft"), {name: "Mari pooleli"}, {name: digest("")})
    save(plan, jaan, **{name: "Jaani oma"})
    control = client.get(page()).context["sheet"].in_conflict[0]
    assert (control.text, control.conflict.shown) == ("Mari pooleli", "Jaani oma")


def test_new_rows_come_back_from_drafts(client, plan, page):
    draft(client, page("risks", "plan-draft"), {"risks-newabc-name": "Tuli", "risks-newdef-name": ""})
    form = client.get(page("risks")).context["sheet"]
    assert [(row.key, row.name, row.is_new) for row in form.rows] == [("risks-newabc", "Tuli", True)]


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{}", '{"texts": [], "bases": {}}', '{"texts": {"a-1": 1}, "bases": {}}',
        '{"texts": {"x": "y"}, "bases": {}}', "[" * 50_000,
    ],
)  # fmt: skip
def test_nonsense_is_no_draft(client, page, body):
    assert client.post(page(name="plan-draft"), body, content_type="application/json").status_code == 400


def test_who_may_leave_drafts(client, plan, page, stranger):
    assert client.get(page(name="plan-draft")).status_code == 405
    assert draft(client, page("olematu", "plan-draft"), {}).status_code == 404
    client.force_login(stranger)
    assert draft(client, page(name="plan-draft"), {}).status_code == 404
    client.logout()
    assert draft(client, page(name="plan-draft"), {}).status_code == 302


def test_text_typed_while_the_plan_was_submitted_is_not_lost(client, plan, page, mari):
    name = cell(plan, "summary")
    opened = client.get(page())
    here.submit(plan)
    response = client.post(page(), sent(opened, **{name: "Hilja"}))
    assert response.status_code == 422 and "Hilja" in response.content.decode()
    assert [row.text for row in drafts.drafts_of(plan, mari)] == ["Hilja"]
    assert not Answer.objects.exists()


def test_others_are_shown_with_their_section(client, plan, page, jaan):
    drafts.keep_drafts(plan, "tasks", by=jaan, texts={}, bases={})
    assert client.get(page()).context["present"] == [(str(jaan), "Tasks")]
    assert draft(client, page(name="plan-draft"), {}).json()["present"] == [[str(jaan), "Tasks"]]


def test_comments_stand_at_their_fields_and_are_settled(client, plan, page, jaan):
    section = plan.template.sections.get(code="general")
    at_field = actions.comment_plan(PlanComment(plan=plan, section=section, cell=cell(plan, "summary"), text="Lühem?"), by=jaan)
    actions.comment_plan(PlanComment(plan=plan, section=section, text="Hea algus"), by=jaan)
    opened = client.get(page())
    form = opened.context["sheet"]
    assert [comment.text for comment in form.questions[0].comments] == ["Lühem?"]
    assert [comment.text for comment in form.about_section] == ["Hea algus"]
    client.post(page(), sent(opened, do=f"settle:{at_field.pk}", **{cell(plan, "summary"): "Lühike"}))
    at_field.refresh_from_db()
    assert at_field.resolved_at and Answer.objects.get().text == "Lühike"


def test_queries_do_not_grow_with_rows(client, plan, page, mari):
    def count(section):
        client.get(page(section))
        with CaptureQueriesContext(connection) as counted:
            assert client.get(page(section)).status_code == 200
        return len(counted)

    planning.row(plan, "services", name="Üks")
    planning.entry(plan, need="Üks")
    first = [count("services"), count("needs")]
    for number in range(29):
        planning.row(plan, "services", name=f"Teenus {number}")
        planning.entry(plan, need=f"Vajadus {number}")
    assert [count("services"), count("needs")] == first
    assert max(first) <= 15


def test_the_time_line(client, plan, mari, stranger):
    address = reverse("communities:plan-timeline", args=[plan.project.slug, plan.pk])
    client.force_login(mari)
    assert client.get(address).status_code == 200
    planning.row(plan, "tasks", name="Avame köögi", start="2025-01", end="2025-03")
    planning.row(plan, "tasks", name="Jäi ära", status="dropped")
    response = client.get(address)
    assert [row.label for row in response.context["rows"]] == ["Avame köögi"]
    assert "Jäi ära" in response.content.decode()
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_hostile_text_is_only_text(client, plan, page):
    name = cell(plan, "summary")
    evil = "</textarea><script>alert(1)</script>"
    client.post(page(), sent(client.get(page()), **{name: evil}))
    draft(client, page(name="plan-draft"), {name: f"{evil}!"}, {name: digest(evil)})
    assert "<script>alert" not in client.get(page()).content.decode()


@pytest.mark.parametrize("sent", [{"bases": "[" * 50_000}, {"do": "settle:" + "9" * 5000}])
def test_nonsense_beside_the_texts_is_no_fault(client, page, sent):
    assert client.post(page(), {"bases": "{}"} | sent).status_code == 302

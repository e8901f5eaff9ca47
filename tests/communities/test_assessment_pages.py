"""Noting answers, looking at a round, comparing rounds; who may, and two people at one sheet."""
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.models import Respondent, Score, StatementComment, TrainingNeed
from communities.summaries.assessments import statements_of
from tests.communities import potential
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_one(talgud, village, partner):
    return here.assess(here.enrol(talgud, village, author=partner))


def to(name, assessment, *args):
    return reverse(f"communities:{name}", args=["talgud", assessment.enrolment_id, assessment.pk, *args])


def typed(assessment, *values, label="külavanem", **more):
    rows = zip(statements_of(assessment.template), values, strict=False)
    return {"label": label, **{f"s{statement.pk}": "" if value is None else value for statement, value in rows}, **more}


def opened(client, url):
    """What the form on a page says when nobody touches it."""
    form = client.get(url).context["form"]
    return {name: "" if form[name].value() is None else str(form[name].value()) for name in form.fields}


def test_a_round_without_answers_says_what_to_do(client, round_one, mari):
    client.force_login(mari)
    body = client.get(to("assessment-detail", round_one)).content.decode()
    assert to("respondent-create", round_one) in body
    assert '<figure class="radar">' not in body


def test_a_sheet_is_saved_once_and_what_is_left_out_stays_unknown(client, round_one, mari):
    client.force_login(mari)
    url = to("respondent-create", round_one)
    assert client.get(url).content.decode().count('type="radio"') == 25 * 6
    key = client.get(url).context["form"].initial["idempotency_key"]
    data = typed(round_one, 4, 3, None, 0, idempotency_key=key)
    responses = [client.post(url, data) for _time in range(2)]
    assert [response.url for response in responses] == [to("assessment-detail", round_one)] * 2
    assert list(Score.objects.order_by("statement").values_list("value", flat=True)) == [4, 3, 0]
    page = client.get(responses[0].url)
    assert page.context["result"].respondents[0].given == 3
    assert page.context["thin"]
    assert page.content.decode().count('<figure class="radar">') == 1


def test_a_wrong_score_is_refused_at_its_statement(client, round_one, mari):
    client.force_login(mari)
    for value in ("5", "-1", "kolm"):
        response = client.post(to("respondent-create", round_one), typed(round_one, 4, value))
        assert (response.status_code, len(response.context["form"].errors)) == (422, 1)
        body, name = response.content.decode(), next(iter(response.context["form"].errors))
        assert 'aria-invalid="true"' in body and f'href="#div_id_{name}"' in body and f'id="div_id_{name}"' in body
    assert client.post(to("respondent-create", round_one), typed(round_one)).status_code == 422
    assert not Respondent.objects.exists()


@pytest.mark.parametrize(("who", "sees", "writes"), [
    ("mari", 200, 200), ("jaan", 200, 200), ("leida", 200, 403), ("elder", 200, 200), ("neighbour", 200, 403),
    ("stranger", 404, 404),
])
def test_who_may_answer(client, talgud, round_one, mari, jaan, leida, stranger, who, sees, writes):
    elder = potential.bound(round_one.enrolment)
    other = here.enrol(talgud, here.community("Teine"))
    people = {
        "mari": mari, "jaan": jaan, "leida": leida, "stranger": stranger, "elder": elder,
        "neighbour": potential.bound(other, "Naaber"),
    }
    row = potential.answer(round_one, 1)
    statement = statements_of(round_one.template)[0]
    client.force_login(people[who])
    assert client.get(to("assessment-detail", round_one)).status_code == sees
    pages = [
        to("respondent-create", round_one), to("respondent-edit", round_one, row.pk), to("respondent-remove", round_one, row.pk),
        to("statement-comment", round_one, statement.pk),
        reverse("communities:trainingneed-create", args=["talgud", round_one.enrolment_id]),
    ]
    assert [client.get(url).status_code for url in pages] == [writes] * 5


def test_two_people_at_one_sheet_different_statements_merge(client, round_one, mari):
    row = potential.answer(round_one, 1, 1, 1)
    url = to("respondent-edit", round_one, row.pk)
    client.force_login(mari)
    first, second = opened(client, url), opened(client, url)
    names = [f"s{statement.pk}" for statement in statements_of(round_one.template)]
    assert client.post(url, first | {names[0]: "4"}).status_code == 302
    assert client.post(url, second | {names[1]: "3", names[2]: "", "label": "noor"}).status_code == 302
    assert list(row.scores.order_by("statement").values_list("value", flat=True)) == [4, 3]
    row.refresh_from_db()
    assert (row.label, row.version) == ("noor", 3)


def test_two_people_at_one_statement_see_both_answers(client, round_one, mari):
    row = potential.answer(round_one, 1, 1)
    url = to("respondent-edit", round_one, row.pk)
    client.force_login(mari)
    first, second = opened(client, url), opened(client, url)
    name = f"s{statements_of(round_one.template)[0].pk}"
    client.post(url, first | {name: "4"})
    asked = client.post(url, second | {name: "2"})
    assert asked.status_code == 409
    assert row.scores.order_by("statement").first().value == 4
    form = asked.context["form"]
    assert (set(form.notes), form[name].value(), form["version"].value()) == ({name}, "2", 2)
    assert 'role="alert"' in asked.content.decode()
    again = {field: "" if form[field].value() is None else str(form[field].value()) for field in form.fields}
    assert client.post(url, again).status_code == 302
    assert list(row.scores.order_by("statement").values_list("value", flat=True)) == [2, 1]


def test_differing_answers_ask_for_a_comment_and_keep_it(client, round_one, mari):
    potential.answer(round_one, 0, 3)
    potential.answer(round_one, 2, 3, label="noor")
    client.force_login(mari)
    page = client.get(to("assessment-detail", round_one))
    row, = page.context["differing"]
    assert client.post(row["comment_url"], {"text": ""}).status_code == 422
    assert client.post(row["comment_url"], {"text": "Noored ei tea."}).url.endswith("#differ")
    assert "Noored ei tea." in client.get(to("assessment-detail", round_one)).content.decode()
    stale = {"text": "Teine põhjus", "version": 1}
    assert [client.post(row["comment_url"], stale | {"text": text}).status_code for text in ("Üks", "Kaks")] == [302, 409]
    assert StatementComment.objects.get().text == "Üks"
    other = here.assess(round_one.enrolment)
    foreign = reverse("communities:statement-comment", args=["talgud", other.enrolment_id, other.pk, 10**6])
    assert client.get(foreign).status_code == 404


def test_removed_answers_no_longer_count(client, round_one, mari):
    row = potential.answer(round_one, 0)
    client.force_login(mari)
    assert client.post(to("respondent-remove", round_one, row.pk)).status_code == 302
    assert (Respondent.objects.count(), Score.objects.count()) == (0, 0)


def test_a_weak_statement_becomes_a_training_need(client, round_one, mari):
    potential.answer(round_one, 4, 4, 0)
    client.force_login(mari)
    weak = client.get(to("assessment-detail", round_one)).context["weakest"][0]
    form = client.get(weak["need_url"]).context["form"]
    assert form.initial["topic"] == weak["training"] == "Kogukonna oskuste ja ressursside kaardistamine"
    data = {"topic": form.initial["topic"], "assessment": round_one.pk, "priority": 1}
    assert client.post(weak["need_url"], data).status_code == 302
    assert TrainingNeed.objects.get().assessment == round_one
    foreign = here.assess(here.enrol(round_one.enrolment.project, here.community("Teine")))
    assert client.post(weak["need_url"], data | {"assessment": foreign.pk}).status_code == 422
    for strange in ("?assessment=x&statement=y", "?assessment=99999999999999999999&statement=-1"):
        assert client.get(weak["need_url"].partition("?")[0] + strange).status_code == 200


def test_rounds_stand_beside_each_other(client, round_one, mari):
    potential.answer(round_one, 1, 1)
    second = here.assess(round_one.enrolment, date(2025, 3, 1))
    potential.answer(second, 3, 2)
    client.force_login(mari)
    page = client.get(to("assessment-detail", second))
    rows = [[cell["text"] for cell in row] for row in page.context["comparison"].rows]
    assert rows[0] == ["Inimesed", "25,0", "62,5", "+37,5"]
    assert rows[-1][1:] == ["25,0", "62,5", "+37,5"]
    assert page.content.decode().count('class="shape-earlier" points') == 1
    assert client.get(to("assessment-detail", round_one)).context["comparison"] is None


def test_the_overview_hides_what_is_hidden_and_goes_out_as_a_file(client, talgud, round_one, mari, leida):
    potential.answer(round_one, 2)
    secret = here.assess(here.enrol(talgud, here.community("Peidetud"), author=here.partner(talgud, "Muu"), sensitive=True))
    potential.answer(secret, 0)
    url = reverse("communities:assessment-overview", args=["talgud"])
    for user, count in ((mari, 2), (leida, 1)):
        client.force_login(user)
        page = client.get(url)
        assert len(page.context["overview"].results) == count
        file = client.get(f"{url}?format=csv").content.decode("utf-8-sig")
        assert len(file.splitlines()) == count + 1
        assert ("Peidetud" in page.content.decode(), "Peidetud" in file) == (count == 2,) * 2
    client.force_login(world.person("Keegi"))
    assert client.get(url).status_code == 404


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_pages_take_as_many_queries_for_one_respondent_as_for_thirty(client, round_one, mari):
    row = potential.answer(round_one, 1, 2)
    client.force_login(mari)
    pages = [to("assessment-detail", round_one), to("respondent-create", round_one), to("respondent-edit", round_one, row.pk)]
    first = [queries(client, url) for url in pages]
    for place in range(29):
        potential.answer(round_one, *[place % 5] * 25, label=f"vastaja {place}")
    potential.answer(here.assess(round_one.enrolment), 4)
    assert [queries(client, url) for url in pages] == first
    assert max(first) <= 15

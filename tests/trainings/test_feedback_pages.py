"""Feedback without an account: what is kept, what is not, and who reads what came of it."""
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.trainings import world
from trainings.actions.feedback import comment_feedback, give_feedback
from trainings.models import EventReport, Feedback
from trainings.summaries.feedback import feedback_path, figures_of, needs_comment
from trainings.summaries.feedback_waiting import feedback_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(talgud):
    return world.held(talgud, on=timezone.localdate() - timedelta(days=1), headcount=4)


def test_an_answer_is_kept_without_any_trace_of_who_gave_it(event):
    client = Client(enforce_csrf_checks=True)
    client.get(feedback_path(event))
    sent = client.post(feedback_path(event), {"content": "5", "recommend": "9", "useful": "Kaart"})
    assert sent.status_code == 302
    row = Feedback.objects.get()
    assert (row.content, row.trainer, row.recommend, row.useful) == (5, None, 9, "Kaart")
    assert (row.given_on, row.language) == (timezone.localdate(), "et")
    assert client.get(sent.url).status_code == 200
    assert not client.cookies


def test_only_the_signed_address_opens_the_form(client, event):
    token = feedback_path(event).split("/")[-2]
    forged = f"{event.pk + 1}.{token.split('.')[1]}"
    assert client.get(reverse("trainings:feedback", args=[token])).status_code == 200
    assert client.get(reverse("trainings:feedback", args=[forged])).status_code == 404
    assert client.get(reverse("trainings:feedback", args=["x.y"])).status_code == 404


def test_sent_twice_it_counts_once_and_empty_or_wrong_not_at_all(client, event):
    key = client.get(feedback_path(event)).context["form"].initial["idempotency_key"]
    data = {"content": "4", "idempotency_key": key}
    assert [client.post(feedback_path(event), data).status_code for _time in range(2)] == [302, 302]
    assert client.post(feedback_path(event), {}).status_code == 422
    assert client.post(feedback_path(event), {"content": "6"}).status_code == 422
    assert client.post(feedback_path(event), {"content": "5", "website": "http://spam"}).status_code == 302
    assert Feedback.objects.count() == 1


def test_a_robot_is_slowed_down_but_a_hall_is_not(client, event, monkeypatch):
    monkeypatch.setattr("trainings.views.feedback.MOST", 3)
    codes = [client.post(feedback_path(event), {"content": "4"}).status_code for _time in range(4)]
    other = client.post(feedback_path(event), {"content": "4"}, REMOTE_ADDR="10.0.0.9")
    assert codes == [302, 302, 302, 429]
    assert other.status_code == 302


@pytest.mark.parametrize("days", [-1, 61])
def test_before_the_first_day_and_long_after_nothing_is_collected(client, talgud, days):
    event = world.event(talgud)
    world.day(event, timezone.localdate() - timedelta(days=days))
    assert client.post(feedback_path(event), {"content": "5"}).status_code == 422
    assert not Feedback.objects.exists()


def answer(event, **fields):
    return give_feedback(Feedback(event=event, **fields))


def summary(event, name="feedback-summary", *args):
    return reverse(f"trainings:{name}", args=["talgud", event.pk, *args])


def test_figures_are_for_the_project_and_quotes_from_three_answers_on(client, event, mari, leida, stranger):
    answer(event, content=3, usable=5, recommend=10, useful="Helista mulle 5123 4567 või mari@kula.example.org")
    answer(event, content=4, usable=5, recommend=8)
    pages = {}
    for who in (mari, leida, stranger):
        client.force_login(who)
        pages[who] = client.get(summary(event))
    assert [page.status_code for page in pages.values()] == [200, 200, 404]
    assert not pages[leida].context["quotes"] and pages[leida].context["hides_quotes"]
    assert pages[mari].context["quotes"][0].rows[0].text == "Helista mulle … või …"
    figures = pages[leida].context["figures"]
    assert (figures.answers, figures.people, figures.rate) == (2, 4, 50)
    assert ([str(row.mean) for row in figures.scores if row.mean], figures.recommending.score) == (["3.5", "5.0"], 50)
    answer(event, content=5)
    client.force_login(leida)
    assert client.get(summary(event)).context["quotes"]


def test_nobody_counted_and_nobody_answered_is_said(client, talgud, leida):
    uncounted = world.held(talgud, headcount=None)
    client.force_login(leida)
    page = client.get(summary(uncounted))
    assert (page.status_code, page.context["figures"].rate, page.context["figures"].recommending.score) == (200, None, None)


def test_a_mean_below_four_asks_for_the_organisers_word(client, event, mari, leida):
    answer(event, content=3)
    assert needs_comment(event)
    client.force_login(leida)
    assert client.get(summary(event, "feedback-comment")).status_code == 403
    client.force_login(mari)
    assert client.get(summary(event)).context["lacks_comment"]
    url = summary(event, "feedback-comment")
    assert client.post(url, {"feedback_comment": ""}).status_code == 422
    assert client.post(url, {"feedback_comment": "Järgmisel korral pikem."}).status_code == 302
    assert not needs_comment(event)
    assert client.post(url, {"feedback_comment": "Teisiti.", "version": 1}).status_code == 302
    assert client.post(url, {"feedback_comment": "Kolmandaks.", "version": 1}).status_code == 409


def test_the_code_and_the_paper_can_be_handed_out(client, event, leida):
    answer(event, content=4, useful="Kaart")
    client.force_login(leida)
    code = client.get(summary(event, "feedback-code"))
    assert code["Content-Type"] == "image/svg+xml" and code.content.startswith(b"<?xml")
    paper = client.get(summary(event, "feedback-paper", "html")).content.decode()
    assert "Kaart" not in paper
    assert client.get(summary(event, "feedback-paper", "exe")).status_code == 404
    assert b"Kaart" not in client.get(summary(event) + "?format=csv").content


def test_an_exact_mean_just_below_four_is_low():
    rows = [Feedback(content=4)] * 24 + [Feedback(content=3)]
    content = figures_of(rows).scores[0]
    assert (str(content.mean), content.is_low) == ("4.0", True)


def test_the_projects_events_stand_side_by_side(client, talgud, event, leida, stranger):
    weak = world.held(talgud, "Nõrk")
    answer(event, content=5, recommend=10)
    Feedback.objects.create(event=weak, given_on=timezone.localdate(), content=2, useful="Kohv")
    client.force_login(leida)
    page = client.get(reverse("trainings:project-feedback", args=["talgud"]))
    assert {row.title: (row.figures.answers, row.figures.rate, bool(row.figures.low)) for row in page.context["page_obj"]} == {
        "Peetud koolitus": (1, 25, False), "Nõrk": (1, None, True),
    }
    assert "Kohv" not in page.content.decode()
    since = client.get(reverse("trainings:project-feedback", args=["talgud"]), {"since": "01.01.2025"})
    assert [row.title for row in since.context["page_obj"]] == ["Peetud koolitus"]
    client.force_login(stranger)
    assert client.get(reverse("trainings:project-feedback", args=["talgud"])).status_code == 404


def test_who_owes_a_word_is_told_until_he_says_it(talgud, event, django_assert_num_queries):
    fine = world.held(talgud, "Hea", on=timezone.localdate())
    for scores in ((4, 5), (3, 5), (None, 5)):
        answer(event, content=scores[0], usable=scores[1])
    answer(fine, content=4)
    with django_assert_num_queries(1):
        waiting = feedback_waiting([talgud])
    assert [row.url for row in waiting] == [summary(event, "feedback-comment")]
    comment_feedback(EventReport(event=event, feedback_comment="Pikem päev."), by=None)
    assert feedback_waiting([talgud]) == []

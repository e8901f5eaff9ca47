"""News: who writes, who publishes, who reads; and what is written by itself is counted and tells nobody's name (X-26)."""
from datetime import date

import pytest
from django.urls import reverse

from communities.models import Municipality
from portal.shared import verbs
from projects.choices import Publication
from projects.models import Activity, Audience
from projects.summaries.waiting import answers
from tests.refused import refused
from tests.shared import world
from tests.trainings import taking_part
from tests.trainings import world as here
from trainings.actions import news as actions
from trainings.models import News
from trainings.summaries.news import news_asked, piece_of

pytestmark = pytest.mark.django_db


def write(project, title="Külapäev peetud", published=True, **fields):
    made = actions.add_news(News(project=project, title_et=title, text_et="Tuli **palju** rahvast.", **fields), by=None)
    return actions.publish_news(made, by=None) if published else made


def to(verb, project, *args):
    return reverse(f"trainings:news-{verb}", args=[project.slug, *args])


def titles(client, query=""):
    return [row.title for row in client.get(f"/news/{query}").context["page_obj"].object_list]


def test_everybody_reads_what_is_published_in_public_projects_and_nothing_else(client, talgud, mari):
    write(talgud, "Avalik")
    waiting = write(talgud, "Ootab", published=False)
    hidden = write(world.project("mustand", publication=Publication.DRAFT), "Mustandi oma")
    assert titles(client) == ["Avalik"]
    assert [client.get(row.get_absolute_url()).status_code for row in (waiting, hidden)] == [404, 404]
    away = write(talgud, "Arhiivis", published=False)
    actions.archive_news(away, by=None)
    with refused("archived"):
        actions.publish_news(away, by=None)
    client.force_login(mari)
    assert sorted(titles(client)) == ["Avalik", "Ootab"]
    assert titles(client, "?state=draft") == ["Ootab"]
    assert [item.url for item in answers([news_asked([talgud])])] == ["/news/?project=talgud&state=draft"]


def test_an_editor_writes_and_the_coordinator_shows_it_to_everybody(client, talgud, jaan, mari, leida):
    client.force_login(leida)
    assert client.get(to("create", talgud)).status_code == 403, "a reader only reads"
    client.force_login(jaan)
    form = {"title_et": "Talgupäev", "text_et": "Saime valmis.", "idempotency_key": "0" * 32}
    for _twice in range(2):
        client.post(to("create", talgud), form)
    news = News.objects.get()
    assert news.published_on is None
    assert client.post(to("publish", talgud, news.pk)).status_code == 403
    client.force_login(mari)
    client.post(to("publish", talgud, news.pk))
    client.force_login(jaan)
    assert client.get(to("edit", talgud, news.pk)).status_code == 403, "what everybody reads is the coordinator's"
    client.logout()
    assert "Saime valmis." in client.get(news.get_absolute_url()).content.decode()
    client.force_login(mari)
    client.post(to("withdraw", talgud, news.pk))
    client.logout()
    assert client.get(news.get_absolute_url()).status_code == 404


def test_who_edits_one_activity_writes_about_that_one(client, talgud, partner):
    mine, other = (verbs.create(Activity(project=talgud, title_et=title), by=None) for title in ("Oma", "Teine"))
    user = world.person("Ants")
    world.member(user, talgud, "editor", organisation=partner, activity=mine)
    client.force_login(user)
    form = {"title_et": "Uudis", "text_et": "Tekst."}
    answers = [client.post(to("create", talgud), form | {"activity": pk}).status_code for pk in ("", other.pk, mine.pk)]
    assert answers == [422, 422, 302]
    assert News.objects.get().activity == mine


def test_news_of_an_event_is_written_from_its_records_and_names_nobody(client, talgud, mari):
    valga = Municipality.objects.create(code="EE-82-1", name="Valga vald")
    event = here.held(
        talgud, "Hõlbustajate koolitus", date(2025, 4, 3), days=("theory", "practice"), title_en="Facilitators' training",
        venue="Hargla rahvamaja", municipality=valga,
    )
    homes = enumerate(("Hargla", "Hargla", "Mõniste"))
    people = [taking_part.person(talgud, f"Nimi Nimeste {n}", village=village) for n, village in homes]
    taking_part.there(event, *people)
    found = piece_of(event)
    assert found["text_et"].count("Nimeste") == 0
    assert {"title_et", "title_en"} < set(found) and "title_lv" not in found, "no language is invented"
    for part in ("Facilitators' training", "Hargla rahvamaja, Valga vald", "3 people", "2 villages"):
        assert part in found["text_en"]
    client.force_login(mari)
    page = client.get(f"{to('create', talgud)}?event={event.pk}")
    assert page.context["form"].initial["happened_on"] == date(2025, 4, 3)
    assert "Hõlbustajate koolitus" in page.content.decode()
    ahead = client.get(f"{to('create', talgud)}?event={here.coming(talgud).pk}")
    assert ahead.context["form"].initial["title_et"] == "", "what was not held makes no news"
    link = f"{to('create', talgud)}?event={event.pk}"
    assert link in client.get(event.get_absolute_url()).content.decode()


def test_X26_a_small_number_of_a_sensitive_activity_is_not_told(talgud):
    for sensitive, came, told in ((False, 3, True), (True, 4, False), (True, 5, True)):
        activity = verbs.create(Activity(project=talgud, title_et="Dialoog", sensitive=sensitive), by=None)
        event = here.held(talgud, "Kokkusaamine", activity=activity, title_en="A meeting", headcount=came)
        assert (f"{came} people" in piece_of(event)["text_en"]) is told


def test_news_is_narrowed_by_project_year_and_audience(client, talgud):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    event = here.held(talgud, audiences=[audience])
    write(talgud, "Omavalitsustele", event=event)
    write(world.project("teine"), "Muu")
    assert titles(client, "?project=teine") == ["Muu"]
    assert titles(client, f"?audience={audience.pk}") == ["Omavalitsustele"]
    assert titles(client, "?year=1999") == []
    assert "Omavalitsustele" in client.get(f"/news/?audience={audience.pk}&format=csv").content.decode()


def test_markup_of_a_piece_is_harmless(client, talgud):
    news = actions.add_news(News(project=talgud, title_et="<b>x</b>", text_et="<script>alert(1)</script> **hea**"), by=None)
    actions.publish_news(news, by=None)
    body = client.get(news.get_absolute_url()).content.decode()
    assert "<script>alert" not in body and "<b>x</b>" not in body and "<strong>hea</strong>" in body

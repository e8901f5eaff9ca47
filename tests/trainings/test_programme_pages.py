"""A training programme: needs without a session, sessions without a need, days counted once (A-16, A-17)."""
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.models import TrainingNeed
from communities.panels import with_answers
from portal.shared import verbs
from projects.models import Target
from tests.communities import potential
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world
from tests.trainings import world as here
from trainings import actions
from trainings.actions.programme import add_programme, answer_needs
from trainings.models import Event, TrainingProgramme
from trainings.summaries.programme import board_of, days_of

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


@pytest.fixture
def programme(talgud, mari):
    return add_programme(TrainingProgramme(project=talgud, title_et="Koolitusprogramm"), by=mari)


def answer(event, *needs):
    return answer_needs(event, by=None, version=event.version, needs=needs)


def words(rows):
    return [(row.topic, len(row.needs)) for row in rows]


def test_needs_wait_until_a_session_stands_and_wait_again_when_it_is_called_off(talgud, mari, programme):
    needs = [
        potential.need(villages.enrol(talgud, villages.community(name)), topic)
        for name, topic in (("Obinitsa", "Esmaabi"), ("Värska", "esmaabi"), ("Saatse", "Raamatupidamine"))
    ]
    here.day(event := here.event(talgud, "Esmaabi", programme=programme), timezone.localdate() + timedelta(days=7))
    idle = here.event(talgud, "Laulmine", programme=programme)
    before = board_of(programme, mari)
    assert (words(before.open_topics), before.open_needs) == ([("Esmaabi", 2), ("Raamatupidamine", 1)], 3)
    assert list(before.without_need) == [idle, event] or list(before.without_need) == [event, idle]
    answer(event, *needs[:2])
    after = board_of(programme, mari)
    assert (words(after.open_topics), words(after.answered)) == ([("Raamatupidamine", 1)], [("Esmaabi", 2)])
    assert list(after.without_need) == [idle]
    assert with_answers(TrainingNeed.objects.all()).filter(is_answered=True).count() == 2
    actions.cancel_event(event, by=mari, reason="Torm")
    assert board_of(programme, mari).open_needs == 3


def test_theory_and_practice_are_counted_by_days_and_half_days_once(talgud, programme):
    held = here.event(talgud, "Kahepäevane", programme=programme)
    for on, kind, halves in ((here.PAST, "theory", 1), (here.PAST, "practice", 1), (here.PAST + timedelta(days=1), "theory", 2)):
        here.day(held, on, kind, half_days=halves)
    actions.hold_event(held, by=None)
    here.held(talgud, "Töötuba reisil", parent=held, days=("practice",))
    here.day(here.event(talgud, "Tuleb", programme=programme), timezone.localdate(), "practice")
    assert [(row.kind, row.held, row.planned) for row in days_of(programme)] == [("practice", 1, 2), ("theory", 3, 0)]


def test_a_hidden_community_is_not_named(talgud, mari, jaan, programme):
    potential.need(villages.enrol(talgud, villages.community("Kriisiküla"), sensitive=True), "Kriisiplaan")
    assert [board_of(programme, user).needs for user in (mari, jaan)] == [1, 0]


def test_the_tab_counts_open_needs_as_its_list_does(client, talgud, mari, jaan):
    villages.enrol(talgud, villages.community("Obinitsa"))
    for place, sensitive in (("Värska", False), ("Kriisiküla", True), ("Saatse", False)):
        need = potential.need(villages.enrol(talgud, villages.community(place), sensitive=sensitive), "Esmaabi")
    answer(here.coming(talgud), need)
    told = {}
    for user in (mari, jaan):
        client.force_login(user)
        stat = client.get(to("project-events")).context["stats"][-1]
        told[user.name] = (stat.value, len(client.get(stat.url).context["table"].objects))
    assert told == {"Mari": ("2", 2), "Jaan": ("1", 1)}


def test_the_page_tells_what_to_do_next(client, talgud, mari, leida, programme):
    activity = world.activity(talgud, "Koolitused")
    verbs.create(Target(project=talgud, activity=activity, statement_et="26 päeva", unit_et="teoreetilist õppepäeva",
                        value=26, measure="days_theory"), by=None)
    need = potential.need(villages.enrol(talgud, villages.community("Obinitsa")), "Esmaabi")
    here.held(talgud, "Laulmine", programme=programme)
    client.force_login(mari)
    page = client.get(programme.get_absolute_url())
    assert f"need={need.pk}" in page.content.decode()
    assert [len(page.context[name].objects) for name in ("needs", "without_need")] == [1, 1]
    assert page.context["sessions"] is None
    client.force_login(leida)
    page = client.get(programme.get_absolute_url())
    assert page.status_code == 200 and f"need={need.pk}" not in page.content.decode()


def test_a_programme_is_made_changed_put_away_and_taken_out(client, talgud, mari, leida):
    client.force_login(mari)
    assert client.post(to("trainingprogramme-create"), {"title_et": "Kool"}).status_code == 302
    row = TrainingProgramme.objects.get()
    codes = [client.post(to("trainingprogramme-edit", row.pk), {"title_et": title, "version": 1}).status_code for title in "AB"]
    assert codes == [302, 409]
    assert client.post(to("trainingprogramme-archive", row.pk)).status_code == 302
    assert client.get(to("trainingprogramme-edit", row.pk)).status_code == 403
    assert client.post(to("trainingprogramme-restore", row.pk)).status_code == 302
    client.force_login(leida)
    assert client.get(to("trainingprogramme-list")).status_code == 200
    assert client.get(to("trainingprogramme-create")).status_code == 403


def test_what_an_event_answers_is_said_on_its_own_page(client, talgud, mari, programme):
    need = potential.need(villages.enrol(talgud, villages.community("Obinitsa")), "Esmaabi")
    event = here.event(talgud)
    client.force_login(mari)
    data = {"programme": programme.pk, "needs": [need.pk], "version": 1}
    assert client.post(to("event-needs", event.pk), data).status_code == 302
    event = Event.objects.get(pk=event.pk)
    assert (event.programme, list(event.needs.all())) == (programme, [need])


def test_a_hidden_need_is_neither_named_to_an_editor_nor_lost_when_he_saves(client, talgud, mari, jaan, partner):
    hidden = potential.need(villages.enrol(talgud, villages.community("Kriisiküla"), sensitive=True), "Kriisiplaan")
    shown = potential.need(villages.enrol(talgud, villages.community("Obinitsa")), "Esmaabi")
    event = here.event(talgud, organiser=partner)
    answer(event, hidden)
    client.force_login(jaan)
    url = to("event-needs", event.pk)
    page = client.get(url).content.decode()
    assert "Esmaabi" in page and "Kriisi" not in page
    assert client.post(url, {"needs": [hidden.pk], "version": 2}).status_code == 422
    assert client.post(url, {"needs": [shown.pk], "version": 2}).status_code == 302
    assert set(event.needs.all()) == {hidden, shown}


def test_lists_and_pages_ask_the_same_however_much_there_is(client, talgud, mari, programme):
    client.force_login(mari)

    def grow(mark):
        need = potential.need(villages.enrol(talgud, villages.community(f"Küla {mark}")), f"Teema {mark}")
        answer(here.held(talgud, f"Kool {mark}", programme=programme), need)
        potential.need(villages.enrol(talgud, villages.community(f"Alevik {mark}")), f"Muu {mark}")
        here.held(talgud, f"Laul {mark}", programme=programme)
        add_programme(TrainingProgramme(project=talgud, title_et=f"Programm {mark}"), by=None)

    urls = [programme.get_absolute_url(), to("trainingprogramme-list"), to("event-quick"), to("event-series")]
    grow(1)
    first = [queries(client, url) for url in urls]
    grow(2)
    grow(3)
    assert [queries(client, url) for url in urls] == first
    assert max(first) <= 15, first

"""The pages about people: who sees whom, and a figure opens as many rows as it says (X-37)."""
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.models import Municipality
from projects.choices import Role
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world as ground
from tests.trainings import people, world
from trainings.models import Person, PersonApart

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def to(name, *args, **query):
    return reverse(f"trainings:{name}", args=["talgud", *args], query=query or None)


@pytest.fixture
def two_events(talgud, partner):
    """Three people at the coordinator's event, two of them and one more at the partner's."""
    ours = world.held(talgud, "Meie päev", days=("theory", "practice"))
    theirs = world.held(talgud, "Partneri päev", organiser=partner)
    mari, juri, anu, tiiu = (
        people.person(talgud, name, village=village, partner=sent)
        for name, village, sent in (("Mari Tamm", "Kolga", partner), ("Jüri Kask", "kolga küla", None),
                                    ("Anu Saar", "Obinitsa", None), ("Tiiu Mets", "", partner))
    )
    for day in ours.days.all():
        people.attend(day, mari, juri, anu, minutes=90)
    people.attend(theirs.days.get(), mari, juri, tiiu, minutes=45)
    return mari, juri, anu, tiiu


@pytest.fixture
def auditor(talgud):
    user = ground.person("Revident")
    ground.member(user, talgud, Role.AUDITOR)
    return user


def names_on(client, url):
    table = client.get(url).context["table"]
    return [row[0]["text"] for row in table.rows]


def test_whoever_keeps_a_list_sees_its_people_and_no_others(client, two_events, mari, jaan, leida, auditor, stranger):
    seen = {mari: 4, auditor: 4, jaan: 3}
    for user, count in seen.items():
        client.force_login(user)
        assert len(names_on(client, to("person-list"))) == count
    client.force_login(jaan)
    assert "Anu Saar" not in names_on(client, to("person-list"))
    for user, status in ((leida, 403), (stranger, 404)):
        client.force_login(user)
        assert client.get(to("person-list")).status_code == status


def test_a_partners_editor_opens_his_people_and_sees_only_his_events(client, two_events, jaan, auditor):
    client.force_login(jaan)
    page = client.get(to("person-detail", two_events[0].pk))
    assert [row[1]["text"] for row in page.context["events"].rows] == ["Partneri päev"]
    assert client.get(to("person-detail", two_events[2].pk)).status_code == 403
    assert client.get(to("person-edit", two_events[0].pk)).status_code == 200
    client.force_login(auditor)
    assert client.get(to("person-detail", two_events[2].pk)).status_code == 200
    assert client.get(to("person-edit", two_events[2].pk)).status_code == 403


def test_a_figure_opens_as_many_people_as_it_says(client, two_events, mari):
    client.force_login(mari)
    page = client.get(to("people-report", by="partner", times=2))
    assert [(line.people, line.often) for line in page.context["table"].objects] == [(1, 1), (1, 1)]
    url = page.context["table"].columns[0].url(page.context["table"].objects[0])
    assert names_on(client, url) == ["Mari Tamm"]
    for by in ("partner", "audience", "county", "year", "month"):
        table = client.get(to("people-report", by=by)).context["table"]
        opened = [len(names_on(client, table.columns[0].url(line))) for line in table.objects]
        assert opened == [line.people for line in table.objects], by
    assert names_on(client, page.context["list_url"]) == ["Jüri Kask", "Mari Tamm"]


def test_moment_four_how_many_different_people_in_one_sentence(client, talgud, two_events, partner, leida):
    """Unique people, villages, five-timers and hours, by partner and period; and the same to take away."""
    for month in range(5, 9):
        people.attend(world.held(talgud, f"Õhtu {month}", on=date(2024, month, 2)).days.get(), two_events[0], minutes=90)
    client.force_login(leida)
    page = client.get(to("people-report"))
    # 4 people of 2 villages at 6 events, 10 times, 23 academic hours; 1 of them at least 5 times.
    assert numbers(page.context["sentence"]) == sorted([4, 2, 6, 10, 23, 1, 5])
    page = client.get(to("people-report", partner=partner.pk, since="01.04.2024", until="30.06.2024", by="month"))
    # 1 person of 1 village at 2 events, 2 times, 4 hours; nobody 5 times, nobody for the first time.
    assert numbers(page.context["sentence"]) == sorted([1, 1, 2, 2, 4, 0])
    assert [(line.people, line.returning) for line in page.context["table"].objects] == [(1, 1), (1, 1)]
    assert page.context["list_url"] == ""
    assert client.get(to("people-report", format="csv")).content.decode("utf-8-sig").count("\r\n") == 3


def numbers(sentence):
    return sorted(int(number) for number in re.findall(r"\d+", sentence))


def test_small_numbers_of_a_sensitive_project_are_shown_only_to_who_may_see_names(client, talgud, two_events, mari, leida):
    talgud.sensitive = True
    talgud.save()
    client.force_login(leida)
    page = client.get(to("people-report", by="partner", since="01.01.2024", until="04.03.2024"))
    assert [line.people for line in page.context["table"].objects] == [None, None]
    assert page.context["filterset"].choice.since is None
    assert page.context["notes"] == []
    assert "4" not in page.context["sentence"]
    assert b"< 5" in client.get(to("people-report", format="csv")).content
    client.force_login(mari)
    assert [line.people for line in client.get(to("people-report")).context["table"].objects] == [2, 2]


def test_a_person_is_found_by_any_of_his_spellings(client, talgud, two_events, mari):
    people.person(talgud, "M. Tammik", merged_into=two_events[0], root=two_events[0])
    client.force_login(mari)
    assert names_on(client, to("person-list", search="tammik")) == ["Mari Tamm"]


def test_a_pair_is_compared_decided_and_taken_back(client, talgud, mari, leida):
    one, other = (people.person(talgud, name, email="mari@example.org") for name in ("Mari Tamm", "M. Tamm"))
    client.force_login(leida)
    assert client.get(to("person-suggestions")).status_code == 403
    client.force_login(mari)
    (_pair, url), = client.get(to("person-suggestions")).context["pairs"]
    assert [line.same for line in client.get(url).context["compared"].objects] == [False, True]
    sent = client.post(to("person-merge", one.pk), {"other": other.pk, "decision": "this"})
    assert sent.url == to("person-suggestions")
    assert Person.objects.get(pk=other.pk).root == one
    client.post(to("person-separate", other.pk))
    client.post(to("person-merge", one.pk), {"other": other.pk, "decision": "two"})
    assert client.get(to("person-suggestions")).context["pairs"] == []
    client.post(to("personapart-remove", PersonApart.objects.get().pk))
    assert len(client.get(to("person-suggestions")).context["pairs"]) == 1


def test_two_who_share_nothing_are_asked_about_once_more(client, talgud, mari):
    one, other = people.person(talgud, "Mari Tamm"), people.person(talgud, "Jüri Kask")
    client.force_login(mari)
    data = {"other": other.pk, "decision": "other"}
    asked = client.post(to("person-merge", one.pk), data)
    assert asked.status_code == 422
    client.post(to("person-merge", one.pk), data | {"save_anyway": asked.context["form"].warnings_digest})
    assert Person.objects.get(pk=one.pk).root == other


def test_pages_stay_cheap_however_many_people(client, talgud, two_events, mari):
    client.force_login(mari)
    pages = [
        to("person-list", times=2), to("people-report", by="county"), to("person-suggestions"),
        to("person-detail", two_events[0].pk), to("person-merge", two_events[0].pk, other=two_events[1].pk),
    ]
    before = [queries(client, url) for url in pages]
    where = Municipality.objects.create(code="x", name="Vald")
    one = {"root": two_events[0], "merged_into": two_events[0]}
    crowd = [people.person(talgud, f"Uus {n}", municipality=where, **one) for n in range(3)]
    crowd += [people.person(talgud, "Mari Tamm", municipality=where, village="Kolga") for _n in range(5)]
    late = world.held(talgud, "Veel", on=timezone.localdate() - timedelta(days=40))
    people.attend(late.days.get(), *crowd)
    after = [queries(client, url) for url in pages]
    assert max(after) <= MOST_QUERIES, dict(zip(pages, after, strict=True))
    assert after == before


def test_a_sensitive_community_is_neither_named_on_a_persons_pages_nor_lost(client, talgud, partner, village, mari, jaan):
    villages.enrol(talgud, village, sensitive=True)
    ants = people.person(talgud, "Ants Saar", community=village)
    people.attend(world.held(talgud, "Partneri päev", organiser=partner).days.get(), ants)
    pages = [to("person-list"), to("person-detail", ants.pk), to("person-edit", ants.pk)]
    named = {}
    for user in (mari, jaan):
        client.force_login(user)
        named[user] = [village.name in client.get(page).content.decode() for page in pages]
    assert named == {mari: [True] * 3, jaan: [False] * 3}
    assert client.post(pages[-1], {"name": "Ants Saare", "version": ants.version}).status_code == 302
    ants.refresh_from_db()
    assert (ants.name, ants.community) == ("Ants Saare", village)


def test_X26_the_rows_behind_the_figures_of_a_sensitive_project_tell_no_small_number_either(
    client, talgud, two_events, mari, leida
):
    talgud.sensitive = True
    talgud.save()
    villages_of, columns_of = {}, {}
    for user in (mari, leida):
        client.force_login(user)
        villages_of[user] = [(row.name, row.people) for row in client.get(to("village-list")).context["table"].objects]
        columns_of[user] = {column.key for column in client.get(to("person-records")).context["table"].columns}
    assert villages_of == {mari: [("Kolga", 2), ("Obinitsa", 1)], leida: [("", None), ("", None)]}
    assert columns_of[mari] - columns_of[leida] == {"audience", "partner"}
    assert b"< 5" in client.get(to("village-list", format="csv")).content

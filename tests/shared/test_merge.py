"""Two people, one row: what merges by itself, what a person must decide, and that nothing is overwritten silently."""
import re

import pytest

from portal.shared import verbs
from portal.shared.merge import Merge
from projects.choices import Publication
from projects.models import Activity, Project
from tests.shared import world

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.shared.pages"), pytest.mark.usefixtures("no_menu")]


@pytest.fixture
def mari():
    return world.person("Mari")


@pytest.fixture
def jaan():
    return world.person("Jaan")


@pytest.fixture
def talgud(mari, jaan):
    talgud = world.project("talgud", publication=Publication.DRAFT)
    world.member(mari, talgud)
    world.member(jaan, talgud)
    return talgud


@pytest.fixture
def ring(talgud):
    return world.activity(talgud, "Mõttering", text_et="Vana jutt")


@pytest.fixture
def edit(client, ring, mari):
    """Mari sends the form that she opened at version 1."""

    def send(**fields):
        client.force_login(mari)
        data = {"title_et": "Mõttering", "text_et": "Vana jutt", "kind": "other", "version": 1} | fields
        return client.post(f"/t/talgud/{ring.pk}/edit/", data)

    return send


@pytest.fixture
def meanwhile(ring, jaan):
    """Jaan saves something after Mari opened the form."""

    def save(m2m=None, **fields):
        row = Activity.objects.get(pk=ring.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        verbs.update(row, by=jaan, version=row.version, m2m=m2m)

    return save


def stored():
    row = Activity.objects.get()
    return row.title_et, row.text_et, row.version


def fields_of(page):
    """What a browser would send from the merge page: hidden and text inputs, text areas, selected options, checked radios."""
    form = re.search(r'<form class="form form-merge".*?</form>', page, re.S)[0]
    data = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and not (re.search(r'type="(radio|checkbox)"', tag) and "checked" not in tag):
            data.setdefault(name[1], []).append(value[1] if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        data[name] = [text]
    for name, options in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', form, re.S):
        data[name] = re.findall(r'<option value="([^"]*)" selected', options)
    data.pop("csrfmiddlewaretoken", None)
    return data


def test_changes_of_different_fields_merge_by_themselves(edit, meanwhile):
    meanwhile(text_et="Jaani jutt")
    answer = edit(title_et="Mari pealkiri")
    assert (answer.status_code, stored()) == (302, ("Mari pealkiri", "Jaani jutt", 3))
    records = list(Activity.history.values_list("history_user__name", "version"))
    assert records[:2] == [("Mari", 3), ("Jaan", 2)]


def test_the_merge_is_told_with_the_other_name(edit, meanwhile, client):
    meanwhile(text_et="Jaani jutt")
    edit(title_et="Mari pealkiri")
    assert "Jaan" in client.get("/t/talgud/").text


def test_the_same_change_by_both_is_no_conflict(edit, meanwhile):
    meanwhile(title_et="Sama pealkiri")
    assert (edit(title_et="Sama pealkiri").status_code, stored()) == (302, ("Sama pealkiri", "Vana jutt", 2))


def test_the_same_field_shows_both_values_and_keeps_what_was_typed(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri")
    answer = edit(title_et="Mari pealkiri", text_et="Mari jutt")
    assert (answer.status_code, stored()) == (409, ("Jaani pealkiri", "Vana jutt", 2))
    page = answer.text
    assert "Jaani pealkiri" in page and 'value="Mari pealkiri"' in page and "Jaan" in page
    sent = fields_of(page)
    assert (sent["version"], sent["title_et"], sent["text_et"]) == (["2"], ["Mari pealkiri"], ["Mari jutt"])
    assert sent["merge-title_et"] == ["mine"] and "merge-text_et" not in sent


def test_keeping_mine(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri")
    page = edit(title_et="Mari pealkiri", text_et="Mari jutt").text
    assert edit(**fields_of(page)).status_code == 302
    assert stored() == ("Mari pealkiri", "Mari jutt", 3)


def test_keeping_theirs(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri")
    page = edit(title_et="Mari pealkiri", text_et="Mari jutt").text
    assert edit(**fields_of(page) | {"merge-title_et": "theirs"}).status_code == 302
    assert stored() == ("Jaani pealkiri", "Mari jutt", 3)


def test_writing_it_anew(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri")
    page = edit(title_et="Mari pealkiri").text
    edit(**fields_of(page) | {"title_et": "Ühine pealkiri"})
    assert stored() == ("Ühine pealkiri", "Vana jutt", 3)


def test_what_only_the_other_changed_comes_along(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri", text_et="Jaani jutt", kind="seminar", is_joint=True, start="mai 2024")
    page = edit(title_et="Mari pealkiri").text
    edit(**fields_of(page))
    row = Activity.objects.get()
    assert (row.title_et, row.text_et, row.kind, row.is_joint, row.start.iso) == (
        "Mari pealkiri", "Jaani jutt", "seminar", True, "2024-05"
    )


def test_a_third_person_in_between_is_a_conflict_again(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri")
    page = edit(title_et="Mari pealkiri").text
    meanwhile(title_et="Jaani teine pealkiri")
    again = edit(**fields_of(page))
    assert again.status_code == 409 and "Jaani teine pealkiri" in again.text
    assert fields_of(again.text)["version"] == ["3"] and fields_of(again.text)["title_et"] == ["Mari pealkiri"]
    assert stored() == ("Jaani teine pealkiri", "Vana jutt", 3)


def test_relations_merge_too(edit, meanwhile, talgud):
    ape, voru = world.area(talgud, "Ape"), world.area(talgud, "Võru")
    meanwhile(m2m={"areas": [ape]})
    assert edit(title_et="Mari pealkiri").status_code == 302
    assert [area.name_et for area in Activity.objects.get().areas.all()] == ["Ape"]
    answer = edit(areas=[voru.pk])
    assert answer.status_code == 409
    assert "Ape" in answer.text and fields_of(answer.text)["areas"] == [str(voru.pk)]


def test_an_unknown_starting_point_overwrites_nothing(edit, meanwhile):
    meanwhile(title_et="Jaani pealkiri")
    assert edit(title_et="Mari pealkiri", version=77).status_code == 409
    Activity.history.filter(version=1).delete()
    assert edit(title_et="Mari pealkiri").status_code == 409
    assert stored() == ("Jaani pealkiri", "Vana jutt", 2)


def test_a_field_on_no_form_stays_as_the_other_left_it(edit, meanwhile):
    meanwhile(status="done")
    edit(title_et="Mari pealkiri")
    assert (Activity.objects.get().status, stored()[0]) == ("done", "Mari pealkiri")


def test_a_merged_row_is_checked_as_a_whole(edit, meanwhile):
    meanwhile(start="2024")
    answer = edit(end="2023")
    assert (answer.status_code, Activity.objects.get().end) == (422, None)


def test_merge_sorts_every_field_to_one_side(mari, jaan, talgud):
    mine, theirs = Project.objects.get(), Project.objects.get()
    theirs.title_lv, theirs.title_en = "Jaan", "Both"
    verbs.update(theirs, by=jaan, version=1)
    mine.title_et, mine.title_en = "Mari", "Mine"
    with pytest.raises(verbs.StaleSave) as stale:
        verbs.update(mine, by=mari, version=1)
    merge = Merge(stale.value)
    assert (merge.mine, merge.theirs, merge.conflicts) == ({"title_et"}, {"title_lv"}, {"title_en"})
    assert merge.others() == [jaan]

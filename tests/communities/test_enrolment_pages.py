"""A project's communities: the tab, one enrolment, and what is decided about it (X-15, A-12, A-22, C-06, C-09)."""
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.choices import EnrolmentStatus
from communities.models import Assessment, Enrolment
from portal.shared import verbs
from projects.models import Target, User
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"communities:{name}", args=["talgud", *args])


def tab(client):
    return client.get(to("project-communities"))


def test_the_tab_groups_by_area(client, talgud, village, mari):
    north, south = world.area(talgud, "Põhi", 1), world.area(talgud, "Lõuna", 2)
    here.enrol(talgud, village, area=south)
    here.enrol(talgud, here.community("Teine"), area=north)
    here.enrol(talgud, here.community("Kolmas"))
    client.force_login(mari)
    groups = [(group["title"], group["count"]) for group in tab(client).context["groups"]]
    assert [count for _title, count in groups] == [1, 1, 1]
    assert [title for title, _count in groups][:2] == ["Põhi", "Lõuna"]


def test_the_tab_groups_by_activity_where_no_area_is_named(client, talgud, village, mari):
    ring = world.activity(talgud, "Mõttering")
    here.enrol(talgud, village, activity=ring)
    client.force_login(mari)
    assert [group["title"] for group in tab(client).context["groups"]] == ["Mõttering"]


def test_the_stats_equal_the_lists_they_open(client, talgud, village, mari):
    """X-37: each figure opens as many rows as it says; a community in two activities counts once."""
    for place in range(3):
        enrolment = here.enrol(talgud, village, activity=world.activity(talgud, f"T{place}"))
    here.assess(enrolment)
    here.assess(enrolment)
    here.plan(enrolment, approved=True)
    here.plan(enrolment, "Teine kava")
    here.group_plan(talgud)
    here.actions.declare_ready(enrolment, by=mari, note="Valmis")
    client.force_login(mari)
    stats = tab(client).context["stats"]
    assert [stat.value for stat in stats] == ["1", "2", "3", "1", "1"]
    assert [client.get(stat.url).context["page_obj"].paginator.count for stat in stats] == [1, 2, 3, 1, 1]


def test_empty_counties_are_named(client, talgud, village, mari):
    here.county("Hiiu", "EE-39")
    ring = world.activity(talgud, "ABCD")
    verbs.create(
        Target(project=talgud, activity=ring, statement_et="Igast maakonnast üks", unit_et="kogukonda", value=2,
               measure="communities", distribution="county", equal_share=1),
        by=None,
    )
    here.enrol(talgud, village, activity=ring)
    here.enrol(talgud, here.community("Teine", municipality=village.municipality), activity=ring)
    client.force_login(mari)
    gap, = tab(client).context["gaps"]
    assert (gap.covered, gap.of, gap.missing, gap.over) == (1, 2, ("Hiiu",), ("Harju",))


def test_a_partner_does_not_see_another_partners_sensitive_community(client, talgud, village, leida, partner):
    other = here.partner(talgud, "Teine partner")
    hidden = here.enrol(talgud, here.community("Peidetud"), author=other, sensitive=True)
    own = here.enrol(talgud, here.community("Oma"), author=partner, sensitive=True)
    client.force_login(leida)
    rows = [row[0]["text"] for group in tab(client).context["groups"] for row in group["table"].rows]
    assert rows == ["Oma"]
    assert client.get(own.get_absolute_url()).status_code == 200
    assert not Enrolment.objects.visible_to(User.objects.get(pk=leida.pk)).filter(pk=hidden.pk).exists()


def test_the_coordinator_enrols_once(client, talgud, village, mari):
    client.force_login(mari)
    key = client.get(to("enrolment-create")).context["form"].initial["idempotency_key"]
    data = {"community": village.pk, "status": "applied", "idempotency_key": key}
    assert [client.post(to("enrolment-create"), data).status_code for _time in range(2)] == [302, 302]
    assert Enrolment.objects.count() == 1


def test_the_same_community_twice_is_refused_in_words(client, talgud, village, mari):
    here.enrol(talgud, village)
    client.force_login(mari)
    response = client.post(to("enrolment-create"), {"community": village.pk, "status": "applied"})
    assert response.status_code == 422
    assert len(response.context["form"].non_field_errors()) == 1


def test_an_activity_of_another_project_is_no_choice(client, talgud, village, mari):
    foreign = world.activity(world.project("teine"), "Võõras")
    client.force_login(mari)
    response = client.post(
        to("enrolment-create"), {"community": village.pk, "status": "applied", "activity": foreign.pk}
    )
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"activity"})


def test_a_partners_editor_enrols_for_his_own_organisation_only(client, talgud, village, jaan, partner):
    other = here.partner(talgud, "Teine partner")
    client.force_login(jaan)
    data = {"community": village.pk, "status": "applied"}
    assert client.post(to("enrolment-create"), data | {"author": other.pk}).status_code == 422
    assert client.post(to("enrolment-create"), data).status_code == 422
    assert client.post(to("enrolment-create"), data | {"author": partner.pk}).status_code == 302
    assert list(Enrolment.objects.values_list("author", flat=True)) == [partner.pk]


def test_an_editor_of_one_activity_enrols_only_there(client, talgud, village, partner):
    ring, other = world.activity(talgud, "Ring"), world.activity(talgud, "Muu")
    user = here.editor(talgud, partner, "Haapsalu", activity=ring)
    client.force_login(user)
    data = {"community": village.pk, "status": "applied", "author": partner.pk}
    codes = [client.post(to("enrolment-create"), data | extra).status_code
             for extra in ({}, {"activity": other.pk}, {"activity": ring.pk})]
    assert codes == [422, 422, 302]


def test_the_state_is_decided_not_edited(client, talgud, village, mari):
    row = here.enrol(talgud, village, status=EnrolmentStatus.APPLIED)
    client.force_login(mari)
    client.post(to("enrolment-edit", row.pk), {"status": "completed", "version": 1})
    row.refresh_from_db()
    assert row.status == EnrolmentStatus.APPLIED
    response = client.post(to("enrolment-decide", row.pk), {"status": "selected", "on": "01.03.2024"})
    row.refresh_from_db()
    assert (response.status_code, row.status, row.selected_on) == (302, "selected", date(2024, 3, 1))


def test_a_state_to_which_no_way_leads_is_no_choice(client, talgud, village, mari):
    row = here.enrol(talgud, village, status=EnrolmentStatus.APPLIED)
    client.force_login(mari)
    assert client.post(to("enrolment-decide", row.pk), {"status": "completed"}).status_code == 422


def test_ready_needs_its_reason(client, talgud, village, mari):
    row = here.enrol(talgud, village)
    client.force_login(mari)
    assert client.post(to("enrolment-ready", row.pk), {"note": ""}).status_code == 422
    assert client.post(to("enrolment-ready", row.pk), {"note": "Kõik on olemas."}).status_code == 302
    row.refresh_from_db()
    assert (row.ready_on, row.readiness_note) == (timezone.localdate(), "Kõik on olemas.")


def test_an_extension_keeps_its_reason_and_never_shortens(client, talgud, village, mari):
    row = here.enrol(talgud, village, starts_on=date(2024, 1, 1), ends_on=date(2024, 5, 1))
    client.force_login(mari)
    url = to("enrolment-extend", row.pk)
    assert client.post(url, {"ends_on": "01.04.2024", "reason": "Aeg"}).status_code == 409
    assert client.post(url, {"ends_on": "01.07.2024", "reason": "Aeg"}).status_code == 302
    row.refresh_from_db()
    assert (row.ends_on, row.extension_reason) == (date(2024, 7, 1), "Aeg")


def test_assessments_are_numbered_and_never_lie_ahead(client, talgud, village, mari):
    row = here.enrol(talgud, village)
    client.force_login(mari)
    url = to("assessment-create", row.pk)
    assert client.post(url, {"assessed_on": "01.01.2100"}).status_code == 422
    assert client.post(url, {"assessed_on": ""}).status_code == 422
    assert [client.post(url, {"assessed_on": f"0{day}.03.2024"}).status_code for day in (1, 2)] == [302, 302]
    assert list(Assessment.objects.order_by("pk").values_list("round", flat=True)) == [1, 2]


def test_a_stale_assessment_asks(client, talgud, village, mari):
    made = here.assess(here.enrol(talgud, village))
    client.force_login(mari)
    url = to("assessment-edit", made.enrolment_id, made.pk)
    codes = [client.post(url, {"assessed_on": f"0{day}.04.2024", "version": 1}).status_code for day in (1, 2)]
    assert codes == [302, 409]
    made.refresh_from_db()
    assert made.assessed_on == date(2024, 4, 1)


def test_an_assessment_is_found_below_its_own_enrolment_only(client, talgud, village, mari):
    made = here.assess(here.enrol(talgud, village))
    other = here.enrol(talgud, here.community("Teine"))
    client.force_login(mari)
    assert client.get(to("assessment-edit", made.enrolment_id, made.pk)).status_code == 200
    assert not Assessment.objects.filter(pk=made.pk, enrolment=other).exists()


def test_whether_it_takes_part_is_decided_before_anything_else(client, talgud, village, mari):
    """One step is the next one, and the empty places of the page offer it too."""
    client.force_login(mari)
    row = here.enrol(talgud, village, status=EnrolmentStatus.APPLIED)
    page = client.get(row.get_absolute_url()).context
    assert [each.url for each in page["actions"] if each.primary] == [to("enrolment-choose", row.pk)]
    assert page["next_action"] is None
    row = here.enrol(talgud, here.community("Teine"))
    page = client.get(row.get_absolute_url()).context
    assert [each.url for each in page["actions"] if each.primary] == [to("assessment-create", row.pk)]
    assert page["next_action"].url == to("assessment-create", row.pk)
    here.assess(row)
    assert client.get(row.get_absolute_url()).context["next_action"].url == f"{to('actionplan-create')}?enrolment={row.pk}"


def test_of_many_enrolments_the_tab_shows_the_first_of_each_area(client, talgud, village, mari, monkeypatch):
    monkeypatch.setattr("communities.views.enrolments.MANY", 3)
    monkeypatch.setattr("communities.views.enrolments.MOST_OF_PART", 2)
    north, south = world.area(talgud, "Põhi", 1), world.area(talgud, "Lõuna", 2)
    for name, area in (("C", north), ("A", north), ("B", north), ("D", south), ("E", None)):
        here.enrol(talgud, here.community(name), area=area)
    client.force_login(mari)
    page = client.get("/en" + to("project-communities"))
    groups, text = page.context["groups"], page.content.decode()
    shown = [([row[0]["text"] for row in group["table"].rows], group["total"]) for group in groups]
    assert shown == [(["A", "B"], 3), (["D"], 1), (["E"], 1)]
    assert page.context["stats"][0].value == "5" and text.count("are shown here.") == 1
    assert f'href="{groups[0]["url"]}"' in text
    assert client.get(groups[0]["url"]).context["count_text"].startswith("3 ")

"""Signing up by the pages: strangers, private links, and those who keep the list."""
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here
from tests.trainings.test_signup_actions import come, open_event, states
from trainings.models import Consent, ConsentText, Person, Registration, Signup, SpecialNeeds
from trainings.summaries.consents import wordings_for

pytestmark = pytest.mark.django_db


def form_of(event, name="Mari Käsper", email="mari@example.org", **more):
    mark = wordings_for(event.project, timezone.localdate()).mark
    return {"name": name, "email": email, "consent_terms": "on", "wordings": mark, **more}


def page(event):
    return reverse("trainings:signup", args=[event.pk])


def to(name, event, *args):
    return reverse(f"trainings:{name}", args=["talgud", event.pk, *args])


def link_in(message):
    return re.search(r"http://localhost:8000(/\S*r/[\w-]{43}/)\s", message.body)[1]


def test_a_stranger_signs_up_and_finds_everything_behind_the_private_link(client, talgud):
    event = open_event(talgud, capacity=1, asks_diet=True, online_url="https://meet.example.org/tuba")
    response = client.post(page(event), form_of(event, diet="Ei söö piima", consent_photos="on"))
    assert (response.status_code, response.url) == (302, f"{page(event)}done/?answer=place")
    assert client.get(response.url).status_code == 200
    row = Registration.objects.get()
    assert sorted(row.consents.values_list("text__kind", flat=True)) == ["photos", "terms"]
    own = client.get(link_in(mail.outbox[0]))
    assert own.status_code == 200
    assert "meet.example.org" in own.content.decode()
    assert own["Cache-Control"] == "private, no-store"
    assert row.token not in mail.outbox[0].subject


def test_the_form_asks_for_the_list_of_participants_and_leaves_the_rest_unticked(client, talgud):
    event = open_event(talgud)
    text = client.get(page(event)).content.decode()
    assert re.findall(r'<input type="checkbox" name="consent_\w+"[^>]*>', text)
    assert not re.findall(r'name="consent_\w+"[^>]* checked', text)
    data = form_of(event)
    del data["consent_terms"]
    assert client.post(page(event), data).status_code == 422
    assert client.post(page(event), form_of(event, email="mari")).status_code == 422
    assert not Person.objects.exists()


def test_whoever_read_a_wording_that_was_replaced_reads_the_new_one(client, talgud):
    event = open_event(talgud)
    data = form_of(event)
    texts = {f"text_{language}": "Uus sõnastus" for language in ("et", "lv", "en")}
    ConsentText.objects.create(project=talgud, kind="terms", number=1, valid_from=timezone.localdate(), **texts)
    response = client.post(page(event), data)
    assert response.status_code == 422
    assert "Uus sõnastus" in response.content.decode()
    assert client.post(page(event), form_of(event)).status_code == 302
    assert Consent.objects.get().text.project == talgud


def test_the_answer_is_the_same_for_somebody_the_portal_knows(client, talgud):
    event = open_event(talgud, capacity=5)
    urls = [client.post(page(event), form_of(event)).url for _time in range(2)]
    assert urls[0] == urls[1]
    assert Registration.objects.count() == 1
    assert link_in(mail.outbox[0]) == link_in(mail.outbox[1])


def test_the_last_place_taken_while_typing_leads_to_the_queue(client, talgud):
    event = open_event(talgud, capacity=1)
    come(event, "Ants")
    assert client.post(page(event), form_of(event)).url.endswith("?answer=waiting")
    own = client.get(link_in(mail.outbox[-1]))
    assert "1" in str(own.context["said"])


def test_robots_get_a_thank_you_and_the_eleventh_of_an_hour_a_pause(client, talgud):
    event = open_event(talgud, capacity=50)
    assert client.post(page(event), form_of(event, website="x")).status_code == 302
    assert not Registration.objects.exists()
    codes = [client.post(page(event), form_of(event, email=f"m{n}@example.org")).status_code for n in range(11)]
    assert codes == [302] * 10 + [429]
    paused = client.post(page(event), form_of(event, email="m99@example.org"))
    assert 0 < int(paused["Retry-After"]) <= 3600
    assert Registration.objects.count() == 10


def test_there_is_no_way_in_to_hidden_closed_and_other_events(client, talgud):
    hidden, without = open_event(talgud), here.coming(talgud)
    over = open_event(talgud, closes_at=timezone.now() - timedelta(days=1))
    hidden.is_public = False
    hidden.save()
    assert [client.get(page(event)).status_code for event in (hidden, without, over)] == [404, 404, 200]
    assert client.post(page(over), form_of(over)).status_code == 409
    assert not Registration.objects.exists()


def test_the_private_link_changes_withdraws_and_cancels(client, talgud):
    event = open_event(talgud, capacity=1, asks_diet=True)
    client.post(page(event), form_of(event, consent_photos="on"))
    waiting = come(event, "Berta")
    row = Registration.objects.get(person__name="Mari Käsper")
    own = reverse("trainings:registration-own", args=[row.token])
    changed = {"phone": "5551234", "village": "Kolga", "language": "lv", "access": "Kaldtee", "version": row.person.version}
    assert client.post(f"{own}edit/", changed).status_code == 302
    assert client.post(f"{own}edit/", changed | {"phone": "1"}).status_code == 409
    row.refresh_from_db()
    assert (row.language, row.person.phone, row.needs.access) == ("lv", "5551234", "Kaldtee")
    mark = wordings_for(talgud, timezone.localdate()).mark
    assert client.post(f"{own}consents/", {"consent_terms": "on", "wordings": mark}).status_code == 302
    assert list(row.consents.filter(withdrawn_at=None).values_list("text__kind", flat=True)) == ["terms"]
    newer = {f"text_{language}": "Uuem" for language in ("et", "lv", "en")}
    ConsentText.objects.create(project=talgud, kind="terms", number=1, valid_from=timezone.localdate(), **newer)
    assert "Uuem" not in client.get(f"{own}consents/").content.decode()
    assert client.get(f"{own}calendar/")["Content-Type"].startswith("text/calendar")
    assert client.post(f"{own}cancel/").status_code == 302
    assert states(event) == ["cancelled", "place"]
    assert mail.outbox[-1].to == [waiting.person.email]
    assert [client.get(f"{own}{part}").status_code for part in ("", "edit/", "cancel/")] == [200, 404, 404]
    assert client.get(reverse("trainings:registration-own", args=["x" * 43])).status_code == 404


@pytest.mark.parametrize(
    ("who", "people", "new", "needs"),
    [("mari", 200, 200, 200), ("jaan", 403, 403, 403), ("editor", 200, 200, 403), ("leida", 403, 403, 403),
     ("auditor", 200, 403, 403), ("stranger", 404, 404, 404)],
)
def test_names_are_for_those_who_keep_the_event(client, talgud, partner, mari, jaan, leida, stranger, who, people, new, needs):
    if who == "editor":
        event, user = open_event(talgud), jaan
        event.organiser = partner
        event.save()
    else:
        event = open_event(talgud)
        auditor = world.person("Audiitor")
        world.member(auditor, talgud, "auditor")
        user = {"mari": mari, "jaan": jaan, "leida": leida, "stranger": stranger, "auditor": auditor}[who]
    row = come(event, "Ants", diet="Ei söö piima")
    client.force_login(user)
    names = ("registration-list", "registration-create", "specialneeds-list")
    assert [client.get(to(name, event)).status_code for name in names] == [people, new, needs]
    assert client.get(to("registration-detail", event, row.pk)).status_code == people
    assert client.post(to("registration-cancel", event, row.pk)).status_code == {200: 302}.get(new, new)


def test_staff_write_down_one_and_many(client, talgud, mari):
    event = open_event(talgud, capacity=3)
    client.force_login(mari)
    mark = wordings_for(talgud, timezone.localdate()).mark
    data = {"name": "Ants Aru", "language": "et", "wordings": mark, "phone": "5551234"}
    assert client.post(to("registration-create", event), data).status_code == 302
    text = "Ants Aru; ; 5551234\nBerta Kask\tberta@example.org\nCilla, 5559876, Kolga\nDora; dora@example.org"
    paste = to("registration-paste", event)
    assert client.post(paste, {"people": text + "\n; x@example.org\nEha; eha"}).status_code == 422
    assert Registration.objects.count() == 1
    assert [client.post(paste, {"people": text}).status_code for _time in range(2)] == [302, 302]
    found = Registration.objects.order_by("pk").values_list("person__name", "person__phone", "person__village", "status")
    assert list(found) == [
        ("Ants Aru", "5551234", "", "place"), ("Berta Kask", "", "", "place"), ("Cilla", "5559876", "Kolga", "place"),
        ("Dora", "", "", "waiting"),
    ]
    rows = {row.person.name: row.pk for row in Registration.objects.select_related("person")}
    assert client.post(to("registration-promote", event, rows["Dora"])).status_code == 409
    assert client.post(to("registration-cancel", event, rows["Cilla"]), {"reason": "Haige"}).status_code == 302
    assert Registration.objects.get(pk=rows["Dora"]).status == "place"
    assert client.post(to("registration-tell", event), {"text": "Algus on kell 11."}).status_code == 302
    assert "kell 11" in mail.outbox[-1].body


def test_the_sign_up_is_opened_changed_and_worded(client, talgud, mari):
    event = here.coming(talgud)
    client.force_login(mari)
    assert client.post(to("signup-create", event), {"asks_diet": "on", "language": "et"}).status_code == 302
    signup = Signup.objects.get()
    assert (signup.asks_diet, signup.waiting_list, ConsentText.objects.count()) == (True, False, 3)
    data = {"waiting_list": "on", "language": "et", "version": 1}
    moments = ("01.02.2026 10:00", "02.02.2026 10:00")
    assert [client.post(to("signup-edit", event), data | {"opens_at": at}).status_code for at in moments] == [302, 409]
    data |= {"version": 2}
    assert client.post(to("signup-edit", event), data | {"closes_at": "0001-01-01 00:00"}).status_code == 422
    texts = {"kind": "photos", "text_et": "Pilt", "text_lv": "Bilde", "text_en": "Picture", "valid_from": "01.02.2026"}
    new = reverse("trainings:consenttext-create", args=["talgud"])
    assert [client.post(new, texts).status_code for _time in range(2)] == [302, 302]
    assert list(ConsentText.objects.filter(project=talgud).values_list("number", flat=True)) == [2, 1]
    assert client.get(reverse("trainings:consenttext-list", args=["talgud"])).status_code == 200


def test_pages_cost_the_same_for_one_and_for_many(client, talgud, mari, django_assert_max_num_queries):
    event = open_event(talgud, asks_diet=True)
    rows = [come(event, f"Inimene {n}", diet="Ei söö piima") for n in range(4)]
    with django_assert_max_num_queries(12):
        client.get(page(event))
    with django_assert_max_num_queries(12):
        client.get(reverse("trainings:registration-own", args=[rows[0].token]))
    client.force_login(mari)
    for name in ("registration-list", "specialneeds-list", "registration-create"):
        with django_assert_max_num_queries(15):
            assert client.get(to(name, event)).status_code == 200
    assert SpecialNeeds.objects.count() == 4


def test_a_private_link_stands_in_no_log(client, talgud, caplog):
    token = come(open_event(talgud), "Ants").token
    with caplog.at_level("INFO"):
        assert client.get(reverse("trainings:registration-own", args=[token])).status_code == 200
    assert token not in caplog.text
    assert "/r/…/" in caplog.text


def test_a_sensitive_community_is_named_to_the_coordinator_alone(client, talgud, partner, mari, jaan, village):
    villages.enrol(talgud, village, sensitive=True)
    event = open_event(talgud)
    event.organiser = partner
    event.save()
    come(event, "Ants", source="staff", community=village)
    named = []
    for user in (mari, jaan):
        client.force_login(user)
        named.append(village.name in client.get(to("registration-list", event)).content.decode())
    assert named == [True, False]


def test_P68_a_consent_is_taken_back_in_a_closed_project_too_and_none_is_given(client, talgud):
    event = open_event(talgud)
    client.post(page(event), form_of(event, consent_photos="on"))
    row = Registration.objects.get()
    talgud.publication = "closed"
    talgud.save()
    own = reverse("trainings:registration-own", args=[row.token])
    mark = wordings_for(talgud, timezone.localdate()).mark
    given = lambda: set(row.consents.filter(withdrawn_at=None).values_list("text__kind", flat=True))  # noqa: E731
    assert f"{own}consents/" in client.get(own).content.decode()
    assert client.post(f"{own}consents/", {"consent_terms": "on", "wordings": mark}).status_code == 302
    assert given() == {"terms"}
    again = {"consent_terms": "on", "consent_photos": "on", "wordings": mark}
    assert client.post(f"{own}consents/", again).status_code in {409, 422}
    assert given() == {"terms"}
    assert [client.get(f"{own}{part}/").status_code for part in ("edit", "cancel")] == [404, 404]

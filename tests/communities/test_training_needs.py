"""What communities need to learn, and what the floors above say of it."""
import pytest
from django.db.models import Q
from django.urls import reverse

from communities import panels
from communities.models import TrainingNeed
from tests.communities import potential
from tests.communities import world as here

pytestmark = pytest.mark.django_db


def listed(client, query=""):
    page = client.get(reverse("communities:trainingneed-list", args=["talgud"]) + query)
    return [row[0]["text"] for row in page.context["table"].rows]


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner)


def test_the_list_is_filtered_and_hides_the_hidden(client, talgud, enrolment, mari, leida, stranger):
    potential.need(enrolment, "Esmaabi", priority=1)
    potential.need(enrolment, "Raamatupidamine", priority=4)
    secret = here.enrol(talgud, here.community("Peidetud"), author=here.partner(talgud, "Muu"), sensitive=True)
    potential.need(secret, "Salajane", priority=2)
    client.force_login(mari)
    assert listed(client) == ["Esmaabi", "Salajane", "Raamatupidamine"]
    assert listed(client, "?priority=4") == ["Raamatupidamine"]
    assert listed(client, f"?community={enrolment.community_id}&search=esma") == ["Esmaabi"]
    client.force_login(leida)
    assert listed(client) == ["Esmaabi", "Raamatupidamine"]
    client.force_login(stranger)
    assert client.get(reverse("communities:trainingneed-list", args=["talgud"])).status_code == 404


def test_a_need_is_changed_put_away_and_taken_back(client, enrolment, jaan):
    row = potential.need(enrolment)
    client.force_login(jaan)

    def to(verb):
        return reverse(f"communities:trainingneed-{verb}", args=["talgud", enrolment.pk, row.pk])

    codes = [client.post(to("edit"), {"topic": topic, "priority": 2, "version": 1}).status_code for topic in ("Üks", "Kaks")]
    assert codes == [302, 409]
    assert client.post(to("edit"), {"topic": "Üks", "priority": 6, "version": 2}).status_code == 422
    client.post(to("archive"))
    assert (listed(client), listed(client, "?archive=true")) == ([], ["Üks"])
    client.post(to("restore"))
    assert listed(client) == ["Üks"]


@pytest.mark.parametrize("key", ["9" * 18, "9" * 5000, "²"])
def test_what_names_no_assessment_proposes_nothing(client, enrolment, mari, key):
    client.force_login(mari)
    new = reverse("communities:trainingneed-create", args=["talgud", enrolment.pk])
    page = client.get(f"{new}?assessment={key}&statement={key}")
    assert page.status_code == 200 and page.context["form"].initial["assessment"] is None


def test_an_upper_floor_says_when_a_need_is_answered(client, enrolment, mari, monkeypatch):
    monkeypatch.setattr(panels, "_answers", {})
    potential.need(enrolment, "Esmaabi")
    potential.need(enrolment, "Raamatupidamine")
    client.force_login(mari)
    assert listed(client, "?answered=true") == ["Esmaabi", "Raamatupidamine"]
    panels.register_answers("test", lambda: Q(topic="Esmaabi"))
    assert (listed(client, "?answered=true"), listed(client, "?answered=false")) == (["Esmaabi"], ["Raamatupidamine"])
    assert [row.is_answered for row in panels.with_answers(TrainingNeed.objects.order_by("pk"))] == [True, False]

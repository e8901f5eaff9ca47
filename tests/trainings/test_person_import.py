"""People brought in from a table: read, compared with those who are here, added, undone."""
import pytest
from django.urls import reverse

from communities.models import Municipality
from projects.models import Audience
from tests.trainings import people
from trainings.models import Person

pytestmark = pytest.mark.django_db


def test_a_pasted_list_is_looked_at_added_and_taken_back(client, talgud, mari, leida):
    Municipality.objects.create(code="0732", name="Setomaa vald")
    Audience.objects.create(code="noored", name_et="Noored")
    people.person(talgud, "Jüri Kask", email="juri@example.org")
    url = reverse("trainings:person-import", args=["talgud"])
    client.force_login(leida)
    assert client.get(url).status_code == 403
    client.force_login(mari)
    block = "\n".join([
        "Nimi\tE-post\tKüla\tVald\tSihtrühm",
        "Anu Saar\tAnu@Example.org\tObinitsa\tSetomaa vald\tnoored",
        "jüri kask\t\t\t\t",  # here already
        "Jüri Kask\tteine.juri@example.org\t\t\t",  # a namesake
        "Anu Saar\tanu@example.org\t\t\t",  # twice in the table
        "Tiiu\tei ole aadress\t\t\t",
        "Mati\t\t\tOlematu vald\t",
    ])
    batch = client.post(url, {"block": block})["Location"]
    page = client.get(batch)
    assert (page.context["preview"].new, page.context["preview"].problems) == (2, 2)
    assert sorted(line.number for line in page.context["lines"] if line.why) == [3, 5, 6, 7]
    client.post(batch, {"leave_out": "1"})
    anu = Person.objects.get(name="Anu Saar")
    assert (anu.email, anu.municipality.name, anu.audience.code) == ("anu@example.org", "Setomaa vald", "noored")
    assert Person.objects.count() == 3
    client.post(f"{batch}undo/")
    assert list(Person.objects.values_list("name", flat=True)) == ["Jüri Kask"]

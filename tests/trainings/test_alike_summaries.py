"""Who is suggested to be one person, and who is not. Names are invented."""
import pytest

from tests.trainings import people
from trainings.actions.persons import merge_persons, tell_apart
from trainings.models import Person
from trainings.summaries.alike import phone_key, suggestions

pytestmark = pytest.mark.django_db

ONE_PERSON = {
    "one letter": [{"name": "Mari Kaseorg", "village": "Kolga küla"}, {"name": "Mari Kasseorg", "village": "Kolga"}],
    "marks left out": [{"name": "Jānis Bērziņš", "village": "Ape"}, {"name": "Janis Berzins", "village": "Ape"}],
    "turned round": [{"name": "Tamm, Mari-Liis"}, {"name": "mari liis tamm"}],
    "first name cut short": [{"name": "M. Kask", "village": "Obinitsa"}, {"name": "Mari Kask", "village": "OBINITSA"}],
    "capitals in the address": [{"name": "Mari", "email": "Mari@example.org"}, {"name": "M. Kask", "email": "mari@example.org"}],
    "country's code": [{"name": "Mari", "phone": "+372 5555 0101"}, {"name": "Mari Kask", "phone": "55550101"}],
    "same employer": [{"name": "Peeter Kuusk", "organisation": "Töömaja"}, {"name": "Peter Kuusk", "organisation": "TÖÖMAJA"}],
}
TWO_PEOPLE = {
    "another first name": [{"name": "Mari Tamm", "village": "Kolga"}, {"name": "Mati Tamm", "village": "Kolga"}],
    "a common name elsewhere": [{"name": "Mari Tamm", "village": "Kolga"}, {"name": "Mari Tamm", "village": "Obinitsa"}],
    "nearly the name, nothing else": [{"name": "Mari Kaseorg"}, {"name": "Mari Kasseorg"}],
    "initials of another": [{"name": "K. Kask", "village": "Obinitsa"}, {"name": "Mari Kask", "village": "Obinitsa"}],
}


def found_among(project, rows):
    """(the people made, the pairs suggested), one case after another in one project."""
    Person.objects.all().delete()
    return [people.person(project, **row) for row in rows], suggestions(project)


def test_one_person_in_two_spellings_is_suggested_with_the_reason(talgud):
    for case, rows in ONE_PERSON.items():
        made, pairs = found_among(talgud, rows)
        assert [{pair.first, pair.second} for pair in pairs] == [set(made)], case
        assert pairs[0].why, case


def test_two_people_are_not_suggested(talgud):
    assert [case for case, rows in TWO_PEOPLE.items() if found_among(talgud, rows)[1]] == []


def test_an_offices_address_makes_nobody_the_same(talgud):
    for n in range(13):
        people.person(talgud, f"Ametnik {n}{n}{n}", email="vald@example.org")
    assert suggestions(talgud) == []


def test_the_surest_stand_first_and_one_person_may_be_asked_about(talgud, django_assert_num_queries):
    sure = [people.person(talgud, "Mari Kask", email="mari@example.org", village="Kolga") for _n in range(2)]
    likely = [people.person(talgud, name) for name in ("Anu Saar", "anu saar")]
    with django_assert_num_queries(1):
        assert [{pair.first, pair.second} for pair in suggestions(talgud)] == [set(sure), set(likely)]
    assert [{pair.first, pair.second} for pair in suggestions(talgud, about=likely[1].pk)] == [set(likely)]


def test_what_was_decided_is_not_asked_again(talgud, mari):
    one, two, third = (people.person(talgud, "Anu Saar") for _n in range(3))
    assert len(suggestions(talgud)) == 3
    merge_persons(two, one, by=mari)
    assert [{pair.first, pair.second} for pair in suggestions(talgud)] == [{one, third}]
    tell_apart(two, third, by=mari)
    assert suggestions(talgud) == []


def test_a_telephone_is_told_by_its_own_digits():
    assert phone_key("+372 5555 0101") == phone_key("00372-5555-0101") == phone_key("5555 0101") == "55550101"
    assert phone_key("112") == ""

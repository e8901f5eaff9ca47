"""Who is suggested to be one person, and who is not. Names are invented."""
import pytest

from tests.trainings import people
from trainings.actions.persons import merge_persons, tell_apart
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


@pytest.mark.parametrize("rows", ONE_PERSON.values(), ids=ONE_PERSON)
def test_one_person_in_two_spellings_is_suggested_with_the_reason(talgud, rows):
    made = [people.person(talgud, **row) for row in rows]
    (pair,) = suggestions(talgud)
    assert {pair.first, pair.second} == set(made)
    assert pair.why


@pytest.mark.parametrize("rows", TWO_PEOPLE.values(), ids=TWO_PEOPLE)
def test_two_people_are_not_suggested(talgud, rows):
    for row in rows:
        people.person(talgud, **row)
    assert suggestions(talgud) == []


def test_an_offices_address_makes_nobody_the_same(talgud):
    for n in range(13):
        people.person(talgud, f"Ametnik {n}{n}{n}", email="vald@example.org")
    assert suggestions(talgud) == []


def test_the_surest_stand_first_and_one_person_may_be_asked_about(talgud):
    sure = [people.person(talgud, "Mari Kask", email="mari@example.org", village="Kolga") for _n in range(2)]
    likely = [people.person(talgud, name) for name in ("Anu Saar", "anu saar")]
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


def test_suggesting_costs_two_queries(talgud, django_assert_num_queries):
    for n in range(20):
        people.person(talgud, f"Osaleja {n // 2}", village="Kolga")
    with django_assert_num_queries(2):
        assert suggestions(talgud)

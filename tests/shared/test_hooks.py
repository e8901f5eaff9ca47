"""What must follow every write hears of every write, and of none that did not happen."""
import pytest
from django.core.exceptions import ValidationError

from portal.shared import bulk_verbs, hooks, verbs
from projects.models import Audience, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    found = []
    monkeypatch.setattr(hooks, "_after", [lambda writings: found.extend((w.verb, str(w.row), w.pk) for w in writings)])
    return found


def test_each_verb_tells_what_it_wrote(heard):
    row = verbs.create(Audience(code="kulad", name_et="Külad"), by=None)
    row.name_et = "Külad ja vallad"
    verbs.update(row, by=None, version=1)
    pk = row.pk
    verbs.remove(row, by=None)
    assert heard == [("create", "Külad", pk), ("update", "Külad ja vallad", pk), ("remove", "Külad ja vallad", pk)]


def test_many_rows_tell_of_each(heard):
    rows = bulk_verbs.create_many([Topic(code=f"t{n}", name_et=f"Teema {n}") for n in range(3)], by=None)
    assert heard == [("create", str(row), row.pk) for row in rows]


def test_what_was_refused_or_changed_nothing_is_not_told(heard):
    row = verbs.create(Audience(code="kulad", name_et="Külad"), by=None)
    heard.clear()
    verbs.update(row, by=None, version=1)
    with pytest.raises(ValidationError):
        verbs.create(Audience(code="kulad", name_et="Teine"), by=None)
    assert heard == []


def test_a_fault_in_what_follows_takes_the_write_back(monkeypatch):
    def fail(_writings):
        raise ValidationError("ei")

    monkeypatch.setattr(hooks, "_after", [fail])
    with pytest.raises(ValidationError):
        verbs.create(Audience(code="kulad", name_et="Külad"), by=None)
    assert not Audience.objects.exists()

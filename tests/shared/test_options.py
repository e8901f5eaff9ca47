"""Options asked together are the rows and words that each select would have asked for by itself."""
import pytest
from django.db import connection
from django.db.models import Q

from budgets.models import CostCategory
from portal.shared.options import OfferedTogether, rows_together
from projects.models import Activity, Audience, Organisation, Programme
from tests.projects import world
from trainings.forms import EventForm
from trainings.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    project = world.project("act")
    for number, name in enumerate(["Õhtu", "Ööbik", "Aed", "Zorro", "Äike"]):
        world.organisation(name)
        world.add(Activity(project=project, title_et=f"{name} <b>", order=number % 2))
        world.add(Audience(code=f"a{number}", name_et=name, order=9 - number))
    return project


def test_rows_come_in_their_order_and_each_once(act, django_assert_num_queries):
    late, early = Programme.objects.create(code="z", name_et="Z"), Programme.objects.create(code="b", name_et="B")
    for programme in (late, early):
        CostCategory.objects.create(programme=programme, code="1", name_et=f"Kulu {programme.code}")
    doubled = Organisation.objects.filter(Q(pk__gt=0) | Q(partnerships__project=act)).distinct()
    asked = [
        Organisation.objects.all(), doubled, Audience.objects.order_by("-order"), Organisation.objects.none(),
        Activity.objects.filter(project=act).order_by("-order", "pk"), CostCategory.objects.order_by("-programme", "pk"),
    ]
    assert connection.features.supports_json_field  # asked once per connection
    with django_assert_num_queries(1):
        found = rows_together(asked)
        words = [[str(row) for row in rows] for rows in found]
    assert words == [[str(row) for row in rows] for rows in asked]
    assert found == [list(rows) for rows in asked] and found[0] and found[5]


def test_a_form_offers_the_same_in_one_query(act, django_assert_num_queries):
    user = world.person("Mari")
    user.is_staff = True
    asks = lambda: EventForm(instance=Event(project=act), user=user, parent=act)  # noqa: E731
    form, apart = asks(), asks()
    for name in form.together:
        del apart.fields[name]._choices
    assert connection.features.supports_json_field
    with django_assert_num_queries(1):
        drawn = {name: [(str(key), words) for key, words in form.fields[name].choices] for name in form.together}
    assert issubclass(EventForm, OfferedTogether)
    assert drawn == {name: [(str(key), words) for key, words in apart.fields[name].choices] for name in form.together}
    assert len(drawn["activity"]) == 6


def test_a_wrong_choice_is_still_refused(act):
    foreign = world.add(Activity(project=world.project("voor"), title_et="Võõras"))
    form = EventForm({"activity": foreign.pk}, instance=Event(project=act), user=world.person("Mari"), parent=act)
    assert form.errors.as_data()["activity"][0].code == "invalid_choice"

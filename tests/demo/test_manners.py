"""What holds for all of the demo: three languages, nobody real, everything invented marked, nothing sensitive shown."""
import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from communities.models import Community, County, Enrolment, Municipality, Region
from portal.demo.people import PEOPLE
from portal.shared.fields import Translated
from projects.models import Contact, Organisation, Project, User
from trainings.models import Event

pytestmark = pytest.mark.django_db
FIVE = ["act-local", "koosloomest-koostooni", "kogukonnakeskne-lahenemisviis", "kogukondade-tugevus", "kov-koostoogrupid"]
OURS = [
    model
    for label in ("projects", "communities", "trainings", "budgets")
    for model in apps.get_app_config(label).get_models() if not model.__name__.startswith("Historical")
]
PROTECTED = ["Kaitstud kogukond A", "Kaitstud kogukond B"]


def translated(model):
    return [value for value in vars(model).values() if isinstance(value, Translated)]


@pytest.mark.parametrize("model", [model for model in OURS if translated(model)], ids=lambda model: model.__name__)
def test_X29_every_text_is_there_in_three_languages(model):
    rows = list(model._base_manager.all())
    assert rows, "the demo shows one of each"
    missing = [(row.pk, text.base) for row in rows for text in translated(model) if text.languages_missing(row)]
    assert missing == []


def test_every_model_has_rows():
    """But for what somebody is typing at this moment, or has not looked at and chosen yet."""
    empty = {model.__name__ for model in OURS if not model._base_manager.exists()}
    assert empty == {"PlanDraft", "HomeVisit", "NoticeChoice"}


def test_invented_rows_are_marked():
    marked = [model for model in OURS if any(field.name == "is_demo" for field in model._meta.fields)]
    told = {model.__name__: model._base_manager.filter(is_demo=False).count() for model in marked if model is not Event}
    assert {name: count for name, count in told.items() if count} == {}
    assert len(marked) > 20
    assert [event.title_et for event in Event.objects.filter(is_demo=False)] == ["Esimene inspiratsioonipäev"]


def test_nobody_is_real():
    assert all(person.email.endswith("example.org") for person in PEOPLE)
    assert set(Contact.objects.values_list("person", "phone")) == {("", "")}
    assert all(email.endswith("example.org") for email in Contact.objects.values_list("email", flat=True))
    assert Contact.objects.filter(is_public=True, project__slug__in=FIVE).count() == 0


def test_every_row_of_a_project_is_signed():
    for model in OURS:
        if hasattr(model, "history") and model is not User:
            unsigned = model.history.filter(history_user=None).count()
            assert unsigned == 0, model.__name__


def test_all_projects_are_public_and_open():
    assert set(Project.objects.public().values_list("slug", flat=True)) == {*FIVE, "naidisprojekt"}
    assert set(Project.objects.values_list("publication", flat=True)) == {"active"}


@pytest.mark.parametrize("key", [None, *(person.key for person in PEOPLE)])
def test_X26_protected_communities_are_named_to_two_people_only(key):
    user = AnonymousUser()
    if key:
        user = User.objects.get(email=next(person.email for person in PEOPLE if person.key == key))
    seen = sorted(Community.objects.visible_to(user).filter(name__startswith="Kaitstud").values_list("name", flat=True))
    enrolments = Enrolment.objects.visible_to(user).filter(sensitive=True).count()
    trusted = key in {"admin", "ministry"}
    assert (seen, enrolments) == ((PROTECTED, 2) if trusted else ([], 0))


def test_X26_the_public_sees_no_event_of_a_sensitive_activity():
    shown = Event.objects.visible_to(AnonymousUser())
    assert shown.filter(activity__sensitive=True).count() == 0
    assert Event.objects.filter(activity__sensitive=True).count() == 5


def test_X14_counties_lie_in_one_of_four_rescue_regions_and_have_a_tile_each():
    counties = County.objects.prefetch_related("regions")
    assert sorted(county.code for county in counties) == [
        f"EE-{code}" for code in "37 39 45 50 52 56 60 64 68 71 74 79 81 84 87".split()
    ]
    assert {county.regions.count() for county in counties} == {1}
    assert len({(county.column, county.row) for county in counties}) == 15
    rescue = Region.objects.filter(scheme__code="rescue").order_by("order")
    assert [(region.code, region.name_et, region.counties.count()) for region in rescue] == [
        ("N", "Põhja", 1), ("S", "Lõuna", 6), ("E", "Ida", 2), ("W", "Lääne", 6),
    ]
    assert Region.objects.filter(scheme__code="planning").count() == 5


def test_every_county_has_a_municipality_and_two_latvian_ones_have_ended():
    assert County.objects.filter(municipalities=None).count() == 0
    ended = Municipality.objects.exclude(ended_on=None).order_by("code")
    assert [(row.name, row.ended_on.isoformat(), row.successor.name, row.region.code) for row in ended] == [
        ("Apes novads", "2021-06-30", "Smiltenes novads", "VID"), ("Engures novads", "2021-06-30", "Tukuma novads", "RIX"),
    ]
    assert Organisation.objects.filter(municipalities__name="Apes novads").get().name == "Ape vald"

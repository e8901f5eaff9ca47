"""Conditions that are worked out once say just what their methods say, for everybody in the demo."""
import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from communities.models import Asset, Enrolment
from portal.shared import seen
from projects.models import Membership, User

pytestmark = pytest.mark.django_db
METHODS = ("visible_to", "worked_on_by")


def narrowing():
    """(rows, method) of every queryset that is asked so."""
    for model in apps.get_models():
        for name in METHODS:
            if hasattr(getattr(type(model._default_manager.all()), name, None), "as_written"):
                yield model._default_manager.all(), name


def test_everybody_sees_the_same_rows_as_written():
    busiest = User.objects.filter(is_staff=False).annotate(n=Count("memberships")).order_by("-n", "pk")
    people = [AnonymousUser(), *busiest[:3], *busiest.filter(memberships__role="community")[:1]]
    assert len(list(narrowing())) > 60
    for rows, name in narrowing():
        method = getattr(type(rows), name)
        for person in people:
            shown = method(rows, person).order_by("pk").values_list("pk", flat=True)
            written = method.as_written(rows, person).order_by("pk").values_list("pk", flat=True)
            assert list(shown) == list(written), (rows.model, name, person)
    told = {key[1] for key, found in seen._kept.items() if found is not None}
    assert {Asset, Enrolment} <= told


def test_a_condition_is_about_its_own_table_wherever_it_stands():
    person = Membership.objects.filter(user__is_staff=False).first().user
    inner = Enrolment.objects.visible_to(person)
    written = seen_as_written(Enrolment, person)
    for rows in (
        Enrolment.objects.filter(pk__in=inner), Enrolment.objects.exclude(pk__in=inner),
        Enrolment.objects.filter(community__in=Enrolment.objects.filter(pk__in=inner).values("community")),
        inner.filter(community__in=inner.values("community")), inner | Enrolment.objects.filter(pk=0),
    ):
        assert str(rows.query).count("seen") and rows.count() >= 0
    assert set(Enrolment.objects.filter(pk__in=inner)) == set(written) == set(inner | inner.filter(pk=0))
    assert not set(Enrolment.objects.exclude(pk__in=inner)) & set(written)


def seen_as_written(model, person):
    rows = model.objects.all()
    return type(rows).visible_to.as_written(rows, person)


def test_a_stand_in_tells_nothing_but_who_it_is():
    with pytest.raises(AttributeError):
        seen.Somebody(seen.NUMBER).memberships_now()

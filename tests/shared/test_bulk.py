"""Rows of many kinds in one query are the rows themselves."""
import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Sum
from django.utils import timezone

from budgets.models import Budget, BudgetLine
from communities.models import Community
from portal.shared import bulk, compare
from portal.shared.dates import PartialDate
from projects.models import Activity, Membership, Organisation, Partnership, Project, User
from tests.projects import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    return world.project("act", planned_start=PartialDate(2019, 5), sensitive=True)


def test_every_stated_value_comes_back_as_it_was(act, django_assert_num_queries):
    rows = world.one_of_each(act)
    wanted = {}
    for row in rows.values():
        wanted.setdefault(type(row), set()).add(row.pk)
    assert connection.features.supports_json_field  # asked once per connection
    with django_assert_num_queries(1):
        found = bulk.fetch(wanted)
    assert {model: set(rows) for model, rows in found.items()} == wanted
    for model, rows_of_model in found.items():
        for key, row in rows_of_model.items():
            stored = model._base_manager.get(pk=key)
            for field in compare.own_fields(model):
                assert compare.value_of(field, row) == compare.value_of(field, stored), field


def test_dates_moments_numbers_and_boxes_keep_their_kind(act):
    member = world.member(world.person("Mari"), act, until=datetime.date(2030, 1, 31))
    Membership.objects.update(revoked_at=timezone.now())
    village = world.add(Community(name="Küla", latitude=57.812345))
    found = bulk.fetch({Project: {act.pk}, Membership: {member.pk}, Community: {village.pk}})
    project, membership, community = found[Project][act.pk], found[Membership][member.pk], found[Community][village.pk]
    assert (project.planned_start, project.sensitive) == (PartialDate(2019, 5), True)
    assert (membership.until, membership.revoked_at) == (
        datetime.date(2030, 1, 31), Membership.objects.get().revoked_at,
    )
    assert community.latitude == 57.812345


def test_nothing_asked_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bulk.fetch({Activity: set(), User: {None}}) == {Activity: {}, User: {}}


def test_a_key_that_is_gone_is_left_out(act):
    firm = world.organisation()
    found = bulk.fetch({Organisation: {firm.pk, firm.pk + 1}, Project: {act.pk + 1}})
    assert ([row.name for row in found[Organisation].values()], found[Project]) == (["Setomaa Liit"], {})


def test_several_questions_are_answered_in_one_query(act, django_assert_num_queries):
    world.person("Mari")
    world.member(world.person("Jüri"), act, until=datetime.date(2030, 1, 31))
    people = User.objects.order_by("name").values_list("name", Exists(Membership.objects.filter(user=OuterRef("pk"))))
    until = Membership.objects.values_list("project__planned_start").annotate(n=Count("pk"), last=Max("until"))
    nobody = User.objects.none().values_list("pk")
    assert connection.features.supports_json_field
    with django_assert_num_queries(1):
        found = bulk.ask([people, nobody, until])
    assert [sorted(found[0]), *found[1:]] == [
        [("Jüri", True), ("Mari", False)], [], [(PartialDate(2019, 5), 1, datetime.date(2030, 1, 31))],
    ]


def test_money_comes_back_to_the_cent(act):
    budget = world.add(Budget(project=act, partnership=world.add(Partnership(project=act, organisation=world.organisation()))))
    for number in (1, 2):
        world.add(BudgetLine(budget=budget, number=number, title_et="Rida", amount=Decimal("0.07")))
    lines = BudgetLine.objects.order_by().values_list("budget").annotate(sum=Sum("amount"))
    assert bulk.ask([lines, lines]) == [[(budget.pk, Decimal("0.14"))]] * 2

"""The invented example: something always waits, whenever the demo was loaded."""
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from budgets.models import Budget
from communities.models import ActionPlan
from portal.demo.naidisprojekt import clock
from portal.demo.people import EXAMPLE
from portal.shared.money import rate
from projects.choices import Phase
from projects.models import Activity, Invitation, Project
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db
SLUG = EXAMPLE


def days_from(today):
    """{Estonian title of the event: days from today}"""
    rows = EventDay.objects.filter(event__project__slug=EXAMPLE).order_by("-date")
    return {title: (day - today).days for title, day in rows.values_list("event__title_et", "date")}


def test_it_is_an_example_and_runs_now(told):
    project, today = told.project, timezone.localdate()
    assert (project.is_example, project.phase_by_dates) == (True, Phase.RUNNING)
    assert [(today - project.starts_on).days, (project.ends_on - today).days] == [150, 305]
    assert list(Project.objects.filter(is_example=True)) == [project]


def test_its_events_lie_around_today(told):
    today = timezone.localdate()
    assert days_from(today) == {
        "Kuidas küla oma tugevusi näeb": -52, "Esimene teenus": -31, "Hind ja raha": -9, "Koostöö vallaga": 1,
        "Küsimuste õhtu": 7, "Talgupäev": 16, "Õppereis olematusse kanti": 64,
    }
    mine = Event.objects.filter(project=told.project)
    assert [event.title_et for event in mine.overdue(today)] == ["Hind ja raha"]
    assert sorted(event.title_et for event in mine.coming(today)) == [
        "Koostöö vallaga", "Küsimuste õhtu", "Talgupäev", "Õppereis olematusse kanti",
    ]


def test_a_plan_awaits_a_decision_and_a_deadline_is_near(told):
    plans = ActionPlan.objects.filter(project=told.project)
    assert sorted(plans.values_list("status", flat=True)) == ["approved", "draft", "returned", "submitted"]
    assert [plan.title for plan in plans.awaiting_decision()] == ["Proovipere: tegevuskava"]
    assert told.activity("Tegevuskavad").ends_on == timezone.localdate() + timedelta(days=6)


def test_an_invitation_is_open(told):
    assert [row.email for row in Invitation.objects.open().filter(project=told.project)] == ["uus.toimetaja@naidis.example.org"]


def test_the_figures_of_its_promises(told):
    assert told.figures() == {
        ("communities", ""): "4/4",
        ("plans_approved", ""): "1/4",
        ("days_theory", "Õpipäevad"): "2/6",
        ("participants", "Õpipäevad"): "43 (at least 60)",
        ("trips", "Õppereis"): "0/1",
        ("mentors", ""): "2 (up to 4)",
    }


def test_its_invented_budgets_are_approved_and_add_up(told):
    budgets = list(Budget.objects.filter(project=told.project).order_by("order"))
    assert [(budget.stated_total, budget.state) for budget in budgets] == [
        (Decimal("33560.00"), "approved"), (Decimal("12300.00"), "approved"), (Decimal("12880.00"), "approved"),
    ]
    for budget in budgets:
        grant, own = (budget.shares.get(source=source).amount for source in ("grant", "own"))
        assert grant + own == sum(line.amount for line in budget.lines.all()) == budget.stated_total
        assert rate(grant, budget.stated_total) == 80


def test_on_a_later_day_everything_moves_along(told, monkeypatch):
    leader = told.project.membership_set.get(role="coordinator").user
    later = timezone.localdate() + timedelta(days=3)
    before = days_from(timezone.localdate())
    monkeypatch.setattr(clock.timezone, "localdate", lambda: later)
    clock.refresh(leader)
    assert days_from(later) == before
    assert Project.objects.get(slug=EXAMPLE).starts_on == later - timedelta(days=150)
    assert Activity.objects.get(project=told.project, number="2").ends_on == later + timedelta(days=6)
    versions = list(EventDay.objects.filter(event__project=told.project).values_list("version", flat=True))
    clock.refresh(leader)
    assert list(EventDay.objects.filter(event__project=told.project).values_list("version", flat=True)) == versions

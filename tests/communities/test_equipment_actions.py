"""Equipment: bought with a reason, looked at once a year, lent to one place at a time (A-22, E-20)."""
import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from communities import actions
from communities.models import Equipment, EquipmentCheck, Loan
from communities.summaries.equipment import bought_for, check_is_overdue, checks_waiting, cost_of, with_checks
from portal.shared import verbs
from projects.actions import close_project
from projects.models import Organisation, Programme, RuleSet
from projects.summaries import retention_of
from tests.communities import things
from tests.communities import world as here
from tests.refused import refused
from tests.shared import world


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner)


@pytest.fixture
def shelf(talgud, partner):
    return things.thing(talgud, owner=partner, lendable=True)


def town(name):
    return verbs.create(Organisation(name=name, kind="municipality"), by=None)


@pytest.mark.django_db
class TestBuying:
    def test_a_community_says_why_it_cannot_do_without(self, talgud, enrolment):
        with refused("no_reason"):
            things.thing(talgud, enrolment=enrolment, indispensable_because="")
        assert things.thing(talgud, enrolment=enrolment).state == "in_use"

    def test_a_need_brings_its_plan_and_its_community(self, talgud, enrolment, mari):
        plan = here.plan(enrolment)
        need = things.need(plan, quantity=2, unit_price="150.00")
        made = things.thing(talgud, need=need, indispensable_because="Vesi on vaja kohale tuua.")
        assert (made.plan, made.enrolment) == (plan, enrolment)
        assert [(row.need, row.equipment) for row in bought_for(plan, mari)] == [(need, (made,))]

    def test_another_plan_s_need_and_another_community_s_plan_are_refused(self, talgud, enrolment):
        other = here.enrol(talgud, here.community("Teine"))
        plan, need = here.plan(other), things.need(here.plan(enrolment))
        with refused("foreign_plan"):
            things.thing(talgud, need=need, plan=plan, enrolment=other)
        with refused("foreign_plan"):
            things.thing(talgud, plan=plan, enrolment=enrolment)

    def test_a_sum_says_what_it_covers(self, talgud):
        things.thing(talgud, cost="80.50")
        things.thing(talgud, "Telk")
        cost = cost_of(Equipment.objects.all())
        assert (str(cost.total), cost.known, cost.count) == ("80.50", 1, 2)


@pytest.mark.django_db
class TestChecks:
    def test_the_latest_check_says_the_state(self, shelf):
        things.check(shelf, date(2025, 5, 1), "broken")
        things.check(shelf, date(2024, 5, 1), "missing")
        shelf.refresh_from_db()
        assert shelf.state == "broken"

    def test_a_year_after_the_last_look_somebody_must_look_again(self, talgud):
        today = date(2026, 11, 22)
        for name, bought, checked in (
            ("vana", date(2024, 1, 1), None), ("vaadatud", date(2024, 1, 1), date(2025, 11, 22)), ("uus", today, None),
            ("unustatud", date(2024, 1, 1), date(2025, 11, 21)),
        ):
            row = things.thing(talgud, name, bought_on=bought)
            if checked:
                things.check(row, checked)
        things.thing(talgud, "sisestatud täna")
        overdue = check_is_overdue(with_checks(Equipment.objects.all()), today)
        assert sorted(row.name for row in overdue) == ["unustatud", "vana"]

    def test_the_coordinator_is_told_what_to_look_at(self, talgud, mari):
        things.thing(talgud, bought_on=date(2024, 1, 1))
        told, = checks_waiting([talgud])
        assert told.url.endswith("/equipment/?check=true") and "1" in told.text
        close_project(talgud, by=mari)
        assert checks_waiting([talgud]) == []

    def test_writing_off_is_a_decision_with_a_reason_and_can_be_taken_back(self, shelf, mari):
        with refused("use_write_off"):
            things.check(shelf, state="written_off")
        with refused("no_reason"):
            actions.write_off(shelf, by=mari, reason="")
        shelf = actions.write_off(shelf, by=mari, reason="Rattad murdusid.", on=date(2025, 1, 2))
        assert (shelf.state, shelf.checks.get().note) == ("written_off", "Rattad murdusid.")
        with refused("written_off"):
            things.check(shelf)
        assert actions.reinstate_equipment(shelf, by=mari, reason="Parandati ära.").state == "in_use"

    def test_what_is_lent_or_promised_is_not_written_off(self, shelf, mari):
        today = timezone.localdate()
        loan = things.lend(shelf, town("Kose vald"), today, today + timedelta(days=5))
        with refused("lent"):
            actions.write_off(shelf, by=mari, reason="Kadunud.")
        actions.return_equipment(loan, by=mari)
        assert actions.write_off(shelf, by=mari, reason="Kadunud.").state == "written_off"


@pytest.mark.django_db
class TestLoans:
    def test_one_thing_is_in_one_place_and_the_refusal_says_who_has_it(self, shelf, partner):
        things.lend(shelf, town("Kose vald"), date(2027, 6, 1), date(2027, 6, 30))
        with pytest.raises(ValidationError, match="Kose vald") as told:
            things.lend(shelf, town("Anija vald"), date(2027, 6, 30), date(2027, 7, 5))
        assert told.value.code == "overlap"
        things.lend(shelf, town("Saku vald"), date(2027, 7, 1), date(2027, 7, 5))
        assert Loan.objects.count() == 2

    def test_what_came_back_or_was_called_off_leaves_the_days_free(self, shelf, mari):
        first = things.lend(shelf, town("Kose vald"), date(2025, 6, 1), date(2025, 6, 30))
        actions.return_equipment(first, by=mari, on=date(2025, 6, 10))
        second = things.lend(shelf, town("Saku vald"), date(2025, 6, 10), date(2025, 6, 20))
        actions.cancel_loan(second, by=mari)
        things.lend(shelf, town("Anija vald"), date(2025, 6, 12), date(2025, 6, 20))
        with refused("loan_over"):
            actions.return_equipment(first, by=mari)

    def test_what_is_not_back_yet_is_not_lent_today(self, shelf, mari):
        today = timezone.localdate()
        late = things.lend(shelf, town("Kose vald"), today - timedelta(days=20), today - timedelta(days=10))
        with refused("overlap"):
            things.lend(shelf, town("Saku vald"), today, today + timedelta(days=3))
        things.lend(shelf, town("Saku vald"), today + timedelta(days=1), today + timedelta(days=3))
        late.ends_on = today + timedelta(days=2)
        with refused("overlap"):
            actions.change_loan(late, by=mari, version=1)

    def test_only_what_travels_and_works_is_lent(self, talgud, shelf, partner):
        with refused("not_lendable"):
            things.lend(things.thing(talgud, "Vundament"), partner, date(2027, 1, 1), date(2027, 1, 2))
        things.check(shelf, state="broken")
        with refused("not_in_use"):
            things.lend(shelf, partner, date(2027, 1, 1), date(2027, 1, 2))

    def test_the_same_form_sent_twice_is_one_loan(self, shelf, partner, mari):
        key = "0191d3a0-0000-7000-8000-000000000001"
        for _again in range(2):
            loan = Loan(equipment=shelf, organisation=partner, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 2))
            actions.lend_equipment(loan, by=mari, key=key)
        assert Loan.objects.count() == 1


@pytest.mark.django_db
class TestRetention:
    def rules(self, programme, years, start=None, end=None):
        verbs.create(RuleSet(programme=programme, retention_years=years, valid_from=start, valid_until=end), by=None)

    def test_the_longer_of_the_programme_and_of_accounting(self):
        fund = verbs.create(Programme(code="fond", name_et="Fond"), by=None)
        strand = verbs.create(Programme(code="suund", name_et="Suund", parent=fund), by=None)
        self.rules(fund, 10, date(2021, 1, 1))
        self.rules(fund, 3, None, date(2020, 12, 31))
        late, early = (
            world.project(slug, programme=strand, planned_end=end) for slug, end in (("hiline", "2026-06"), ("varane", "2019"))
        )
        assert retention_of(late).until == date(2036, 12, 31)
        assert (retention_of(early).until, retention_of(early).years) == (date(2026, 12, 31), 7)

    def test_what_is_not_known_is_said(self, talgud):
        known = world.project("kavata", planned_end="2026")
        assert (retention_of(known).until, retention_of(known).at_least) == (None, date(2033, 12, 31))
        assert retention_of(known).missing and retention_of(world.project("lahtine")).missing


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestRace:
    """Eight partners lend one thing for the same days at once."""

    THREADS, ROUNDS = 8, 4

    def test_exactly_one_gets_it(self):
        assert [self.lent(f"lukuga-{n}") for n in range(self.ROUNDS)] == [1] * self.ROUNDS

    def test_without_the_lock_several_would(self, without_locks):
        assert max(self.lent(f"lukuta-{n}") for n in range(self.ROUNDS)) > 1

    def lent(self, slug):
        shelf = things.thing(world.project(slug), lendable=True)
        borrower, barrier, errors = town(f"Vald {slug}"), threading.Barrier(self.THREADS), []

        def lend():
            try:
                mine = Equipment.objects.select_related("project").get(pk=shelf.pk)
                barrier.wait(30)
                things.lend(mine, borrower, date(2027, 6, 1), date(2027, 6, 5))
            except ValidationError:
                pass
            except Exception as error:  # noqa: BLE001 - told below
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=lend) for _n in range(self.THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert errors == []
        return Loan.objects.filter(equipment=shelf).count()


@pytest.mark.django_db
def test_a_check_is_not_made_tomorrow(shelf):
    with refused("in_future"):
        things.check(shelf, timezone.localdate() + timedelta(days=1))
    assert not EquipmentCheck.objects.exists()

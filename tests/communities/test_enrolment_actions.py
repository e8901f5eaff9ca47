"""Communities and what they take part in: the verbs."""
from datetime import date

import pytest

from communities import actions
from communities.choices import EnrolmentStatus
from communities.models import Community, Enrolment, Place
from portal.shared import verbs
from projects.actions import close_project
from projects.models import Project
from tests.communities import world as here
from tests.refused import refused

pytestmark = pytest.mark.django_db
APPLIED, SELECTED, COMPLETED = EnrolmentStatus.APPLIED, EnrolmentStatus.SELECTED, EnrolmentStatus.COMPLETED
WITHDRAWN, REJECTED = EnrolmentStatus.WITHDRAWN, EnrolmentStatus.REJECTED


@pytest.fixture
def enrolment(talgud, village):
    return here.enrol(talgud, village)


def test_a_community_may_be_of_several_villages_and_changes_are_signed(mari, village):
    place = verbs.create(Place(name="Kolga", municipality=village.municipality), by=None)
    made = actions.add_community(Community(name="Kolga kant"), by=mari, places=[place])
    assert [row.name for row in made.places.all()] == ["Kolga"]
    made.population = 210
    actions.change_community(made, by=mari, version=1, places=[])
    assert (made.version, made.places.count(), made.history.latest().history_user) == (2, 0, mari)


def test_a_community_is_put_away_and_comes_back(mari, village):
    actions.archive_community(village, by=mari)
    assert list(Community.objects.live()) == []
    actions.restore_community(village, by=mari)
    assert list(Community.objects.live()) == [village]


def test_enrolling_is_signed_and_happens_once(mari, talgud, village):
    enrolment = actions.enrol_community(Enrolment(project=talgud, community=village), by=mari)
    assert (enrolment.status, enrolment.history.latest().history_user) == (APPLIED, mari)
    with refused(None):
        actions.enrol_community(Enrolment(project=talgud, community=village), by=mari)
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [(APPLIED, SELECTED), (SELECTED, COMPLETED), (SELECTED, WITHDRAWN), (APPLIED, REJECTED), (WITHDRAWN, APPLIED),
     (REJECTED, SELECTED)],
)
def test_the_ways_of_an_enrolment(mari, talgud, village, before, after):
    row = here.enrol(talgud, village, status=before)
    assert actions.decide_enrolment(row, after, by=mari).status == after


@pytest.mark.parametrize(
    ("before", "after"), [(APPLIED, COMPLETED), (COMPLETED, APPLIED), (REJECTED, COMPLETED), (SELECTED, SELECTED)]
)
def test_there_is_no_other_way(mari, talgud, village, before, after):
    row = here.enrol(talgud, village, status=before)
    with refused("wrong_state"):
        actions.decide_enrolment(row, after, by=mari)
    assert Enrolment.objects.get().status == before


def test_selection_keeps_its_day(mari, talgud, village):
    row = here.enrol(talgud, village, status=APPLIED)
    assert actions.decide_enrolment(row, SELECTED, by=mari, on=date(2024, 2, 29)).selected_on == date(2024, 2, 29)


def test_a_decision_rests_on_the_stored_state_and_not_on_what_somebody_saw(mari, enrolment):
    seen = Enrolment.objects.get()
    actions.decide_enrolment(enrolment, WITHDRAWN, by=mari)
    with refused("wrong_state"):
        actions.decide_enrolment(seen, COMPLETED, by=mari)


def test_ready_is_a_decision_with_a_day_and_a_note(mari, enrolment):
    row = actions.declare_ready(enrolment, by=mari, on=date(2024, 5, 1), note="Ruum ja tegija on olemas.")
    assert (row.ready_on, row.readiness_note) == (date(2024, 5, 1), "Ruum ja tegija on olemas.")


def test_only_a_community_that_takes_part_can_be_ready(mari, talgud, village):
    with refused("wrong_state"):
        actions.declare_ready(here.enrol(talgud, village, status=APPLIED), by=mari)


def test_C09_an_extension_needs_a_reason_and_a_later_end(mari, talgud, village):
    row = here.enrol(talgud, village, ends_on=date(2024, 6, 30))
    with refused("no_reason"):
        actions.extend_enrolment(row, by=mari, ends_on=date(2024, 7, 31), reason="")
    with refused("no_extension"):
        actions.extend_enrolment(row, by=mari, ends_on=date(2024, 6, 30), reason="Talv")
    row = actions.extend_enrolment(row, by=mari, ends_on=date(2024, 7, 31), reason="Talv")
    assert (row.ends_on, row.extension_reason, row.history.latest().history_change_reason) == (
        date(2024, 7, 31), "Talv", "Talv",
    )


def test_a_closed_project_refuses_every_change(mari, talgud, enrolment):
    close_project(talgud, by=mari)
    frozen = Enrolment.objects.get()
    frozen.project = Project.objects.get()
    other = here.community("Teine küla")
    for change in (
        lambda: actions.enrol_community(Enrolment(project=frozen.project, community=other), by=mari),
        lambda: actions.change_enrolment(frozen, by=mari, version=1),
        lambda: actions.decide_enrolment(frozen, COMPLETED, by=mari),
        lambda: actions.declare_ready(frozen, by=mari),
        lambda: actions.extend_enrolment(frozen, by=mari, ends_on=date(2030, 1, 1), reason="Talv"),
    ):
        with refused("frozen"):
            change()


def test_a_stale_change_is_not_saved(mari, enrolment):
    mine, hers = Enrolment.objects.get(), Enrolment.objects.get()
    hers.needs = "Generaator"
    actions.change_enrolment(hers, by=mari, version=1)
    mine.needs = "Kaev"
    with pytest.raises(verbs.StaleSave):
        actions.change_enrolment(mine, by=mari, version=1)
    assert Enrolment.objects.get().needs == "Generaator"

"""What a report says of its months: counted from the records of those months alone, each number from its own rows."""
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from portal.reports.choices import SectionKey
from portal.reports.models import Report
from portal.reports.summaries.content import as_json, from_json
from portal.reports.summaries.figures import Happened, period_figures, promise_figures
from portal.reports.summaries.gaps import gaps_of
from portal.reports.summaries.live import content_of
from portal.reports.summaries.narrative import chapter_of
from projects.actions import change_part
from projects.models import Project
from tests.communities import world as villages
from tests.reports import world as here
from tests.trainings import people as attended
from tests.trainings import world as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(talgud, partner, village):
    return here.made(talgud, partner, village)


def happened(project, first=here.FIRST, last=here.LAST):
    return Happened(Report(project=project, starts_on=first, ends_on=last, title="Aruanne"))


def numbers(figures):
    return {figure.key: figure.number for figure in figures}


def test_only_what_happened_in_the_months_is_counted_and_every_number_is_its_rows(talgud, world):
    figures = period_figures(happened(talgud))
    # The workshop lies within the seminar: it is an event of its own, but no day and no people more.
    assert numbers(figures) == {
        "events": "2", "days": "1", "participants": "30", "people": None, "times": None, "assessments": "1",
        "plans-submitted": "0", "plans-approved": "0", "spent": "15000", "claimed": None,
    }
    assert all(figure.sum_of_rows == figure.value for figure in figures if figure.value is not None)
    spent = next(figure for figure in figures if figure.key == "spent").rows[0]
    assert (spent.model, spent.version, spent.day) == ("budgets.expense", 1, "2024-10-02")


def test_what_nobody_wrote_down_is_not_known_and_never_none_of_it(talgud):
    trainings.held(talgud, "Lugemata", date(2024, 8, 1))
    found = {figure.key: figure for figure in period_figures(happened(talgud))}
    assert [found[key].number for key in ("participants", "people", "spent")] == [None, None, None]
    assert (found["events"].number, found["plans-approved"].number) == ("1", "0")


def test_somebody_at_two_events_is_one_person_at_the_first_of_them(talgud):
    first = trainings.held(talgud, "Esimene", date(2024, 7, 5)).days.get()
    second = trainings.held(talgud, "Teine", date(2024, 8, 6)).days.get()
    people = [attended.person(talgud, name) for name in ("Anu", "Peeter", "Kai")]
    attended.attend(first, *people[:2])
    attended.attend(second, *people)
    found = {figure.key: figure for figure in period_figures(happened(talgud))}
    assert [(row.label, row.amount) for row in found["people"].rows] == [("Esimene", "2"), ("Teine", "1")]
    assert (found["people"].number, found["times"].number, found["participants"].number) == ("3", "5", "5")
    assert happened(talgud, date(2024, 8, 1), date(2024, 8, 31)).people.new == 1


def test_people_on_some_lists_are_not_all_who_came(talgud):
    """Two of a hundred stand on a list: that two different people took part would not be true, nor that they are new."""
    attended.attend(trainings.held(talgud, "Nimedega", date(2024, 8, 6)).days.get(), attended.person(talgud, "Anu"))
    whole = happened(talgud)
    with override("en"):
        assert "1 different person took part." in chapter_of(whole, SectionKey.PEOPLE)
        assert "for the first time" in chapter_of(whole, SectionKey.PEOPLE)
        trainings.held(talgud, "Varem", date(2024, 5, 5), 40)
        assert "for the first time" not in chapter_of(happened(talgud), SectionKey.PEOPLE)
        trainings.held(talgud, "Nimedeta", date(2024, 9, 6), 99)
        partly = happened(talgud)
        found = {figure.key: figure for figure in period_figures(partly)}
        text = chapter_of(partly, SectionKey.PEOPLE)
    assert (found["people"].number, found["participants"].number) == ("1", "100")
    assert found["people"].label == "different people on the lists of names" and "of 1 event" in found["people"].note
    assert "took part" not in text and "1 different person stands on the lists of names." in text
    assert "there is no list of names of 1 event." in text


def test_a_report_speaks_its_own_language(talgud):
    trainings.held(talgud, "Esimene", date(2024, 8, 6), 12)
    with override("et"):
        assert chapter_of(happened(talgud), SectionKey.ACTIVITIES).startswith("Toimus 1 üritus. Kokku oli see 1 päev.")
    with override("lv"):
        assert chapter_of(happened(talgud), SectionKey.ACTIVITIES).startswith("Notika 1 pasākums. Kopā tā bija 1 diena.")


def test_promises_stand_as_of_the_last_day_with_the_records_that_count(talgud, world):
    figure = promise_figures(happened(talgud))[0]
    assert (figure.text, [row.label for row in figure.rows]) == ("1/2", ["Sügisseminar"])
    later = promise_figures(happened(talgud, last=date(2025, 6, 30)))[0]
    assert (later.text, later.sum_of_rows) == ("2/2", Decimal(2))


def test_every_gap_leads_to_where_it_is_put_right(talgud, world):
    world.promise.measure = ""
    change_part(world.promise, by=None, version=world.promise.version)
    gaps = gaps_of(happened(talgud))
    # The seminar and the workshop are not closed; the claims of both partners are not begun; one promise is not counted.
    assert sorted(gap.code for gap in gaps) == ["claim_missing", "claim_missing", "evidence", "evidence", "not_counted"]
    assert all(gap.url for gap in gaps)


def test_a_sensitive_community_is_counted_but_neither_named_nor_linked(talgud, world):
    hidden = villages.enrol(talgud, villages.community("Salaküla"), sensitive=True)
    villages.assess(hidden, on=date(2024, 11, 1))
    report = here.opened(world)
    content = content_of(report)
    assert content.figure("assessments").number == "2"
    assert "Salaküla" not in as_json(content)
    assert [bool(row.url) for row in content.figure("assessments").rows] == [True, False]


def test_few_people_of_a_sensitive_project_are_no_number(talgud):
    event = trainings.held(talgud, "Ring", date(2024, 7, 5))
    attended.attend(event.days.get(), attended.person(talgud, "Anu"))
    Project.objects.filter(pk=talgud.pk).update(sensitive=True)
    talgud.refresh_from_db()
    found = {figure.key: figure for figure in period_figures(happened(talgud))}
    assert [found[key].number for key in ("people", "times", "participants")] == [None, None, None]


def test_a_content_is_written_in_one_way_and_reads_back_the_same(talgud, world):
    content = content_of(here.opened(world))
    assert from_json(as_json(content)) == content
    assert as_json(content_of(here.opened(world))) == as_json(content)


def test_a_report_speaks_its_own_language_whoever_opens_it(talgud, world):
    with override("lv"):
        english = content_of(here.opened(world, language="en"))
    money = next(chapter.text for chapter in english.chapters if chapter.key == "money")
    assert "Spent by the documents of the period: €150.00." in money
    activities = next(chapter.text for chapter in english.chapters if chapter.key == "activities")
    assert activities.splitlines()[0] == "2 events were held. That was 1 day in all."
    assert activities.splitlines()[2] == "- 19 Sep 2024: Sügisseminar (seminar), 30 people"
    following = next(chapter.text for chapter in english.chapters if chapter.key == "next")
    assert following == "Planned for 1 Jan 2025 – 30 Jun 2025:\n\n- 6 Mar 2025: Kevadseminar"

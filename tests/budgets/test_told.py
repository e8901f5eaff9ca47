"""Who is told of what in the day's work: plans, events, money, papers, people; nobody who could not open the page."""
import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils.translation import override

from budgets.actions import claims as claim_verbs
from budgets.actions.deadlines import tell_deadlines
from communities import actions as plan_verbs
from communities.models import Delegate, PlanComment
from portal.shared import verbs
from portal.shared.doors import opens
from projects.actions.documents import share_document
from projects.choices import NoticeKind, Role
from projects.models import Activity, Document, Membership, Notice, Partnership, Project
from projects.summaries.notices import told
from tests.budgets import claims
from tests.communities import world as places
from tests.projects import world
from tests.shared.world import member, person
from tests.trainings import world as events
from trainings import actions as event_verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def talgud():
    return world.project("talgud")


@pytest.fixture
def people(talgud):
    """{name: user}: the coordinator, an editor of the partner, one of another partner, one of a single activity, a reader."""
    firm, other = world.organisation("Läänemaa"), world.organisation("Hiiumaa")
    activity = world.add(Activity(project=talgud, title_et="Noored", number="1"))
    found = {
        "mari": world.coordinator(talgud), "kaja": world.editor(talgud, firm, "Kaja"),
        "heino": world.editor(talgud, other, "Heino"), "noor": world.editor(talgud, firm, "Noor", activity),
        "silvi": person("Silvi"),
    }
    member(found["silvi"], talgud, Role.READER, organisation=firm)
    return found | {"firm": firm, "activity": activity}


def who(kind, step=None):
    """{name} of those who were told; each of them may open the page."""
    rows = [row for row in Notice.objects.filter(kind=kind).select_related("user", "project")
            if step is None or row.detail.startswith(f"{step}|")]
    assert all(told(row).url and opens(row.user, told(row).url) for row in rows)
    return {row.user.name for row in rows}


def test_a_plan_is_told_to_those_who_decide_and_back_to_those_who_write(talgud, people):
    elder = person("Vanem")
    member(elder, talgud, Role.COMMUNITY)
    enrolment = places.enrol(talgud, places.community("Obinitsa"), author=people["firm"])
    verbs.create(Delegate(enrolment=enrolment, user=elder), by=None)
    plan = places.submit(places.plan(enrolment), by=people["kaja"])
    assert who(NoticeKind.PLAN_SUBMITTED) == {"Mari"}
    plan = plan_verbs.return_plan(plan, by=people["mari"], reason="Lisa eelarve")
    assert who(NoticeKind.PLAN_DECIDED, "returned") == {"Kaja", "Vanem"}
    plan_verbs.comment_plan(PlanComment(plan=plan, text="Vaata üle"), by=elder)
    assert who(NoticeKind.COMMENT) == {"Kaja", "Mari"}


def test_of_a_sensitive_community_only_its_own_people_are_told(talgud, people):
    activity = people["activity"]
    verbs.create(Membership(user=people["heino"], project=talgud, role=Role.COORDINATOR, activity=activity), by=None)
    enrolment = places.enrol(talgud, places.community("Varjupaik"), author=people["firm"], activity=activity, sensitive=True)
    plan = places.submit(places.plan(enrolment, author=world.organisation("Muu")), by=people["mari"])
    assert who(NoticeKind.PLAN_SUBMITTED) == set()
    plan_verbs.return_plan(plan, by=None, reason="Lisa eelarve")
    assert who(NoticeKind.PLAN_DECIDED) == {"Mari", "Kaja", "Noor"}


def test_an_event_that_is_called_off_or_moved_concerns_its_organiser(talgud, people):
    event = events.coming(talgud, organiser=people["firm"])
    day = event.days.get()
    day.date += timedelta(days=3)
    event_verbs.change_event_day(day, by=people["mari"], version=day.version)
    assert who(NoticeKind.EVENT_CHANGED, "moved") == {"Kaja", "Silvi"}
    event_verbs.cancel_event(event, by=people["kaja"], reason="Torm")
    assert who(NoticeKind.EVENT_CHANGED, "cancelled") == {"Mari", "Silvi"}


def test_a_day_that_stays_is_no_news(talgud, people):
    day = events.coming(talgud, organiser=people["firm"]).days.get()
    day.place = "Rahvamaja"
    day.half_days = 1
    event_verbs.change_event_day(day, by=people["mari"], version=day.version)
    assert not Notice.objects.exists()


def test_money_is_told_to_the_partner_whose_it_is_and_to_nobody_else(talgud, people):
    world.add(Partnership(project=talgud, organisation=people["firm"]))
    one = claims.made(talgud, people["firm"])
    claim = claims.submitted(one, claims.share(one, "100.00"), by=people["kaja"])
    assert who(NoticeKind.CLAIM_SUBMITTED) == {"Mari"}
    claim_verbs.return_claim(claim, because="Arve on puudu", by=people["mari"])
    assert who(NoticeKind.CLAIM_DECIDED, "returned") == {"Kaja", "Silvi"}
    claims.received(one, "1500.50")
    assert who(NoticeKind.PAYOUT) == {"Kaja", "Silvi", "Mari"}
    assert told(Notice.objects.filter(kind=NoticeKind.PAYOUT).first()).detail == "1\xa0500,50\xa0€"


def test_a_document_is_told_to_those_who_may_have_it(talgud, people):
    def add(title, **fields):
        upload = SimpleUploadedFile("leping.pdf", world.PDF)
        share_document(Document(project=talgud, title=title, **fields), upload, by=None)
        return {row.user.name for row in Notice.objects.filter(subject=title).select_related("user")}

    assert add("Kõigile") == {"Mari", "Kaja", "Heino", "Silvi"}
    assert add("Juhtidele", visibility="coordinators") == {"Mari"}
    assert add("Noortele", activity=people["activity"]) == {"Mari", "Kaja", "Heino", "Silvi", "Noor"}


def test_a_deadline_is_told_a_month_and_a_week_before_and_anew_when_it_moves(talgud, people, capsys):
    def run(day, **options):
        call_command("tell_deadlines", now=day.isoformat(), json=True, **options)
        return json.loads(capsys.readouterr().out)["notices"]

    end = date(2026, 6, 30)
    Project.objects.filter(pk=talgud.pk).update(ends_on=end)
    assert run(end - timedelta(days=31)) == 0
    assert run(end - timedelta(days=30), dry_run=True) == 1 and not Notice.objects.exists()
    assert [run(end - timedelta(days=days)) for days in (30, 29, 8, 7, 1, 0)] == [1, 0, 0, 1, 0, 0]
    assert run(end + timedelta(days=1)) == 0
    assert who(NoticeKind.DEADLINE, "project") == {"Mari"}
    Project.objects.filter(pk=talgud.pk).update(ends_on=end + timedelta(days=10))
    assert run(end) == 1
    with override("en"):
        assert told(Notice.objects.first()).detail == "10 Jul 2026"


def test_a_claim_that_is_due_is_told_to_those_who_hand_it_in(talgud, people):
    world.add(Partnership(project=talgud, organisation=people["firm"]))
    one = claims.made(talgud, people["firm"])
    Project.objects.filter(pk=talgud.pk).update(ends_on=None)
    assert tell_deadlines(date(2025, 1, 10)) == 2
    assert who(NoticeKind.DEADLINE, "claim") == {"Kaja", "Mari"}
    claims.submitted(one, claims.share(one, "100.00"))
    Notice.objects.all().delete()
    assert tell_deadlines(date(2025, 1, 10)) == 1
    assert who(NoticeKind.DEADLINE, "claim") == {"Mari"}

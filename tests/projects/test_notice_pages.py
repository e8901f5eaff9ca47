"""The page of one's notices and the choice of what one is told of."""
import pytest

from projects.actions import choose, people_of, tell
from projects.choices import NoticeChannel, NoticeKind, Role
from projects.models import Membership, Notice, NoticeChoice
from projects.summaries.notices import changed_since, mailed_kinds
from tests.shared.world import person, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(act, mari):
    tell(
        NoticeKind.PLAN_DECIDED, people=[mari], subject="Meremäe kava", step="returned", detail="Lisa eelarve", project=act,
        route="projects:activity-list", args=[act.slug], key="plan:1:returned",
    )
    return Notice.objects.get()


def test_the_same_notice_is_read_in_each_language_s_own_words(as_mari, returned):
    page = as_mari.get("/en/notices/").content.decode()
    assert "The plan “Meremäe kava” came back to be completed" in page and "Lisa eelarve" in page
    assert "1 notice<" in page


def test_one_click_opens_the_page_and_marks_the_notice_as_seen(as_mari, mari, returned, act):
    answer = as_mari.post(f"/notices/{returned.pk}/seen/")
    assert answer["Location"] == f"/projects/{act.slug}/activities/"
    returned.refresh_from_db()
    assert returned.seen_at is not None
    assert not as_mari.get("/notices/?new=on").context["notices"]
    assert len(as_mari.get("/notices/").context["notices"]) == 1


def test_looking_at_notices_marks_nothing_and_one_button_marks_all(as_mari, mari, returned):
    as_mari.get("/notices/")
    assert Notice.objects.unseen().count() == 1
    assert as_mari.post("/notices/seen/")["Location"] == "/notices/"
    assert Notice.objects.unseen().count() == 0


def test_another_person_s_notice_is_not_there(client, returned):
    client.force_login(person("Võõras"))
    assert client.post(f"/notices/{returned.pk}/seen/").status_code == 404
    assert Notice.objects.unseen().count() == 1


def test_who_left_the_project_no_longer_reads_of_it(as_mari, mari, act, returned):
    Membership.objects.filter(user=mari).update(until="2020-01-01")
    assert as_mari.get("/notices/").context["notices"] == []
    assert changed_since(mari) == []


def test_the_header_says_how_many_are_new_without_a_query_more(as_mari, mari, act, returned):
    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            page = as_mari.get("/en/me/").content.decode()
        return len(queries), page

    asked()
    before, page = asked()
    assert "1 new notice<" in page
    Notice.objects.all().delete()
    after, page = asked()
    assert before == after and "new notice" not in page


def test_only_what_differs_from_what_holds_already_is_kept_as_a_choice(as_mari, mari):
    page = as_mari.get("/me/notices/")
    data = {row.name: row.value() for row in page.context["form"]}
    assert data["document"] == NoticeChannel.PORTAL and data["comment"] == NoticeChannel.DIGEST
    assert as_mari.post("/me/notices/", {**data, "comment": "off"}).status_code == 302
    assert list(NoticeChoice.objects.values_list("user", "kind", "channel")) == [(mari.pk, "comment", "off")]
    assert "comment" not in mailed_kinds(mari) and "document" not in mailed_kinds(mari)
    assert as_mari.post("/me/notices/", {**data, "comment": "loudly"}).status_code == 422
    choose(mari, NoticeKind.COMMENT, NoticeChannel.DIGEST)
    assert "comment" in mailed_kinds(mari)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_the_same_few_questions_however_long_it_is(as_mari, act, many, django_assert_max_num_queries):
    for number in range(many):
        tell(
            NoticeKind.DOCUMENT, people=people_of(act, Role), subject=f"Leping {number}", project=act, key=f"d{number}",
            route="projects:document-list", args=[act.slug],
        )
    project("teine")
    with django_assert_max_num_queries(9):
        as_mari.get("/notices/")

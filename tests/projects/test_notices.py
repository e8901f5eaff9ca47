"""Telling people what happened: once, only those who want to know, in their own language."""
import pytest

from projects.actions import choose, people_of, see, tell
from projects.choices import NoticeChannel, NoticeKind, Role
from projects.models import Activity, Notice
from tests.projects import world
from tests.shared.world import member, person

pytestmark = pytest.mark.django_db


def test_a_happening_is_told_to_a_person_once_and_never_to_its_author(act, mari, toomas, django_assert_max_num_queries):
    told = {"people": [mari, toomas], "subject": "Kava", "key": "plan:1:submitted", "project": act}
    with django_assert_max_num_queries(5):
        assert tell(NoticeKind.PLAN_SUBMITTED, **told, by=toomas) == 1
    assert tell(NoticeKind.PLAN_SUBMITTED, **told, by=toomas) == 0
    assert tell(NoticeKind.PLAN_SUBMITTED, **{**told, "key": "plan:1:submitted:2"}) == 2
    assert Notice.objects.of(mari).count() == 2 and Notice.objects.of(toomas).count() == 1


def test_who_wants_nothing_of_a_kind_is_left_alone_in_that_kind_only(act, mari):
    choose(mari, NoticeKind.COMMENT, NoticeChannel.PORTAL)
    choose(mari, NoticeKind.COMMENT, NoticeChannel.OFF)
    assert tell(NoticeKind.COMMENT, people=[mari], subject="Kava", key="a") == 0
    assert tell(NoticeKind.DOCUMENT, people=[mari], subject="Leping", key="b") == 1


def test_people_of_a_project_are_those_of_the_whole_and_of_the_named_activity(act, mari):
    firm, other = world.organisation("Läänemaa"), world.organisation("Hiiumaa")
    activity = world.add(Activity(project=act, title_et="Noored", number="1"))
    whole, one = world.editor(act, firm, "Kaja"), world.editor(act, firm, "Peeter", activity)
    gone = person("Läinud")
    membership = member(gone, act, Role.EDITOR, organisation=other)
    assert set(people_of(act, {Role.EDITOR})) == {whole, gone}
    assert set(people_of(act, Role)) == {mari, whole, gone}
    assert set(people_of(act, {Role.EDITOR}, organisations=[firm], activity=activity)) == {whole, one}
    membership.user.is_active = False
    membership.user.save()
    assert set(people_of(act, {Role.EDITOR})) == {whole}


def test_long_names_and_keys_find_room(mari):
    tell(NoticeKind.DOCUMENT, people=[mari], subject="ä" * 900, key="k" * 400, step="added", detail="x" * 900)
    tell(NoticeKind.DOCUMENT, people=[mari], subject="b", key="k" * 400 + "other")
    first, second = Notice.objects.order_by("pk")
    assert (len(first.subject), len(first.detail), len(first.key)) == (300, 300, 160)
    assert first.key != second.key


def test_seen_is_one_s_own_and_stays(mari, toomas):
    for user in (mari, toomas):
        tell(NoticeKind.DOCUMENT, people=[user], subject="Leping", key="a")
        tell(NoticeKind.DOCUMENT, people=[user], subject="Lisa", key="b")
    assert see(mari, [Notice.objects.of(toomas).first()]) == 0
    assert see(mari, [Notice.objects.of(mari).first()]) == 1
    assert see(mari) == 1 and see(mari) == 0
    assert Notice.objects.of(toomas).unseen().count() == 2

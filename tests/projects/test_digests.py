"""The daily mail: once, in the reader's language, only with what he may still open (issue 6, 9)."""
import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from projects.actions import choose, see, tell
from projects.actions.digests import forget_notices, send_digest
from projects.choices import NoticeChannel, NoticeKind, Role
from projects.models import Membership, Notice
from tests.projects import world
from tests.shared.world import member, person, project

pytestmark = pytest.mark.django_db


def say(user, about, key="a", kind=NoticeKind.COMMENT, route="projects:activity-list", **told):
    return tell(kind, people=[user], subject=key, project=about, route=route, args=[about.slug], key=key, **told)


def run(capsys, **options):
    call_command("send_digests", json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_one_mail_a_day_in_ones_own_language_with_a_way_to_every_page(act, mari, capsys, settings):
    settings.PUBLIC_URL = "https://talgud.example.org"
    mari.language = "en"
    mari.save()
    say(mari, act, "Meremäe kava", step="", detail="Hind on puudu")
    say(mari, project("teine-projekt"), "Kuskil mujal", "b")
    assert run(capsys, dry_run=True)["mails"] == 1 and not mail.outbox
    assert run(capsys) | {"now": ""} == {"now": "", "dry_run": False, "mails": 1, "notices": 1, "failed": 0}
    (message,) = mail.outbox
    assert message.to == [mari.email] and "1 new notice" in message.subject
    assert "New comment: Meremäe kava" in message.body and "Hind on puudu" in message.body
    assert f"https://talgud.example.org/en/projects/{act.slug}/activities/" in message.body
    # A project in which she does not work stays out, although somebody told her of it.
    assert "Kuskil mujal" not in message.body


def test_nothing_is_sent_twice_and_the_next_mail_comes_the_next_day(act, mari, capsys):
    now = timezone.now().replace(hour=9)
    say(mari, act, "esimene")
    now = max(now, timezone.now())
    assert run(capsys, now=now.isoformat())["mails"] == 1
    say(mari, act, "teine")
    Notice.objects.filter(key="teine").update(made_at=now)
    assert run(capsys, now=(now + timedelta(minutes=1)).isoformat())["mails"] == 0
    assert run(capsys, now=(now + timedelta(days=1)).isoformat())["notices"] == 1
    assert run(capsys, now=(now + timedelta(days=2)).isoformat())["mails"] == 0
    assert ["esimene" in message.body for message in mail.outbox] == [True, False]


def test_what_was_seen_or_is_not_wanted_by_mail_makes_no_mail(act, mari, capsys):
    say(mari, act, "nähtud")
    see(mari)
    say(mari, act, "leping", kind=NoticeKind.DOCUMENT)
    choose(mari, NoticeKind.CLAIM_DECIDED, NoticeChannel.PORTAL)
    say(mari, act, "taotlus", kind=NoticeKind.CLAIM_DECIDED)
    assert run(capsys)["mails"] == 0
    choose(mari, NoticeKind.DOCUMENT, NoticeChannel.DIGEST)
    assert run(capsys)["notices"] == 1


def test_a_page_that_is_no_longer_open_to_the_reader_is_not_written_about(act, mari):
    """Its project still is: he was its coordinator, and reads for a partner now."""
    role = Membership.objects.get(user=mari)
    say(mari, act, "Liikmed", route="projects:membership-list")
    member(person("Toomas"), act, Role.COORDINATOR)
    role.role, role.organisation = Role.READER, world.organisation()
    role.save()
    assert send_digest(mari.pk, now=timezone.now()) == 0
    assert not mail.outbox


def test_who_left_or_may_not_sign_in_gets_no_mail(act, mari, capsys):
    say(mari, act)
    mari.is_active = False
    mari.save()
    assert run(capsys)["mails"] == 0


def test_old_notices_are_forgotten_after_180_days(act, mari):
    say(mari, act)
    now = timezone.now()
    assert forget_notices(now + timedelta(days=179)) == 0
    assert forget_notices(now + timedelta(days=181), dry_run=True) == 1
    assert forget_notices(now + timedelta(days=181)) == 1 and not Notice.objects.exists()

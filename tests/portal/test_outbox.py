"""Mails: written down in the page's own transaction, delivered once, tried again when the mail server is away."""
import json
import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus

from portal.shared import outbox

pytestmark = pytest.mark.django_db
OUTBOX = "portal.shared.outbox.OutboxBackend"
BACKEND = "tests.portal.test_outbox.Server"


class Server:
    """A mail server in one list, or one that raises `fault`."""

    delivered: list = []
    fault = None

    def __init__(self, fail_silently=False):
        assert not fail_silently

    def send_messages(self, messages):
        if Server.fault:
            raise Server.fault
        Server.delivered += messages
        return len(messages)


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND, settings.DELIVERY_EMAIL_BACKEND = OUTBOX, BACKEND
    Server.delivered, Server.fault = [], None
    return Server


@pytest.fixture(autouse=True)
def one_transaction(monkeypatch):
    """The worker renews connections between mails; here that would end the test's own transaction."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("portal.management.commands.send_outbox.close_old_connections", lambda: None)


def write(subject="Tere"):
    send_mail(subject, "Kuidas läheb?", None, ["mari@example.org"])


def test_a_page_sends_nothing_itself(server):
    write()
    assert not server.delivered and not mail.outbox
    assert outbox.waiting().count() == 1


def test_what_is_rolled_back_is_never_mailed(server):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert outbox.run()["sent"] == 0 and not server.delivered


def test_each_mail_leaves_once(server):
    for number in range(3):
        write(f"Kiri {number}")
    assert outbox.run() == {"sent": 3, "later": 0, "failed": 0, "waiting": 0}
    assert outbox.run() == {"sent": 0, "later": 0, "failed": 0, "waiting": 0}
    assert sorted(message.subject for message in server.delivered) == ["Kiri 0", "Kiri 1", "Kiri 2"]


def test_a_mail_arrives_as_it_was_written(server):
    message = EmailMultiAlternatives(
        "Kutse – üritus", "Tule!", "portal@example.org", ["a@example.org"], cc=["c@example.org"], bcc=["b@example.org"],
        reply_to=["r@example.org"], headers={"X-Kind": "invitation"},
    )
    message.attach_alternative("<p>Tule!</p>", "text/html")
    message.attach("päev.ics", "BEGIN:VCALENDAR", "text/calendar")
    message.attach("pilt.png", b"\x89PNG\x00\xff", "image/png")
    message.send()
    outbox.run()
    got = server.delivered[0]
    for name in ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to"):
        assert getattr(got, name) == getattr(message, name)
    assert [tuple(part) for part in got.alternatives] == [("<p>Tule!</p>", "text/html")]
    assert [(part[0], part[2]) for part in got.attachments] == [("päev.ics", "text/calendar"), ("pilt.png", "image/png")]
    assert got.attachments[1][1] == b"\x89PNG\x00\xff"
    assert got.extra_headers["X-Kind"] == "invitation" and got.extra_headers["Message-ID"]
    assert b"BEGIN:VCALENDAR" in got.message().as_bytes()


@pytest.mark.parametrize(
    "fault", [ConnectionRefusedError(), TimeoutError(), smtplib.SMTPServerDisconnected(), smtplib.SMTPDataError(451, b"later")]
)
def test_a_mail_waits_while_the_server_is_away_and_leaves_once_it_is_back(server, fault):
    write()
    server.fault = fault
    assert outbox.run() == {"sent": 0, "later": 1, "failed": 0, "waiting": 1}
    assert outbox.run()["later"] == 0, "it is not tried again at once"
    server.fault = None
    come_due()
    assert outbox.run()["sent"] == 1
    come_due()
    assert outbox.run()["sent"] == 0
    assert len(server.delivered) == 1


def come_due():
    outbox.waiting().filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


def test_all_tries_carry_the_same_message_id(server):
    write()
    seen = []
    server.fault = ConnectionRefusedError()
    for _try in range(3):
        come_due()
        row = outbox.waiting().get(status=TaskResultStatus.READY)
        seen.append(row.args_kwargs["args"][0]["headers"]["Message-ID"])
        outbox.run()
    assert len(set(seen)) == 1


@pytest.mark.expects_log("django_tasks")
@pytest.mark.parametrize(
    "fault",
    [smtplib.SMTPRecipientsRefused({"x": (550, b"unknown")}), smtplib.SMTPSenderRefused(550, b"no", "x"), ValueError()],
)
def test_a_mail_the_server_refuses_for_good_fails_and_stops_nobody(server, fault):
    write("Keegi ei taha")
    server.fault = fault
    assert outbox.run()["failed"] == 1
    server.fault = None
    write("Järgmine")
    assert outbox.run() == {"sent": 1, "later": 0, "failed": 0, "waiting": 0}


@pytest.mark.expects_log("django_tasks")
def test_it_gives_up_after_two_days(server):
    write()
    server.fault = ConnectionRefusedError()
    for _try in outbox.RETRY_MINUTES:
        come_due()
        assert outbox.run()["later"] == 1
    come_due()
    assert outbox.run() == {"sent": 0, "later": 0, "failed": 1, "waiting": 0}
    assert timedelta(days=1.5) < timedelta(minutes=sum(outbox.RETRY_MINUTES)) < timedelta(days=3)


def test_what_a_killed_process_held_is_taken_up_again(server):
    write()
    row = outbox.waiting().get()
    row.claim("killed")
    assert outbox.run()["sent"] == 0, "it may still be at it"
    outbox.waiting().update(started_at=timezone.now() - outbox.ABANDONED_AFTER - timedelta(seconds=1))
    assert outbox.run()["sent"] == 1


def test_delivered_mails_are_forgotten_after_a_week(server):
    write()
    outbox.run()
    assert outbox.waiting().count() == 1
    outbox.waiting().update(finished_at=timezone.now() - outbox.KEEP_DELIVERED - timedelta(seconds=1))
    outbox.run()
    assert outbox.waiting().count() == 0


@pytest.mark.expects_log("django_tasks")
def test_refused_mails_with_their_names_and_links_are_forgotten_after_a_month(server):
    write()
    server.fault = ValueError()
    outbox.run()
    for age, left in ((outbox.KEEP_DELIVERED, 1), (outbox.KEEP_FAILED, 0)):
        outbox.waiting().update(finished_at=timezone.now() - age - timedelta(seconds=1))
        outbox.run()
        assert outbox.waiting().count() == left


def test_the_command_prints_one_json_line(server, capsys):
    EmailMessage("Tere", "Tere", to=["mari@example.org"]).send()
    call_command("send_outbox", "--json")
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [{"sent": 1, "later": 0, "failed": 0, "waiting": 0}]


@pytest.mark.expects_log("django_tasks")
def test_the_command_fails_when_a_mail_is_refused(server):
    write()
    server.fault = ValueError()
    with pytest.raises(SystemExit) as stop:
        call_command("send_outbox")
    assert stop.value.code == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_deliverers_at_once_send_each_mail_once(server):
    for number in range(40):
        write(f"Kiri {number}")
    start = threading.Barrier(4)

    def deliver():
        try:
            start.wait()
            outbox.run()
        finally:
            connection.close()

    threads = [threading.Thread(target=deliver) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message.subject for message in server.delivered) == sorted(f"Kiri {number}" for number in range(40))

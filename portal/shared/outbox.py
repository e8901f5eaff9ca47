"""Mails wait in our own database, and leave one by one, once.

A page only writes a row, in the transaction it is in: what is rolled back is never mailed, the mail server's speed tells nobody
whether an address has an account, and a mail server that is away costs nothing but time. `manage.py send_outbox` takes the
rows to DELIVERY_EMAIL_BACKEND.
"""
import base64
import logging
import smtplib
from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import TaskResultStatus, task

log = logging.getLogger("portal.outbox")

QUEUE = "mail"
LOCAL = "http://localhost:8000"
# Waiting times after a try that failed: nine tries within about two days.
RETRY_MINUTES = (1, 5, 15, 60, 180, 360, 720, 1440)
# A try takes EMAIL_TIMEOUT seconds at most. A row that is "running" for longer belonged to a process that was killed.
ABANDONED_AFTER = timedelta(minutes=15)
# Delivered mails hold names and links; they are kept only for looking into a complaint.
KEEP_DELIVERED = timedelta(days=7)
# So do those that were refused for good; until then somebody may look why.
KEEP_FAILED = timedelta(days=30)


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend for requests: writes one row for each mail and sends nothing."""

    def send_messages(self, email_messages):
        for message in email_messages:
            deliver.enqueue(pack(message))
        return len(email_messages)


def on_portal(path):
    """An absolute address, by the setting: no request is at hand, and a forged Host header must not end up in a mail."""
    return f"{settings.PUBLIC_URL or LOCAL}{path}"


def queue_later(message, when):
    """Queue a mail that leaves at `when`, an aware moment, at the earliest."""
    deliver.using(run_after=when).enqueue(pack(message))


def pack(message):
    """An EmailMessage as plain JSON values."""
    attachments = []
    for attachment in message.attachments:
        name, content, kind = attachment
        content = content.encode() if isinstance(content, str) else content
        attachments.append([name, base64.b64encode(content).decode(), kind])
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": message.from_email,
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        # One id for all tries, so that a mail server can tell a repetition; without a domain it would ask the DNS.
        "headers": {
            "Message-ID": make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname or "localhost"),
            **message.extra_headers,
        },
        "alternatives": [list(alternative) for alternative in getattr(message, "alternatives", [])],
        "attachments": attachments,
    }


def unpack(packed):
    """The EmailMessage that was packed."""
    attachments = [(name, base64.b64decode(content), kind) for name, content, kind in packed["attachments"]]
    return EmailMultiAlternatives(**{**packed, "attachments": attachments})


@task(queue_name=QUEUE)
def deliver(packed, tried=0):
    """Send one mail. A fault that may pass puts it back with a later time; any other marks the row as failed."""
    message = unpack(packed)
    message.connection = get_connection(settings.DELIVERY_EMAIL_BACKEND)
    try:
        message.send()
    except OSError as error:
        if is_final(error) or tried >= len(RETRY_MINUTES):
            raise
        wait = timedelta(minutes=RETRY_MINUTES[tried])
        deliver.using(run_after=timezone.now() + wait).enqueue(packed, tried=tried + 1)
        log.warning("a mail could not be delivered (%s); next try in %s", type(error).__name__, wait)
        return "later"
    return "sent"


def is_final(error):
    """Whether the mail server said "never" (5xx) rather than "not now". smtplib's errors are OSErrors."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def waiting():
    """The rows of mails, a queryset."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(queue_name=QUEUE)


def run():
    """Deliver what is due. Returns {"sent", "later", "failed", "waiting"}: numbers of mails; waiting includes "later"."""
    from django_tasks_db.management.commands.db_worker import Worker

    rows, begun = waiting(), timezone.now()
    rows.running().filter(started_at__lt=begun - ABANDONED_AFTER).update(status=TaskResultStatus.READY)
    worker_id = f"send_outbox-{begun:%Y%m%dT%H%M%S.%f}"
    # Asking first keeps an idle loop from taking SQLite's write lock every few seconds.
    if rows.ready().exists():
        Worker(
            queue_names=[QUEUE], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=worker_id, excluded_queue_names=[],
        ).run()
    rows.successful().filter(finished_at__lt=begun - KEEP_DELIVERED).delete()
    rows.failed().filter(finished_at__lt=begun - KEEP_FAILED).delete()
    mine = [row for row in rows.finished().filter(started_at__gte=begun) if worker_id in row.worker_ids]
    outcomes = [row.return_value if row.status == TaskResultStatus.SUCCESSFUL else "failed" for row in mine]
    return {
        "sent": outcomes.count("sent"),
        "later": outcomes.count("later"),
        "failed": outcomes.count("failed"),
        "waiting": rows.filter(status=TaskResultStatus.READY).count(),
    }

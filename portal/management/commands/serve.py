"""The embedded server. With --demo it first brings the database up to date and loads the example projects."""
import sys
import threading
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from portal.shared import outbox

OUTBOX_EVERY_SECONDS = 5
# A little above REQUEST_MAX_BYTES, so that our own page answers first.
WAITRESS = {
    "threads": 8,
    # Slow and idle clients cost a connection, not a thread; these keep them from using up all of them.
    "connection_limit": 1000,
    "channel_timeout": 30,
    "max_request_body_size": settings.REQUEST_MAX_BYTES + 5 * 1024 * 1024,
    "ident": None,
    "clear_untrusted_proxy_headers": True,
}


class Command(BaseCommand):
    help = "Serve the portal with waitress."
    # Checks run once, in handle(), when the database is there.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demo", action="store_true", help="migrate, load the example projects, deliver mails to var/mail")

    def handle(self, *args, host, port, **options):
        import waitress

        from portal.wsgi import application

        if options["demo"]:
            self.prepare()
        self.check()
        try:
            server = waitress.create_server(application, host=host, port=port, **WAITRESS)
        except OSError as error:
            told = f"Port {port} cannot be used ({error.strerror}). Try another one: make demo PORT={port + 1}"
            raise CommandError(told) from error
        if options["demo"]:
            threading.Thread(target=deliver_for_ever, name="outbox", daemon=True).start()
            self.stdout.write(welcome(host, port))
        else:
            self.stdout.write(f"Listening on http://{host}:{port}/")
        self.stdout.flush()
        try:
            server.run()
        except KeyboardInterrupt:
            sys.exit(0)

    def prepare(self):
        if not settings.DEMO:
            raise CommandError("--demo needs the setting DEMO; use `make demo`.")
        if has_unapplied_migrations():
            call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stderr)


def has_unapplied_migrations():
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def deliver_for_ever():
    """The demo has no second process for mails."""
    while True:
        time.sleep(OUTBOX_EVERY_SECONDS)
        close_old_connections()
        try:
            outbox.run()
        except DatabaseError as error:
            # A busy database is asked again; the demo goes on.
            outbox.log.warning("the outbox waits: %s", error)


def welcome(host, port):
    """What the person at the terminal needs: the address, and who to sign in as."""
    from portal.demo.people import DEMO_PASSWORD
    from portal.demo.signin import visitors

    with translation.override("en"):
        people = visitors()
    width, address = max(len(person.email) for person in people), f"http://{host}:{port}/"
    lines = "\n".join(f"  {person.email.ljust(width)}  {person.story}" for person in people)
    return (
        f"\nThe portal is open at  {address}\n\n"
        f"Sign in with one click at {address}accounts/login/ as one of these people (password: {DEMO_PASSWORD}):\n\n{lines}\n\n"
        "Mails are written to var/mail. Stop with Ctrl+C.\n"
    )

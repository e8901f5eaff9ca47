"""Deliver the mails that are due; run it every minute, or with --loop as a service."""
import json
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.shared import outbox


class Command(BaseCommand):
    help = "Deliver the mails that wait in the database. Exits with 1 when a mail was refused for good."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON line with the counts")
        parser.add_argument("--loop", type=float, metavar="SECONDS", help="stay, and look again after so many seconds")

    def handle(self, *args, loop, **options):
        while True:
            close_old_connections()
            counts = outbox.run()
            if counts["sent"] or counts["later"] or counts["failed"] or not loop:
                self.stdout.write(as_line(counts, options["json"]))
            if not loop:
                break
            time.sleep(loop)
        if counts["failed"]:
            raise SystemExit(1)


def as_line(counts, as_json):
    return json.dumps(counts) if as_json else ", ".join(f"{name} {number}" for name, number in counts.items())

"""`manage.py send_digests`: one mail a person and day with what is new; run it once a day, in the morning."""
import json
import logging

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.management.commands.retention_run import read_moment
from projects.actions.digests import readers_of, send_digest

log = logging.getLogger("portal.digests")


class Command(BaseCommand):
    help = "Queues the daily mails about what is new. Nobody gets two on one day. Exits with 1 when one could not be made."

    def add_arguments(self, parser):
        parser.add_argument("--now", metavar="ISO", help="act as on this day or at this moment, 2027-03-01 or 2027-03-01T06:00")
        parser.add_argument("--dry-run", action="store_true", help="only count")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, now, dry_run, **options):
        moment = read_moment(now) if now else timezone.now()
        mails = notices = failed = 0
        for key in list(readers_of(moment)):
            try:
                count = send_digest(key, now=moment, dry_run=dry_run)
            except Exception:
                # One person's mail that cannot be made keeps nobody else's back.
                log.exception("the daily mail of user %s could not be made", key)
                failed += 1
                continue
            mails, notices = mails + bool(count), notices + count
        counts = {"mails": mails, "notices": notices, "failed": failed}
        if options["json"]:
            self.stdout.write(json.dumps({"now": moment.isoformat(), "dry_run": dry_run, **counts}))
        else:
            said = ", ".join(f"{name} {number}" for name, number in counts.items())
            self.stdout.write(f"{'would be sent' if dry_run else 'queued'}: {said}")
        if failed:
            raise SystemExit(1)

"""`manage.py tell_deadlines`: write down for everybody which deadlines come near; run it once a day, before send_digests."""
import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from budgets.actions.deadlines import tell_deadlines
from portal.management.commands.retention_run import read_moment


class Command(BaseCommand):
    help = "Tells people of the ends and claims that come near, a month and a week before, each once."

    def add_arguments(self, parser):
        parser.add_argument("--now", metavar="ISO", help="act as on this day or at this moment, 2027-03-01 or 2027-03-01T06:00")
        parser.add_argument("--dry-run", action="store_true", help="only count")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, now, dry_run, **options):
        moment = read_moment(now) if now else timezone.now()
        count = tell_deadlines(timezone.localdate(moment), dry_run=dry_run)
        if options["json"]:
            self.stdout.write(json.dumps({"now": moment.isoformat(), "dry_run": dry_run, "notices": count}))
        else:
            self.stdout.write(f"{'would be told' if dry_run else 'told'}: {count}")

"""`manage.py retention_run`: forget what has served its purpose; run it once a day."""
import json
from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from projects.actions.digests import forget_notices
from trainings.actions.needs import forget_needs

# {what is counted in the answer: the verb that forgets it}, each called as verb(now, dry_run=…) -> number of rows.
STEPS = {"needs": forget_needs, "notices": forget_notices}


class Command(BaseCommand):
    help = "Deletes what was kept for a limited time: food and other needs 30 days after the event, notices after 180 days."

    def add_arguments(self, parser):
        parser.add_argument("--now", metavar="ISO", help="act as on this day or at this moment, 2027-03-01 or 2027-03-01T06:00")
        parser.add_argument("--dry-run", action="store_true", help="only count")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, now, dry_run, **options):
        moment = read_moment(now) if now else timezone.now()
        found = {name: forget(moment, dry_run=dry_run) for name, forget in STEPS.items()}
        if options["json"]:
            self.stdout.write(json.dumps({"now": moment.isoformat(), "dry_run": dry_run, **found}))
        else:
            said = ", ".join(f"{name} {number}" for name, number in found.items())
            self.stdout.write(f"{'would be forgotten' if dry_run else 'forgotten'}: {said}")


def read_moment(text):
    """An aware moment; a day alone means its first moment here, hours without a zone are hours here."""
    try:
        day = parse_date(text)
        moment = datetime.combine(day, time.min) if day else parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"{text!r} is no day and no moment, such as 2027-03-01 or 2027-03-01T06:00+02:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

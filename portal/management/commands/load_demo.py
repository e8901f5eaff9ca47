"""Load the example people and projects. A second run makes nothing twice."""
import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.load import load
from portal.demo.world import world


class Command(BaseCommand):
    help = "Load the demo's people and projects. Exits with 1 where this is no demo."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON line with the world it built")

    def handle(self, *args, **options):
        if not settings.DEMO and not settings.DEBUG:
            raise CommandError("This is no demo: load_demo makes accounts with a public password. Set DEMO=1 to have them.")
        made = load()
        if options["json"]:
            self.stdout.write(json.dumps({"made": made, **world()}, ensure_ascii=False))
        else:
            self.stdout.write(f"Projects made: {', '.join(made)}" if made else "The demo is there already.")

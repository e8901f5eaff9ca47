"""`manage.py bench_table FILE…`: the runs that `bench --json` kept as one Markdown text, the smaller size first."""
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.bench.table import text


class Command(BaseCommand):
    help = "Prints measured runs: which goals hold, what misses a floor, and how pages grow from one size to the next."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+")

    def handle(self, *, files, **options):
        missing = [name for name in files if not Path(name).is_file()]
        if missing:
            raise CommandError(f"There is no such file: {', '.join(missing)}.")
        self.stdout.write(text([json.loads(Path(name).read_text()) for name in files]))

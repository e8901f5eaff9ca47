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
        parser.add_argument("--pages", action="append", help="list every page of this file only (may be given several times)")

    def handle(self, *, files, pages, **options):
        missing = [name for name in files if not Path(name).is_file()]
        if missing:
            raise CommandError(f"There is no such file: {', '.join(missing)}.")
        runs = {name: json.loads(Path(name).read_text()) for name in files}
        self.stdout.write(text(list(runs.values()), None if pages is None else [runs[name] for name in pages]))

"""`manage.py search_rebuild [--check] [--json]`: make the index of the search anew, or only say where it differs.

The index follows every write by itself; this is for a restored copy, and for the night. With --check nothing is written
and the exit code is 1 when an entry is missing, left over or different.
"""
import json

from django.core.management.base import BaseCommand

from portal.shared import search

SHOWN = 50


class Command(BaseCommand):
    help = "Makes the index of the search anew; --check compares it with the rows and writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only compare")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, check, **options):
        wrong = search.differences() if check else []
        data = {"entries": search.count() if check else search.rebuild(), "wrong": len(wrong)}
        if options["json"]:
            self.stdout.write(json.dumps(data | {"rows": [list(row) for row in wrong[:SHOWN]]}))
        else:
            self.stdout.write(f"{data['entries']} entries, {len(wrong)} of them wrong" if check else f"{data['entries']} entries")
            for kind, pk, what in wrong[:SHOWN]:
                self.stdout.write(f"WRONG {kind} {pk}: {what}")
        if wrong:
            raise SystemExit(1)

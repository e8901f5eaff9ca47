"""`manage.py rollups_verify [--rebuild] [--json]`: count every kept figure anew and compare.

The figures follow every write by themselves, and so do first and last days (`edges`); this is the proof, for the night and after
a restored copy. The exit code is 1 when one is wrong. With --rebuild everything is counted and kept instead, for instance after
rows were loaded from elsewhere.
"""
import json

from django.core.management.base import BaseCommand

from portal.shared import edges, rollups
from portal.shared.models import Rollup
from projects.models import Project

AT_ONCE, SHOWN = 50, 50


class Command(BaseCommand):
    help = "Compares every kept figure with the rows it counts; --rebuild counts and keeps all of them anew."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="count and keep everything anew")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, rebuild, **options):
        keys = list(Project.objects.order_by("pk").values_list("pk", flat=True))
        chunks = [[rollups.EVERYWHERE], *(keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))]
        if rebuild:
            edges.fill()
            Rollup.objects.all().delete()
            figures, wrong = sum(rollups.rebuild(chunk) for chunk in chunks), []
        else:
            figures, wrong = Rollup.objects.count(), [found for chunk in chunks for found in rollups.differences(chunk)]
        days = edges.wrong()
        data = {"figures": figures, "wrong": len(wrong), "wrong_days": len(days), "old_traces_removed": rollups.forget_old()}
        if options["json"]:
            self.stdout.write(json.dumps(data | {"rows": [list(row) for row in wrong[:SHOWN]]}))
        else:
            self.stdout.write(f"{figures} kept figures, {len(wrong)} of them wrong")
            for project, name in wrong[:SHOWN]:
                self.stdout.write(f"WRONG {name} of {f'project {project}' if project else 'the portal'}")
            for table, key in days[:SHOWN]:
                self.stdout.write(f"WRONG first or last day of {table} {key}")
        if wrong or days:
            raise SystemExit(1)

"""`manage.py bench`: how fast each page is beside a bare one (make bench, docs/speed.md)."""
import json
import logging
import os
import platform
from dataclasses import asdict, replace
from pathlib import Path

from django import get_version
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from portal.bench.measure import NO_FORM, Bench, Row, first_visit
from portal.bench.probes import probes
from portal.shared.ways import reverse
from projects.choices import Role
from projects.models import Membership, Project, User

HEAD = (
    f"{'page':58} {'kind':9} {'quer':>4} {'rep':>3} {'sql':>7} {'cpu':>7} {'wall':>7} {'worst':>7} {'÷B1':>5} "
    f"{'kB':>6} {'gz':>5} {'MB':>4}"
)


class Command(BaseCommand):
    help = "Visits every list, dashboard, form and public page and prints what each costs, also as a share of the bare page B1."
    # Pages are visited as they stand; a system check would only tell what `manage.py check` tells.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--project", default="", help="the slug of the project that is measured; the largest when unset")
        parser.add_argument("--as", dest="email", default="", help="who visits; a coordinator and an administrator when unset")
        parser.add_argument("--only", default="", help="pages whose name begins so, several with commas")
        parser.add_argument("--kind", default="", help="only list, dashboard, detail, edit, post, public, export …")
        parser.add_argument("--passes", type=int, default=3)
        parser.add_argument("--slice", type=int, default=4, help="visits in a slice")
        parser.add_argument("--size", default="", help="how the data set is called in the file")
        parser.add_argument("--json", default="", help="also write the run to this file")
        parser.add_argument("--sql", action="store_true", help="show the statements that came more than once")

    def handle(self, **options):
        # Whoever may not see a page is asked for as well; that is no fault.
        logging.disable(logging.ERROR)
        project = self.project(options["project"])
        bench = Bench(self.people(project, options["email"]), slice_size=options["slice"], passes=options["passes"])
        b1, share, size = bench.yardstick()
        self.stdout.write(f"{project.slug}: B1 {b1:.1f} ms, {size / 1000:.1f} kB, B0 = {share:.1f} × B1\n{HEAD}")
        rows, left = [], []
        for probe in self.chosen(probes(project), options):
            result = bench.post(probe) if probe.kind == "post" else bench.row(probe)
            if isinstance(result, Row):
                rows.append(result)
                self.tell(result, options["sql"])
            elif result != NO_FORM:
                left.append((probe.name, probe.kind, result))
        for name, kind, why in left:
            self.stdout.write(f"{name:58} {kind:9} not measured: {why}")
        loops = sorted(bench.loops) or [0]
        self.stdout.write(f"calibration loop: {loops[0]:.1f} to {loops[-1]:.1f} ms, median {loops[len(loops) // 2]:.1f}")
        if options["json"]:
            self.keep(options, project, bench, rows, left, {"b1": b1, "b0": share, "b1_kb": size / 1000, "loops": loops})

    def keep(self, options, project, bench, rows, left, figures):
        """The whole run as one file, which `bench_table` reads."""
        signed_in, _page = bench.first_that_may(reverse("dashboards:home"))
        static = {
            "signed in": first_visit(signed_in, reverse("dashboards:home")),
            "public": first_visit(bench.nobody, reverse("site:project-detail", args=[project.slug])),
        }
        figures |= {
            "size": options["size"], "project": project.slug, "day": timezone.localdate().isoformat(),
            "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}, Django {get_version()}, {server()}",
            "static": static, "rows": [{**asdict(row), "shapes": None} for row in rows], "left": left,
        }
        Path(options["json"]).write_text(json.dumps(figures, indent=1))

    def project(self, slug):
        rows = Project.objects.filter(slug=slug) if slug else Project.objects.order_by("pk")
        if not rows.exists():
            raise CommandError("There is no such project; load some data first.")
        return rows.first()

    def people(self, project, email):
        if email:
            return [User.objects.get(email=email)]
        role = Membership.objects.filter(project=project, role=Role.COORDINATOR).select_related("user").first()
        staff = User.objects.filter(is_superuser=True).order_by("pk").first()
        return [user for user in (role and role.user, staff) if user]

    def chosen(self, found, options):
        names = tuple(filter(None, options["only"].split(",")))
        for probe in found:
            for each in self.kinds_of(probe):
                if (not names or each.name.startswith(names)) and (not options["kind"] or each.kind == options["kind"]):
                    yield each

    def kinds_of(self, probe):
        if probe.kind == "public":
            return [probe, replace(probe, kind="cached"), replace(probe, kind="unchanged")]
        if probe.saves:
            return [probe, replace(probe, kind="post", name=f"{probe.name} (saved)")]
        return [probe]

    def tell(self, row, with_sql):
        self.stdout.write(
            f"{row.name[:58]:58} {row.kind:9} {row.queries:4} {row.repeat:3} {row.sql:7.1f} {row.cpu:7.1f} {row.wall:7.1f} "
            f"{row.worst:7.1f} {row.ratio:5.2f} {row.size / 1000:6.1f} {row.gz / 1000:5.1f} {row.memory:4.0f}"
        )
        if with_sql:
            for shape, times in row.shapes.items():
                self.stdout.write(f"    {times} × {shape[:300]}")


def server():
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return connection.vendor
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"

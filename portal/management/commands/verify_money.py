"""`manage.py verify_money [--project SLUG] [--json]`: does the money add up to the cent; run it every night (P-43).

The exit code is 1 when something that is approved, handed in or spent does not.
"""
import json

from django.core.management.base import BaseCommand, CommandError

from budgets.summaries.verify import verify_money
from projects.models import Project

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Checks every sum of money: lines = budget, budgets = project, grant + own = total, shares = expense, "
        "claimed <= approved, frozen versions = live figures. Differences in what is still being prepared are only counted."
    )

    def add_arguments(self, parser):
        parser.add_argument("--project", metavar="SLUG", help="only this project")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, project, **options):
        projects = None
        if project:
            projects = list(Project.objects.filter(slug=project).values_list("pk", flat=True))
            if not projects:
                raise CommandError(f"There is no project {project!r}.", returncode=2)
        verdict = verify_money(projects)
        self.stdout.write(json.dumps(as_data(verdict)) if options["json"] else "\n".join(in_words(verdict)))
        if not verdict.is_right:
            raise SystemExit(1)


def as_data(verdict):
    """The line of P-43; details are cut at fifty."""
    return {
        "p": "P-43", "value": len(verdict.wrong), "unit": "mismatches", "n": sum(verdict.checked.values()), "bar": 0,
        "ok": verdict.is_right, "open": len(verdict.open), "checks": dict(verdict.checked),
        "wrong": [str(finding) for finding in verdict.wrong[:SHOWN]],
    }


def in_words(verdict):
    yield from (f"{check}: {number} compared" for check, number in verdict.checked.items())
    yield from (f"open     {finding}" for finding in verdict.open[:SHOWN])
    yield from (f"MISMATCH {finding}" for finding in verdict.wrong[:SHOWN])
    yield (
        f"{sum(verdict.checked.values())} comparisons, {len(verdict.wrong)} mismatches, "
        f"{len(verdict.open)} open differences in budgets being prepared"
    )

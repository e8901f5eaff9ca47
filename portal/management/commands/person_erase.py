"""`manage.py person_erase --email … [--dry-run] [--json]`: erases one participant from all projects, and says what stays."""
import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from trainings.actions.erasure import erase_person, forget_removed
from trainings.summaries.personal_data import people_with

REASON = "person_erase"


class Command(BaseCommand):
    help = "Erases the participant with this e-mail address from all projects. What must be kept is named with the reason."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only say what would be erased and kept")
        parser.add_argument("--json", action="store_true", help="print one JSON line")

    def handle(self, *, email, dry_run, **options):
        with transaction.atomic():
            found = {row.root_id or row.pk: row for row in people_with(email).select_related("project")}
            removed = forget_removed([email])
            if not found and not removed:
                raise CommandError("There is no participant with this e-mail address.")
            projects = []
            for row in found.values():
                done = erase_person(row, by=None, reason=REASON, dry_run=dry_run)
                kept = [{"what": what, "why": why} for what, why in done.kept]
                projects.append({"project": row.project.slug, "rows": len(done.people), "gone": done.gone, "kept": kept})
            if dry_run:
                transaction.set_rollback(True)
        report = {"dry_run": dry_run, "projects": projects, "removed_rows": removed}
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else "\n".join(in_words(report)))


def in_words(report):
    for project in report["projects"]:
        yield f"{project['project']}: {'would be erased' if report['dry_run'] else 'erased'}"
        yield from (f"  {what}: {number}" for what, number in project["gone"].items())
        yield from (f"  kept: {each['what']} ({each['why']})" for each in project["kept"])
    if report["removed_rows"]:
        yield f"history of rows that were removed: {report['removed_rows']}"

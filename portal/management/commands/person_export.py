"""`manage.py person_export --email … --json`: all that the portal knows of one participant, as JSON."""
import json

from django.core.management.base import BaseCommand, CommandError

from trainings.summaries.personal_data import everything_about, people_with


class Command(BaseCommand):
    help = "Prints everything about the participant with this e-mail address, of all projects, as JSON."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--json", action="store_true", help="on one line, for programs")

    def handle(self, *, email, **options):
        people = people_with(email)
        if not people.exists():
            raise CommandError("There is no participant with this e-mail address.")
        indent = None if options["json"] else 2
        self.stdout.write(json.dumps(everything_about(people), ensure_ascii=False, indent=indent, default=str))

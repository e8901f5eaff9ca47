"""`manage.py messages`: brings the Estonian and Latvian catalogues up to date; `--check` only says what is missing."""
from django.core.management.base import BaseCommand, CommandError

from portal import catalogues

SHOWN = 20


class Command(BaseCommand):
    help = "Finds the strings to translate, merges them into the catalogues and compiles these."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")

    def handle(self, *, check, **options):
        if check:
            complaints = [text for language in catalogues.LANGUAGES for text in catalogues.faults(language)]
            if complaints:
                more = [f"… and {len(complaints) - SHOWN} more"] if len(complaints) > SHOWN else []
                raise CommandError("\n".join(complaints[:SHOWN] + more))
            return
        for language in catalogues.LANGUAGES:
            catalogue = catalogues.write(language)
            empty = sum(not entry.translated() for entry in catalogue)
            self.stdout.write(f"{language}: {len(catalogue)} messages, {empty} not translated yet")

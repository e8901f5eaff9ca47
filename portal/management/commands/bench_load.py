"""`manage.py bench_load S`: fill an empty, migrated PostgreSQL database with the data of one size (docs/speed.md)."""
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.bench.data.load import is_empty, load
from portal.bench.data.sizes import SIZES


class Command(BaseCommand):
    help = "Fills an empty, migrated PostgreSQL database with invented data of size XS, S, M or L, the same every time."

    def add_arguments(self, parser):
        parser.add_argument("size", choices=SIZES, help="S: 20 projects, M: 200, L: 2 000")

    def handle(self, *, size, **options):
        if connection.vendor != "postgresql":
            raise CommandError("The data of the bench are loaded into PostgreSQL only.")
        if not is_empty():
            raise CommandError("There are people or projects in this database: give bench_load an empty one.")
        begun = time.monotonic()
        load(SIZES[size], say=self.stdout.write)
        self.stdout.write(f"{size} is there after {time.monotonic() - begun:.0f} s")

"""One visit after the other, the bare page between them: what a page costs as a share of B1 in the same minute.

Times are taken in slices: some visits of the page, then some of B1, and that in several passes, so that a machine that
slows down slows down both. Queries are counted in a visit of their own, because counting costs time.
"""
import gzip
import re
import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from statistics import median

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connections
from django.utils import timezone

from portal import wsgi
from portal.bench import bare
from portal.bench.probes import changed, form_of
from portal.bench.visits import Visitor

# Seconds. Slower pages are visited less often; their ratio is no less certain for it.
SLOW = 0.5
NO_FORM = "no form with a version"
LITERAL = re.compile(r"'[^']*'|\b\d+\b|%s")
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
IN_LIST = re.compile(r"\((?:\s*\?\s*,?)+\)")


@dataclass
class Asked:
    """The statements of one visit: how many, how often the commonest came, and how long the database took (seconds)."""

    count: int = 0
    repeat: int = 0
    seconds: float = 0.0
    shapes: dict = field(default_factory=dict)

    def __call__(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - started
            shape = IN_LIST.sub("(?)", LITERAL.sub("?", str(sql)))
            self.count += 1
            self.shapes[shape] = self.shapes.get(shape, 0) + 1
            self.repeat = max(self.shapes.values())


@contextmanager
def listening():
    asked, opened = Asked(), []
    for connection in connections.all():
        wrapper = connection.execute_wrapper(asked)
        wrapper.__enter__()
        opened.append(wrapper)
    try:
        yield asked
    finally:
        for wrapper in opened:
            wrapper.__exit__(None, None, None)


@dataclass(frozen=True)
class Row:
    """A line of the table. Times in milliseconds; `ratio` is B1's time through the page's (more is faster).

    `rows`: how many a file holds; `walls`: every visit that was timed.
    """

    name: str
    kind: str
    url: str
    status: int
    queries: int
    repeat: int
    sql: float
    cpu: float
    wall: float
    worst: float
    ratio: float
    size: int
    gz: int
    memory: float
    rows: int = 0
    walls: list = field(default_factory=list, compare=False)
    shapes: dict = field(default_factory=dict, compare=False)


def megabytes():
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first_visit(visitor, url):
    """{address: bytes as sent} of all sheets, scripts and pictures that a page links: what a first visit fetches besides it."""
    page = visitor.get(url).body.decode()
    found = sorted(set(LINKED.findall(page)))
    return {address: len(visitor.get(address.partition("#")[0], HTTP_ACCEPT_ENCODING="gzip").body) for address in found}


def calibration():
    """Milliseconds of a loop that always does the same: its spread shows a noisy machine."""
    started = time.perf_counter()
    total = 0
    for number in range(200_000):
        total += number % 7
    return (time.perf_counter() - started) * 1000


def hundred_rows(user):
    """The rows of B1, made once: a hundred entries of the admin's log, as any portal has them."""
    missing = bare.ROWS - LogEntry.objects.count()
    kind = ContentType.objects.get_for_model(LogEntry)
    LogEntry.objects.bulk_create([
        LogEntry(
            user=user, content_type=kind, object_id=str(1000 + number * 37), action_flag=CHANGE, action_time=timezone.now(),
            object_repr=f"Avatud tund kogukonnamajas number {number}",
            change_message="Muudetud: algus, kestus, koht ja osalejate arv; kinnitatud partneri poolt üleeile õhtul",
        )
        for number in range(max(0, missing))
    ])


class Bench:
    """The portal and the bare pages in one process, and who visits them. `people`: users, tried in their order."""

    def __init__(self, people, *, slice_size=4, passes=3):
        application, self.slice_size, self.passes = wsgi.application, slice_size, passes
        hundred_rows(people[0])
        self.visitors = [Visitor(application, user) for user in people]
        self.nobody = Visitor(application)
        self.bare = Visitor(bare.handler(), people[0])
        self.loops = []
        for _warm in range(10):
            self.bare.get("/b1")

    def first_that_may(self, url):
        """(visitor, answer) of the first person who gets the page, otherwise of the last one asked."""
        for visitor in self.visitors:
            answer = visitor.get(url)
            if answer.status < 300:
                break
        return visitor, answer

    def b1(self):
        return median(self.bare.get("/b1").wall for _visit in range(self.slice_size))

    def yardstick(self):
        """(B1 in ms, B0 through B1, bytes of B1): the check that this yardstick is the one the goals were written for."""
        b1 = median(self.bare.get("/b1").wall for _visit in range(40))
        b0 = median(self.bare.get("/b0").wall for _visit in range(40))
        return b1 * 1000, b1 / b0, len(self.bare.get("/b1").body)

    def row(self, probe):
        """A Row, or a sentence why there is none."""
        if probe.reason:
            return probe.reason
        if probe.kind in {"public", "cached", "unchanged"}:
            return self._public(probe)
        visitor, answer = self.first_that_may(probe.url)
        if answer.status != 200:
            return f"answers {answer.status}"
        if not answer.headers["content-type"].startswith("text/html"):
            probe = replace(probe, kind="export")  # a paper or a feed: no page anybody waits for as for a page
        return self._timed(probe, lambda: visitor.get(probe.url), answer)

    def _public(self, probe):
        answer = self.nobody.get(probe.url)
        if answer.status != 200:
            return f"answers {answer.status}"
        tag = answer.headers.get("etag", "")
        if probe.kind == "unchanged":
            return self._timed(probe, lambda: self.nobody.get(probe.url, HTTP_IF_NONE_MATCH=tag), answer, 304)
        before = (lambda: None) if probe.kind == "cached" else caches["pages"].clear
        return self._timed(probe, lambda: self.nobody.get(probe.url), answer, before=before)

    def post(self, probe):
        """The row of saving the form on this page again and again, each time with another word."""
        visitor, page = self.first_that_may(probe.url)
        form = form_of(page.body) if page.status == 200 else []
        if not form:
            return NO_FORM
        # Another word than the last bench left there.
        turn, first = [0], int(time.time()) % 100_000

        def save():
            # A form without words to change saves nothing, and its row keeps its version.
            grows = turn[0] and changed(form, 0) != form
            form[:] = [(name, str(int(value) + 1) if name == "version" and grows else value) for name, value in form]
            turn[0] += 1
            return visitor.post(probe.url, changed(form, first + turn[0]))

        answer = save()
        if answer.status != 302:
            return f"answers {answer.status} to its own form"
        return self._timed(probe, save, answer, 302)

    def _timed(self, probe, visit, answer, status=200, before=lambda: None):
        if answer.wall < SLOW:
            before()
            visit()
        before()
        with listening() as asked:
            visit()
        walls, cpus, ratios = [], [], []
        visits, passes = self.measured(answer.wall)
        for _pass in range(passes):
            mine = []
            for _visit in range(visits):
                before()
                got = visit()
                if got.status != status:
                    return f"answers {got.status} after some visits"
                mine.append(got.wall)
                cpus.append(got.cpu)
            walls += mine
            ratios.append(self.b1() / median(mine))
            self.loops.append(calibration())
        return Row(
            probe.name, probe.kind, probe.url, status, asked.count, asked.repeat, asked.seconds * 1000,
            median(cpus) * 1000, median(walls) * 1000, max(walls) * 1000, median(ratios),
            len(answer.body), len(gzip.compress(answer.body, 6)), megabytes(),
            rows=max(0, answer.body.count(b"\n") - 1) if probe.kind == "export" else 0,
            walls=[wall * 1000 for wall in walls], shapes=asked.shapes,
        )

    def measured(self, wall):
        """(visits in a slice, passes) of a page whose first visit took so many seconds: a file of minutes is asked for once."""
        return max(1, min(self.slice_size, int(SLOW * 2 / wall))), self.passes if wall < SLOW * 5 else 1

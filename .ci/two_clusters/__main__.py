"""The portal on two PostgreSQL clusters, gunicorn and nginx, exercised and counted.

    .venv/bin/python .ci/two_clusters [--writes 1000] [--requests 10000] [--seconds 8] [--only reads,own,stopped,...]

Needs requirements/production.txt and PostgreSQL's server; nginx is installed from Debian when this runs as root. Nothing of it
stays. What each part proves stands in docs/operations.md, with the figures of a run. Exit code 1 when a promise is broken.
"""
# ruff: noqa: S608
import argparse
import shutil
import socket
import statistics
import sys
import threading
import time

import servers
from visitor import Visitor

LOGIN = ("projektijuht@leader.example.org", "talgud-koos-2026")
PAGES = ("/projects/", "/organisations/", "/calendar/", "/home/", "/communities/", "/projects/koosloomest-koostooni/overview/")
# More than a page takes, so that whoever does not bring his mark along misses his own rows.
LATE_MS = 400
SLOW_BODY = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nx"
SYNCHRONOUS = (
    "ALTER SYSTEM SET synchronous_standby_names = 'follower'",
    "ALTER SYSTEM SET synchronous_commit = 'remote_apply'",
    "SELECT pg_reload_conf()",
)


BEGAN = time.monotonic()


def say(text):
    print(f"{time.monotonic() - BEGAN:5.0f} s  {text}", flush=True)


class Run:
    def __init__(self, options):
        self.options, self.broken = options, []
        self.folder = servers.folder()
        self.primary = servers.Cluster(self.folder, "primary").make().start()
        self.follower = servers.Cluster(self.folder, "follower")
        self.proxy, self.portals = servers.nginx(), []

    def promise(self, held, text):
        say(f"  {'holds ' if held else 'BROKEN'}  {text}")
        if not held:
            self.broken.append(text)

    def portal(self, workers=2):
        made = servers.Portal(self.folder, self.primary, self.follower, workers)
        self.portals.append(made)
        return made

    def prepare(self):
        self.primary.ask("CREATE DATABASE portal", name="postgres")
        portal = self.portals[0] if self.portals else self.portal()
        demo = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DEMO": "1", "DEBUG": "0"}
        if self.options.copy:
            self.primary.copy(self.options.copy)
        portal.manage("migrate", "--skip-checks", "-v0", **demo)
        if not self.options.copy:
            portal.manage("load_demo", **demo)
        self.follower.follow(self.primary, LATE_MS).start()
        portal.manage("createcachetable")
        portal.manage("collectstatic", "--no-input", "-v0")
        portal.start(self.proxy)
        ports = f"primary {self.primary.port}, replica {self.follower.port}, {LATE_MS} ms late"
        say(f"{ports}; proxy: {self.proxy or 'none, nginx is missing'}")
        return portal

    def visitor(self, portal, **how):
        visitor = Visitor(portal.proxy_port, **how)
        visitor.sign_in(*LOGIN)
        return visitor

    # --- the parts

    def reads(self, portal):
        say("Reads go to the replica")
        visitor = self.visitor(portal)
        time.sleep(1.5)
        before = self.primary.statements(), self.follower.statements()
        answers = [visitor.get(path)[0] for path in PAGES * 20]
        primary, follower = self.primary.statements() - before[0], self.follower.statements() - before[1]
        say(f"  {len(answers)} pages: {follower} statements on the replica, {primary} on the primary (who asks, what he may)")
        self.promise(set(answers) == {200} and follower > 2 * len(answers), "every page came, read from the replica")

    def write(self, visitor, name, path):
        """Rename the organisation; whether the very next page shows it."""
        status = visitor.send(path, name=name)[0]
        return status, name in visitor.get(path)[1]

    def own(self, portal):
        say("Everybody finds what he has just written")
        visitor = self.visitor(portal)
        visitor.send("/organisations/new/", name="Kahe kobara selts")
        number = self.primary.ask("SELECT max(id) FROM projects_organisation")[0][0]
        path = f"/organisations/{number}/edit/"
        forgetful = self.visitor(portal, forgetful=True)
        missed = sum(not self.write(forgetful, f"Unustaja {turn}", path)[1] for turn in range(20))
        time.sleep(1)
        before = self.follower.statements()
        found = [self.write(visitor, f"Kahe kobara selts {turn}", path) for turn in range(self.options.writes)]
        stale = sum(not seen for status, seen in found)
        refused = sum(status != 302 for status, seen in found)
        read = self.follower.statements() - before
        say(f"  {len(found)} writes: {refused} refused, {stale} not found on the next page; {read} statements on the replica")
        say(f"  control, without the mark: {missed} of 20 not found")
        self.promise(not stale and not refused, f"own rows found {len(found)} times of {len(found)}")
        self.promise(missed > 0, "without the mark they are missed, so the replica is really read")

    def stopped(self, portal):
        say("The replica is stopped and comes back")
        visitor, answers = self.visitor(portal), []
        time.sleep(1.5)
        for turn in range(120):
            if turn == 20:
                threading.Thread(target=self.follower.stop, args=("immediate",)).start()
            answers.append(visitor.get(PAGES[turn % len(PAGES)])[0])
        ready = Visitor(portal.port).get("/readyz")[1].strip().replace("\n", "; ")
        self.promise(set(answers) == {200}, f"{len(answers)} pages while it went, all answered 200; /readyz: {ready}")
        self.follower.start()
        time.sleep(6)
        before = self.follower.statements()
        [visitor.get(path) for path in PAGES * 3]
        read = self.follower.statements() - before
        self.promise(read > 20, f"{read} statements on it after it came back")

    def slow(self, portal):
        say("100 slow clients, 20 honest ones")
        lines, stop = [], threading.Event()
        for number in range(100):
            line = socket.create_connection(("127.0.0.1", portal.proxy_port), 5)
            body = number % 2
            line.sendall(SLOW_BODY if body else b"GET / HTTP/1.1\r\n")
            lines.append((line, b"x" if body else b"X-Slow: 1\r\n"))

        def trickle():
            while not stop.wait(1):
                for line, crumb in lines:
                    try:
                        line.sendall(crumb)
                    except OSError:
                        continue

        thread = threading.Thread(target=trickle)
        thread.start()
        took, answers = [], []
        for _ in range(20):
            began = time.perf_counter()
            answers.append(Visitor(portal.proxy_port).get("/projects/")[0])
            took.append((time.perf_counter() - began) * 1000)
        stop.set()
        thread.join()
        [line.close() for line, _ in lines]
        good = answers.count(200)
        self.promise(good == 20, f"{good} of 20 answered, median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms")

    def rate(self, portal, seconds):
        """Pages per second with as many visitors as keep every worker busy."""
        done, stop = [], time.perf_counter() + seconds

        def visit(visitor):
            while time.perf_counter() < stop:
                if visitor.get("/organisations/")[0] == 200:
                    done.append(1)

        threads = [threading.Thread(target=visit, args=(visitor,)) for visitor in portal.visitors]
        began = time.perf_counter()
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        return len(done) / (time.perf_counter() - began)

    def workers(self, two):
        say("Two workers beside one")
        one = self.portal(1).start(self.proxy)
        for portal in (one, two):
            portal.visitors = [self.visitor(portal) for _ in range(4)]
        passes = []
        for _ in range(3):
            single, double = self.rate(one, self.options.seconds), self.rate(two, self.options.seconds)
            passes.append(double / single)
            say(f"  one {single:.1f}/s, two {double:.1f}/s, ratio {double / single:.2f}")
        one.stop()
        self.portals.remove(one)
        say(f"  two ÷ one: {statistics.median(passes):.2f} (goal 1.8, floor 1.6; clusters and visitors use the same cores)")

    def memory(self, portal):
        say("Memory of a worker")
        say(f"  before: {told(portal.memory())}")
        visitor = self.visitor(portal)
        for turn in range(self.options.requests):
            visitor.get(PAGES[turn % len(PAGES)])
        say(f"  after {self.options.requests} pages: {told(portal.memory())} (goal 90, floor 120)")

    def failover(self, portal):
        say("Fail-over while people write")
        [self.primary.ask(sql) for sql in SYNCHRONOUS]
        self.follower.ask("ALTER SYSTEM SET recovery_min_apply_delay = 0")
        self.follower.ask("SELECT pg_reload_conf()")
        time.sleep(1)
        stop, kept, counted, gone = threading.Event(), [], {}, []

        def write(number):
            visitor = self.visitor(portal)
            turn = 0
            while not stop.is_set():
                turn += 1
                name = f"Ümberlülitus {number}-{turn}"
                status = visitor.send("/organisations/new/", name=name)[0]
                counted[status] = counted.get(status, 0) + 1
                if status == 302:
                    kept.append((time.monotonic(), name))
                else:
                    time.sleep(0.1)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        [thread.start() for thread in threads]
        time.sleep(8)
        self.primary.stop("immediate")
        gone.append(time.monotonic())
        time.sleep(1)
        self.follower.promote()
        time.sleep(8)
        stop.set()
        [thread.join() for thread in threads]
        there = {name for (name,) in self.follower.ask("SELECT name FROM projects_organisation")}
        lost = [name for _, name in kept if name not in there]
        after = [moment - gone[0] for moment, _ in kept if moment > gone[0]]
        say(f"  answers: {counted}; acknowledged {len(kept)}, of them {len(after)} by the new primary")
        self.promise(not lost, f"{len(kept) - len(lost)} of {len(kept)} acknowledged writes are there")
        again = f"writing goes on {min(after, default=99):.1f} s after the end (1 s of them waited on purpose)"
        self.promise(set(counted) <= {302, 503} and bool(after), again)

    def finish(self):
        for portal in self.portals:
            portal.stop()
        for cluster in (self.primary, self.follower):
            try:
                cluster.stop("immediate")
            except servers.subprocess.CalledProcessError:
                continue  # stopped before, as part of the play
        shutil.rmtree(self.folder, ignore_errors=True)


def told(workers):
    return ", ".join(f"{resident:.0f} MB ({own:.0f} MB its own share)" for resident, own in workers)


PARTS = ("reads", "own", "stopped", "slow", "workers", "memory", "failover")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--copy", help="take this database (a postgres:// address) instead of loading the demo")
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    run = Run(parser.parse_args())
    try:
        portal = run.prepare()
        for part in run.options.only.split(","):
            getattr(run, part)(portal)
    finally:
        run.finish()
    sys.exit(1 if run.broken else 0)


main()

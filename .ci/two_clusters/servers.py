"""Two PostgreSQL clusters, gunicorn and nginx in a folder of their own, started and stopped by hand."""
# ruff: noqa: S603, S607, S608 - our own commands, nothing in them comes from outside
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
EXAMPLES = ROOT / "docs" / "examples"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def find_server():
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if not folders:
        sys.exit("PostgreSQL's server is missing: apt-get install postgresql")
    return folders[0].parent


def nginx():
    """Its path; installed from Debian when that may be done, otherwise None."""
    folders = f"{os.environ['PATH']}:/usr/sbin"
    if not shutil.which("nginx", path=folders) and os.geteuid() == 0:
        words = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "nginx-light"]
        subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    return shutil.which("nginx", path=folders)


class Cluster:
    """One PostgreSQL. It refuses to run as root, so root becomes `postgres`."""

    def __init__(self, folder, name):
        self.bin, self.data, self.port, self.log = find_server(), folder / name, free_port(), folder / f"{name}.log"
        self.folder = folder
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None

    def run(self, tool, *words):
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        environment = {**os.environ, "HOME": str(self.folder)}
        with self.log.open("a") as log:
            subprocess.run([self.bin / tool, *words], stdout=log, stderr=log, check=True, cwd="/", env=environment, **who)

    def make(self):
        self.run("initdb", "-N", "-D", self.data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        return self

    def follow(self, primary, delay_ms=0):
        """Become a streaming replica; `delay_ms`: how long it holds back what it has received."""
        line = f"host=127.0.0.1 port={primary.port} user=portal application_name=follower"
        self.run("pg_basebackup", "-N", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "-d", line)
        with (self.data / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"recovery_min_apply_delay = {delay_ms}\n")
        return self

    def start(self):
        # Servers are killed here, never the machine, so nothing has to reach the disk.
        words = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c hot_standby_feedback=on -c fsync=off"
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / f"{self.data.name}-server.log", "-o", words, "start")
        return self

    def stop(self, mode="fast"):
        self.run("pg_ctl", "-D", self.data, "-m", mode, "stop")

    def promote(self):
        self.run("pg_ctl", "-D", self.data, "-w", "promote")

    def copy(self, address):
        """Fill the database with what another one holds."""
        dump = subprocess.Popen([self.bin / "pg_dump", "--no-owner", address], stdout=subprocess.PIPE)
        words = [self.bin / "psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "portal", "portal"]
        subprocess.run(words, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)

    def ask(self, sql, *values, name="portal"):
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user="portal", dbname=name, connect_timeout=5)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def statements(self):
        """How many transactions it has finished: outside a transaction, each statement of a page is one."""
        time.sleep(1.2)  # a server tells its figures once a second
        return self.ask("SELECT xact_commit FROM pg_stat_database WHERE datname = 'portal'")[0][0]


class Portal:
    """gunicorn with the example's settings, and nginx in front of it."""

    def __init__(self, folder, primary, follower, workers):
        self.folder, self.port, self.proxy_port = folder, free_port(), free_port()
        self.processes, self.log = [], folder / f"gunicorn{self.port}.log"
        several = f"postgres://portal@127.0.0.1:{primary.port},127.0.0.1:{follower.port}/portal?target_session_attrs=read-write"
        self.environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.production", "SECRET_KEY": "two clusters " * 5,
            "DATABASE_URL": several, "REPLICA_URL": f"postgres://portal@127.0.0.1:{follower.port}/portal",
            "ALLOWED_HOSTS": "127.0.0.1", "PUBLIC_URL": "https://127.0.0.1", "TRUSTED_PROXY_COUNT": "1", "LOG_LEVEL": "WARNING",
            "MEDIA_ROOT": str(folder / "media"), "WEB_CONCURRENCY": str(workers), "GUNICORN_BIND": f"127.0.0.1:{self.port}",
        }

    def manage(self, *words, **environment):
        command, variables = [PYTHON, "manage.py", *words], {**self.environment, **environment}
        subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.DEVNULL)

    def start(self, proxy):
        words = [PYTHON, "-m", "gunicorn", "--config", EXAMPLES / "gunicorn.conf.py", "portal.wsgi"]
        log = self.log.open("a")
        self.master = subprocess.Popen(words, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self.processes.append(self.master)
        if proxy:
            words = [proxy, "-p", self.folder, "-c", self.nginx_settings(), "-e", "stderr"]
            self.processes.append(subprocess.Popen(words, stderr=log))
        else:
            self.proxy_port = self.port
        for port in (self.port, self.proxy_port):
            wait_for(port)
        return self

    def nginx_settings(self):
        """The example's second server, without encryption and on a port of its own."""
        text = (EXAMPLES / "nginx.conf").read_text()
        upstream, _, rest = text.partition("server {\n    listen 80;")
        server = "server {\n    listen 443" + rest.partition("server {\n    listen 443")[2]
        lines = [line for line in server.splitlines() if "ssl_certificate" not in line]
        server = "\n".join(lines).replace("listen 443 ssl http2", f"listen 127.0.0.1:{self.proxy_port}")
        server = server.replace("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https").replace("/srv/portal", str(ROOT))
        upstream = upstream.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        folder = self.folder
        path = folder / f"nginx{self.port}.conf"
        temp = "\n".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        path.write_text(
            f"daemon off; pid {folder}/nginx{self.port}.pid; {'user root;' if os.geteuid() == 0 else ''}\n"
            "worker_processes 1; events { worker_connections 1024; }\n"
            f"http {{ include /etc/nginx/mime.types; access_log off; {temp}\n{upstream}\n{server}\n}}\n"
        )
        return path

    def workers(self):
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.master.pid)], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]

    def memory(self):
        """Of each worker, MB: (resident, its own share)."""
        found = []
        for pid in self.workers():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
            kb = {line.split(":")[0]: int(line.split()[1]) for line in lines}
            found.append((kb["Rss"] / 1024, kb["Pss"] / 1024))
        return found

    def stop(self):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def wait_for(port, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"Nobody listens on port {port}.")


def folder():
    """Readable for `postgres`, too."""
    made = Path(tempfile.mkdtemp(prefix="two-clusters-", dir="/var/tmp"))  # noqa: S108 - made for this run alone
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(made, user.pw_uid, user.pw_gid)
    made.chmod(0o755)
    return made

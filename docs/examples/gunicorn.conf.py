"""gunicorn for the portal: `gunicorn --config docs/examples/gunicorn.conf.py portal.wsgi`, behind nginx.conf beside this file."""
import gc
import os

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
# One per core: the work is Python's, and the proxy in front does the waiting for slow clients.
workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 1))
worker_class = "sync"
# Loaded once and shared (portal.wsgi freezes it): each further worker costs only what it changes itself.
preload_app = True
# Longer than any statement may take in the database (15 s), so that our own page about it is sent.
timeout = 60
graceful_timeout = 30
# A fresh process now and then; not all of them in the same moment.
max_requests, max_requests_jitter = 20_000, 4_000
# The heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - memory, not a folder for files
# Only the proxy on this machine reaches it; what it says of the client is counted by TRUSTED_PROXY_COUNT.
forwarded_allow_ips = "127.0.0.1"
# The portal writes one line per request itself, with the number that error pages show.
accesslog = None


def post_worker_init(worker):
    """A page makes many short-lived objects; the usual 700 of them would start the collector several times per page."""
    gc.set_threshold(20_000, 20, 50)

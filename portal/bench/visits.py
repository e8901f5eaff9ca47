"""Asking a WSGI application in this process, as a browser would, without a network between: a Visitor and its answers."""
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

HOST = "localhost"


@dataclass(frozen=True)
class Answer:
    """`wall` and `cpu` in seconds, from the environment made to the last byte read; `cpu` is this process's own."""

    status: int
    headers: dict
    body: bytes
    wall: float
    cpu: float


class Visitor:
    """Somebody with cookies of his own at one application; `user` is signed in from the start, None is nobody."""

    def __init__(self, application, user=None):
        self.application = application
        self.user = user
        self.cookies = {}
        if user is not None:
            session = SessionStore()
            session.update({
                SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            })
            session.create()
            self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    def get(self, url, **headers):
        return self._ask("GET", url, b"", headers)

    def post(self, url, data):
        """`data`: [(name, value)]."""
        body = urlencode(data).encode()
        return self._ask("POST", url, body, {"CONTENT_TYPE": "application/x-www-form-urlencoded"})

    def _ask(self, method, url, body, headers):
        path, _, query = url.partition("?")
        environ = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": quote(path, safe="/%.-_~").encode().decode("latin1"),
            "QUERY_STRING": query, "SERVER_NAME": HOST, "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": HOST, "HTTP_ACCEPT_LANGUAGE": "et", "HTTP_REFERER": f"http://{HOST}/",
            "CONTENT_LENGTH": str(len(body)), "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(), "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers,
        }
        said = {}

        def start_response(status, fields, exc_info=None):
            said["status"], said["fields"] = int(status[:3]), fields

        wall, cpu = time.perf_counter(), time.process_time()
        answer = self.application(environ, start_response)
        try:
            content = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        for name, value in said["fields"]:
            if name.lower() == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
        headers = {name.lower(): value for name, value in said["fields"]}
        return Answer(said["status"], headers, content, wall, cpu)

"""A URLconf of pages that fail in every way a machine can. Mounted over the portal's own routes by tests only."""
import errno
import sqlite3

from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import path

from portal import urls as portal_urls

handler400, handler403, handler404 = portal_urls.handler400, portal_urls.handler403, portal_urls.handler404
handler429, handler500 = portal_urls.handler429, portal_urls.handler500


def sqlite_fault(name):
    cause = sqlite3.OperationalError(name)
    cause.sqlite_errorname = name
    error = OperationalError(name)
    error.__cause__ = cause
    return error


class PostgresCause(Exception):
    __module__ = "psycopg2.errors"

    def __init__(self, pgcode):
        self.pgcode = pgcode


def postgres_fault(pgcode):
    error = OperationalError("a fault")
    error.__cause__ = PostgresCause(pgcode)
    return error


FAULTS = {
    "sqlite-busy": (sqlite_fault("SQLITE_BUSY"), 503),
    "sqlite-gone": (sqlite_fault("SQLITE_CANTOPEN"), 503),
    "sqlite-full": (sqlite_fault("SQLITE_FULL"), 507),
    "postgres-gone": (postgres_fault(None), 503),
    "postgres-lock": (postgres_fault("55P03"), 503),
    "postgres-slow": (postgres_fault("57014"), 503),
    "postgres-full": (postgres_fault("53100"), 507),
    "disk-full": (OSError(errno.ENOSPC, "No space left on device"), 507),
    "our-mistake": (ValueError("a secret detail"), 500),
    "our-sql": (sqlite_fault("SQLITE_ERROR"), 500),
}


def fail(request, name):
    raise FAULTS[name][0]


def echo(request):
    return HttpResponse(str(len(request.POST.get("text", ""))))


def real_sql_mistake(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")


for view in (fail, echo, real_sql_mistake):
    view.sessionless = True

urlpatterns = [
    path("fail/<slug:name>/", fail),
    path("echo/", echo),
    path("sql/", real_sql_mistake),
    *portal_urls.urlpatterns,
]

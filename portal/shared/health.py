"""Two addresses for the machine that watches the portal."""
from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.shared.replica.state import REPLICA, state
from portal.shared.rules import public

RETRY_AFTER_SECONDS = 5


@require_safe
@never_cache
def healthz(request):
    """The process is alive. Needs nothing, not even the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """The database answers, so the portal can be sent visitors; otherwise 503. A replica may be away: its line says so."""
    try:
        with connection.cursor() as cursor:
            # A real table: SQLite opens a missing file without a word and would answer SELECT 1.
            cursor.execute("SELECT 1 FROM django_content_type LIMIT 1")
            cursor.fetchone()
        told = f"{state.words()}\n" if REPLICA in settings.DATABASES else ""
    except (DatabaseError, InterfaceError):
        # The broken connection must not be kept for the next request.
        connection.close()
        response = HttpResponse("the database is away\n", content_type="text/plain", status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return HttpResponse(f"ready\n{told}", content_type="text/plain")


for view in (healthz, readyz):
    view.rule = public
    view.sessionless = True

"""The door for servers (gunicorn portal.wsgi); `manage.py serve` uses it too."""
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")


def settled(loaded):
    """The same, after everything was loaded that each visitor needs.

    What is loaded now stays until the end. Python's garbage collector need not look through it any more: a full look took
    170 ms, and whoever came just then waited for it. Processes that are forked from this one share it, too.
    """
    get_resolver().reverse_dict  # noqa: B018 - reads the whole map of addresses, with all views
    gc.collect()
    gc.freeze()
    return loaded


application = settled(get_wsgi_application())

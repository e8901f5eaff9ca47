#!/usr/bin/env python
"""Runs the portal's commands: `python manage.py help`."""
import gc
import os
import sys

if __name__ == "__main__":
    # Loading the portal makes much that stays: looking through it again and again cost a tenth of each start.
    gc.set_threshold(50_000, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

"""The application that gunicorn serves, once the checks have been passed."""

import gc
import os
import sys

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")

application = get_wsgi_application()

# Unlike runserver, gunicorn asks no checks by itself. Prints warnings, raises SystemCheckError on errors.
BaseCommand().check(databases=["default"])

# Workers that are forked from here (`--preload`) must not share a connection.
connections.close_all()

# What is loaded by now stays, and they share its memory: looking through all of it for garbage halted a page for a fifth of a
# second now and then.
gc.freeze()

# A thread that works out a large plan steps back after a millisecond, not five: the monitor's 95th percentile was a third so.
sys.setswitchinterval(0.001)  # seconds

"""The application that gunicorn serves, once the checks have been passed."""

import gc
import os

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")

application = get_wsgi_application()

# Unlike runserver, gunicorn asks no checks by itself. Prints warnings, raises SystemCheckError on errors.
BaseCommand().check(databases=["default"])

# What is loaded by now stays: looking through all of it for garbage halted a page for a fifth of a second now and then.
gc.freeze()

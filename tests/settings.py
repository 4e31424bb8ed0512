"""The settings under test: production's, but for what a test cannot do. Nothing is read from `.env`."""

import os
import tempfile
from pathlib import Path

os.environ |= {
    "SECRET_KEY": "only-for-the-tests" * 3,
    "DEMONSTRATION": "off",
    "DEBUG": "off",
    "HTTPS": "off",  # the browser tests speak plain HTTP to this machine
    "ALLOWED_HOSTS": "localhost,testserver",
}

from safeguarding.settings import *  # noqa: F403
from safeguarding.settings import DATABASE, KEPT, STORAGES

# Made from the models, which takes a twentieth of the migrations' time; test_migrations holds the two together.
DATABASE["TEST"] = {"MIGRATE": False}

# A file, because a live server's threads would share an in-memory database's only connection;
# one a process, so that two runs at once do not meet.
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["TEST"]["NAME"] = Path(tempfile.gettempdir()) / f"safeguarding-test-{os.getpid()}.sqlite3"

# Plain names: a live server serves from the sources, where there are no hashed ones.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

STATIC_ROOT = KEPT / "test-static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns where there is none

SECOND_STEP = False  # but in test_second_step, which asks for it

MEDIA_ROOT = KEPT / "test-uploads"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
LEDGER_KEY = KEPT / "test-ledger.key"
LEDGER_SEALS = KEPT / "test-seals.txt"

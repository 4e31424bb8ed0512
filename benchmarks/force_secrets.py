"""What opens one force's tracker, made anew, as JSON: `.venv/bin/python -m benchmarks.force_secrets`."""

import json
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
    django.setup()

from django.utils import timezone

from safeguarding.access_keys import make_key
from safeguarding.models import AccessKey, User
from safeguarding.one_time_links import one_time_link

from .register.cast import session_key

if __name__ == "__main__":
    person, now = User.objects.get(username="opcc-0"), timezone.now()
    key, calendar = (
        make_key(person, scope=scope, name="Sample", expires_at=None, at=now)
        for scope in (AccessKey.Scope.READ, AccessKey.Scope.CALENDAR)
    )
    _, _, link = one_time_link(User.objects.get(username="owner-1")).split("/", 2)
    secrets = {"session": session_key(person), "key": key, "calendar": calendar, "link": link.partition("/")[2]}
    print(json.dumps(secrets))

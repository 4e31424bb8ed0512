"""The mails of a day, written for everybody who is to have one, each in the language that its person chose."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from safeguarding import language
from safeguarding.models import User

from ..selectors.notices.digest import Digest, digest, to_write_to
from ..services.mails import write_mail


def write_mails(at: datetime, *, tried: Mapping[int, int] | None = None) -> int:
    """Put into the outbox what is new for each person at `at` (aware datetime). Returns how many mails that is.

    tried: how often one that is written anew was tried, by the key of its person, so that it is tried as seldom again.
    """
    tries = tried or {}
    return sum(_write_to(person, tries.get(person.pk, 0), at) for person in to_write_to(at).iterator(chunk_size=100))


def _write_to(person: User, tries: int, at: datetime) -> bool:
    with override(language.of(person)):
        found = digest(person, at=at)
        return found is not None and write_mail(found, _as_mail(found), tries=tries, at=at) is not None


def _as_mail(found: Digest) -> dict[str, str]:
    """The `subject`, `text` and `html` of the mail; each link is whole, since it is read outside the tracker."""
    context = {"digest": found, "site": settings.SITE_URL, "force_name": settings.FORCE_NAME}
    text, html = (render_to_string(f"emails/digest.{kind}", context) for kind in ("txt", "html"))
    return {"subject": found.subject, "text": text, "html": html}

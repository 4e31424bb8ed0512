"""A digest as a mail: its subject, plain text, and the same as HTML."""

from django.conf import settings
from django.template.loader import render_to_string

from ..selectors.notices.digest import Digest


def digest_mail(digest: Digest) -> dict[str, str]:
    """The `subject`, `text` and `html` of the mail; each link is whole, since it is read outside the tracker."""
    context = {"digest": digest, "site": settings.SITE_URL, "force_name": settings.FORCE_NAME}
    text, html = (render_to_string(f"emails/digest.{kind}", context) for kind in ("txt", "html"))
    return {"subject": digest.subject, "text": text, "html": html}

"""Which drafts a person has opened, and in which state of what each is on: kept with their sign-in, and gone with it."""

from collections.abc import Iterable

from django.http import HttpRequest

from ..selectors.sessions.drafted import Drafted

KEY = "opened_drafts"
MOST = 100  # drafts: more than an agenda has (selectors.sessions.proposed.LONGEST)


def note_opened(request: HttpRequest, drafts: Iterable[Drafted]) -> None:
    """Remember that the person has these before them, as they stand."""
    known = opened(request)
    new = {str(one.draft.pk): one.digest for one in drafts}
    if not new.items() <= known.items():
        kept = {key: digest for key, digest in known.items() if key not in new} | new
        request.session[KEY] = dict(list(kept.items())[-MOST:])


def opened(request: HttpRequest) -> dict[str, str]:
    """{key of a draft: the digest of what it is on, when the person last opened it}."""
    return request.session.get(KEY, {})

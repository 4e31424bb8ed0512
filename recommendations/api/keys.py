"""In whose name a program reads: by a key of theirs, or by the browser in which they are signed in."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from safeguarding.access_keys import key_of
from safeguarding.models import AccessKey
from safeguarding.second_step import lacks_second_step

Scope = AccessKey.Scope


class Key(HttpBearer):
    """A key with one of `scopes`; its person is then the request's."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> AccessKey | None:
        """Called by Ninja."""
        key = key_of(token, *self.scopes, at=request.now)
        if key:
            request.user = key.person
        return key


def signed_in(request: HttpRequest) -> bool:
    """Return whether the person is signed in, by all steps, who then looks at the answers in the browser. Nothing is written here."""
    return request.user.is_authenticated and not lacks_second_step(request)


# Where programs read everything, and where figures alone.
EVERYTHING = [Key(Scope.READ), signed_in]
FIGURES = [Key(Scope.READ, Scope.FIGURES), signed_in]

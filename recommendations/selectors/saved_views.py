"""The views that a person saved of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import User

from ..models import SavedView


@dataclass(frozen=True)
class Saved:
    """A view by its key, name and address."""

    pk: int
    name: str
    url: str


def saved_views(user: User, page: SavedView.Page) -> Iterator[Saved]:
    """Those of `user`, by name. One query, once they are looked at."""
    for view in _saved(owner=user.pk, page=page):
        yield Saved(view.pk, view.name, f"{reverse(page.value)}?{view.query}")


@put_together_once
def _saved(owner, page):
    return SavedView.objects.filter(owner=owner, page=page)

"""A person keeps what they asked of a page under a name, and takes it off again. No record: it is theirs alone."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb
from safeguarding.models import User

from ..models import SavedView


@verb()
def save_view(page: SavedView.Page, *, name: str, query: str, by: User, at: datetime) -> SavedView:
    """Keep the query of a page under a name, in the place of one that has the name already. Raises ValidationError for one too long."""
    if len(query) > SavedView._meta.get_field("query").max_length:
        raise ValidationError(
            gettext("This asks for more than a view keeps. Choose fewer filters, or fewer words to look for.")
        )
    view, _ = SavedView.objects.update_or_create(owner=by, page=page, name=name, defaults={"query": query})
    return view


@verb()
def remove_view(view: SavedView, *, by: User, at: datetime) -> None:
    """Take off a view of one's own; one that is gone already stays gone."""
    SavedView.objects.filter(pk=view.pk, owner=by).delete()

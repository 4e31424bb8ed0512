"""The names by which owners are found: the title of each post, and who holds or held it."""

from collections.abc import Iterable

from safeguarding.history import Written
from safeguarding.lib.folding import fold
from safeguarding.models import Holding, Post, User

from ..models import OwnerName


def write_names(written: Iterable[Written]) -> None:
    """Those of the posts, holdings and people among what a verb wrote."""
    for thing, _, fields in written:
        match thing:
            case Post() if "title" in fields:
                _write(thing.pk, None, thing.title)
            case Holding() if "holder_id" in fields:
                _write(thing.post_id, thing.pk, str(thing.holder))
            case User() if fields & {"first_name", "last_name", "username"}:
                held = OwnerName.objects.filter(holding__holder=thing)
                held.exclude(folded=fold(str(thing))).update(folded=fold(str(thing)))


def wanted() -> dict[tuple[int, int | None], str]:
    """{(post, holding or None for its title): folded} of every name there is."""
    titles = {(post, None): fold(title) for post, title in Post.objects.values_list("pk", "title")}
    holdings = Holding.objects.select_related("holder")
    return titles | {(holding.post_id, holding.pk): fold(str(holding.holder)) for holding in holdings}


def _write(post, holding, name):
    OwnerName.objects.update_or_create(post_id=post, holding_id=holding, defaults={"folded": fold(name)})

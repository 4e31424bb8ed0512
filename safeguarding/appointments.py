"""Giving people posts and roles, and taking them back; a hand-over is an event."""

from .history import verb, write
from .models import Holding, RoleGrant


@verb()
def appoint(post, holder, *, by, at):
    """`holder` takes the post at `at`; whoever holds it now holds it until then. Returns the Holding."""
    current = post.holdings.on(at).first()
    if current:
        current.ends_at = at
        write(current, by=by, at=at, why=f"Handed over to {holder}")
    return write(Holding(post=post, holder=holder, starts_at=at), by=by, at=at)


@verb()
def grant(user, role, *, agency=None, by, at):
    """Give a role (people.Role), to a partner on behalf of an agency. Raises ValidationError if held already."""
    return write(RoleGrant(user=user, role=role, agency=agency, starts_at=at), by=by, at=at)


@verb()
def end(term, *, why, by, at):
    """End a holding or a role grant at `at`."""
    term.ends_at = at
    return write(term, by=by, at=at, why=why)

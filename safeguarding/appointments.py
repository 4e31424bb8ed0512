"""Giving people posts and roles, and taking them back; a hand-over is an event."""

from datetime import datetime

from .history import verb, write
from .models import Agency, Holding, Post, RoleGrant, User
from .models.people import Role


@verb()
def appoint(post: Post, holder: User, *, by: User, at: datetime) -> Holding:
    """`holder` takes the post at `at`; whoever holds it now holds it until then."""
    current = post.holdings.on(at).first()
    if current:
        # First, since the database knows one open holding of a post.
        current.ends_at = at
        write(current, by=by, at=at, why=f"Handed over to {holder}")
    return write(Holding(post=post, holder=holder, starts_at=at), by=by, at=at)


@verb()
def grant(user: User, role: Role, *, agency: Agency | None = None, by: User, at: datetime) -> RoleGrant:
    """Give a role, to a partner on behalf of an agency. Raises ValidationError if held already."""
    return write(RoleGrant(user=user, role=role, agency=agency, starts_at=at), by=by, at=at)


@verb()
def end(term: Holding | RoleGrant, *, why: str, by: User, at: datetime) -> Holding | RoleGrant:
    """End a holding or a role grant at `at`."""
    term.ends_at = at
    return write(term, by=by, at=at, why=why)

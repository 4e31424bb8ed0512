"""Who works in a made-up register: officers, an owner for each post, and the sessions by which the harness signs in as them."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest

from safeguarding.models import Holding, Post, RoleGrant, User
from safeguarding.models.people import Role

from .lives import POSTS
from .rows import State, add, add_history

OFFICERS = {"opcc-0": Role.OPCC, "dcc-0": Role.DCC, "coordinator-0": Role.COORDINATOR}


@dataclass(frozen=True)
class Cast:
    """The people of OFFICERS, the posts in order, and in the same order who holds each."""

    opcc: User
    dcc: User
    coordinator: User
    posts: list[Post]
    owners: list[User]


def appoint_cast(began: datetime) -> Cast:
    """Make the people, their roles and their posts, all from the moment `began`."""
    roles = OFFICERS | {f"owner-{number}": Role.OWNER for number in range(POSTS)}
    people = {name: User(username=name, first_name=name.title(), last_name="Made-Up") for name in roles}
    for person in people.values():
        person.set_unusable_password()
    add(User, people.values())
    posts = add(Post, [Post(title=f"Detective Inspector {number:02d}") for number in range(POSTS)])
    officers, owners = [people[name] for name in OFFICERS], [people[f"owner-{number}"] for number in range(POSTS)]
    cast = Cast(*officers, posts=posts, owners=owners)
    grants = add(RoleGrant, [RoleGrant(user=people[name], role=role, starts_at=began) for name, role in roles.items()])
    held = zip(posts, owners, strict=True)
    holdings = add(Holding, [Holding(post=post, holder=holder, starts_at=began) for post, holder in held])
    for model, things in ((User, people.values()), (Post, posts), (RoleGrant, grants), (Holding, holdings)):
        add_history(model, ((thing, [State(began, cast.coordinator, "Set up")]) for thing in things))
    return cast


def session_key(person: User) -> str:
    """The key of a new session, in which the person is signed in by both steps."""
    request = HttpRequest()
    request.session = session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    record_authentication(request, person, "mfa")
    session.save()
    return session.session_key

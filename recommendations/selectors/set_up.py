"""All that a register still lacks before the work of a force can be done in it, for its administrator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from inspections.models import InspectingBody, Inspection
from safeguarding.lib.languages import counted
from safeguarding.models import Holding, OutgoingMail, Post, RoleGrant, User
from safeguarding.models.people import DECIDING, Role

from .who_decides import waiting_roles

NAMED = 5  # of what is missing many times, how many are named


@dataclass(frozen=True)
class Missing:
    """Something that is not there, why it is needed, and the page where it is put right (label, url; "" where none is)."""

    what: str
    why: str
    label: str = ""
    url: str = ""


# A role that nobody has, and why somebody must.
NEEDED = {
    Role.COORDINATOR: gettext_noop("Reports and plans come in through the inspection coordinator."),
    Role.DCC: gettext_noop("Nothing can be signed off."),
    Role.OPCC: gettext_noop("Nobody outside the force sees what was promised."),
}


def missing(at: datetime) -> list[Missing]:
    """All that is missing at `at`, the most pressing first. Eight queries; where mails are sent, ten."""
    return [*_roles(at), *_people(at), *_posts(at), *_mails(at), *_reports()]


def without_password() -> QuerySet[User]:
    """Whoever may sign in and has not chosen a password yet, by name."""
    nobodys = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return nobodys.order_by("last_name", "first_name", "pk")


def _roles(at):
    # A deciding role that somebody gave themselves lets nobody decide (roles.standing).
    void = Q(role__in=DECIDING, given_by=F("user"))
    running = RoleGrant.objects.counting().on(at).filter(user__is_active=True).exclude(void).order_by()
    counts = dict(running.values_list("role").annotate(Count("user", distinct=True)))
    give = gettext("Give a role"), reverse("admin:safeguarding_rolegrant_add")
    if not counts.keys() - {Role.ADMINISTRATOR}:
        give = _add_people()  # a table brings roles and posts too; there may be nobody yet to give a role to
    waiting = list(waiting_roles(at).values_list("role", flat=True))
    for role, why in NEEDED.items():
        # Who was given it has it once it is confirmed, so it need not be given again.
        if role not in counts and role not in waiting:
            yield Missing(gettext("Nobody has the role %(label)s") % {"label": role.label}, why, *give)
    if waiting:
        why = gettext("An administrator who did not give it confirms it. Nothing is decided by it before.")
        yield Missing(
            gettext("%(roles)s not confirmed") % {"roles": counted(len(waiting), "role")},
            why,
            gettext("Who may decide"),
            reverse("who-decides"),
        )
    if counts.get(Role.DCC) == 1:
        why = gettext("Nobody signs off what they own or recommended themselves, so a deputy is needed.")
        yield Missing(gettext("Only one person has the role %(label)s") % {"label": Role.DCC.label}, why, *give)
    if counts.get(Role.ADMINISTRATOR, 0) < 2:
        why = gettext(
            "While they are away nobody can be added, and nobody confirms a role by which something is decided."
        )
        yield Missing(gettext("There is one administrator only"), why, *give)


def _add_people():
    return gettext("Add people, from a table"), reverse("set-up-people")


def _people(at):
    active = User.objects.filter(is_active=True).order_by("last_name", "first_name")
    given = RoleGrant.objects.on(at).filter(user=OuterRef("pk"))
    held = Holding.objects.on(at).filter(holder=OuterRef("pk"))
    people = gettext("People"), reverse("admin:safeguarding_user_changelist")
    if idle := _named(active.filter(~Exists(given), ~Exists(held))):
        yield Missing(
            gettext("%(idle)s without role and post") % {"idle": idle},
            gettext("They can sign in and see nothing."),
            *people,
        )
    if waiting := _named(active.filter(Exists(given) | Exists(held), last_login=None)):
        why = gettext("They may need a link to set a password: tick them in the list of people.")
        yield Missing(gettext("%(waiting)s who never signed in") % {"waiting": waiting}, why, *people)


def _posts(at):
    vacant = Post.objects.filter(~Exists(Holding.objects.on(at).filter(post=OuterRef("pk"))))
    ours = vacant.filter(Q(actions__isnull=False) | Q(agency=None)).distinct().order_by("title")
    if posts := _named(ours, "post"):
        give = gettext("Say who holds a post"), reverse("admin:safeguarding_holding_add")
        yield Missing(
            gettext("%(posts)s that nobody holds") % {"posts": posts},
            gettext("Nobody is told of the work they have."),
            *give,
        )
    if not Post.objects.exists():
        yield Missing(
            gettext("There are no posts"), gettext("Actions are owned by posts, which people hold."), *_add_people()
        )


def _mails(at):
    if not settings.SENDS_MAIL:
        return
    people = gettext("People"), reverse("admin:safeguarding_user_changelist")
    active = User.objects.filter(is_active=True).order_by("last_name", "first_name")
    if without := _named(active.filter(email="")):
        yield Missing(
            gettext("%(without)s without a mail address") % {"without": without},
            gettext("They get no mail."),
            *people,
        )
    last = OutgoingMail.objects.filter(person=OuterRef("pk")).order_by("-made_at", "-pk").values("state")
    refused = active.annotate(last=Subquery(last[:1])).filter(last=OutgoingMail.State.REFUSED)
    if addresses := _named(refused):
        why = gettext("The mail server refused the last mail to them. Put the address right.")
        yield Missing(gettext("%(addresses)s who cannot be reached by mail") % {"addresses": addresses}, why, *people)


def _reports() -> Iterator[Missing]:
    if not InspectingBody.objects.exists():
        add = gettext("Add a body"), reverse("admin:inspections_inspectingbody_add")
        yield Missing(gettext("No inspecting body is known"), gettext("Every report needs an inspecting body."), *add)
    if not Inspection.objects.exists():
        yield Missing(
            gettext("No inspection is registered"),
            gettext("The coordinator reads a report in: Reports in, in the menu."),
        )


def _named(rows, noun="person"):
    """ "3 posts (A, B, C)", the first of them named; "" for none. One query, and one more where there are many."""
    found = list(rows[: NAMED + 1])
    if not found:
        return ""
    number = len(found) if len(found) <= NAMED else rows.count()
    names = ", ".join(map(str, found[:NAMED])) + (" ..." if number > NAMED else "")
    plural = "people" if noun == "person" and number > 1 else None
    return f"{number} {plural} ({names})" if plural else f"{counted(number, noun)} ({names})"
